// The selfie camera in a real browser, with real networks and puppets of real faces: who passes, who does not, and what it says.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faceFromWebp } from '../../src/core/card/face-picture.ts'
import type { Ask } from '../../src/vision/face/capture.ts'
import type { Kit } from './harness/face/main.ts'
import { type Harness, openHarness } from './harness/open.ts'

declare const kit: Kit
let harness: Harness

beforeAll(async () => {
  harness = await openHarness('face')
})
afterAll(() => harness?.close())

const play = (name: string, scene: Parameters<Kit['play']>[1]) =>
  harness.page.evaluate(([n, s]) => kit.play(n, s), [name, scene] as const)
const match = (name: string, portrait?: string) =>
  harness.page.evaluate(([n, p]) => kit.matchWith(n, p), [name, portrait] as const)

describe('a person before the camera', () => {
  test('passes a round through the stream that the simulator hands to the mini-app, and leaves one frame of the centre, one for each ask and three of the centre again', async () => {
    const asks: Ask[] = ['turnLeft', 'lookUp']
    const seen = await harness.page.evaluate((a) => kit.playStream('woodland', 'woodland-1', a), asks)
    expect(seen).toMatchObject({ hints: expect.arrayContaining(['hold_still', 'done']) })
    expect(seen.hints.at(-1)).toBe('done')
    const frames = seen.frames ?? []
    expect(frames.slice(0, 3).map(({ ask }) => ask)).toEqual(['centre', ...asks])
    const centre = frames.filter(({ ask }) => ask === 'centre')
    expect(centre.length).toBeGreaterThanOrEqual(4)
    expect(centre.every(({ yaw }) => Math.abs(yaw) < 12)).toBe(true)
    for (const { ask, yaw, pitch } of frames) {
      if (ask === 'turnLeft') expect(yaw).toBeLessThan(-12)
      if (ask === 'turnRight') expect(yaw).toBeGreaterThan(12)
      if (ask === 'lookUp') expect(pitch).toBeLessThan(-8)
    }
    expect(frames.map(({ atMs }) => atMs)).toEqual(frames.map(({ atMs }) => atMs).sort((a, b) => a - b))
    expect((seen.best?.width ?? 0) / (seen.best?.height ?? 1)).toBeCloseTo(0.8, 1)
    expect(seen.left, 'the page asks for nothing any more').toBeUndefined()
    console.log(`round ${asks}: ${Math.round(seen.ms)} ms`)
  })

  test('is plausible with another photograph of the same man printed on a card', async () => {
    for (const portrait of ['woodland-2', 'woodland-4']) {
      const { result, ms } = await match('woodland', portrait)
      expect(result).toMatchObject({ ok: true, value: { band: 'plausible' } })
      console.log(`woodland-1 with ${portrait}: ${JSON.stringify(result)} ${Math.round(ms)} ms`)
    }
  })

  test('has to try again with the card of somebody else', async () => {
    for (const portrait of ['lotus', 'river', 'island']) {
      const { result } = await match('woodland', portrait)
      console.log(`woodland-1 with ${portrait}: ${JSON.stringify(result)}`)
      expect(result).toMatchObject({ ok: true, value: { band: 'again' } })
    }
  })

  test('is told when the card shows no face', async () => {
    expect((await match('woodland')).result).toEqual({ ok: false, reason: 'no_face_on_card' })
  })

  test('may choose to blink, and the blink is seen', async () => {
    const seen = await play('blink', { faces: ['woodland-3'], asks: ['blink'] })
    expect(seen.frames?.[1].ask).toBe('blink')
  })
})

describe('what the camera says', () => {
  test.each([
    ['no_face', { faces: [] }],
    ['too_dark', { faces: ['woodland-1'], light: 0.15 }],
    ['two_faces', { faces: ['woodland-1', 'island'], size: 0.85 }],
    ['closer', { faces: ['woodland-1'], size: 0.5 }],
    ['further', { faces: ['woodland-1'], size: 1.5 }],
    ['back_light', { faces: ['woodland-1'], light: 0.35, behind: 235 }],
    ['blurry', { faces: ['woodland-1'], blur: 7 }],
  ] as const)('%s', async (hint, scene) => {
    const seen = await play(hint, { asks: ['lookUp'], until: hint, ...scene, faces: [...scene.faces] })
    expect(seen.hints).toEqual(['loading', hint])
    expect(seen.reason).toBe('cancelled')
  })
})

describe('who does not pass', () => {
  test('somebody who turns the other way', async () => {
    const seen = await play('wrong', { faces: ['woodland-1'], asks: ['turnLeft'], hears: { turnLeft: 'turnRight' } })
    expect(seen.reason).toBe('timed_out')
  })
  test('somebody who is joined by a second face', async () => {
    const seen = await play('joined', {
      faces: ['woodland-1', 'island'],
      asks: ['turnLeft'],
      event: 'joined',
      size: 0.85,
    })
    expect(['second_face', 'jump']).toContain(seen.reason)
  })
  test('somebody who leaves', async () => {
    const seen = await play('gone', { faces: ['woodland-1'], asks: ['turnLeft'], event: 'gone' })
    expect(seen.reason).toBe('face_lost')
  })
  test('somebody replaced in the middle of the round: broken off, or the turned face is not the frontal one', async () => {
    const seen = await play('replaced', { faces: ['woodland-1', 'island'], asks: ['turnLeft'], event: 'replaced' })
    if (seen.reason) return expect(seen.reason).toBe('jump')
    const { result } = await match('replaced', 'woodland-2')
    expect(result.ok && result.value.samePerson).toBeGreaterThan(0.6)
  })
})

describe('the machinery', () => {
  test("left is the person's own left: in the unmirrored picture the nose goes right", async () => {
    const nose = (ask: Ask) => harness.page.evaluate((a) => kit.noseRightOfMiddle('woodland-1', a), ask)
    expect(await nose('turnLeft')).toBeGreaterThan(10)
    expect(await nose('turnRight')).toBeLessThan(-10)
  })
  test('no tensor is left behind over 200 frames', async () => {
    const { tensors, median, backend } = await harness.page.evaluate(() => kit.frames('woodland-1', 200))
    expect(tensors.length).toBe(200)
    expect(tensors.at(-1)).toBe(tensors[0])
    console.log(`${backend}: ${Math.round(median)} ms a frame, ${tensors[0]} tensors`)
  })
  test('nothing is kept from the frame before: a face swapped between two frames is seen as itself', async () => {
    const { other, after, alone } = await harness.page.evaluate(() => kit.afterAnother('woodland-1', 'lotus'))
    expect(after).toEqual(alone)
    for (const of of ['mesh', 'live', 'dlib', 'faceres'] as const) expect(other[of], of).not.toEqual(alone[of])
  })
  test('guidance loads alone: the heavy nets set out after the first frame, the iris net only for a blink', async () => {
    const page = await harness.freshPage()
    const fetched: string[] = []
    page.on('request', (request) => fetched.push(new URL(request.url()).pathname.split('/').at(-1) ?? ''))
    await page.goto(harness.page.url())
    await page.waitForFunction('window.kit')
    await page.evaluate(() => kit.load())
    const heavy = ['face_recognition_model.bin', 'faceres.bin', 'liveness.bin', 'iris.bin']
    expect(fetched).toEqual(expect.arrayContaining(['blazeface.bin', 'facemesh.bin']))
    expect(fetched.filter((name) => heavy.includes(name))).toEqual([])
    await page.evaluate(() => kit.describes('woodland-6'))
    await expect.poll(() => fetched.filter((name) => heavy.includes(name)).sort()).toEqual(heavy.slice(0, 3).sort())
    await page.close()
  })
  test('a graphics chip that refuses is replaced by WebAssembly', async () => {
    const page = await harness.freshPage()
    await page.addInitScript(() => {
      for (const canvas of [HTMLCanvasElement, OffscreenCanvas])
        canvas.prototype.getContext = new Proxy(canvas.prototype.getContext, {
          apply: (get, on, of) => (String(of[0]).startsWith('webgl') ? null : Reflect.apply(get, on, of)),
        })
    })
    await page.goto(harness.page.url())
    await page.waitForFunction('window.kit')
    expect(await page.evaluate(() => kit.opensOn('webgl'))).toEqual({ backend: 'wasm', faces: 1 })
    await page.close()
  })
  test('the card camera shows a card on a dark table, lying or standing', async () => {
    const lying = await harness.page.evaluate(() => kit.cardFrame(1280, 720))
    const standing = await harness.page.evaluate(() => kit.cardFrame(720, 1280))
    expect([lying.width, lying.height, standing.width, standing.height]).toEqual([1280, 720, 720, 1280])
    for (const { corner, middle } of [lying, standing]) expect(middle - corner).toBeGreaterThan(120)
    expect(standing.lit).toBeCloseTo(0.8, 1)
  })
  test.each([
    ['detector', '**/models/**/blazeface.bin'],
    ['mesh', '**/models/**/facemesh.bin'],
    ['code', '**/assets/human*.js'],
    ['backend', '**/models/**/*.wasm'],
  ])('a %s that does not load is told, and loads when asked again', async (_, url) => {
    const page = await harness.freshPage()
    await page.route(url, (route) => route.abort())
    await page.goto(harness.page.url())
    await page.waitForFunction('window.kit')
    expect((await page.evaluate(() => kit.load())).loaded).toBe(false)
    await page.unroute(url)
    const { loaded, progress } = await page.evaluate(() => kit.load())
    expect([loaded, progress]).toEqual([true, [0.2, 0.35, 1]])
    await page.close()
  })
  test.each([
    ['do not arrive', 0],
    ['are not found', 404],
  ])("dlib's weights that %s fail the comparison, and the next one fetches them again", async (_, status) => {
    const page = await harness.freshPage()
    await page.route('**/face_recognition_model.bin', (route) =>
      status ? route.fulfill({ status, body: 'no' }) : route.abort(),
    )
    await page.goto(harness.page.url())
    await page.waitForFunction('window.kit')
    expect(await page.evaluate(() => kit.describes('woodland-6'))).toBe('failed')
    await page.unroute('**/face_recognition_model.bin')
    expect(await page.evaluate(() => kit.describes('woodland-6'))).toEqual([128, 1024])
    await page.close()
  })
  test('an iris net that does not load is told, and loads when asked again', async () => {
    const page = await harness.freshPage()
    await page.route('**/iris.bin', (route) => route.abort())
    await page.goto(harness.page.url())
    await page.waitForFunction('window.kit')
    expect(await page.evaluate(() => kit.seesEyes('woodland-6'))).toBe('failed')
    await page.unroute('**/iris.bin')
    expect(await page.evaluate(() => kit.seesEyes('woodland-6'))).toBe(478)
    await page.close()
  })
  test('without the liveness net a face is still seen: it is a signal and no gate', async () => {
    const page = await harness.freshPage()
    await page.route('**/liveness.bin', (route) => route.abort())
    await page.goto(harness.page.url())
    await page.waitForFunction('window.kit')
    expect((await page.evaluate(() => kit.frames('woodland-6', 2))).tensors.length).toBe(2)
    await page.close()
  })
  test('a face takes the bytes that its card leaves, and stays a face when a name leaves next to none', async () => {
    for (const name of ['woodland-1', 'lotus', 'river'])
      for (const most of [432, 330, 250]) {
        const webp = await harness.page.evaluate(([face, room]) => kit.tiny(face, room), [name, most] as const)
        const face = faceFromWebp(Buffer.from(webp, 'base64'))
        expect(face.ok && face.value.length, `${name} in ${most}`).toBeLessThanOrEqual(most)
        expect(face.ok && face.value.length, `${name} in ${most}`).toBeGreaterThan(most / 2)
      }
    const least = faceFromWebp(Buffer.from(await harness.page.evaluate(() => kit.tiny('lotus', 1)), 'base64'))
    expect(least.ok && least.value.length).toBeLessThan(200)
  })
  test('nothing was asked of a stranger', () => {
    expect(harness.strangers).toEqual([])
  })
})
