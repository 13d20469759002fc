// Runs the mini-app's selfie screen with a puppet before the camera and a fake service that gives the asks of the test.
import { render } from 'preact'
import type { Ask } from '../../../../src/core/face/asks.ts'
import type { FaceCalibration } from '../../../../src/core/face/calibration.ts'
import { defaultFaceModel } from '../../../../src/core/face/recipes.ts'
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
import type { FaceTemplate } from '../../../../src/vision/face/model.ts'
import { cardTemplate } from '../../../../src/vision/face/templates.ts'
import type { Pixels } from '../../../../src/vision/pixels.ts'
import { loosestCalibration } from '../../../kit/faces/calibration.ts'
import { memoryDrafts, quietApp, viewAt } from '../../../phone/gallery/app.ts'
import { portraitOf, puppetOf, still } from './people.ts'
import { asked } from './rounds.ts'

/** The sentences that the page would have spoken aloud. */
export const spoken: string[] = []
speechSynthesis.speak = ({ text }) => void spoken.push(text)

let evidence: SelfieEvidence | undefined
let claim: SelfieRequest | undefined
let calibration: FaceCalibration | undefined

/** Makes the loosest calibration of these people. The fake service hands it out from now on. */
export const calibrateWith = async (people: readonly string[]): Promise<FaceCalibration> => {
  const engine = await openFaceEngine()
  const templates: FaceTemplate[][] = []
  for (const name of people) {
    const template = await cardTemplate(engine, await still(name), 0)
    if (template) templates.push([template])
  }
  calibration = loosestCalibration(engine.model, templates)
  return calibration
}

/** A fake service that gives these asks one by one, or a blink if the user chose not to turn. */
const serviceAsking = (asks: readonly Ask[]): Api => {
  let askCount = 0
  let roundAsks = asks
  return {
    challenge: async (withoutTurning: boolean) => {
      askCount = 0
      roundAsks = withoutTurning ? ['blink'] : asks
      const expiresAt = quietApp.now() + 180_000
      return {
        ok: true,
        value: { nonce: 'n', steps: roundAsks.length, expiresAt, model: defaultFaceModel, calibration },
      }
    },
    selfieStep: async () => ({ ok: true, value: { ask: roundAsks[askCount++] ?? 'centre', afterMs: 300 } }),
  } as unknown as Api
}

/**
 * Returns a function that tells whether the puppet's eyes should be closed: they close until the phone has detected
 * them closed, then stay open for two detections. On a machine busy with other tests, detection runs less than five
 * times a second and would miss blinks of a fixed length.
 */
const eyesShouldClose = async (): Promise<() => boolean> => {
  const engine = await openFaceEngine()
  const { detect } = engine
  let [widest, openCount] = [0, 0]
  engine.detect = async (...request) => {
    const faces = await detect(...request)
    const face = nearestFace(faces)
    const open = face ? eyeOpenness(face.mesh) : widest
    widest = Math.max(widest, open)
    openCount = open < captureRules.blink.closed * widest ? 0 : openCount + 1
    return faces
  }
  return () => openCount >= 2
}

let source: PuppetCamera | undefined
/** A camera that shows a puppet. The page keeps the first one. */
const cameraOf = async (face: string, fps: number): Promise<PuppetCamera> => {
  if (source) return source
  const camera = cameraBefore(await puppetOf(face), fps)
  const shouldClose = await eyesShouldClose()
  setInterval(() => {
    const ask = asked()
    if (ask === 'blink') camera.pose({ ...straightPose, blink: shouldClose() ? 1 : 0 })
    else camera.follow(ask)
  }, 50)
  source = camera
  return camera
}

/** Shows the selfie screen: the puppet of `face` before a camera of `fps` frames a second, compared with `portrait`. */
export const showSelfie = async (face: string, portrait: string, asks: readonly Ask[], fps: number) => {
  const { stream } = await cameraOf(face, fps)
  const vision: Partial<PhoneVision> = {
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
  const app: AppContext = {
    ...quietApp,
    view,
    language: 'th',
    words: await loadWords('th'),
    terms: await loadTerms('th'),
    speech: phoneSpeech,
    drafts: await memoryDrafts(view.draftKey),
    api: serviceAsking(asks),
    vision: vision as PhoneVision,
  }
  claim = undefined
  const card = await portraitOf(portrait)
  const root = document.getElementById('app')!
  render(null, root)
  render(
    <appContext.Provider value={app}>
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

/** The selfie request that the screen sent, and the ask that is still shown. */
export const sent = () => ({ claim, left: asked() })

const blank: Pixels = { width: 330, height: 420, data: new Uint8ClampedArray(330 * 420 * 4).fill(200) }
/**
 * Compares the last round without a calibration: with the card of `portrait`, or with a card without a face. `turned`:
 * another person to put into the turned frames.
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
  const result = await camera.match(portrait ? await portraitOf(portrait) : blank, of, { model: defaultFaceModel })
  return result.ok ? result.value : result.reason
}
