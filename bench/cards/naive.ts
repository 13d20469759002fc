// The baseline to compare with: tesseract on the whole photograph in both languages, and each value searched in the text.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createWorker } from 'tesseract.js'
import { normaliseThai } from '../../src/core/card/thai-text.ts'

const find = createRequire(import.meta.url)
const folderOf = (language: string) =>
  join(dirname(find.resolve(`@tesseract.js-data/${language}/package.json`)), '4.0.0_best_int')

/** Smallest edit distance between a value and any substring of the text. */
const slipsWithin = (text: string, value: string): number => {
  let row = Array.from({ length: value.length + 1 }, (_, j) => j)
  let least = row[value.length]
  for (const sign of text) {
    const next = [0]
    for (let j = 1; j <= value.length; j++)
      next[j] = Math.min(row[j - 1] + (sign === value[j - 1] ? 0 : 1), row[j] + 1, next[j - 1] + 1)
    row = next
    least = Math.min(least, row[value.length])
  }
  return least
}

const bare = (text: string) => normaliseThai(text).replace(/\s/g, '')

/** `slips` ignores spaces and accepts a value anywhere in the text, which is more lenient than a form would be. */
export const openNaive = async () => {
  // Tesseract needs one folder with both languages; each is in a package of its own.
  const folder = mkdtempSync(join(tmpdir(), 'naive-'))
  for (const language of ['tha', 'eng'])
    symlinkSync(join(folderOf(language), `${language}.traineddata.gz`), join(folder, `${language}.traineddata.gz`))
  const worker = await createWorker(['tha', 'eng'], 1, { langPath: folder, cacheMethod: 'none' })
  return {
    read: async (file: string) => bare((await worker.recognize(file)).data.text),
    slips: (text: string, value: string) => slipsWithin(text, bare(value)),
    close: async () => {
      await worker.terminate()
      rmSync(folder, { recursive: true })
    },
  }
}
