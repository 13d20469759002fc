// The mini-app's own selfie screen before a puppet, with a service of this page that asks for what it is told to ask for.
import { render } from 'preact'
import type { Ask } from '../../../../src/core/face/asks.ts'
import type { FaceCalibration } from '../../../../src/core/face/calibration.ts'
import type { SelfieRequest } from '../../../../src/core/face/selfie-request.ts'
import type { Api } from '../../../../src/phone/api.ts'
import { type AppContext, appContext } from '../../../../src/phone/app-context.ts'
import type { PhoneVision } from '../../../../src/phone/phone-vision.ts'
import { Selfie } from '../../../../src/phone/screens/selfie.tsx'
import { phoneSpeech } from '../../../../src/phone/speech.ts'
import { openFaceEngine } from '../../../../src/phone/vision/face.ts'
import { type FaceMatch, openSelfie, type SelfieEvidence } from '../../../../src/phone/vision/selfie.ts'
import { loadTerms, loadWords } from '../../../../src/phone/words.ts'
import { straightPose } from '../../../../src/simulator/puppet/motion.ts'
import { cameraBefore, type PuppetCamera } from '../../../../src/simulator/puppet/streams.ts'
import { captureRules } from '../../../../src/vision/face/capture-rules.ts'
import { nearestFace } from '../../../../src/vision/face/measure.ts'
import { eyeOpenness } from '../../../../src/vision/face/mesh.ts'
import type { FaceTemplate } from '../../../../src/vision/face/template.ts'
import { cardTemplate } from '../../../../src/vision/face/templates.ts'
import type { Pixels } from '../../../../src/vision/pixels.ts'
import { loosestCalibration } from '../../../kit/faces/calibration.ts'
import { memoryDrafts, quietApp, viewAt } from '../../../phone/gallery/app.ts'
import { portraitOf, puppetOf, still } from './people.ts'
import { asked } from './rounds.ts'

/** What the page would have said aloud. */
export const spoken: string[] = []
speechSynthesis.speak = ({ text }) => void spoken.push(text)

let evidence: SelfieEvidence | undefined
let claim: SelfieRequest | undefined
let calibration: FaceCalibration | undefined

/** The loosest calibration of these people, which the service hands out from now on. */
export const calibrateWith = async (people: readonly string[]): Promise<FaceCalibration> => {
  const engine = await openFaceEngine()
  const prints: FaceTemplate[][] = []
  for (const name of people) {
    const print = await cardTemplate(engine, await still(name), 0)
    if (print) prints.push([print])
  }
  calibration = loosestCalibration(prints)
  return calibration
}

/** Asks for the first of these, or for a blink where the person chose not to turn. */
const serviceAsking = (asks: readonly Ask[]): Api => {
  let told = 0
  let rest = asks
  return {
    challenge: async (withoutTurning: boolean) => {
      told = 0
      rest = withoutTurning ? ['blink'] : asks
      const expiresAt = quietApp.now() + 180_000
      return { ok: true, value: { nonce: 'n', steps: rest.length, expiresAt, calibration } }
    },
    selfieStep: async () => ({ ok: true, value: { ask: rest[told++] ?? 'centre', afterMs: 300 } }),
  } as unknown as Api
}

/**
 * Whether the lids are down: until the phone saw them down, and then up for two looks. Blinks of a fixed length are missed
 * by a machine that is busy with other tests, and does not look five times a second.
 */
const lids = async (): Promise<() => boolean> => {
  const engine = await openFaceEngine()
  const { detect } = engine
  let [widest, up] = [0, 0]
  engine.detect = async (...asked) => {
    const faces = await detect(...asked)
    const face = nearestFace(faces)
    const open = face ? eyeOpenness(face.mesh) : widest
    widest = Math.max(widest, open)
    up = open < captureRules.blink.closed * widest ? 0 : up + 1
    return faces
  }
  return () => up >= 2
}

let source: PuppetCamera | undefined
/** Somebody before the camera, the same one for as long as this page lives. */
const cameraOf = async (face: string, fps: number): Promise<PuppetCamera> => {
  if (source) return source
  const made = cameraBefore(await puppetOf(face), fps)
  const blinks = await lids()
  setInterval(() => {
    const ask = asked()
    if (ask === 'blink') made.pose({ ...straightPose, blink: blinks() ? 1 : 0 })
    else made.follow(ask)
  }, 50)
  source = made
  return made
}

/** Somebody who looks like `face` before a camera of `fps` frames a second, holding a card with `portrait`. */
export const showSelfie = async (face: string, portrait: string, asks: readonly Ask[], fps: number) => {
  const { stream } = await cameraOf(face, fps)
  const eyes: Partial<PhoneVision> = {
    camera: async () => ({ ok: true, value: stream.clone() }),
    selfie: async (onProgress) => {
      const camera = await openSelfie(onProgress)
      const run: typeof camera.run = async (...round) => {
        const result = await camera.run(...round)
        evidence = result.ok ? result.value : undefined
        return result
      }
      return { ...camera, run }
    },
  }
  const view = viewAt('selfie')
  const deployment: AppContext = {
    ...quietApp,
    view,
    language: 'th',
    words: await loadWords('th'),
    terms: await loadTerms('th'),
    speech: phoneSpeech,
    drafts: await memoryDrafts(view.draftKey),
    api: serviceAsking(asks),
    vision: eyes as PhoneVision,
  }
  claim = undefined
  const card = await portraitOf(portrait)
  const root = document.getElementById('app')!
  render(null, root)
  render(
    <appContext.Provider value={deployment}>
      <Selfie
        reference={async () => ({ portrait: card, room: 400 })}
        send={async (sent) => {
          claim = sent
          return { ok: true, value: view }
        }}
        count={async () => ({ ok: true, value: view })}
        onSent={() => undefined}
      />
    </appContext.Provider>,
    root,
  )
}

/** What the screen sent, and what is asked for after it. */
export const sent = () => ({ claim, left: asked() })

const blank: Pixels = { width: 330, height: 420, data: new Uint8ClampedArray(330 * 420 * 4).fill(200) }
/**
 * The last round compared by a phone without a calibration: with the card of `portrait`, or with a card that shows nobody.
 * `turned`: who was before the camera when a turn was asked for, if it was somebody else.
 */
export const matchWith = async (portrait?: string, turned?: string): Promise<Awaited<ReturnType<typeof compare>>> => {
  if (!evidence) throw new Error('no round has come to its end')
  if (!turned) return compare(evidence, portrait)
  const pixels = await still(turned)
  const [face] = await (await openFaceEngine()).detect(pixels)
  return compare({ ...evidence, compared: { ...evidence.compared, turned: [{ pixels, face }] } }, portrait)
}
const compare = async (of: SelfieEvidence, portrait?: string): Promise<FaceMatch | string> => {
  const camera = await openSelfie(() => {})
  const result = await camera.match(portrait ? await portraitOf(portrait) : blank, of)
  return result.ok ? result.value : result.reason
}
