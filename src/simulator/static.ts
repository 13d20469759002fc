// Serves the built page, the LIFF script and their assets from one folder, and no file outside it.
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { Handler } from 'hono'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

/** Decodes a URL's path; undefined if its escapes are invalid. */
const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/**
 * Serves files under `root`. CORS is open, because the mini-app loads the LIFF script and its assets from another
 * origin.
 */
export const files = (root: string): Handler => {
  const base = normalize(root)
  return async (c) => {
    const wanted = c.req.path === '/' ? '/index.html' : decoded(c.req.path)
    const path = normalize(join(base, wanted ?? ''))
    if (wanted === undefined || !path.startsWith(base + sep)) return c.json({ message: 'Not found' }, 404)
    const bytes = await readFile(path).catch(() => undefined)
    if (!bytes && c.req.path === '/') return c.text('The simulator page is not built yet: npm run build', 503)
    if (!bytes) return c.json({ message: 'Not found' }, 404)
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': types[extname(path)] ?? 'application/octet-stream',
      'cache-control': /\/(assets|models)\//.test(wanted) ? 'public, max-age=31536000, immutable' : 'no-store',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
  }
}
