// Reads sex and age of the persons in a calibration: `persons.csv` (person,sex,age) or `persons.json` ({"person": {"sex", "age"}}).
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { err, ok, type Result } from '../../../src/core/result.ts'

export type PersonAttributes = { sex?: string; age?: number }

const isAbout = (value: unknown): value is Record<string, PersonAttributes> =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value).every(
    (one) =>
      typeof one === 'object' &&
      one !== null &&
      ['string', 'undefined'].includes(typeof one.sex) &&
      ['number', 'undefined'].includes(typeof one.age),
  )

const fromJson = (file: string): Result<Record<string, PersonAttributes>> => {
  const wrong = err(
    `${file} does not have the form {"somchai": {"sex": "m", "age": 41}}: correct it, or write persons.csv instead.`,
  )
  try {
    const read: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isAbout(read) ? ok(read) : wrong
  } catch {
    return wrong
  }
}

const fromCsv = (file: string): Result<Record<string, PersonAttributes>> => {
  const [head = '', ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
  const separator = [';', '\t', ','].find((mark) => head.includes(mark)) ?? ','
  const cellsOf = (line: string) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const columns = cellsOf(head).map((cell) => cell.toLowerCase())
  if (!columns.includes('person'))
    return err(`${file} begins with "${head.slice(0, 60)}": its first line is person,sex,age.`)
  const about = lines.map((line): [string, PersonAttributes] => {
    const cells = cellsOf(line)
    const cell = (name: string) => cells[columns.indexOf(name)] || undefined
    const age = Number(cell('age') ?? Number.NaN)
    return [cell('person') ?? '', { sex: cell('sex')?.toLowerCase(), age: Number.isFinite(age) ? age : undefined }]
  })
  return ok(Object.fromEntries(about))
}

/** Empty when neither file exists: then there are no figures by group. The reason of a failure is a sentence. */
export const readAttributes = (folder: string): Result<Record<string, PersonAttributes>> => {
  const [json, csv] = [join(folder, 'persons.json'), join(folder, 'persons.csv')]
  return existsSync(json) ? fromJson(json) : existsSync(csv) ? fromCsv(csv) : ok({})
}
