// Implements the paths of Cloudflare's API that wrangler calls, on loopback, so that tests run the real wrangler.
import { createServer } from 'node:http'
import { freePort } from '../../tools/dev/port.ts'

type Version = { id: string; tag?: string; bindings: { name: string; type: string; text?: string }[] }
export type CloudflareApi = {
  url: string
  accounts: { id: string; name: string }[]
  /** Undefined while R2 is not switched on. */
  buckets: Set<string> | undefined
  versions: Version[]
  domains: string[]
  crons: string[]
  close: () => Promise<void>
}

type Refusal = { status: number; code: number; message: string }
const refusal = (status: number, code: number, message: string): Refusal => ({ status, code, message })
const noWorker = refusal(404, 10007, 'This Worker does not exist on your account.')

/** Reads `metadata` of a multipart upload: settings, secrets, annotations. */
const metadataOf = (body: string): { bindings: Version['bindings']; annotations?: Record<string, string> } =>
  JSON.parse(/name="metadata"\r\n(?:.*\r\n)*?\r\n([^\r]*)/.exec(body)?.[1] ?? '{}')

const cronsOf = (api: CloudflareApi, body: string) => {
  api.crons = JSON.parse(body).map(({ cron }: { cron: string }) => cron)
}

export const startCloudflareApi = async (): Promise<CloudflareApi> => {
  const port = await freePort()
  const api: CloudflareApi = {
    url: `http://127.0.0.1:${port}`,
    accounts: [{ id: 'acc1', name: 'An agency' }],
    buckets: new Set(),
    versions: [],
    domains: [],
    crons: [],
    close: async () => {},
  }
  const upload = (body: string) => {
    const { bindings, annotations } = metadataOf(body)
    const id = `00000000-0000-0000-0000-00000000000${api.versions.length}`
    const version = { id, tag: annotations?.['workers/tag'], bindings }
    api.versions.push(version)
    return { id, deployment_id: id, metadata: {}, resources: { script: { etag: id } }, startup_time_ms: 1 }
  }
  const running = () => api.versions.at(-1)
  const annotated = ({ id, tag, bindings }: Version) => ({
    id,
    annotations: tag ? { 'workers/tag': tag } : {},
    metadata: {},
    // Cloudflare's API does not return the texts of secrets.
    resources: {
      script: {},
      script_runtime: {},
      bindings: bindings.map((each) => (each.type === 'secret_text' ? { ...each, text: undefined } : each)),
    },
  })
  const deployed = ({ id }: Version) => ({
    id,
    versions: [{ version_id: id, percentage: 100 }],
    created_on: '2026-11-23T00:00:00Z',
  })
  const worker = <T>(make: (version: Version) => T) => {
    const version = running()
    return version ? make(version) : noWorker
  }
  const bucket = (path: string, body: string, method: string) => {
    if (!api.buckets) return refusal(403, 10042, 'Please enable R2 through the Cloudflare Dashboard.')
    if (method === 'POST') return { name: api.buckets.add(JSON.parse(body).name) && JSON.parse(body).name }
    const name = path.split('/').at(-1) ?? ''
    return api.buckets.has(name)
      ? { name, location: 'APAC' }
      : refusal(404, 10006, 'The specified bucket does not exist.')
  }
  const answer = (method: string, path: string, body: string): unknown => {
    const [, , , area, , , last = '', id] = path.split('/')
    if (path === '/user/tokens/verify') return { id: 't', status: 'active' }
    if (path === '/user') return { id: 'u', email: 'somebody@agency.example' }
    if (path === '/accounts') return api.accounts
    if (path === '/memberships') return api.accounts.map((account) => ({ id: account.id, account }))
    if (area === 'r2') return bucket(path, body, method)
    if (last === 'secrets') return worker(({ bindings }) => bindings.filter(({ type }) => type === 'secret_text'))
    if (last === 'assets-upload-session') return { jwt: 'assets', buckets: [] }
    if (last === 'deployments')
      return method === 'POST' ? deployed(running()!) : worker((it) => ({ deployments: [deployed(it)] }))
    if (last === 'versions')
      return method === 'POST' ? upload(body) : worker((it) => (id ? annotated(it) : { items: [annotated(it)] }))
    if (last === 'schedules') return cronsOf(api, body)
    if (last === 'domains')
      return void api.domains.push(...JSON.parse(body).origins.map(({ hostname }: { hostname: string }) => hostname))
    if (path.endsWith('/subdomain')) return { enabled: true, previews_enabled: false, subdomain: 'agency' }
    if (/\/scripts\/phokbat$/.test(path) && method === 'PUT') return upload(body)
    if (/\/services\/phokbat$/.test(path))
      return worker(() => ({
        default_environment: { environment: 'production', script: { tag: 't', last_deployed_from: 'wrangler' } },
      }))
    return undefined
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const path = new URL(request.url ?? '/', api.url).pathname
      const result = answer(request.method ?? 'GET', path, Buffer.concat(chunks).toString('utf8'))
      const refused =
        typeof result === 'object' && result !== null && 'status' in result && 'code' in result
          ? (result as Refusal)
          : undefined
      response.statusCode = refused ? refused.status : 200
      response.setHeader('content-type', 'application/json')
      const errors = refused ? [{ code: refused.code, message: refused.message }] : []
      const result_info = { page: 1, per_page: 50, count: 1, total_count: 1 }
      response.end(
        JSON.stringify({
          success: !refused,
          errors,
          messages: [],
          result: refused ? null : (result ?? null),
          result_info,
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  api.close = () => new Promise((resolve) => void server.close(() => resolve()))
  return api
}
