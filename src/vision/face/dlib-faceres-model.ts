// Compares faces by two older networks together, dlib and faceres, averaged over several views of one aligned face.
import { faceRecipes } from '../../core/face/recipes.ts'
import type { Pixels } from '../pixels.ts'
import { alignFace, type ChipView, chipSize, mirrored, plainChipView } from './align.ts'
import { cosine, type Descriptor, l2, meanDescriptor } from './descriptor.ts'
import { dlibManifest, dlibNetwork } from './dlib.ts'
import { faceresSize, loadFaceres } from './faceres.ts'
import type { MeshPoint } from './mesh.ts'
import type { FaceModel } from './model.ts'
import type { Network } from './tensors.ts'

/**
 * The views of a face: a little nearer, a little further, and mirrored. The crop changes between them, not the person.
 */
const views: readonly (ChipView & { mirror: boolean })[] = [
  { ...plainChipView, mirror: false },
  { ...plainChipView, zoom: 1.08, mirror: true },
  { ...plainChipView, zoom: 0.92, mirror: false },
  { ...plainChipView, mirror: true },
]
/** The frames of one round take turns at this many of the views, which vary both nearness and mirroring. */
const shared = 3

const seenIn = (picture: Pixels, mesh: readonly MeshPoint[], size: number, view: (typeof views)[number]): Pixels => {
  const chip = alignFace(picture, mesh, size, view)
  return view.mirror ? mirrored(chip) : chip
}
const averaged = async (network: Network, chips: readonly Pixels[]): Promise<Descriptor> =>
  meanDescriptor(await network(chips))

/** `faceres` sees only one crop and its mirror image, because it is slower than dlib's network and has less weight. */
const embed: FaceModel['embed'] = async ({ dlib, faceres }, picture, mesh, share) => {
  const own = share === undefined ? views : [views[share % shared]]
  const plain = own.filter(({ zoom }) => own.length === 1 || zoom === plainChipView.zoom)
  const chips = (size: number, which: typeof views) => which.map((view) => seenIn(picture, mesh, size, view))
  return {
    dlib: await averaged(dlib, chips(chipSize, own)),
    faceres: await averaged(faceres, chips(faceresSize, plain)),
  }
}

const dlibServed = 'face_recognition_model.bin'

/** Weight of `faceres` beside dlib's network. */
const half = 0.5

export const dlibFaceres: FaceModel = {
  recipe: faceRecipes['dlib+faceres'],
  licence: 'public domain (dlib’s weights, as npm @vladmandic/face-api ships them), MIT (npm @vladmandic/human)',
  origin: 'dlib_face_recognition_resnet_model_v1 by Davis King; faceres of Human, after HSE-FaceRes',
  load: {
    dlib: async (tf, files) => dlibNetwork(tf, await files.weights(tf, dlibServed, dlibManifest[0].weights)),
    faceres: (tf, files) => loadFaceres(tf, files.url('faceres.json')),
  },
  embed,
  // With a calibration, the angle between the two faces' differences from the deployment's mean faces: −1.5 to 1.5.
  score: (a, b, means) =>
    means
      ? cosine(a.dlib, b.dlib, means.selfie.dlib, means.card.dlib) +
        half * cosine(a.faceres, b.faceres, means.selfie.faceres, means.card.faceres)
      : 1 - l2(a.dlib, b.dlib),
}
