// The service worker: after one visit the page and its scanner open without a signal. It holds the page's own files only;
// keys and status list are the page's to remember, and nothing of anybody checked ever passes here: the # stays in the tab.

/** What a worker's global scope offers that a page's has not. */
type LifetimeEvent = Event & { waitUntil(work: Promise<unknown>): void }
type FetchRequestEvent = LifetimeEvent & { request: Request; respondWith(answer: Promise<Response>): void }
type Scope = {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: LifetimeEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: FetchRequestEvent) => void): void
}
const worker = self as unknown as Scope

const CACHE = 'checker'
const PAGE = '/v'
/** Files that the build named by their contents. The decoder is large: kept only where the phone has none of its own. */
const named =
  'BarcodeDetector' in self ? /[\w.-]+-[\w-]{8}\.(?:js|css|woff2|svg)/g : /[\w.-]+-[\w-]{8}\.(?:js|css|woff2|svg|wasm)/g

/** Follows the names of files from the page on, and keeps what is not kept yet. Gives all their addresses. */
const gather = async (cache: Cache, page: string): Promise<Set<string>> => {
  const wanted = new Set<string>()
  const follow = async (text: string): Promise<void> => {
    const fresh = [...text.matchAll(named)].map(([name]) => `/assets/${name}`).filter((path) => !wanted.has(path))
    for (const path of fresh) wanted.add(path)
    await Promise.all(
      [...new Set(fresh)].map(async (path) => {
        if (!(await cache.match(path))) {
          const answer = await fetch(path)
          if (!answer.ok) return // a name in a text that is no file
          await cache.put(path, answer)
        }
        if (/\.(js|css)$/.test(path)) await follow((await (await cache.match(path))?.text()) ?? '')
      }),
    )
  }
  await follow(page)
  return wanted
}

/** Fetches the page anew; only once all its files are here does it replace the old one, and then the old ones go. */
const renew = async (): Promise<void> => {
  const cache = await caches.open(CACHE)
  const answer = await fetch(PAGE, { cache: 'no-cache' })
  if (!answer.ok) return
  const copy = answer.clone()
  const files = await gather(cache, await answer.text())
  await cache.put(PAGE, copy)
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url)
    if (pathname !== PAGE && !files.has(pathname)) await cache.delete(url)
  }
}

/** The kept page at once, and the newest for the next time. */
const page = async (event: FetchRequestEvent): Promise<Response> => {
  const kept = await caches.match(PAGE)
  if (!kept) return fetch(event.request)
  event.waitUntil(renew().catch(() => undefined)) // no signal
  return kept
}

worker.addEventListener('install', (event) => event.waitUntil(renew().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { mode, method, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate' && pathname.toLowerCase() === PAGE) event.respondWith(page(event))
  else if (pathname.startsWith('/assets/'))
    event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)))
})
