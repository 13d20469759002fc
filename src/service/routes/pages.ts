// Serves the built pages with their security headers: no code of other sites, no framing, no referrer. Beside the
// simulator, which exists on loopback only, its page may frame them.
import type { pageRoutes } from '../../core/contract/routes/public.ts'
import type { Config } from '../deps.ts'
import { liffScripts } from '../line/liff-scripts.ts'
import type { Handlers, Incoming } from './bind.ts'

/** Hosts that LIFF connects to, in the mini-app alone. On loopback, where LINE's SDK is replaced, they are left out. */
const lineHosts = 'https://api.line.me https://access.line.me https://liffsdk.line-scdn.net https://liff.line.me'

/** Content security policy of a page. WebAssembly runs the recognisers; inline code and other origins are forbidden. */
const policy = ({ liffSdkUrl }: Config, withLine: boolean): string => {
  // On loopback the simulator stands in for LINE's SDK in the mini-app and for the camera of the official's pages.
  const simulator = liffSdkUrl ? new URL(liffSdkUrl).origin : ''
  const rules = [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval' ${simulator || (withLine ? liffScripts : '')}`,
    `worker-src 'self' blob: ${simulator}`,
    `style-src 'self'`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `media-src 'self' blob:`,
    `connect-src 'self' ${simulator || (withLine ? lineHosts : '')}`,
    `manifest-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors ${simulator || `'none'`}`,
  ]
  return rules.map((rule) => rule.trim()).join('; ')
}

const headersOf = (config: Config, withLine: boolean) => ({
  'content-security-policy': policy(config, withLine),
  // No page that opened ours can reach into it. LINE's sign-in may open a window of its own from the mini-app.
  'cross-origin-opener-policy': withLine ? 'same-origin-allow-popups' : 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), screen-wake-lock=(self)',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
})

const page =
  (file: string, withLine: boolean) =>
  async ({ deps: { pages, config } }: Pick<Incoming<'getAppPage'>, 'deps'>) => {
    const built = await pages(file)
    return new Response(built.body, {
      status: built.status,
      headers: { 'content-type': 'text/html; charset=utf-8', ...headersOf(config, withLine) },
    })
  }

const checker = page('/checker/index.html', false)

export const pages: Handlers<keyof typeof pageRoutes> = {
  getAppPage: page('/phone/index.html', true),
  /** The checker's service worker. Its scope, the page under /v and /V, lies above the worker's folder and needs the header. */
  getOfflineWorker: async ({ deps }) => {
    const built = await deps.pages('/checker/offline.js')
    return new Response(built.body, {
      status: built.status,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'service-worker-allowed': '/',
        'cache-control': 'no-cache',
        'content-security-policy': `default-src 'none'; connect-src 'self'`,
      },
    })
  },
  getCheckerPageInCapitals: checker,
  getCheckerPage: checker,
  getSharePage: checker,
  getOfficialPage: page('/checker/official/index.html', false),
  getRoot: ({ c }) => c.redirect('/v'),
}
