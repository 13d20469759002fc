// Builds one harness page with the product's own Vite settings, serves it on loopback and opens it in Chromium.
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, resolve } from 'node:path'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { models } from '../../../tools/build/models.ts'
import { alias } from '../../../tools/build/phone.vite.ts'
import { chromiumArgs, findChromium } from '../../../tools/chromium.mjs'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  // Chromium ignores a style sheet of another type, and would then print cards in a font of the machine.
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.jpg': 'image/jpeg',
}
/** Chromium's arguments: a video with sound starts without a tap. */
const switches = [...chromiumArgs, '--autoplay-policy=no-user-gesture-required']

const serve = (folder: string, asked: string[]) => {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    asked.push(path)
    const file = join(folder, path === '/' ? 'index.html' : path)
    const body = await readFile(file).catch(() => undefined)
    const caching = path.startsWith('/models/') ? 'public, max-age=31536000, immutable' : 'no-store'
    const headers = { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': caching }
    response.writeHead(body ? 200 : 404, headers).end(body)
  })
  return new Promise<{ origin: string; stop: () => void }>((ready) =>
    server.listen(0, '127.0.0.1', () =>
      ready({ origin: `http://localhost:${(server.address() as AddressInfo).port}`, stop: () => server.close() }),
    ),
  )
}

export type Harness = {
  origin: string
  page: Page
  /** Paths requested from the harness's own server. Requests served by a cache are not included. */
  asked: string[]
  /** URLs of other origins that any page requested. */
  strangers: string[]
  /** Opens another page, with its own cache and storage. */
  freshPage(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/**
 * Builds and opens a harness page. `name`: a folder of `test/browser/harness`, or an absolute path, with an
 * `index.html` whose script sets `window.kit` when it is ready.
 */
export const openHarness = async (name: string): Promise<Harness> => {
  const outDir = mkdtempSync(join(tmpdir(), 'harness-'))
  const root = resolve(import.meta.dirname, '../../browser/harness', name)
  const target = { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 2500 }
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    plugins: [models()],
    resolve: { alias },
    build: target,
  })
  const asked: string[] = []
  const { origin, stop } = await serve(outDir, asked)
  const browser = await chromium.launch({ executablePath: findChromium(), args: switches })
  const strangers: string[] = []
  const freshPage = async (options?: BrowserContextOptions) => {
    const fresh = await browser.newPage(options)
    fresh.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(origin)) strangers.push(request.url())
    })
    return fresh
  }
  const page = await freshPage()
  await page.goto(origin)
  await page.waitForFunction('window.kit')
  const close = async () => {
    await browser.close()
    stop()
    rmSync(outDir, { recursive: true })
  }
  return { origin, page, asked, strangers, freshPage, close }
}
