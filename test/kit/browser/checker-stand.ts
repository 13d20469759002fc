// A test setup for the official's page: the built page, a fake issuer with a key and a status list, and a phone.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { signToken, type Token, tokenUrl } from '../../../src/core/card/token.ts'
import { STATUS_ANSWER_TYPE, signStatusAnswer } from '../../../src/core/inspection/status-answer.ts'
import { type CardStatus, packStatuses, type TokenStatus } from '../../../src/core/inspection/status-list.ts'
import { STATUS_PATH, signStatusToken } from '../../../src/core/inspection/status-token.ts'
import { offline } from '../../../tools/build/offline.ts'
import { plainImports } from '../../../tools/build/plain-imports.ts'
import { chromiumArgs, findChromium } from '../../../tools/chromium.mjs'
import { onRefusals } from '../../../tools/refusals.ts'
import { drawnFace, inScope, keyPair, specimenToken } from '../specimen.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.jwt': 'application/statuslist+jwt',
}
/** Content security policy as strict as the service's: nothing inline, nothing from other origins. */
const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'`

const issuer = {
  id: 'demo',
  name: { th: 'ผู้ออกบัตรตัวอย่าง', en: 'Demo issuer' },
  notice: { th: 'ผู้ออกบัตรตัวอย่าง ไม่ใช่เอกสารราชการ', en: 'Demo issuer. Not a government document.' },
}

/**
 * Builds the page into `folder` and serves it under /v and /V. A test changes the issuer's answers through `service`.
 */
export const openStand = async (folder: string, switches: readonly string[] = []) => {
  const root = join(import.meta.dirname, '../../../src')
  await build({
    root,
    configFile: false,
    publicDir: false,
    plugins: [offline(), plainImports()],
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: join(root, 'checker/index.html') },
    },
  })
  const [keys, stranger, face] = [await keyPair(), await keyPair('stranger-1'), await drawnFace()]
  const requests: { method: string; url: string; body: string }[] = []
  const service = {
    /** Of passes, by place. */
    statuses: new Map<number, CardStatus>(),
    /** The colour portrait, for whatever key; none without one. */
    portrait: undefined as Uint8Array | undefined,
    /** Of every token without a place. */
    asked: 'valid' as TokenStatus,
    down: false,
    nonsense: false,
    forged: false,
    share: { status: 404, body: {} as object },
  }
  const answered = async (body: string) => {
    if (service.nonsense) return '{"status":7}'
    const { shown: digest, nonce } = JSON.parse(body)
    const about = { issuer: issuer.id, digest, nonce, issuedAt: Math.floor(Date.now() / 1000), of: service.asked }
    return signStatusAnswer(about, keys.kid, service.forged ? stranger.sign : keys.sign)
  }
  const answer = async (path: string): Promise<[string, Uint8Array | string]> => {
    if (path === '/.well-known/phokbat/issuer.json') return ['.json', JSON.stringify({ issuer, keys: [keys.jwk] })]
    if (path === STATUS_PATH) {
      if (service.nonsense) return ['.json', '{"bits":7}']
      const lst = deflateSync(packStatuses(2 ** 16, [[4711, 'valid'], ...service.statuses])).toString('base64url')
      const list = { issuer: issuer.id, subject: STATUS_PATH, issuedAt: Math.floor(Date.now() / 1000), ttl: 5, lst }
      return ['.jwt', await signStatusToken(list, keys.kid, service.forged ? stranger.sign : keys.sign)]
    }
    if (path === '/v/offline.js') return ['.js', await readFile(join(folder, 'checker/offline.js'))]
    const file = /^\/(v(%(25)*23.*)?|s\/[\w-]{22})$/i.test(path) ? '/checker/index.html' : path
    return [extname(file), await readFile(join(folder, file))]
  }
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://stand')
    const body = Buffer.concat(await request.toArray()).toString()
    requests.push({ method: request.method ?? '', url: request.url ?? '', body })
    if (service.down && /^\/\.well-known|^\/api\/status/.test(pathname)) return void request.socket.destroy()
    if (pathname === '/api/status')
      return void response.writeHead(200, { 'content-type': STATUS_ANSWER_TYPE }).end(await answered(body))
    if (pathname === '/api/looks') return void response.writeHead(204).end()
    if (pathname === '/api/portraits') {
      const { portrait } = service
      if (!portrait) return void response.writeHead(204).end()
      response.writeHead(200, { 'content-type': 'application/json' })
      return void response.end(JSON.stringify({ portrait: Buffer.from(portrait).toString('base64') }))
    }
    if (pathname.startsWith('/api/shares/')) {
      const { status, body } = service.share
      return void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const found = await answer(pathname).catch(() => undefined)
    if (!found) return void response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': types[found[0]] ?? 'application/json',
      'content-security-policy': policy,
      'service-worker-allowed': '/',
    })
    response.end(found[1])
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  const browser = await chromium.launch({ executablePath: findChromium(), args: [...chromiumArgs, ...switches] })

  const liveToken = (change: Partial<Token> = {}) => {
    const issuedAt = Math.floor(Date.now() / 1000) - 20
    return inScope(specimenToken(face, { issuedAt, expiresAt: issuedAt + 180, ...change }), change.scope ?? 'name')
  }
  const sign = (change?: Partial<Token>, signer = keys) => signToken(liveToken(change), signer.kid, signer.sign)
  const qr = async (change?: Partial<Token>, signer = keys) => tokenUrl(origin, await sign(change, signer))
  /**
   * A phone with empty storage. `faults` collects the page's console errors, exceptions and refusals by the policy,
   * also those of its workers.
   */
  const phone = async (options: { night?: boolean } = {}) => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 780 },
      deviceScaleFactor: 2,
      locale: 'th-TH',
      hasTouch: true,
      colorScheme: options.night ? 'dark' : 'light',
    })
    const faults: string[] = []
    onRefusals(context, (what) => void faults.push(what))
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(String(error)))
    page.on(
      'console',
      (message) =>
        message.type() === 'error' &&
        !/ERR_EMPTY_RESPONSE|ERR_INTERNET|net::/.test(message.text()) &&
        faults.push(message.text()),
    )
    return { page, context, faults }
  }
  const close = async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  }
  return { origin, service, requests, keys, stranger, sign, qr, phone, close }
}

/** Stops the page's clock: from now on only the test moves it. */
export const stopClock = async (page: Page): Promise<void> => {
  const now = Date.now()
  await page.clock.install({ time: now })
  // Ten seconds ahead, so that a busy machine has not passed that time before the call.
  await page.clock.pauseAt(now + 10_000)
}

/** The verdict that the page shows. */
export const verdictOn = async (page: Page): Promise<string> => {
  await page.waitForSelector('html[data-verdict]')
  return (await page.getAttribute('html', 'data-verdict')) ?? ''
}
