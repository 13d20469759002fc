// Extracts our face template and the Human library's own embedding from a photograph or from its printed portrait.
import type { Human } from '@vladmandic/human'
import { openFaceEngine } from '../../src/examiner/face.ts'
import { openHuman } from '../../src/examiner/human.ts'
import type { FaceEngine } from '../../src/vision/face/human.ts'
import { nearestFace } from '../../src/vision/face/measure.ts'
import type { FaceTemplate } from '../../src/vision/face/template.ts'
import { portraitPictures } from '../../src/vision/face/templates.ts'
import { type Pixels, shrink } from '../../src/vision/pixels.ts'
import { type Degree, printedPortrait } from './degrade.ts'

export type FaceFeatures = { ours: FaceTemplate; human: number[] }
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
  engine: FaceEngine,
  human: Human,
  pictures: readonly Pixels[],
): Promise<FaceFeatures | undefined> => {
  for (const picture of pictures) {
    const face = nearestFace(await engine.detect(picture))
    if (!face) continue
    // Both get the same picture, so that neither gains from how the face was found. They run in parallel: ours has a thread of its own.
    const [ours, theirs] = await Promise.all([engine.describe(picture, face), embeds(human, picture)])
    if (theirs?.length) return { ours, human: theirs }
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

export const openExtractor = async (): Promise<{
  extract: ExtractFeatures
  similarity: Human['match']['similarity']
}> => {
  const engine = await openFaceEngine()
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
    similarity: human.match.similarity,
    extract: async (photo, degree) => {
      const picture = degree ? await printedPortraitIn(engine, photo, degree) : photo
      return picture && featuresOf(engine, human, prepared(picture))
    },
  }
}
