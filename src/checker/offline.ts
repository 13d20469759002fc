// The service worker: after one visit the page and its scanner open without a signal. It caches the page's own files
// only. The page itself remembers keys and status list. No token reaches the worker, because the part behind # stays in
// the tab.

/** What a service worker's global scope has beyond a page's. */
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
/**
 * Files whose names hold a hash of their contents. They include the decoder, although it is large: a phone's own may
 * fail.
 */
const named = /[\w.-]+-[\w-]{8}\.(?:js|css|woff2|svg|wasm)/g

/** Caches every file that the page names, directly or through another file. Returns the addresses of all of them. */
const gather = async (cache: Cache, page: string): Promise<Set<string>> => {
  const wanted = new Set<string>()
  const follow = async (text: string): Promise<void> => {
    const fresh = [...text.matchAll(named)].map(([name]) => `/assets/${name}`).filter((path) => !wanted.has(path))
    for (const path of fresh) wanted.add(path)
    await Promise.all(
      [...new Set(fresh)].map(async (path) => {
        if (!(await cache.match(path))) {
          const answer = await fetch(path)
          if (!answer.ok) return // the text looks like a file's name, but there is no such file
          await cache.put(path, answer)
        }
        if (/\.(js|css)$/.test(path)) await follow((await (await cache.match(path))?.text()) ?? '')
      }),
    )
  }
  await follow(page)
  return wanted
}

/**
 * Fetches the newest page. It replaces the cached page once all its files are cached; then the old files are deleted.
 */
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

/** Also an address of which an app has escaped the #. */
const isPage = (path: string) => /^\/v(%(25)*23.*)?$/i.test(path)

/** Answers with the cached page at once, and fetches the newest for the next visit. */
const page = async (event: FetchRequestEvent): Promise<Response> => {
  const cached = await caches.match(PAGE)
  if (!cached) return fetch(event.request)
  event.waitUntil(renew().catch(() => undefined)) // no signal
  return cached
}

worker.addEventListener('install', (event) => event.waitUntil(renew().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))
worker.addEventListener('fetch', (event) => {
  const { mode, method, url } = event.request
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== location.origin) return
  if (mode === 'navigate' && isPage(pathname)) event.respondWith(page(event))
  else if (pathname.startsWith('/assets/'))
    event.respondWith(caches.match(event.request).then((cached) => cached ?? fetch(event.request)))
})
