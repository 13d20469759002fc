// Harness page for the card tests: prints and photographs cards of invented people, and runs the real reader and guide.
import { watchCard } from '../../../../src/phone/vision/card-camera.ts'
import { openCardReader } from '../../../../src/phone/vision/card-reader.ts'
import { cardStream } from '../../../../src/simulator/puppet/streams.ts'
import { loadFace } from '../../../../src/simulator/specimen/faces.ts'
import { residents, type SpecimenPerson } from '../../../../src/simulator/specimen/people.ts'
import { photograph, type Shot } from '../../../../src/simulator/specimen/photograph.ts'
import { printCard } from '../../../../src/simulator/specimen/print.ts'
import { variants } from '../../../../src/simulator/specimen/variants.ts'
import type { CardSide } from '../../../../src/vision/card/layout.ts'
import type { Pixels } from '../../../../src/vision/pixels.ts'

const people: readonly SpecimenPerson[] = [...residents, ...variants]
const personOf = (id: string) => {
  const person = people.find((one) => one.id === id)
  if (!person) throw new Error(`no specimen person ${id}`)
  return person
}

const progress: number[] = []
const reader = openCardReader((fraction) => progress.push(fraction))

const cards = new Map<string, ReturnType<typeof printCard>>()
const cardOf = (id: string) => {
  const person = personOf(id)
  const printed = cards.get(id) ?? loadFace('drawn', person.appearance).then((face) => printCard(person, face))
  cards.set(id, printed)
  return printed
}

const pixelsOf = (canvas: HTMLCanvasElement): Pixels => {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no 2d canvas')
  return context.getImageData(0, 0, canvas.width, canvas.height)
}

const dataUrlOf = (pixels: Pixels): string => {
  const canvas = Object.assign(document.createElement('canvas'), { width: pixels.width, height: pixels.height })
  const data = pixels.data as Uint8ClampedArray<ArrayBuffer>
  canvas.getContext('2d')?.putImageData(new ImageData(data, pixels.width), 0, 0)
  return canvas.toDataURL('image/jpeg', 0.85)
}

type Field = { value: string; status: string; candidates: string[] }
/** The result of reading a photo, as JSON. `photo` and the portrait's `picture` are data URLs for the screenshots. */
export type ReadResult = {
  reason?: string
  fields: Record<string, Field>
  ms: number
  photo: string
  portrait?: { width: number; height: number; picture: string }
}

/** Counts the frames that this page's own thread reads off a canvas, which is what the finder works on. */
let framesOnPage = 0
const readFrame = CanvasRenderingContext2D.prototype.getImageData
CanvasRenderingContext2D.prototype.getImageData = function (...box: Parameters<typeof readFrame>) {
  framesOnPage++
  return readFrame.apply(this, box)
}
const NativeWorker = Worker

const kit = {
  /** Takes workers away from whatever starts next, as on an old phone, or gives them back. */
  withWorkers(allowed: boolean) {
    const refused = class {
      constructor() {
        throw new TypeError('no module workers')
      }
    }
    window.Worker = allowed ? NativeWorker : (refused as unknown as typeof Worker)
  },
  person: personOf,
  progress,
  /** Photographs the sides of a person's card in one picture and reads it as `expected`. */
  async read(id: string, sides: CardSide[], expected: CardSide, shot: Shot = {}): Promise<ReadResult> {
    const printed = await cardOf(id)
    const { pixels } = photograph(
      sides.map((side) => pixelsOf(printed[side])),
      shot,
    )
    const open = await reader
    const started = performance.now()
    const result = await open.read(pixels, expected)
    const ms = performance.now() - started
    if (!result.ok) return { reason: result.reason, fields: {}, ms, photo: dataUrlOf(pixels) }
    const fields = Object.entries(result.value.fields).map(([name, { value, status, candidates }]) => [
      name,
      { value, status, candidates },
    ])
    const portrait = result.value.side === 'front' ? result.value.portrait : undefined
    return {
      fields: Object.fromEntries(fields),
      ms,
      photo: dataUrlOf(pixels),
      ...(portrait && { portrait: { width: portrait.width, height: portrait.height, picture: dataUrlOf(portrait) } }),
    }
  },
  /**
   * Shows a card to the simulator's camera, front up, and turns it over when the guide asks for that. Reads the photo
   * that the guide takes.
   */
  async watch(id: string, side: CardSide, size: { width: number; height: number }) {
    const printed = await cardOf(id)
    let visibleSide: CardSide = 'front'
    const { stream } = cardStream(() => printed[visibleSide], size)
    const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true, playsInline: true })
    document.body.append(video)
    await video.play()
    const hints: string[] = []
    // The engine is opened before: only the guide is meant to lack workers.
    await reader
    framesOnPage = 0
    const started = performance.now()
    const photo = await new Promise<Pixels>((captured) => {
      const onState = ({ hint }: { hint: string }) => {
        if (hints.at(-1) !== hint) hints.push(hint)
        if (hint === 'turn_over') visibleSide = 'back'
      }
      watchCard(video, side, onState, captured)
    })
    const ms = performance.now() - started
    const frames = framesOnPage
    const result = await (await reader).read(photo, side)
    const fields = result.ok ? Object.entries(result.value.fields).map(([name, { value }]) => [name, value]) : []
    return {
      hints,
      ms,
      framesOnPage: frames,
      size: [photo.width, photo.height],
      reason: result.ok ? undefined : result.reason,
      fields: Object.fromEntries(fields) as Record<string, string>,
    }
  },
}
export type Kit = typeof kit

Object.assign(window, { kit })
