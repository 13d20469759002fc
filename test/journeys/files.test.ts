// Tests the headers and sizes of the pages and files that the service sends to browsers.
import { readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const get = (path: string) => fetch(`${deployment.service.origin}${path}`, { redirect: 'manual' })
const oneIn = (folder: string, ending: string) =>
  `/${folder}/${readdirSync(`dist/web/${folder}`, { recursive: true }).find((name) => String(name).endsWith(ending))}`

describe('files for browsers', () => {
  it.each([
    ['assets', '.js', 'text/javascript', 'public, max-age=31536000, immutable'],
    ['assets', '.css', 'text/css', 'public, max-age=31536000, immutable'],
    ['assets', '.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
    ['models', '.json', 'application/json', 'public, max-age=31536000, immutable'],
    ['models', '.bin', 'application/octet-stream', 'public, max-age=31536000, immutable'],
    ['i/static', '.png', 'image/png', 'public, max-age=86400'],
  ])('a file in /%s with the ending %s has its type and cache lifetime', async (folder, ending, type, caching) => {
    const answer = await get(oneIn(folder, ending))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain(type)
    expect(answer.headers.get('cache-control')).toBe(caching)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('the checker’s service worker may serve both spellings of its page, and is never cached', async () => {
    const answer = await get('/v/offline.js')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('caches.open')
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': expect.stringContaining('text/javascript'),
      'service-worker-allowed': '/',
      'cache-control': 'no-cache',
    })
  })

  it('the address of a card opens the page also when an app has escaped its #, once or twice', async () => {
    for (const path of ['/V%23D6T8WA$60/A..B', '/v%23D6T8', '/V%2523D6T8', '/V%23D6T8/ABC.DEF']) {
      const answer = await get(path)
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'text/html; charset=utf-8'])
    }
    for (const path of ['/V%24D6T8', '/x%23V', '/api%23']) expect([path, (await get(path)).status]).toEqual([path, 404])
    expect(deployment.logged.join('\n')).not.toContain('D6T8')
  })

  it('the checker’s page with its code, styles and font has at most 40 KB without the decoder', async () => {
    const html = await (await get('/v')).text()
    const linked = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!)
    const sheets = linked.filter((path) => path.endsWith('.css'))
    const fonts = await Promise.all(
      sheets.map(async (path) => [...(await (await get(path)).text()).matchAll(/\/assets\/[^)"']+\.woff2/g)]),
    )
    const files = ['/v', ...linked, ...fonts.flat().map(([path]) => path)]
    const bodies = await Promise.all(files.map(async (path) => Buffer.from(await (await get(path)).arrayBuffer())))
    const bytes = bodies.map((body, i) => (files[i]!.endsWith('.woff2') ? body : gzipSync(body)).length)
    expect(files.map((path) => path.split('.').at(-1))).toEqual(expect.arrayContaining(['js', 'css', 'woff2']))
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(40_000)
  })

  it('the signed status list is a JWT that a cache may keep for seconds', async () => {
    const answer = await get('/.well-known/phokbat/status.jwt')
    expect(answer.headers.get('content-type')).toBe('application/statuslist+jwt')
    expect(answer.headers.get('cache-control')).toMatch(/max-age=\d(,|$)/)
    expect((await answer.text()).split('.')).toHaveLength(3)
  })

  it.each(['/app', '/app/selfie', '/v', '/V', '/v/x'])(
    'the page %s has its security policy and is not cached',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('<!doctype html>')
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'permissions-policy': expect.stringContaining('camera=(self)'),
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
    },
  )

  it.each(['/phone/index.html', '/checker/index.html', '/_headers', '/assets/none.js', '/i/static/none.png', '/none'])(
    '%s is not found: a page without its policy, or a file that does not exist',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )
})
