// What is compared of a face: the numbers of two networks, each from several views of one aligned face, averaged.
import type { Pixels } from '../pixels.ts'
import { alignFace, chipSize, mirrored, plainView, type View } from './align.ts'
import { faceresSize } from './faceres.ts'
import { type Descriptor, meanDescriptor } from './match.ts'
import type { MeshPoint } from './mesh.ts'
import type { Network } from './tensors.ts'

/** `dlib` is compared by distance, `faceres` by angle. */
export type FacePrint = { dlib: Descriptor; faceres: Descriptor }
export type Networks = { dlib: Network; faceres: Network }

/** A little nearer, a little further: what changes between them is the crop and not the person. */
const views: readonly View[] = [plainView, { ...plainView, zoom: 1.08 }, { ...plainView, zoom: 0.92 }]

const averaged = async (network: Network, chips: readonly Pixels[]): Promise<Descriptor> =>
  meanDescriptor(await network(chips.flatMap((chip) => [chip, mirrored(chip)])))

/** `faceres` sees one crop and its mirror image: it is four times as slow as dlib's network, and has the smaller say. */
export const printFace = async (
  { dlib, faceres }: Networks,
  picture: Pixels,
  mesh: readonly MeshPoint[],
): Promise<FacePrint> => ({
  dlib: await averaged(
    dlib,
    views.map((view) => alignFace(picture, mesh, chipSize, view)),
  ),
  faceres: await averaged(faceres, [alignFace(picture, mesh, faceresSize)]),
})

/** dlib's network alone, on one crop: enough to tell two people in one round apart, at a tenth of a print's price. */
export const glanceAt = ({ dlib }: Networks, picture: Pixels, mesh: readonly MeshPoint[]): Promise<Descriptor> =>
  averaged(dlib, [alignFace(picture, mesh, chipSize)])

/** Mean of at least one print: different pictures of one person steady each other. */
export const meanPrint = (prints: readonly FacePrint[]): FacePrint => ({
  dlib: meanDescriptor(prints.map(({ dlib }) => dlib)),
  faceres: meanDescriptor(prints.map(({ faceres }) => faceres)),
})
