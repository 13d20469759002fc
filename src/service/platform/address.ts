// The network of a request: one IPv4 address, or one IPv6 subscriber line (/64). Undefined if it is unknown.

const privateV4 = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/
const v4 = /^\d{1,3}(\.\d{1,3}){3}$/

/** An IPv6 address as URLs write it: lower case, without leading zeros; undefined if it is no address. */
const normalize = (address: string): string | undefined => {
  try {
    return new URL(`http://[${address}]`).hostname.slice(1, -1)
  } catch {
    return undefined
  }
}

/** The first four groups of an IPv6 address, written in full. */
const subscriberLine = (address: string): string | undefined => {
  if (!/^[\da-f:.]{2,45}$/i.test(address)) return undefined
  const normalized = normalize(address)
  if (!normalized) return undefined
  const [head = '', tail] = normalized.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : new Array<string>(8 - groups.length - after.length).fill('0')
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}

/** The network of an address; undefined if it is no address or a private one. */
const networkOf = (text: string | undefined): string | undefined => {
  const address = text?.trim().replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  if (v4.test(address)) return privateV4.test(address) ? undefined : address
  const network = subscriberLine(address)
  return network === undefined || /^(0:0:0:0|f[cd]..|fe80)/.test(network) ? undefined : network
}

/**
 * The network of the socket's address. If that address is private, a proxy stands in front, and the last entry of
 * `x-forwarded-for` is the caller. The header counts only then, because a caller from outside may send it too.
 */
export const callerOf = (socket: string | undefined, forwarded: string | undefined): string | undefined =>
  networkOf(socket) ?? networkOf(forwarded?.split(',').at(-1))
