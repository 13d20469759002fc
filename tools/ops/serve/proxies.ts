// Says at the start where the settings about proxies look wrong: then callers share one rate limit, or choose their own.
import type { Settings } from '../../../src/service/settings/read.ts'

const loopback = /^(?:localhost$|127\.|::1$)/

/** Sentences for the operator, without a full stop; none if nothing looks wrong. `host`: where the service listens. */
export const proxyWarnings = (
  { PUBLIC_ORIGIN: origin, TRUSTED_PROXIES: proxies }: Pick<Settings, 'PUBLIC_ORIGIN' | 'TRUSTED_PROXIES'>,
  host: string,
): string[] => {
  if (proxies === 0 && origin.startsWith('https:'))
    return [
      'TRUSTED_PROXIES is 0, but PUBLIC_ORIGIN is https and this service speaks no TLS: behind a proxy all callers would share one rate limit',
    ]
  if (proxies > 0 && !loopback.test(host))
    return [
      `TRUSTED_PROXIES is ${proxies} and HOST is not loopback: let nothing but the proxy reach this port, because whoever reaches it from a private address writes X-Forwarded-For himself`,
    ]
  return []
}
