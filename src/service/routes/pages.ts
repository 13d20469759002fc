// The built pages with the headers that keep them honest: no other site's code, no frames, no referrer.
import { Hono } from 'hono'
import type { Config } from '../deps.ts'
import type { Env } from './problem.ts'

/** LIFF talks to these; without LINE's own SDK (on loopback) they are not needed. */
const lineHosts = 'https://api.line.me https://access.line.me https://liffsdk.line-scdn.net https://liff.line.me'

/** Content security policy of the mini-app. WebAssembly runs the recognisers; nothing inline, nothing foreign. */
const policy = ({ liffSdkUrl }: Config, framed: boolean): string => {
  const sdk = liffSdkUrl ? new URL(liffSdkUrl).origin : ''
  const rules = [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval' ${sdk}`,
    `worker-src 'self' blob: ${sdk}`,
    `style-src 'self'`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `media-src 'self' blob:`,
    `connect-src 'self' ${sdk || lineHosts}`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${framed && sdk ? sdk : `'none'`}`,
  ]
  return rules.map((rule) => rule.trim()).join('; ')
}

const headersOf = (config: Config, framed: boolean) => ({
  'content-security-policy': policy(config, framed),
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), screen-wake-lock=(self)',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
})

const page = (file: string, framed: boolean) =>
  new Hono<Env>().get('*', async (c) => {
    const { pages, config } = c.env.deps
    const built = await pages(file)
    return new Response(built.body, {
      status: built.status,
      headers: { 'content-type': 'text/html; charset=utf-8', ...headersOf(config, framed) },
    })
  })

/** The checker's service worker: its scope is the page at both spellings, which lies above the worker's own folder. */
const offline = new Hono<Env>().get('/', async (c) => {
  const built = await c.env.deps.pages('/checker/offline.js')
  return new Response(built.body, {
    status: built.status,
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'service-worker-allowed': '/',
      'cache-control': 'no-cache',
      'content-security-policy': `default-src 'none'; connect-src 'self'`,
    },
  })
})

const checker = page('/checker/index.html', false)

/** `/V` is what the QR code says: upper case fits its alphanumeric mode. */
export const pageRoutes = new Hono<Env>()
  .route('/app', page('/phone/index.html', true))
  .route('/v/offline.js', offline)
  .route('/V', checker)
  .route('/v', checker)
  .route('/s', checker)
  .route('/official', page('/checker/official/index.html', false))
  .get('/', (c) => c.redirect('/v'))
