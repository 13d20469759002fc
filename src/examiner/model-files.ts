// The models' files in Node, read from the packages that ship them, and which models are here at all.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defaultFaceModel, type FaceModelName } from '../core/face/recipes.ts'
import { mobilefacenetFile, mobilefacenetWeights } from '../vision/face/mobilefacenet-file.ts'
import { mobilefacenetServed } from '../vision/face/mobilefacenet-model.ts'
import type { ModelFiles } from '../vision/face/model.ts'

const require = createRequire(import.meta.url)
/** Human's `exports` hide its files: what is asked for by name is its native build, beside which the others lie. */
const humanModels = join(dirname(require.resolve('@vladmandic/human')), '../models/')
const dlibFolder = join(dirname(require.resolve('@vladmandic/face-api')), '../model')
/** None of the package's code is resolved or run: it is written for another platform. */
const published = resolve(import.meta.dirname, '../../node_modules', mobilefacenetFile.package, mobilefacenetFile.path)

/** The file of MobileFaceNet as published; throws a sentence where it is absent or is another one. */
export const publishedMobilefacenet = (): Uint8Array => {
  if (!existsSync(published))
    throw new Error(`npm ${mobilefacenetFile.package} is not installed: run npm ci, or set FACE_MODEL=dlib+faceres`)
  const file = readFileSync(published)
  const digest = createHash('sha256').update(file).digest('hex')
  if (digest !== mobilefacenetFile.sha256)
    throw new Error(`${published} is another file than the one whose digest is known`)
  return file
}

/** Whether everything that a model needs is installed. The package of MobileFaceNet may be withdrawn by its owner. */
export const hasFaceModel = (name: FaceModelName): boolean => name !== 'mobilefacenet' || existsSync(published)

/** What a development machine compares by, in every process alike: the default, or the other one where that is absent. */
export const faceModelHere = (): FaceModelName => (hasFaceModel(defaultFaceModel) ? defaultFaceModel : 'dlib+faceres')

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer =>
  buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer

export const modelFiles: ModelFiles = {
  weights: async (tf, name, specs) => {
    const file =
      name === mobilefacenetServed
        ? mobilefacenetWeights(publishedMobilefacenet())
        : await readFile(join(dlibFolder, name))
    return tf.io.decodeWeights(bufferOf(file), specs)
  },
  url: (name) => pathToFileURL(join(humanModels, name)).href,
}
