// Opens Human in Node: its WebAssembly build with the models of its npm packages. No native code, no network.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Human } from '@vladmandic/human'
import { humanConfig } from '../vision/face/human.ts'

const require = createRequire(import.meta.url)
/**
 * The folder of Human's builds. Its `exports` resolve to the native build only; the WebAssembly build lies beside it.
 */
const humanDist = dirname(require.resolve('@vladmandic/human'))
const models = pathToFileURL(join(humanDist, '../models/')).href
const wasm = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/')

const bytesOf = async (file: string | URL): Promise<ArrayBuffer> => {
  const { buffer, byteOffset, byteLength } = await readFile(file)
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer
}

let filesAreRead = false
/**
 * Reads graph models under `file:` URLs from disk, which Node's fetch cannot do. Once only: tfjs refuses a second
 * router.
 */
const readsFiles = (tf: Human['tf']) => {
  if (filesAreRead) return
  filesAreRead = true
  tf.io.registerLoadRouter((url: string | string[]) => {
    const address = String(url)
    if (!address.startsWith('file:')) return null
    return {
      load: async () => {
        const { modelTopology, signature, weightsManifest } = JSON.parse(await readFile(new URL(address), 'utf8'))
        const [{ paths, weights }] = weightsManifest
        const weightData = await bytesOf(new URL(paths[0], address))
        return { modelTopology, signature, weightSpecs: weights, weightData }
      },
    }
  })
}

/** Returns a Human for Node with `config`; its models are not loaded yet. */
export const openHuman = async (config: Partial<Human['config']> = {}): Promise<Human> => {
  const build = require(join(humanDist, 'human.node-wasm.js')) as typeof import('@vladmandic/human')
  const where = { backend: 'wasm', modelBasePath: models, wasmPath: wasm } as const
  const human: Human = new build.Human({ ...humanConfig(where), ...config })
  await human.init()
  readsFiles(human.tf)
  return human
}
