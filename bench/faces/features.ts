// Looks at every picture once: a template of each model and Human's own embedding, of the photograph and of its printed portrait.
import type { Human } from '@vladmandic/human'
import { type FaceModelName, faceModelNames } from '../../src/core/face/recipes.ts'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { openHuman } from '../../src/examiner/human.ts'
import { hasFaceModel } from '../../src/examiner/model-files.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import { nearestFace } from '../../src/vision/face/measure.ts'
import type { FaceTemplate } from '../../src/vision/face/model.ts'
import { portraitPictures } from '../../src/vision/face/templates.ts'
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

/** Scaled to 330 to 1280 px: the detector misses faces in smaller pictures, and larger ones only take longer. */
const prepared = (photo: Pixels) => portraitPictures(shrink(photo, 1280))

const featuresOf = async (
  engines: readonly (readonly [FaceModelName, FaceEngine])[],
  human: Human,
  pictures: readonly Pixels[],
): Promise<FaceFeatures | undefined> => {
  const [[, eyes]] = engines
  for (const picture of pictures) {
    const face = nearestFace(await eyes.detect(picture))
    if (!face) continue
    // The same picture for all, so that none gains by what was done to find the face; side by side, ours have a thread of their own.
    const [theirs, ...ours] = await Promise.all([
      embeds(human, picture),
      ...engines.map(async ([name, engine]) => [name, await engine.describe(picture, face)] as const),
    ])
    if (theirs?.length) return { templates: Object.fromEntries(ours), human: theirs }
  }
}

/** The printed portrait of the person on a photograph; undefined if no face is found. */
export const printedPortraitIn = async (
  engine: FaceEngine,
  photo: Pixels,
  degree: Degree,
): Promise<Pixels | undefined> => {
  for (const picture of prepared(photo)) {
    const face = nearestFace(await engine.detect(picture))
    if (face) return printedPortrait(picture, face.mesh, degree)
  }
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
      return picture && featuresOf(engines, human, prepared(picture))
    },
  }
}
