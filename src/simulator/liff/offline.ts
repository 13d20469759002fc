// The switch "no network in LIFF": makes the mini-app's requests fail as on a phone without a signal.

/** Wraps the page's fetch. Returns the switch. */
export const installOffline = (): ((offline: boolean) => void) => {
  const online = window.fetch.bind(window)
  let isOffline = false
  window.fetch = (...request) => (isOffline ? Promise.reject(new TypeError('Failed to fetch')) : online(...request))
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => !isOffline })
  return (offline) => {
    if (offline === isOffline) return
    isOffline = offline
    window.dispatchEvent(new Event(offline ? 'offline' : 'online'))
  }
}
