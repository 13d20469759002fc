// Recognises Cloudflare's second address of a Worker that has a domain of its own.

/** True for a `workers.dev` address beside the service's own: it lies outside the firewall rules of the domain. */
export const isSecondAddress = (url: string, origin: string): boolean => {
  const { host } = new URL(url)
  return host.endsWith('.workers.dev') && host !== new URL(origin).host
}
