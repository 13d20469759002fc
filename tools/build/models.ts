// Copies the models that the phone needs from npm packages into one folder. Its name is the hash of its content, so that it can be cached for ever.
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Plugin } from 'vite'

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

const fingerprint = () => {
  const hash = createHash('sha256')
  for (const [folder, names] of Object.entries(files))
    for (const name of names) hash.update(folder + basename(name)).update(readFileSync(inPackages(name)))
  return hash.digest('hex').slice(0, 12)
}

/** Vite plugin: copies the models beside the built pages and defines `__MODELS__`, the path of their folder. */
export const models = (): Plugin => {
  const folder = `models/${fingerprint()}`
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
    },
  }
}
