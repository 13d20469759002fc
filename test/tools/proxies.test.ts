import { expect, it } from 'vitest'
import { proxyWarnings } from '../../tools/ops/serve/proxies.ts'

const origin = 'https://card.example'

it('the start says nothing where a proxy on this machine is counted', () => {
  expect(proxyWarnings({ PUBLIC_ORIGIN: origin, TRUSTED_PROXIES: 1 }, '127.0.0.1')).toEqual([])
  expect(proxyWarnings({ PUBLIC_ORIGIN: 'http://localhost:8787', TRUSTED_PROXIES: 0 }, '127.0.0.1')).toEqual([])
})

it('the start warns where no proxy is counted but one must be there, and where others may reach the port', () => {
  expect(proxyWarnings({ PUBLIC_ORIGIN: origin, TRUSTED_PROXIES: 0 }, '127.0.0.1').join()).toMatch(
    /^TRUSTED_PROXIES is 0/,
  )
  expect(proxyWarnings({ PUBLIC_ORIGIN: origin, TRUSTED_PROXIES: 1 }, '0.0.0.0').join()).toMatch(/HOST is not loopback/)
})
