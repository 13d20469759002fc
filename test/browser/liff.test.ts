// Tests the simulator's LIFF script in a real browser: a mini-app on another origin, in a frame of a fake page.

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { decodeJwt } from 'jose'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts'
import type { LiffToPage, PageToLiff } from '../../src/simulator/wire.ts'
import { findChromium } from '../../tools/chromium.mjs'
import { channel } from '../kit/line-platform.ts'

const root = resolve(import.meta.dirname, '../..')
const switches =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-dev-shm-usage'

let folder: string
let simulator: Simulator
let mini: { origin: string; requests: string[]; close(): void }
let browser: Browser
let page: Page
let app: Frame

/** Serves a blank mini-app on its own origin, with the service's policy for the simulator's SDK. */
const startMini = async (sdk: () => string) => {
  const requests: string[] = []
  const server = createServer((request, response) => {
    requests.push(request.url ?? '')
    const html = request.url?.startsWith('/app')
    response.writeHead(html ? 200 : 404, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${sdk()}; connect-src 'self' ${sdk()}; media-src 'self' blob:; img-src blob:; frame-ancestors ${sdk()}`,
      'permissions-policy': 'camera=(self)',
    })
    response.end(html ? '<!doctype html><title>mini-app</title>' : '')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`
  return { origin, requests, close: () => void server.close() }
}

/** The page around the frame: it collects every message of the mini-app in `told`. */
const parent = `<!doctype html><title>page</title><script>
window.told = []
addEventListener('message', ({ data, origin }) => told.push({ ...data, origin }))
</script>`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liff-'))
  await build({
    configFile: join(root, 'tools/build/simulator.vite.ts'),
    logLevel: 'error',
    build: { outDir: folder },
  })
  await writeFile(join(folder, 'around.html'), parent)
  let sdk = ''
  mini = await startMini(() => sdk)
  const liffEndpoint = `${mini.origin}/app`
  simulator = await startSimulator({
    port: 0,
    ...channel,
    webhookUrl: `${mini.origin}/webhook`,
    liffEndpoint,
    pageDir: folder,
  })
  sdk = simulator.origin
  browser = await chromium.launch({ executablePath: findChromium(), args: switches.split(' ') })
})
afterAll(async () => {
  await browser?.close()
  await simulator?.close()
  mini?.close()
  if (folder) await rm(folder, { recursive: true })
})
beforeEach(async () => {
  simulator.platform.reset()
  await page?.close()
  page = await browser.newPage()
  await page.goto(`${simulator.origin}/around.html`)
  await page.evaluate((src) => {
    const frame = document.createElement('iframe')
    frame.allow = 'camera'
    document.body.append(Object.assign(frame, { src }))
  }, `${mini.origin}/app?simPerson=fatima`)
  await page.waitForFunction(() => frames.length === 1)
  await expect.poll(() => page.frames().find((frame) => frame.url().startsWith(mini.origin))).toBeDefined()
  app = page.frames().find((frame) => frame.url().startsWith(mini.origin))!
  await app.waitForLoadState()
})

type Sdk = typeof import('../../src/simulator/liff/sdk.ts').liff
/** Runs a function in the mini-app after liff.init. */
const inApp = <T>(run: (liff: Sdk) => T | Promise<T>, liffId = channel.liffId): Promise<T> =>
  app.evaluate(`(async () => {
    const { liff } = await import('${simulator.origin}/liff/sdk.js')
    window.liff = liff
    await liff.init({ liffId: '${liffId}' })
    return (${run})(liff)
  })()`) as Promise<T>
const messages = () => page.evaluate(() => (window as unknown as { told: (LiffToPage & { origin: string })[] }).told)
const messageOf = async (type: LiffToPage['type']) => {
  await expect.poll(async () => (await messages()).some((message) => message.type === type)).toBe(true)
  return (await messages()).find((message) => message.type === type)!
}
const send = (message: PageToLiff) =>
  page.evaluate(([what, origin]) => frames[0]!.postMessage(what, origin as string), [message, mini.origin] as const)
/** Sends pictures of one colour in place of the card's two sides. */
const sendCards = (choice: string) =>
  page.evaluate(
    async ([camera, origin]) => {
      const plain = (colour: string): Promise<Blob | null> => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 856, height: 540 })
        const context = canvas.getContext('2d')!
        context.fillStyle = colour
        context.fillRect(0, 0, 856, 540)
        return new Promise((done) => canvas.toBlob(done))
      }
      const [cardFront, cardBack] = [await plain('#ff0000'), await plain('#0000ff')]
      frames[0]!.postMessage({ sim: 'page', type: 'camera', choice: camera, cardFront, cardBack }, origin)
    },
    [choice, mini.origin] as const,
  )
/** The name of the error with which getUserMedia fails. */
const cameraError = () =>
  inApp(() =>
    navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'none',
      (error: Error) => error.name,
    ),
  )
/** The side of the card in the middle of the camera's picture, recognised by its colour. */
const middle = () =>
  app.evaluate(async () => {
    const video = (window as unknown as { video: HTMLVideoElement }).video
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
    const context = canvas.getContext('2d')!
    context.drawImage(video, 0, 0)
    const [r = 0, , b = 0] = context.getImageData(video.videoWidth / 2, video.videoHeight / 2, 1, 1).data
    return r > 200 && b < 60 ? 'front' : b > 200 && r < 60 ? 'back' : 'neither'
  })

describe('the person in the mini-app', () => {
  it('is the one the page named, with a token of LINE Login', async () => {
    const found = await inApp((liff) => ({
      token: liff.getIDToken(),
      about: [liff.getLanguage(), liff.getOS(), liff.isInClient(), liff.isApiAvailable('shareTargetPicker')],
    }))
    expect(found.about).toEqual(['en', 'ios', true, true])
    const { sub, aud } = decodeJwt(found.token ?? '')
    expect([sub, aud]).toEqual([simulator.platform.person('fatima').person.userId, channel.loginChannelId])
    expect((await messageOf('ready')).origin).toBe(mini.origin)
  })
  it('is remembered when the address no longer says so', async () => {
    await inApp(() => history.replaceState(null, '', '/app'))
    await app.goto(`${mini.origin}/app`)
    expect(await inApp((liff) => liff.getLanguage())).toBe('en')
  })
  it('cannot enter an unknown mini-app', async () => {
    await expect(inApp(() => 1, '1-unknown')).rejects.toThrow(/liff.init/)
  })
})

describe('the mini-app’s requests to LINE', () => {
  it('to close and to open a window reach the page', async () => {
    await inApp((liff) => {
      liff.closeWindow()
      liff.openWindow({ url: 'https://a.example', external: true })
    })
    await messageOf('close')
    expect(await messageOf('open')).toMatchObject({ url: 'https://a.example', external: true })
  })
  it.each([
    ['sent', { status: 'success' }],
    ['cancelled', undefined],
  ] as const)('a share that is %s comes back', async (outcome, result) => {
    await inApp((liff) => {
      const shared = liff.shareTargetPicker([{ type: 'text', text: 'บัตร' }])
      Object.assign(window, { shared })
    })
    const request = await messageOf('share')
    expect(request).toMatchObject({ messages: [{ type: 'text', text: 'บัตร' }] })
    await send({ sim: 'page', type: 'shared', id: (request as Extract<LiffToPage, { type: 'share' }>).id, outcome })
    expect(await app.evaluate(() => (window as unknown as { shared: Promise<unknown> }).shared)).toEqual(result)
  })
  it('without network its requests fail, and work again afterwards', async () => {
    simulator.platform.set({ liffOffline: true })
    const ask = () =>
      app.evaluate(() =>
        fetch('/app').then(
          (answer) => answer.status,
          (error: Error) => error.message,
        ),
      )
    await inApp(() => 1)
    expect([await ask(), await app.evaluate(() => navigator.onLine)]).toEqual(['Failed to fetch', false])
    await send({ sim: 'page', type: 'offline', offline: false })
    await expect.poll(ask).toBe(200)
  })
})

describe('the camera', () => {
  it('is refused, or absent, when the switch says so', async () => {
    simulator.platform.set({ camera: 'refused' })
    expect(await cameraError()).toBe('NotAllowedError')
    await send({ sim: 'page', type: 'camera', choice: 'absent' })
    await expect.poll(cameraError).toBe('NotFoundError')
  })
  it('shows the card, which is turned over when the back is asked for', async () => {
    const opened = inApp(async () => {
      const video = { facingMode: { ideal: 'environment' } }
      const stream = await navigator.mediaDevices.getUserMedia({ video })
      const element = Object.assign(document.createElement('video'), { muted: true, srcObject: stream })
      Object.assign(window, { video: element })
      await element.play()
      return [element.videoWidth, element.videoHeight]
    })
    await messageOf('cameraWanted')
    await sendCards('puppet')
    expect(await opened).toEqual([1280, 720])
    await expect.poll(middle).toBe('front')
    await app.evaluate(() => {
      document.documentElement.dataset.ask = 'cardBack'
    })
    await expect.poll(middle).toBe('back')
    expect(await messageOf('ask')).toMatchObject({ ask: 'cardBack' })
  })
  it('accepts messages only from the page around the frame', async () => {
    await inApp(() => 1)
    await send({ sim: 'page', type: 'camera', choice: 'refused' })
    await expect.poll(cameraError).toBe('NotAllowedError')
    await app.evaluate(async () => {
      const received = new Promise((done) => window.addEventListener('message', done, { once: true }))
      window.postMessage({ sim: 'page', type: 'camera', choice: 'absent' }, '*')
      await received
    })
    expect(await cameraError()).toBe('NotAllowedError')
  })
  it('loads everything from the simulator and nothing from the mini-app’s origin', async () => {
    simulator.platform.set({ camera: 'specimen' })
    const opened = inApp(() => navigator.mediaDevices.getUserMedia({ video: true }).then((stream) => stream.active))
    await messageOf('cameraWanted')
    await sendCards('specimen')
    expect(await opened).toBe(true)
    expect(mini.requests.filter((path) => !path.startsWith('/app') && path !== '/favicon.ico')).toEqual([])
  })
})
