// Whether the built pages serve what a setting asks the phones to fetch.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FaceModelName } from '../../src/core/face/recipes.ts'
import { mobilefacenetServed } from '../../src/vision/face/mobilefacenet-model.ts'

/** Undefined where the phones find every file of the model, else a sentence. */
export const unservedModel = (webRoot: string, model: FaceModelName): string | undefined => {
  const folder = join(webRoot, 'models')
  const built = existsSync(folder) ? readdirSync(folder) : []
  const isServed = built.some((name) => existsSync(join(folder, name, mobilefacenetServed)))
  return model !== 'mobilefacenet' || isServed
    ? undefined
    : 'The pages were built without mobilefacenet: install its package (npm ci) and build again, or set FACE_MODEL=dlib+faceres'
}
