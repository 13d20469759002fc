// The contract as an OpenAPI 3.1 document. Written by hand are only the words about who may call.
import { type JsonSchema, toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { areas, contract, type Route } from '../../src/core/contract/contract.ts'
import type { Principal } from '../../src/core/contract/principals.ts'
import { commonProblems, type ProblemId, problems, reasonOf } from '../../src/core/contract/problems.ts'
import { caseEvidence } from '../../src/core/contract/responses/examiner.ts'
import { view } from '../../src/core/contract/responses/view.ts'
import type { Medium } from '../../src/core/contract/route.ts'
import { faceCalibration } from '../../src/core/face/calibration.ts'
import { selfieRequest } from '../../src/core/face/selfie-request.ts'

/** What OpenAPI calls the proof that a principal brings; absent where the route asks for none, or finds it in body or path. */
const schemeOf: Partial<Record<Principal, string>> = {
  line: 'lineSignature',
  provider: 'signInFlow',
  user: 'session',
  official: 'officialSession',
  reviewer: 'officialSession',
  examiner: 'examinerSecret',
}
const securitySchemes = {
  session: { type: 'http', scheme: 'bearer', description: 'The token that POST /api/session returns.' },
  officialSession: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-phokbat_official',
    description: 'Set after the sign-in of a registered official.',
  },
  signInFlow: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-phokbat_sign_in',
    description: 'Set by GET /official/sign-in; it lives ten minutes.',
  },
  examinerSecret: {
    type: 'http',
    scheme: 'bearer',
    description: 'The secret that the operator shares with examiners.',
  },
  lineSignature: {
    type: 'apiKey',
    in: 'header',
    name: 'x-line-signature',
    description: 'LINE’s HMAC-SHA-256 over the raw body, in base64.',
  },
}

const media: Record<Medium, { status: '200' | '204' | '302'; description: string; types: readonly string[] }> = {
  empty: { status: '204', description: 'Done.', types: [] },
  redirect: { status: '302', description: 'The address is in Location.', types: [] },
  page: { status: '200', description: 'The page.', types: ['text/html'] },
  script: { status: '200', description: 'The script.', types: ['text/javascript'] },
  picture: { status: '200', description: 'The picture.', types: ['image/jpeg', 'image/png'] },
  bytes: { status: '200', description: 'The bytes.', types: ['application/octet-stream'] },
  zip: { status: '200', description: 'The file.', types: ['application/zip'] },
  jwt: { status: '200', description: 'The signed list.', types: ['application/statuslist+jwt'] },
}

/** Shapes that several routes share, by name. */
const shared: Readonly<Record<string, GenericSchema>> = {
  View: view,
  SelfieRequest: selfieRequest,
  FaceCalibration: faceCalibration,
  CaseEvidence: caseEvidence,
}

/** Checks that JSON Schema cannot say (`match` above `again`) are left out. */
const jsonSchemaOf = (schema: GenericSchema, own?: string): JsonSchema => {
  const definitions = Object.fromEntries(Object.entries(shared).filter(([name]) => name !== own))
  const {
    $schema: _,
    $defs: __,
    ...rest
  } = toJsonSchema(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    errorMode: 'ignore',
    definitions,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
  })
  return rest
}

const problemSchema = {
  type: 'object',
  description: 'A problem (RFC 9457).',
  required: ['type', 'title', 'status', 'reason', 'requestId'],
  properties: {
    type: { const: 'about:blank' },
    title: { type: 'string', description: 'For developers.' },
    status: { type: 'integer' },
    reason: { type: 'string', description: 'Why, in one word.' },
    requestId: { type: 'string', description: 'The log names the request by it.' },
    triesLeft: { type: 'integer', description: 'Tries of a PIN before the next wait.' },
    until: { type: 'integer', description: 'ms since the epoch, when the next try is allowed.' },
  },
  examples: [
    {
      type: 'about:blank',
      title: 'Not allowed',
      status: 403,
      reason: 'wrong_pin',
      requestId: 'q8Zt0c1LmW2x',
      triesLeft: 4,
    },
  ],
}

/** Every problem of a route: its own, those of whom it admits, and those of its body. */
export const problemsOf = ({ principal, problems: own, request, at }: Route): ProblemId[] => {
  const ofBody: ProblemId[] = request === 'none' ? [] : ['malformed']
  const ofSize: ProblemId[] = at.startsWith('POST') ? ['too_large', 'too_slow'] : []
  return [...new Set([...own, ...ofBody, ...ofSize, ...commonProblems[principal]])]
}

/** Refusals that many routes share are written once, under the words that they may say. */
const refusalNamed = (status: number, ids: readonly ProblemId[]) => {
  const reasons = ids.map(reasonOf)
  const name = reasons.length > 4 ? `${reasons[0]}-and-${reasons.length - 1}-more` : reasons.join('-')
  const schema = {
    $ref: '#/components/schemas/Problem',
    properties: { status: { const: status }, reason: { enum: reasons } },
  }
  const description = ids.map((id) => `\`${reasonOf(id)}\`: ${problems[id].meaning}`).join(' ')
  return [`${status}-${name}`, { description, content: { 'application/problem+json': { schema } } }] as const
}
const refusalsOf = (route: Route) => {
  const all = problemsOf(route)
  const statuses = [...new Set(all.map((id) => problems[id].status))].sort((a, b) => a - b)
  return statuses.map((status) => {
    const [name, response] = refusalNamed(
      status,
      all.filter((id) => problems[id].status === status),
    )
    return { status, name, response }
  })
}

const success = ({ response }: Route) => {
  if (typeof response !== 'string') {
    const json = { description: 'Done.', content: { 'application/json': { schema: jsonSchemaOf(response) } } }
    return response.type === 'optional' ? { 200: json, 204: { description: 'There is nothing.' } } : { 200: json }
  }
  const { status, description, types } = media[response]
  const content = Object.fromEntries(types.map((type) => [type, {}]))
  return { [status]: { description, ...(types.length > 0 && { content }) } }
}

/** Hono's parameters and wildcards as OpenAPI writes them. */
export const openApiPath = (path: string): string => path.replace(/:(\w+)(\{.*\})?/, '{$1}').replace(/\*$/, '{page}')

const parameterOf = (path: string) => {
  const [, name, , form] = /:(\w+)(\{(.*)\})?/.exec(path) ?? (path.endsWith('*') ? [path, 'page'] : [])
  if (!name) return {}
  return {
    parameters: [
      { name, in: 'path', required: true, schema: { type: 'string', ...(form && { pattern: `^${form}$` }) } },
    ],
  }
}

const bodyOf = ({ request, maxBody }: Route) => {
  if (request === 'none') return {}
  const schema = request === 'raw' ? { type: 'object' } : jsonSchemaOf(request)
  return {
    requestBody: {
      required: true,
      description: `At most ${maxBody} bytes.`,
      content: { 'application/json': { schema } },
    },
  }
}

const operation = (id: string, area: string, route: Route) => {
  const scheme = schemeOf[route.principal]
  return {
    operationId: id,
    tags: [area],
    summary: route.summary,
    security: scheme ? [{ [scheme]: [] }] : [],
    ...parameterOf(route.path),
    ...bodyOf(route),
    responses: {
      ...success(route),
      ...Object.fromEntries(
        refusalsOf(route).map(({ status, name }) => [status, { $ref: `#/components/responses/${name}` }]),
      ),
    },
    'x-principal': route.principal,
    'x-cost': route.cost,
    'x-max-body': route.maxBody,
    'x-priority': route.priority,
  }
}

const paths = () => {
  const all: Record<string, Record<string, unknown>> = {}
  for (const [area, routes] of Object.entries(areas))
    for (const [id, route] of Object.entries<Route>(routes)) {
      const path = openApiPath(route.path)
      all[path] = { ...all[path], [route.method.toLowerCase()]: operation(id, area, route) }
    }
  return all
}

export const openApi = (version: string) => ({
  openapi: '3.1.0',
  info: {
    title: 'Phokbat',
    version,
    description: 'A digital ID card in LINE. Printed from src/core/contract by `npm run docs:api`.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: 'https://card.example', description: 'PUBLIC_ORIGIN of a deployment.' }],
  tags: Object.keys(areas).map((name) => ({ name })),
  paths: paths(),
  components: {
    securitySchemes,
    responses: Object.fromEntries(
      Object.values(contract).flatMap((route) => refusalsOf(route).map(({ name, response }) => [name, response])),
    ),
    schemas: {
      Problem: problemSchema,
      ...Object.fromEntries(Object.entries(shared).map(([name, schema]) => [name, jsonSchemaOf(schema, name)])),
    },
  },
})
