// Tests that the table of dlib's weights matches the installed package.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import manifest from '../../../src/vision/face/dlib-weights.json' with { type: 'json' }

test("the table of dlib's weights is the one that the package ships beside them", () => {
  const shipped = 'node_modules/@vladmandic/face-api/model/face_recognition_model-weights_manifest.json'
  expect(manifest).toEqual(JSON.parse(readFileSync(shipped, 'utf8')))
})
