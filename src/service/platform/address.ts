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
export const networkOf = (text: string | undefined): string | undefined => {
  const address = text?.trim().replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  if (v4.test(address)) return privateV4.test(address) ? undefined : address
  const network = subscriberLine(address)
  return network === undefined || /^(0:0:0:0|f[cd]..|fe80)/.test(network) ? undefined : network
}

const entriesOf = (forwarded: string | undefined): string[] => (forwarded === undefined ? [] : forwarded.split(','))

/**
 * The caller's network. Each proxy appends the address that it was called from to `x-forwarded-for`, so with `proxies` of
 * them in front the caller is that many entries from the right; whatever stands further left, the caller wrote. The
 * header counts only if the socket's address is private, because a caller from outside may send it too. Without a proxy
 * the socket's own address counts, private or not.
 */
export const callerOf = (
  socket: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): string | undefined => {
  const own = networkOf(socket)
  if (own !== undefined || proxies === 0) return own ?? socket
  const entries = entriesOf(forwarded)
  return networkOf(entries[Math.max(0, entries.length - proxies)])
}

/** Whether a request came from a private address without the entries that the proxies in front of us must have written. */
export const lacksProxyEntries = (
  socket: string | undefined,
  forwarded: string | undefined,
  proxies: number,
): boolean => networkOf(socket) === undefined && entriesOf(forwarded).length < proxies
