// Tests the selfie in a real browser, with real networks and puppets of real faces: results, hints and screens.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faceFromWebp } from '../../src/core/card/face-picture.ts'
import type { Ask } from '../../src/core/face/asks.ts'
import { judgeFaces } from '../../src/core/face/bands.ts'
import { defaultFaceModel, faceRecipes } from '../../src/core/face/recipes.ts'
import { app as words } from '../../src/core/words/th/app.ts'
import { type Harness, openHarness } from '../kit/browser/harness.ts'
import type { Kit } from './harness/face/main.ts'

declare const kit: Kit
const recipe = faceRecipes[defaultFaceModel]
let harness: Harness
let page: Page
/** Number of tensors in memory after everything was loaded and used. */
let tensors: number
/** The slowest supported camera (frames a second). */
const fps = 5

beforeAll(async () => {
  harness = await openHarness('face')
  page = harness.page
})
afterAll(() => harness?.close())

const match = (portrait?: string, turned?: string) =>
  page.evaluate(([p, t]) => kit.matchWith(p, t), [portrait, turned] as const)
/** Sends the selfie within three tries, as every user has: a machine busy with other tests may miss a blink. */
const sent = async () => {
  const [taken, failed] = [page.getByTestId('confirm-selfie'), page.getByTestId('try-again')]
  for (let tries = 1; tries < 3; tries++) {
    await taken.or(failed).waitFor({ timeout: 60_000 })
    if (await failed.isVisible()) await failed.click()
  }
  await taken.click({ timeout: 60_000 })
  await expect.poll(() => page.evaluate(() => kit.sent().claim !== undefined), { timeout: 30_000 }).toBe(true)
  const { claim, left } = await page.evaluate(() => kit.sent())
  expect(left, 'the page shows no ask any more').toBeUndefined()
  return claim!
}

describe('a person before the screen', () => {
  const asks: Ask[] = ['turnLeft', 'lookUp']
  const spoken = () => page.evaluate(() => kit.spoken())
  // The tests dispatch clicks without waiting for a stable layout: the words beside the button change with every hint.
  const loud = () => page.getByRole('button', { name: words.soundOff })
  const muted = () => page.getByRole('button', { name: words.soundOn })
  const show = () => page.evaluate(([a, n]) => kit.showSelfie('woodland-6', 'woodland-2', a, n), [asks, fps] as const)

  test('passes at five frames a second and sends one frame of the centre, one for each ask, then three of the centre', async () => {
    const calibration = await page.evaluate(() => kit.calibrateWith(['woodland-3', 'lotus', 'river', 'island']))
    await show()
    await page.getByTestId('start-selfie').click()
    await expect.poll(spoken, { timeout: 30_000 }).not.toEqual([])
    await loud().dispatchEvent('click')
    const before = await spoken()
    const { frames, match: scores } = await sent()
    expect(await spoken(), 'a muted voice stays silent').toEqual(before)

    expect(frames.slice(0, 3).map(({ ask }) => ask)).toEqual(['centre', ...asks])
    const centre = frames.filter(({ ask }) => ask === 'centre')
    expect(centre.length).toBeGreaterThanOrEqual(4)
    expect(centre.every(({ yaw }) => Math.abs(yaw) < 12)).toBe(true)
    for (const { ask, yaw, pitch } of frames) {
      if (ask === 'turnLeft') expect(yaw).toBeLessThan(-12)
      if (ask === 'lookUp') expect(pitch).toBeLessThan(-8)
    }
    expect(frames.map(({ atMs }) => atMs)).toEqual(frames.map(({ atMs }) => atMs).sort((a, b) => a - b))

    expect(scores.centred, 'scored by the calibration that came with the challenge').toMatchObject({
      version: calibration.version,
      frames: 3,
    })
    const bands = [judgeFaces(scores, recipe, calibration), judgeFaces(scores, recipe)]
    expect(bands).toEqual(['match', 'plausible'])
    expect(scores.sameRound).toBeGreaterThan(recipe.sameRound)
  })

  test('is plausible without a calibration, another person’s card is not, and two people in one round are told apart', async () => {
    const own = await match('woodland-2')
    if (typeof own === 'string') throw new Error(own)
    expect(own.fault).toBeUndefined()
    expect(own.scores.sameRound).toBeGreaterThan(recipe.sameRound)
    const swapped = await match('lotus', 'island')
    if (typeof swapped === 'string') throw new Error(swapped)
    expect(swapped.fault).toBe('two_people')
    expect(swapped.scores.sameRound).toBeLessThan(recipe.sameRound)
    expect(judgeFaces(swapped.scores, recipe)).toBe('again')
    expect(await match(), 'a card without a face').toBe('no_face_on_card')
    tensors = await page.evaluate(() => kit.countDetections())
  })

  test('may blink instead of turning, stays muted the next time, and hears the voice again after switching it on', async () => {
    const before = await spoken()
    await show()
    await page.getByTestId('without-turning').click()
    await muted().waitFor()
    await page.locator('[data-hint=blink]').waitFor({ timeout: 30_000 })
    expect(await spoken()).toEqual(before)
    await muted().dispatchEvent('click')
    await expect.poll(async () => (await spoken()).length, { timeout: 30_000 }).toBeGreaterThan(before.length)
    const { frames } = await sent()
    expect(frames.slice(0, 3).map(({ ask }) => ask)).toEqual(['centre', 'blink', 'centre'])
  })
})

describe('the hints of the camera', () => {
  test.each([
    ['no_face', { faces: [] }],
    ['too_dark', { faces: ['woodland-1'], light: 0.15 }],
    ['two_faces', { faces: ['woodland-1', 'island'], size: 0.85 }],
    ['closer', { faces: ['woodland-1'], size: 0.5 }],
    ['further', { faces: ['woodland-1'], size: 1.5 }],
    ['back_light', { faces: ['woodland-1'], light: 0.35, behind: 235 }],
    ['blurry', { faces: ['woodland-1'], blur: 7 }],
    ['mask', { faces: ['woodland-1'], wears: 'mask' }],
    ['dark_glasses', { faces: ['woodland-1'], wears: 'glasses' }],
  ] as const)('%s', async (hint, scene) => {
    const shown = { ...scene, faces: [...scene.faces], until: hint }
    const { hints, reason } = await page.evaluate((s) => kit.play(s), shown)
    // On a busy machine the camera's first frames come late: until then there is no face, or one that jumps.
    const startHints = ['no_face', 'hold_still']
    const [loading, ...others] = hints.filter((one) => one === hint || !startHints.includes(one))
    expect([loading, others.join(), reason]).toEqual(['loading', hint, 'cancelled'])
  })
})

describe('a round is refused', () => {
  test('when a second face appears', async () => {
    const scene = { faces: ['woodland-1', 'island'], event: 'joined', size: 0.85 } as const
    const round = await page.evaluate((s) => kit.play({ ...s, faces: [...s.faces] }), scene)
    expect(['second_face', 'jump']).toContain(round.reason)
  })
  test('when the person leaves', async () => {
    const round = await page.evaluate(() => kit.play({ faces: ['woodland-1'], event: 'gone' }))
    expect(round.reason).toBe('face_lost')
  })
})

describe('the face engine', () => {
  test("left is the user's own left: in the unmirrored picture the nose moves right", async () => {
    const nose = (ask: Ask) => page.evaluate((a) => kit.noseRightOfMiddle('woodland-1', a), ask)
    expect(await nose('turnLeft')).toBeGreaterThan(10)
    expect(await nose('turnRight')).toBeLessThan(-10)
  })
  test('keeps no state between frames: a face swapped between two frames gives its own results', async () => {
    const { other, after, alone } = await page.evaluate(() => kit.afterAnother('woodland-1', 'lotus'))
    expect(after).toEqual(alone)
    for (const of of ['mesh', 'live', 'print'] as const) expect(other[of], of).not.toEqual(alone[of])
  })
  test('leaves no tensor behind over 200 frames', async () => {
    const { detections } = await page.evaluate(() => kit.counted())
    console.log(`${detections} face detections`)
    await page.evaluate((more) => kit.detectRepeatedly('woodland-6', more), Math.max(0, 200 - detections))
    expect(await page.evaluate(() => kit.counted())).toMatchObject({ tensors })
  })
  test('the card camera shows a card on a dark table, lying or standing', async () => {
    const lying = await page.evaluate(() => kit.cardFrame(1280, 720))
    const standing = await page.evaluate(() => kit.cardFrame(720, 1280))
    expect([lying.width, lying.height, standing.width, standing.height]).toEqual([1280, 720, 720, 1280])
    for (const { corner, middle } of [lying, standing]) expect(middle - corner).toBeGreaterThan(120)
    expect(standing.lit).toBeCloseTo(0.8, 1)
  })
  test('the face in the QR code uses the bytes that the card leaves, and exists even when a name leaves almost none', async () => {
    const tiny = async (name: string, most: number) => {
      const webp = await page.evaluate(([face, room]) => kit.tiny(face, room), [name, most] as const)
      const face = faceFromWebp(Buffer.from(webp, 'base64'))
      return face.ok ? face.value.length : face.reason
    }
    for (const [name, most] of [
      ['woodland-1', 432],
      ['lotus', 330],
      ['river', 250],
    ] as const) {
      expect(await tiny(name, most), name).toBeLessThanOrEqual(most)
      expect(await tiny(name, most), name).toBeGreaterThan(most / 2)
    }
    expect(await tiny('lotus', 1)).toBeLessThan(200)
  })
})

describe('a phone with a bad connection', () => {
  let phone: Page
  const fetched: string[] = []
  const weights = '**/mobilefacenet.bin'
  const largeFiles = ['mobilefacenet.bin', 'liveness.bin', 'iris.bin', 'face_recognition_model.bin', 'faceres.bin']
  const fetchedLarge = () => [...new Set(fetched.filter((name) => largeFiles.includes(name)))].sort()
  const without = async <T>(url: string, run: () => Promise<T>, status = 0): Promise<T> => {
    await phone.route(url, (route) => (status ? route.fulfill({ status, body: 'no' }) : route.abort()))
    const result = await run()
    await phone.unroute(url)
    return result
  }
  const load = () => phone.evaluate(() => kit.load())
  const describes = () => phone.evaluate(() => kit.describes('woodland-6'))
  beforeAll(async () => {
    phone = await harness.freshPage()
    phone.on('request', (request) => fetched.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''))
    await phone.goto(page.url())
    await phone.waitForFunction('window.kit')
  })
  afterAll(() => phone?.close())

  test.each([
    ['code', '**/assets/human*.js'],
    ['backend', '**/models/**/*.wasm'],
    ['detector', '**/models/**/blazeface.bin'],
    ['mesh', '**/models/**/facemesh.bin'],
  ])('reports a %s that does not load', async (_, url) => {
    expect((await without(url, load)).loaded).toBe(false)
  })
  test('loads at the next try: the guidance networks, and none of the large ones', async () => {
    expect(await load()).toEqual({ loaded: true, progress: [0.2, 0.35, 1] })
    expect(fetched).toEqual(expect.arrayContaining(['blazeface.bin', 'facemesh.bin']))
    expect(fetchedLarge()).toEqual([])
  })
  test('detects a face without the liveness network, which decides nothing, and fetches no network for comparing yet', async () => {
    const detectTwice = () => phone.evaluate(() => kit.detectRepeatedly('woodland-6', 2))
    expect(await without('**/liveness.bin', detectTwice)).toEqual([1, 1])
    await expect.poll(fetchedLarge, { timeout: 30_000 }).toEqual(['liveness.bin'])
  })
  test.each([
    ['do not arrive', 0],
    ['are not found', 404],
  ])('cannot compare while the weights %s', async (_, status) => {
    expect(await without(weights, describes, status)).toBe('failed')
  })
  test('fetches them again for the next comparison, and none of another model', async () => {
    expect(await describes()).toEqual([192])
    expect(fetchedLarge()).toEqual(['liveness.bin', 'mobilefacenet.bin'])
  })
  test('reports an iris network that does not load, which only a blink needs, and loads it at the next try', async () => {
    const seesEyes = () => phone.evaluate(() => kit.seesEyes('woodland-6'))
    expect(fetchedLarge()).not.toContain('iris.bin')
    expect(await without('**/iris.bin', seesEyes)).toBe('failed')
    expect(await seesEyes()).toBe(478)
  })
})

/**
 * Scripts that run first in the page and simulate a faulty graphics chip. The slow chip moves the page's clock forward.
 */
const chips = {
  'that refuses': () => {
    for (const canvas of [HTMLCanvasElement, OffscreenCanvas])
      canvas.prototype.getContext = new Proxy(canvas.prototype.getContext, {
        apply: (get, on, of) => (String(of[0]).includes('webgl') ? null : Reflect.apply(get, on, of)),
      })
  },
  'that cannot run what it compiles': () => {
    for (const chip of [WebGLRenderingContext, WebGL2RenderingContext]) chip.prototype.getProgramParameter = () => false
  },
  'that is slower than the processor': () => {
    let later = 0
    const now = performance.now.bind(performance)
    performance.now = () => now() + later
    for (const chip of [WebGLRenderingContext, WebGL2RenderingContext])
      chip.prototype.drawElements = () => {
        later += 20
      }
  },
}
test.each(Object.entries(chips))('a graphics chip %s is replaced by WebAssembly', async (_, chip) => {
  const phone = await harness.freshPage()
  await phone.addInitScript(chip)
  await phone.goto(page.url())
  await phone.waitForFunction('window.kit')
  expect(await phone.evaluate(() => kit.opensOn('webgl'))).toEqual({ backend: 'wasm', faces: 1 })
  await phone.close()
})

test('no other origin was contacted', () => {
  expect(harness.strangers).toEqual([])
})
