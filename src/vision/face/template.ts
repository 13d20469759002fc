// What is compared of a face: the numbers of two networks, each from several views of one aligned face, averaged.
import type { Pixels } from '../pixels.ts'
import { alignFace, type ChipView, chipSize, mirrored, plainChipView } from './align.ts'
import { type Descriptor, meanDescriptor } from './descriptor.ts'
import { faceresSize } from './faceres.ts'
import type { MeshPoint } from './mesh.ts'
import type { Network } from './tensors.ts'

/** `dlib` is compared by distance, `faceres` by angle. */
export type FaceTemplate = { dlib: Descriptor; faceres: Descriptor }
export type Networks = { dlib: Network; faceres: Network }

/** A little nearer, a little further, and in a mirror: what changes between them is the crop and not the person. */
const views: readonly (ChipView & { mirror: boolean })[] = [
  { ...plainChipView, mirror: false },
  { ...plainChipView, zoom: 1.08, mirror: true },
  { ...plainChipView, zoom: 0.92, mirror: false },
  { ...plainChipView, mirror: true },
]
/** Frames of one round take turns at these: nearness and mirror between them. */
const shared = 3

const seenIn = (picture: Pixels, mesh: readonly MeshPoint[], size: number, view: (typeof views)[number]): Pixels => {
  const chip = alignFace(picture, mesh, size, view)
  return view.mirror ? mirrored(chip) : chip
}
const averaged = async (network: Network, chips: readonly Pixels[]): Promise<Descriptor> =>
  meanDescriptor(await network(chips))

/**
 * `faceres` sees one crop and its mirror image: it is slower than dlib's network, and has the smaller say. `share`: which of
 * several frames of one round this is; their mean is what is compared, so they share the views, at a quarter of the price.
 */
export const templateOf = async (
  { dlib, faceres }: Networks,
  picture: Pixels,
  mesh: readonly MeshPoint[],
  share?: number,
): Promise<FaceTemplate> => {
  const own = share === undefined ? views : [views[share % shared]]
  const plain = own.filter(({ zoom }) => own.length === 1 || zoom === plainChipView.zoom)
  const chips = (size: number, which: typeof views) => which.map((view) => seenIn(picture, mesh, size, view))
  return {
    dlib: await averaged(dlib, chips(chipSize, own)),
    faceres: await averaged(faceres, chips(faceresSize, plain)),
  }
}

/** dlib's network alone, on one crop: enough to tell two people in one round apart, at a seventh of a print's price. */
export const quickDescriptorOf = (
  { dlib }: Networks,
  picture: Pixels,
  mesh: readonly MeshPoint[],
): Promise<Descriptor> => averaged(dlib, [alignFace(picture, mesh, chipSize)])

/** Mean of at least one print: different pictures of one person steady each other. */
export const meanTemplate = (templates: readonly FaceTemplate[]): FaceTemplate => ({
  dlib: meanDescriptor(templates.map(({ dlib }) => dlib)),
  faceres: meanDescriptor(templates.map(({ faceres }) => faceres)),
})
