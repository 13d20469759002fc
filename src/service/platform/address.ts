// Which network a request comes from: one IPv4 address, or one IPv6 subscriber line (/64). Undefined where nobody can say.

const ours = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/
const v4 = /^\d{1,3}(\.\d{1,3}){3}$/

/** As URLs spell it: lower case, without leading zeros; undefined for what is none. */
const normal = (address: string): string | undefined => {
  try {
    return new URL(`http://[${address}]`).hostname.slice(1, -1)
  } catch {
    return undefined
  }
}

/** The first four groups of an IPv6 address, spelt in full. */
const line = (address: string): string | undefined => {
  if (!/^[\da-f:.]{2,45}$/i.test(address)) return undefined
  const spelt = normal(address)
  if (!spelt) return undefined
  const [head = '', tail] = spelt.split('::')
  const groups = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = tail === undefined ? [] : new Array<string>(8 - groups.length - after.length).fill('0')
  return `${[...groups, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}

/** The network that an address belongs to; undefined for what is no address, or one of a machine of ours. */
const networkOf = (text: string | undefined): string | undefined => {
  const address = text?.trim().replace(/^::ffff:(?=\d+\.)/i, '') ?? ''
  if (v4.test(address)) return ours.test(address) ? undefined : address
  const network = line(address)
  return network === undefined || /^(0:0:0:0|f[cd]..|fe80)/.test(network) ? undefined : network
}

/**
 * From the socket, unless that is a machine of ours: then something stands in front, and says who called as the last entry of
 * `x-forwarded-for`. A caller from outside may write that header too, which is why it counts only then.
 */
export const callerOf = (socket: string | undefined, forwarded: string | undefined): string | undefined =>
  networkOf(socket) ?? networkOf(forwarded?.split(',').at(-1))
