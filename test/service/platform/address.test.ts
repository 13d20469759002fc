import fc from 'fast-check'
import { expect, it } from 'vitest'
import { callerOf } from '../../../src/service/platform/address.ts'

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
  expect(callerOf(socket, forwarded)).toBe(network)
})

it('a header from a public address is ignored', () => {
  expect(callerOf('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
})

it.each([
  [undefined, undefined],
  ['127.0.0.1', undefined],
  ['127.0.0.1', 'unknown'],
  ['127.0.0.1', '10.0.0.7'],
  ['::1', 'fe80::1'],
  ['not an address', ''],
])('the network of %s, forwarded for %s, is unknown', (socket, forwarded) => {
  expect(callerOf(socket, forwarded)).toBeUndefined()
})

it('no header value makes it throw', () => {
  const parts = fc.oneof(fc.string(), fc.ipV6(), fc.ipV4(), fc.stringMatching(/^[\da-f:.,[\]%]*$/))
  fc.assert(fc.property(parts, parts, (socket, forwarded) => void callerOf(socket, forwarded)))
})
