// Copies the models that the phone needs from npm packages into one folder. Its name is the hash of its content, so that it can be cached for ever.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'
import { hasFaceModel, publishedMobilefacenet } from '../../src/examiner/model-files.ts'
import { mobilefacenetFile, mobilefacenetWeights } from '../../src/vision/face/mobilefacenet-file.ts'
import { mobilefacenetServed } from '../../src/vision/face/mobilefacenet-model.ts'

const human = (name: string) => ['json', 'bin'].map((type) => `@vladmandic/human/models/${name}.${type}`)

/** The files, by the folder under `__MODELS__` from which they are served. */
const files: Record<string, string[]> = {
  '': [
    ...['blazeface', 'facemesh', 'iris', 'faceres', 'liveness'].flatMap(human),
    '@vladmandic/face-api/model/face_recognition_model-weights_manifest.json',
    '@vladmandic/face-api/model/face_recognition_model.bin',
    ...['', '-simd', '-threaded-simd'].map(
      (kind) => `@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm${kind}.wasm`,
    ),
  ],
  tesseract: [
    'tesseract.js/dist/worker.min.js',
    ...['relaxedsimd-', 'simd-', ''].map((kind) => `tesseract.js-core/tesseract-core-${kind}lstm.wasm.js`),
    '@tesseract.js-data/tha/4.0.0_best_int/tha.traineddata.gz',
    '@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz',
  ],
}

const inPackages = (file: string) => join('node_modules', file)

/** What is served in another form than it is published in; none where its package is absent, which is said. */
const converted = (): Map<string, Uint8Array> => {
  if (hasFaceModel('mobilefacenet'))
    return new Map([[mobilefacenetServed, mobilefacenetWeights(publishedMobilefacenet())]])
  console.warn(
    `npm ${mobilefacenetFile.package} is not installed: phones get no mobilefacenet, and the service has to compare by FACE_MODEL=dlib+faceres`,
  )
  return new Map()
}

const fingerprint = (made: ReadonlyMap<string, Uint8Array>) => {
  const hash = createHash('sha256')
  for (const [name, bytes] of made) hash.update(name).update(bytes)
  for (const [folder, names] of Object.entries(files))
    for (const name of names) hash.update(folder + basename(name)).update(readFileSync(inPackages(name)))
  return hash.digest('hex').slice(0, 12)
}

/** Vite plugin: copies the models beside the built pages and defines `__MODELS__`, the path of their folder. */
export const models = (): Plugin => {
  const made = converted()
  const folder = `models/${fingerprint(made)}`
  let outDir = ''
  return {
    name: 'phokbat-models',
    config: () => ({ define: { __MODELS__: JSON.stringify(`/${folder}/`) } }),
    configResolved: (resolved) => {
      outDir = resolved.build.outDir.startsWith('/')
        ? resolved.build.outDir
        : join(resolved.root, resolved.build.outDir)
    },
    closeBundle: () => {
      for (const [sub, names] of Object.entries(files)) {
        const target = join(outDir, folder, sub)
        mkdirSync(target, { recursive: true })
        for (const name of names) cpSync(inPackages(name), join(target, basename(name)))
      }
      for (const [name, bytes] of made) writeFileSync(join(outDir, folder, name), bytes)
    },
  }
}
