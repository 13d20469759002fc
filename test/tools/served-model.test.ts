// Tests that a service whose pages lack the files of its face model says which command or setting helps.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { mobilefacenetServed } from '../../src/vision/face/mobilefacenet-model.ts'
import { unservedModel } from '../../tools/build/served.ts'

test('pages that were built without the package of mobilefacenet serve the other model, and say so for this one', () => {
  const root = mkdtempSync(join(tmpdir(), 'pages-'))
  try {
    const folder = join(root, 'models/0123456789ab')
    for (const made of [false, true]) {
      if (made) mkdirSync(folder, { recursive: true })
      expect(unservedModel(root, 'mobilefacenet')).toMatch(/built without mobilefacenet.*FACE_MODEL=dlib\+faceres/)
      expect(unservedModel(root, 'dlib+faceres')).toBeUndefined()
    }
    writeFileSync(join(folder, mobilefacenetServed), 'weights')
    expect(unservedModel(root, 'mobilefacenet')).toBeUndefined()
  } finally {
    rmSync(root, { recursive: true })
  }
})
