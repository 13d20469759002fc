import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callerOf, lacksProxyEntries } from '../../../src/service/platform/address.ts'
import { isSecondAddress } from '../../../src/service/platform/second-address.ts'

it.each([
  ['203.0.113.9', undefined, '203.0.113.9'],
  ['::ffff:203.0.113.9', undefined, '203.0.113.9'],
  ['2001:db8:1:2:3:4:5:6', undefined, '2001:db8:1:2::/64'],
  ['2001:DB8:0001:0002::1', undefined, '2001:db8:1:2::/64'],
  ['2001:db8::1', undefined, '2001:db8:0:0::/64'],
  ['127.0.0.1', '203.0.113.9', '203.0.113.9'],
  ['::1', '198.51.100.1, 203.0.113.9', '203.0.113.9'],
  ['172.17.0.1', ' 203.0.113.9 ', '203.0.113.9'],
  ['fd00::1', '2001:db8:1:2::9', '2001:db8:1:2::/64'],
])('a socket of %s, forwarded for %s, is %s', (socket, forwarded, network) => {
  expect(callerOf(socket, forwarded, 1)).toBe(network)
})

it('a header from a public address is ignored', () => {
  expect(callerOf('203.0.113.9', '198.51.100.1', 1)).toBe('203.0.113.9')
})

it.each([
  [undefined, undefined],
  ['127.0.0.1', undefined],
  ['127.0.0.1', 'unknown'],
  ['127.0.0.1', '10.0.0.7'],
  ['::1', 'fe80::1'],
  ['not an address', ''],
])('the network of %s, forwarded for %s, is unknown', (socket, forwarded) => {
  expect(callerOf(socket, forwarded, 1)).toBeUndefined()
})

it('no header value makes it throw', () => {
  const parts = fc.oneof(fc.string(), fc.ipV6(), fc.ipV4(), fc.stringMatching(/^[\da-f:.,[\]%]*$/))
  fc.assert(fc.property(parts, parts, (socket, forwarded) => void callerOf(socket, forwarded, 2)))
})

describe('behind two proxies', () => {
  it.each([
    ['198.51.100.1, 203.0.113.9, 10.0.0.2', '203.0.113.9'],
    ['203.0.113.9, 10.0.0.2', '203.0.113.9'],
    // The outer proxy was passed by, or appends nothing: the nearest one wrote the only entry.
    ['203.0.113.9', '203.0.113.9'],
    [', 203.0.113.9, 198.51.100.2', '203.0.113.9'],
  ])('the caller of %s is the second from the right, whatever it wrote itself', (forwarded, network) => {
    expect(callerOf('10.0.0.1', forwarded, 2)).toBe(network)
  })

  it('a made-up header makes no new network, however long it is', () => {
    const made = (n: number) =>
      `${Array.from({ length: n }, (_, i) => `198.51.100.${i}`).join(', ')}, 203.0.113.9, 10.0.0.2`
    expect(new Set([1, 2, 50].map((n) => callerOf('127.0.0.1', made(n), 2)))).toEqual(new Set(['203.0.113.9']))
  })

  it('a request with fewer entries than proxies is noticed', () => {
    expect(lacksProxyEntries('127.0.0.1', '203.0.113.9', 2)).toBe(true)
    expect(lacksProxyEntries('127.0.0.1', undefined, 1)).toBe(true)
    expect(lacksProxyEntries('127.0.0.1', '203.0.113.9, 10.0.0.2', 2)).toBe(false)
    expect(lacksProxyEntries('203.0.113.9', undefined, 1)).toBe(false)
  })
})

it('without a proxy the header counts for nothing, and a private caller is a network of its own', () => {
  expect(callerOf('192.168.1.7', '203.0.113.9', 0)).toBe('192.168.1.7')
  expect(callerOf('203.0.113.9', '198.51.100.1', 0)).toBe('203.0.113.9')
  expect(callerOf(undefined, '198.51.100.1', 0)).toBeUndefined()
})

it('an address at workers.dev beside the domain is not served, the only address of a Worker is', () => {
  const ours = 'https://card.example'
  const free = 'https://phokbat.office.workers.dev'
  expect(isSecondAddress(`${free}/api/me`, ours)).toBe(true)
  expect(isSecondAddress(`${free}/api/me`, free)).toBe(false)
  expect(isSecondAddress(`${ours}/v`, ours)).toBe(false)
  expect(isSecondAddress('http://127.0.0.1:8787/health', ours)).toBe(false)
})
