// Tests reading photos with the real engine: the fields of a front and a back, and every fault of a photo.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { photograph } from '../../../src/simulator/specimen/photograph.ts'
import { cup, receipt } from '../../../src/simulator/specimen/things.ts'
import { readCard } from '../../../src/vision/card/read.ts'
import type { BackReading, FrontReading } from '../../../src/vision/card/reading.ts'
import type { Recogniser } from '../../../src/vision/card/recogniser.ts'
import type { Pixels } from '../../../src/vision/pixels.ts'
import { readJpeg } from '../../kit/card/photo.ts'
import { loadGazetteer } from '../../kit/card/places.ts'
import { blankPhoto, blurred, lamp, paste, placed } from '../../kit/card/rephotograph.ts'
import { openTesseract } from '../../kit/card/tesseract.ts'
import { haveSpecimens, type Specimen, specimenFolder, specimens, truthOf } from '../../kit/card/truth.ts'
import { drawn } from './drawn.ts'

if (!haveSpecimens) console.log(`no photos in ${specimenFolder}: reading is covered by test/browser/card.test.ts only`)

type Card = Parameters<typeof paste>[1]
/** The card on a grey table in a photo `width` pixels wide. Tests of faults do not need a large photo. */
const lying = (card: Card, turn = 1, width = 1920, share = 0.78): Pixels => {
  const photo = blankPhoto(width, width * 0.75)
  paste(photo, card, placed([width / 2, width * 0.375], width * share, turn))
  return photo
}
const small = 1200

/** White, with a square of black and white blocks in the middle. */
const page01 = (x: number, y: number): readonly [number, number, number] => {
  const inside = Math.abs(x - 500) < 200 && Math.abs(y - 315) < 200
  return inside && ((x >> 4) * 7 + (y >> 4) * 13) % 5 < 2 ? [10, 10, 10] : [255, 255, 255]
}

/** The drawn back without its row of print, with strokes beside the place of the flag. */
const oldBack = (): Pixels =>
  blankPhoto(1000, 631, (x, y) =>
    x > 790 && x < 920 && y > 320 && y < 350 && x % 16 < 5 ? [25, 25, 60] : [176, 212, 236],
  )

const values = (reading: FrontReading | BackReading) =>
  Object.fromEntries(Object.entries(reading.fields).map(([name, { value }]) => [name, value]))

let tesseract: Awaited<ReturnType<typeof openTesseract>>
let recognise: Recogniser
beforeAll(async () => {
  tesseract = await openTesseract()
  recognise = tesseract.recognise
})
afterAll(() => tesseract.close())

const fault = async (photo: Pixels, expected: 'front' | 'back' = 'front') => {
  const read = await readCard(photo, expected, recognise)
  return read.ok ? 'read' : read.reason
}

describe('an object in the shape of a card that is not an ID card', () => {
  test('is another card', async () => {
    expect(await fault(lying(drawn('front'), 1, small))).toBe('other_card')
  })
  test('is unread because of glare wherever a lamp shines on it', async () => {
    for (const at of [
      [400, 400],
      [600, 620],
    ] as const) {
      const photo = lying(drawn('front'), 1, small)
      lamp(photo, at, 180)
      expect(await fault(photo), String(at)).toBe('glare')
    }
  })
  test('is unread because it is too dark, and never the back of a card then', async () => {
    const photo = lying(drawn('front'), 1, small)
    for (let i = 0; i < photo.data.length; i++) if (i % 4 < 3) photo.data[i] *= 0.14
    expect([await fault(photo), await fault(photo, 'back')]).toEqual(['too_dark', 'too_dark'])
  })
  test('is too small when it is too far away', async () => {
    expect(await fault(lying(drawn('front'), 1, small, 0.45))).toBe('too_small')
  })
  test.each([
    ['a cup of coffee', cup, 0.4, ['dark', 'light']],
    ['a receipt', receipt, 0.32, ['wood']],
  ] as const)('%s is no card either', async (_, thing, fill, tables) => {
    for (const table of tables) {
      const { pixels } = photograph([thing()], { fill, table, size: [1600, 1200] })
      expect(['no_card', 'other_card', 'cut_off'], table).toContain(await fault(pixels))
    }
  })
  test('a white page with black squares, like a code on a screen, is no card', async () => {
    const page = { photo: blankPhoto(1000, 631, (x, y) => page01(x, y)), quad: drawn('back').quad }
    expect(await fault(lying(page, 1, small))).toBe('no_card')
  })
  test('a back older than laser codes is a back, and a blurred one has to be photographed again', async () => {
    const old = { photo: oldBack(), quad: drawn('back').quad }
    const read = await readCard(lying(old, 1, small), 'back', recognise)
    expect(read.ok && values(read.value)).toEqual({ laserCode: '' })
    expect(await fault(blurred(lying(old, 1, small), 5), 'back')).toBe('blurred')
  })
  test('an empty table is no card', async () => {
    expect(await fault(blankPhoto(small, 900))).toBe('no_card')
  })
})

describe.skipIf(!haveSpecimens)('specimens drawn by another hand', () => {
  const of = (specimen: Specimen, side: 'front' | 'back'): Card => {
    const { file, quad } = specimen.files[`guided_${side}`]
    return { photo: readJpeg(`${specimenFolder}/${file}`), quad }
  }
  const [, specimen, soldier] = haveSpecimens ? specimens() : []

  test('every field of a front is read and accepted, with the rank before the name', async () => {
    const photo = readJpeg(`${specimenFolder}/${soldier.files.free_front.file}`)
    const read = await readCard(photo, 'front', recognise, { gazetteer: await loadGazetteer() })
    if (!read.ok || read.value.side !== 'front') throw new Error(JSON.stringify(read))
    expect(values(read.value)).toEqual(truthOf(soldier, 'front'))
    const doubtful = Object.entries(read.value.fields).filter(([, { status }]) => status !== 'accepted')
    expect(doubtful).toEqual([])
    expect(read.value.portrait.width).toBeGreaterThanOrEqual(330)
    for (const { crop } of Object.values(read.value.fields)) expect(crop.width).toBeGreaterThan(100)
  })
  test('the laser code of a back is read and accepted, upside down too', async () => {
    const read = await readCard(lying(of(specimen, 'back'), 178), 'back', recognise)
    expect(read.ok && values(read.value)).toEqual(truthOf(specimen, 'back'))
    expect(read.ok && read.value.side === 'back' && read.value.fields.laserCode.status).toBe('accepted')
  })
  test('out of focus is blurred', async () => {
    expect(await fault(blurred(lying(of(specimen, 'front'), 1, small), 5))).toBe('blurred')
    expect(await fault(blurred(lying(of(specimen, 'back'), 1, small), 5), 'back')).toBe('blurred')
  })
  test('a copy without colours is a photocopy, in the light of a lamp too', async () => {
    const photo = lying(of(specimen, 'front'), 1, small)
    for (let i = 0; i < photo.data.length; i += 4) {
      const grey = (photo.data[i] + photo.data[i + 1] + photo.data[i + 2]) / 3
      photo.data.set([grey, grey * 0.97, grey * 0.9], i)
    }
    expect(await fault(photo)).toBe('photocopy')
  })
  test('a dark front is too dark, whichever side is asked for', async () => {
    const photo = lying(of(specimen, 'front'), 1, small)
    for (let i = 0; i < photo.data.length; i++) if (i % 4 < 3) photo.data[i] *= 0.14
    for (const side of ['front', 'back'] as const)
      expect(['too_dark', 'front_for_back'], side).toContain(await fault(photo, side))
  })
  test('corners that the user dragged are used unchanged', async () => {
    const photo = lying(of(specimen, 'back'), 1, 1920, 1500 / 1920)
    const read = await readCard(photo, 'back', recognise, { corners: placed([960, 720], 1500, 1) })
    expect(read.ok && read.value.quad).toEqual(placed([960, 720], 1500, 1))
  })
})
