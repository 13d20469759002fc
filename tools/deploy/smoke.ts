// Tests the running service from outside, as LINE, a phone and an official would use it. Changes nothing.
import { createHmac } from 'node:crypto'
import * as at from '../../src/core/contract/addresses.ts'
import { pathOf } from '../../src/core/contract/call.ts'
import { liffScripts } from '../../src/service/line/liff-scripts.ts'
import { jsonOf, type Live } from './live.ts'
import type { Values } from './values.ts'

type Probe = {
  name: string
  /** The setting without which the test is skipped. */
  needs?: string
  /** @returns what is wrong and what to do; undefined when all is well. */
  ask: (live: Live, values: Values) => Promise<string | undefined>
}

const paths = {
  health: pathOf(at.checkHealth),
  issuer: pathOf(at.getIssuer),
  status: pathOf(at.getStatusList),
  webhook: pathOf(at.receiveWebhook),
}

/** s by which the clocks may differ; beyond that, LINE's ID tokens are refused. */
const clockSlack = 60
/** ms after which LINE treats a webhook as timed out. */
const webhookPatience = 2_000

const unreachable =
  'gives no answer: see that PUBLIC_ORIGIN is right and its DNS entry is there, and look at `npx wrangler tail`'
const isThere = (response: Response | undefined): string | undefined => {
  if (!response) return unreachable
  if (response.status === 503)
    return 'is there, but its settings are wrong: `npx wrangler tail` names them; then run `npm run deploy`'
  if (response.status === 404) return 'is something else: PUBLIC_ORIGIN does not lead to this service'
  return response.status === 200 ? undefined : `answers ${response.status}: \`npx wrangler tail\` says why`
}

const page = async (live: Live, path: string): Promise<string | undefined> => {
  const response = await live(path)
  const off = isThere(response)
  if (off || !response) return off
  const html = await response.text()
  const policy = response.headers.get('content-security-policy') ?? ''
  const scripts =
    /script-src ([^;]*)/
      .exec(policy)?.[1]
      ?.split(' ')
      .filter((source) => source !== '') ?? []
  const foreign = scripts.filter(
    (source) =>
      source !== liffScripts && !source.startsWith("'") && !/^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(source),
  )
  if (!policy.includes("default-src 'none'") || foreign.length > 0)
    return 'comes without its content security policy, or with a foreign one: let nothing in front of the service change its headers'
  const script = /<script[^>]+src="([^"]+)"/.exec(html)?.[1]
  if (!script) return 'is not the built page: run `npm run deploy`'
  const code = await live(script)
  if (code?.status !== 200 || !(code.headers.get('content-type') ?? '').includes('javascript'))
    return `lacks its script ${script}: run \`npm run deploy\``
  if (!(code.headers.get('cache-control') ?? '').includes('immutable'))
    return `has a script that phones fetch again and again: ${script} should be served with cache-control immutable`
  return undefined
}

const sendWebhook = async (live: Live, secret: string) => {
  const body = JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [] })
  const started = performance.now()
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  const headers = { 'content-type': 'application/json', 'x-line-signature': signature }
  const response = await live(paths.webhook, { method: 'POST', body, headers })
  return { status: response?.status, ms: performance.now() - started }
}

const keysIn = (body: unknown): JsonWebKey[] =>
  typeof body === 'object' && body !== null && 'keys' in body && Array.isArray(body.keys) ? body.keys : []

export const probes: readonly Probe[] = [
  { name: 'health', ask: async (live) => isThere(await live(paths.health)) },
  {
    name: 'clock',
    ask: async (live) => {
      const response = await live(paths.health)
      if (!response) return unreachable
      const date = Date.parse(response.headers.get('date') ?? '')
      return Math.abs(date - Date.now()) > clockSlack * 1000
        ? 'differs from the clock here by more than a minute: correct the wrong clock, or sign-in fails'
        : undefined
    },
  },
  {
    name: 'issuer.json',
    ask: async (live) => {
      const response = await live(paths.issuer)
      const off = isThere(response)
      if (off) return off
      const keys = keysIn(await jsonOf(response))
      const imports = keys.map((key) =>
        crypto.subtle.importKey('jwk', key, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']),
      )
      const readable = await Promise.all(imports).then(
        () => true,
        () => false,
      )
      return keys.length > 0 && readable
        ? undefined
        : 'publishes no usable key: run `npm run deploy` with the PHOKBAT_KEYS of the first one'
    },
  },
  {
    name: 'status list',
    ask: async (live) => {
      const response = await live(paths.status)
      return response && response.status >= 500 && response.status !== 503
        ? `answers ${response.status}: the service does not reach its database; compare DATABASE_URL and DATABASE_TOKEN, and run \`npm run deploy\``
        : isThere(response)
    },
  },
  { name: 'checker page', ask: (live) => page(live, '/v') },
  { name: 'mini-app', ask: (live) => page(live, '/app') },
  {
    name: 'webhook, signed',
    needs: 'LINE_CHANNEL_SECRET',
    ask: async (live, values) => {
      const { status, ms } = await sendWebhook(live, values.LINE_CHANNEL_SECRET ?? '')
      if (status === undefined) return unreachable
      if (status === 401) return 'is refused: the service has another LINE_CHANNEL_SECRET; run `npm run deploy`'
      if (status !== 200) return `answers ${status}: \`npx wrangler tail\` says why`
      return ms > webhookPatience
        ? `takes ${Math.round(ms)} ms, and LINE waits ${webhookPatience}: move the database nearer to the service`
        : undefined
    },
  },
  {
    name: 'webhook, unsigned',
    ask: async (live) => {
      const { status } = await sendWebhook(live, 'nobody knows this')
      if (status === undefined) return unreachable
      return status === 401
        ? undefined
        : `is answered with ${status} instead of 401: whoever knows the address can speak for LINE; deploy again`
    },
  },
]

export type ProbeResult = { name: string; off?: string; skipped?: string }

export const probe = async (live: Live, values: Values): Promise<ProbeResult[]> => {
  const found: ProbeResult[] = []
  for (const { name, needs, ask } of probes)
    found.push(needs && !values[needs] ? { name, skipped: needs } : { name, off: await ask(live, values) })
  return found
}
