// `npm run docs:api`: docs/openapi.json and docs/api.md, printed from the contract. A test keeps both current.
import { readFileSync, writeFileSync } from 'node:fs'
import { areas, type Route } from '../../src/core/contract/contract.ts'
import { networkCosts, type Principal } from '../../src/core/contract/principals.ts'
import { commonProblems, type ProblemId, problems, reasonOf } from '../../src/core/contract/problems.ts'
import { openApi, openApiPath } from './openapi.ts'

/** How a caller proves who they are. */
const proofs: Record<Principal, string> = {
  anyone: 'No proof. Everybody gets the same answer.',
  monitor: 'No proof. Load balancers and monitors ask often, and no allowance is charged.',
  line: '`x-line-signature`: LINE’s HMAC over the raw body.',
  idToken: 'A LINE ID token in the body.',
  address: 'The address: 128 random bits, of which the service keeps a keyed hash.',
  provider: 'The cookie of the sign-in flow that began here.',
  user: '`Authorization: Bearer …`, the token of a session. A user reaches only data of their own.',
  official: 'The session cookie of a registered official.',
  reviewer: 'The same cookie, of an official who is listed as a reviewer.',
  examiner: '`Authorization: Bearer …`, the secret that the operator shares with examiners.',
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

const refusalsOf = ({ problems: own }: Route) =>
  own.length > 6 ? `${own.slice(0, 3).map(word).join(' ')} …` : own.map(word).join(' ')
const word = (id: ProblemId) => `\`${reasonOf(id)}\``

const areaTable = (routes: Readonly<Record<string, Route>>): string =>
  table(
    ['Route', 'Caller', 'Cost', 'What it does', 'Refusals'],
    Object.entries(routes).map(([id, route]) => [
      `\`${route.method} ${openApiPath(route.path)}\`<br>${id}`,
      route.principal,
      route.cost,
      route.summary,
      refusalsOf(route),
    ]),
  )

const rows = Object.entries(problems) as [ProblemId, { status: number; meaning: string }][]

export const apiPage = (): string => `# API

Printed from \`src/core/contract\` by \`npm run docs:api\`; [openapi.json](openapi.json) has every shape (OpenAPI 3.1).

- Bodies and answers are JSON unless the route says otherwise. Members that a request does not name are dropped; answers have none beyond those named.
- Times are milliseconds since the epoch, unless a name or a description says seconds.
- A refusal is a problem (RFC 9457, \`application/problem+json\`): \`reason\` says why in one word, \`requestId\` finds it in the log.
- A body beyond the route’s cap is refused with 413, and headers beyond 8,000 bytes with 431, before anything reads them.
- *Cost* is what one request takes from a user’s allowance per minute (\`PERSON_PER_MINUTE\`). Every request also takes from the allowance of its network (\`NETWORK_PER_MINUTE\`), by caller. Whoever has used it up gets 429 \`slow_down\` with \`Retry-After\`.

## Callers
${table(
  ['Caller', 'Proof', 'Network cost', 'Always possible'],
  (Object.keys(proofs) as Principal[]).map((principal) => [
    principal,
    proofs[principal],
    networkCosts[principal],
    commonProblems[principal].map(word).join(' '),
  ]),
)}

${Object.entries(areas)
  .map(([area, routes]) => `## ${area}\n${areaTable(routes)}`)
  .join('\n\n')}

## Reasons
${table(
  ['Reason', 'Status', 'Meaning'],
  rows.map(([id, { status, meaning }]) => [word(id), status, meaning]),
)}
`

/** Text of each printed file, by its path. */
export const printed = (): Readonly<Record<string, string>> => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  return { 'docs/openapi.json': `${JSON.stringify(openApi(version), null, 2)}\n`, 'docs/api.md': apiPage() }
}

if (import.meta.filename === process.argv[1]) {
  for (const [file, text] of Object.entries(printed())) writeFileSync(file, text)
  console.log('docs/openapi.json and docs/api.md hold the current contract.')
}
