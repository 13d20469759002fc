// Tests that the mini-app waits for nothing for ever: LIFF, storage, the reader's data, the reader, the camera.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeJwt } from 'jose'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { reasons } from '../../src/core/words/th/reasons.ts'
import { buildPages } from '../../tools/build/pages.ts'
import { openBrowser } from '../../tools/demo/browser.ts'
import { type Local, newSecrets, onNode, startLocal } from '../../tools/dev/local.ts'
import { phoneOf } from '../kit/phone.ts'

const grey = join(import.meta.dirname, '../kit/people/grey.jpg')
let browser: Browser
let local: Local
let context: BrowserContext
let ahead = 0

beforeAll(async () => {
  buildPages()
  browser = await openBrowser()
  local = await startLocal(onNode, {
    servicePort: 0,
    simulatorPort: 0,
    databaseUrl: ':memory:',
    secrets: await newSecrets(),
    log: () => {},
    clock: () => Date.now() + ahead,
  })
  local.simulator.platform.set({ camera: 'real' })
})
afterAll(async () => {
  await browser?.close()
  await local?.close()
})
afterEach(() => context?.close())

/** Opens the mini-app at the front of the card, on a phone that `init` has changed. */
const app = async (init = ''): Promise<Page> => {
  context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    locale: 'th-TH',
    permissions: ['camera'],
  })
  if (init) await context.addInitScript(init)
  return context.newPage()
}
/** A person at the front of the card. */
const enters = async (id: string) => {
  await local.simulator.platform.person(id).follows()
  await local.simulator.platform.settled()
  const api = phoneOf(local.service.origin, await local.simulator.platform.person(id).idToken())
  await api.signIn()
  await api.terms()
  await api.face()
  return api
}
const opened = async (page: Page, id = 'jaithip'): Promise<Page> => {
  await page.goto(`${local.service.origin}/app?simPerson=${id}`)
  await page.locator('html[data-step=cardFront]').waitFor({ state: 'attached', timeout: 30_000 })
  return page
}
const tells = (page: Page, reason: keyof typeof reasons) =>
  page.locator(`[data-testid=failure][data-reason=${reason}]`).waitFor({ timeout: 30_000 })

describe('the mini-app', () => {
  it('opens and keeps working where IndexedDB never answers', async () => {
    await enters('jaithip')
    await opened(await app('IDBFactory.prototype.open = function () { return new EventTarget() }'))
  })

  it.each([
    ['404', 'somchai'],
    ['aborted', 'bunma'],
    ['the page of a captive portal', 'fatima'],
  ])('offers to try again when the data of the reader is %s', async (how, id) => {
    await enters(id)
    const page = await app()
    await context.route('**/tha.traineddata.gz', (route) => {
      if (how === 'aborted') return route.abort()
      return route.fulfill(how === '404' ? { status: 404, body: 'no' } : { contentType: 'text/html', body: '<html>' })
    })
    await opened(page, id)
    await page.getByTestId('file-input').first().setInputFiles(grey)
    await tells(page, 'models_failed')
    await page.getByTestId('try-again').waitFor()
    await context.unrouteAll()
    // The same picture again, and now the reader says what it sees.
    await page.getByTestId('try-again').click()
    await page
      .getByTestId('failure')
      .and(page.locator(':not([data-reason=models_failed])'))
      .waitFor({ timeout: 60_000 })
  })

  it('says that the reader stopped when its worker dies, and reads again with a new one', async () => {
    await enters('noi')
    // A worker ends at its first picture: the phone has no memory left.
    const page = await app(`{
      const post = Worker.prototype.postMessage
      window.dying = true
      Worker.prototype.postMessage = function (message, ...more) {
        if (window.dying && message && message.action === 'recognize') {
          this.terminate()
          this.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }))
          return
        }
        return post.call(this, message, ...more)
      }
    }`)
    await opened(page, 'noi')
    const front = await photographOf(page)
    await page.getByTestId('file-input').first().setInputFiles(front)
    await tells(page, 'reader_stopped')
    await page.evaluate('window.dying = false')
    await page.getByTestId('try-again').click()
    await page.locator('html[data-step=cardBack]').waitFor({ state: 'attached', timeout: 60_000 })
  })
})

/** A specimen's front, printed by the simulator's page. */
const photographOf = async (page: Page) => {
  const printer = await page.context().newPage()
  await printer.goto(local.simulator.origin)
  const url: string = await printer.evaluate(`window.phokbatPrinter.photograph('jaithip', 'front', {})`)
  await printer.close()
  return { name: 'front.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(url.split(',')[1] ?? '', 'base64') }
}

describe('the camera', () => {
  it.each([
    ['NotReadableError', 'camera_busy'],
    ['AbortError', 'camera_busy'],
    ['NotAllowedError', 'camera_refused'],
    ['NotFoundError', 'camera_absent'],
  ] as const)('that fails with %s is told in its own sentence', async (name, reason) => {
    const page = await opened(
      await app(`MediaDevices.prototype.getUserMedia = async () => { throw new DOMException('', '${name}') }`),
    )
    await page.getByTestId('open-camera').click()
    await page.locator(`[data-testid=trouble][data-reason=${reason}]`).waitFor()
  })

  it('that a call takes away is opened again by a tap, and costs no try', async () => {
    const page = await opened(
      await app(`{
        const open = MediaDevices.prototype.getUserMedia
        window.streams = []
        MediaDevices.prototype.getUserMedia = async (wanted) => {
          const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
          canvas.getContext('2d').fillRect(0, 0, 640, 480)
          const stream = canvas.captureStream(10)
          window.streams.push(stream)
          return stream
        }
      }`),
    )
    await page.getByTestId('open-camera').click()
    await page.getByTestId('capture').waitFor()
    await page.evaluate(
      `{ const [track] = streams[0].getVideoTracks(); track.stop(); track.dispatchEvent(new Event('ended')) }`,
    )
    await page.locator('[data-testid=trouble][data-reason=camera_ended]').waitFor()
    await page.getByTestId('open-camera').click()
    await page.getByTestId('capture').waitFor()
    expect(await page.evaluate('streams.length')).toBe(2)
    const api = phoneOf(local.service.origin, await local.simulator.platform.person('jaithip').idToken())
    await api.signIn()
    expect((await api.get('/me')).view.triesLeft).toBe(3)
  })
})

describe('LIFF outside LINE', () => {
  const liffId = () => local.settings.LIFF_ID
  /** Answers LINE's hosts as far as the SDK asks them. */
  const asLine = async (answers: Record<string, object>) => {
    const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    await context.route(
      (url) => url.hostname !== 'localhost',
      (route) => {
        const url = new URL(route.request().url())
        if (url.hostname === 'access.line.me')
          return route.fulfill({ contentType: 'text/html', body: '<title>LINE Login</title>' })
        const json = Object.entries(answers).find(([end]) => url.pathname.endsWith(end))?.[1]
        return json ? route.fulfill({ headers: cors, json }) : route.abort()
      },
    )
  }
  const contextOf = () => ({
    type: 'external',
    liffId: liffId(),
    endpointUrl: `${local.service.origin}/app`,
    permanentLinkPattern: 'concat',
    availability: {},
    menuColorSetting: { adaptableColorSchemes: ['light'] },
  })
  const contextToken = () => `x.${Buffer.from(JSON.stringify(contextOf())).toString('base64url')}.x`
  /** The simulator stands in for LINE's servers, and LINE's own SDK runs. */
  const withRealSdk = () => local.restart({ LIFF_SDK_URL: '' })
  const withStandIn = () => local.restart({})

  it('signs in anew when the token that LIFF kept has run out', async () => {
    await withRealSdk()
    const idToken = await local.simulator.platform.person('jaithip').idToken()
    const kept = {
      IDToken: idToken,
      accessToken: 'at',
      decodedIDToken: decodeJwt(idToken),
      clientId: liffId().split('-')[0],
      context: contextOf(),
    }
    const page = await app(`if (location.hostname === 'localhost' && !localStorage.seeded) {
      localStorage.seeded = 1
      const all = ${JSON.stringify(kept)}
      for (const name in all) localStorage.setItem('LIFF_STORE:${liffId()}:' + name, JSON.stringify(all[name]))
      document.cookie = 'LIFF_STORE:expires:${liffId()}=' + (Date.now() + 36e6) + '; path=/'
    }`)
    await asLine({ '/contextToken': { contextToken: contextToken() } })
    await page.goto(`${local.service.origin}/app`)
    await page.locator('html[data-step]').waitFor({ state: 'attached', timeout: 30_000 })
    ahead += 2 * 3_600_000
    await page.reload()
    await page.waitForURL('https://access.line.me/**', { timeout: 30_000 })
    ahead -= 2 * 3_600_000
    await withStandIn()
  })

  it('is told when LIFF neither starts nor fails, with a way on', async () => {
    await withRealSdk()
    const page = await app()
    // LINE's servers never answer.
    await context.route(
      (url) => url.hostname !== 'localhost',
      () => undefined,
    )
    await page.clock.install()
    await page.goto(`${local.service.origin}/app?code=abc&state=st&liffClientId=${liffId().split('-')[0]}`)
    const told = page.getByTestId('boot-refused')
    for (let step = 0; step < 60 && !(await told.isVisible()); step++) await page.clock.fastForward(1_000)
    expect(['line_silent', 'outside_line']).toContain(await told.getAttribute('data-reason'))
    await page.getByTestId('try-again').waitFor()
    await context.unrouteAll({ behavior: 'ignoreErrors' })
    await withStandIn()
  })
})

it('no code that an old iPhone cannot parse is served to it', () => {
  const assets = join(import.meta.dirname, '../../dist/web/assets')
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(10)
  // Look-behind: iOS 16.4. Static blocks of classes: iOS 16.4.
  const young = scripts.filter((name) => /\(\?<[=!]|\bstatic\s*\{/.test(readFileSync(join(assets, name), 'utf8')))
  expect(young).toEqual([])
})
