// Looks at every picture once: a template of each model and Human's own embedding, of the photograph and of its printed portrait.
import type { Human } from '@vladmandic/human'
import { type FaceModelName, faceModelNames } from '../../src/core/face/recipes.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { openHuman } from '../../src/examiner/human.ts'
import { hasFaceModel } from '../../src/examiner/model-files.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import type { FaceTemplate } from '../../src/vision/face/model.ts'
import { portraitFace } from '../../src/vision/face/templates.ts'
import { type Pixels, shrink } from '../../src/vision/pixels.ts'
import { type Degree, printedPortrait } from './degrade.ts'

export type FaceFeatures = { templates: Partial<Record<FaceModelName, FaceTemplate>>; human: number[] }
export type ExtractFeatures = (photo: Pixels, degree?: Degree) => Promise<FaceFeatures | undefined>

/** The embedding of the largest face, by the Human library alone. */
const embeds = async (human: Human, picture: Pixels): Promise<number[] | undefined> => {
  const tensor = human.tf.browser.fromPixels({ ...picture, data: new Uint8Array(picture.data) }, 3)
  const { face } = await human.detect(tensor)
  human.tf.dispose(tensor)
  const [nearest] = [...face].sort((x, y) => y.size[0] - x.size[0])
  return nearest?.embedding
}

/** The face as the product finds it on a portrait. At most 1280 px: larger pictures only take longer. */
const faceOn = (engine: FaceEngine, photo: Pixels) => portraitFace(engine, shrink(photo, 1280))

const featuresOf = async (
  engines: readonly (readonly [FaceModelName, FaceEngine])[],
  human: Human,
  photo: Pixels,
): Promise<FaceFeatures | undefined> => {
  const found = await faceOn(engines[0][1], photo)
  if (!found) return undefined
  // All get the same picture, so that none gains from how the face was found. They run in parallel: ours have a thread of their own.
  const [theirs, ...ours] = await Promise.all([
    embeds(human, found.pixels),
    ...engines.map(async ([name, engine]) => [name, await engine.describe(found.pixels, found.face)] as const),
  ])
  return theirs?.length ? { templates: Object.fromEntries(ours), human: theirs } : undefined
}

/** The printed portrait of the person on a photograph; undefined if no face is found. */
export const printedPortraitIn = async (
  engine: FaceEngine,
  photo: Pixels,
  degree: Degree,
): Promise<Pixels | undefined> => {
  const found = await faceOn(engine, photo)
  return found && printedPortrait(found.pixels, found.face.mesh, degree)
}

/** `models`: those that are installed. */
export const openExtractor = async (): Promise<{
  extract: ExtractFeatures
  models: readonly FaceModelName[]
  similarity: Human['match']['similarity']
}> => {
  const models = faceModelNames.filter(hasFaceModel)
  const engines = await Promise.all(models.map(async (name) => [name, await openFaceEngine(name)] as const))
  const on = { enabled: true }
  const human = await openHuman({
    face: {
      enabled: true,
      detector: { maxDetected: 3, return: false },
      mesh: on,
      description: on,
      iris: { enabled: false },
      emotion: { enabled: false },
      antispoof: { enabled: false },
      liveness: { enabled: false },
    },
  })
  await human.load()
  return {
    models,
    similarity: human.match.similarity,
    extract: async (photo, degree) => {
      const picture = degree ? await printedPortraitIn(engines[0][1], photo, degree) : photo
      return picture && featuresOf(engines, human, picture)
    },
  }
}
