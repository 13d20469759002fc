// The switch "no network in LIFF": the mini-app's own requests fail as they do on a phone without signal.

/** Puts itself between the page and the network; returns the switch. */
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
