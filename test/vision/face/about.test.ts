// Tests the list of a calibration's persons: CSV or JSON, or none.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAttributes } from '../../../tools/ops/calibrate/attributes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'people-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const readFrom = (file: string, text: string) => {
  writeFileSync(join(folder, file), text)
  const read = readAttributes(folder)
  return read.ok ? read.value : read.reason
}

test('the persons of a calibration are read from a list as a spreadsheet saves it, and the list may be absent', () => {
  expect(readAttributes(folder)).toEqual({ ok: true, value: {} })
  expect(readFrom('persons.csv', '\uFEFFPerson;Age;Sex\r\nsomchai k;41;M\r\n"ploy";;f\r\n')).toEqual({
    'somchai k': { sex: 'm', age: 41 },
    ploy: { sex: 'f', age: undefined },
  })
  expect(readFrom('persons.json', '{"somchai": {"sex": "m", "age": 41}}')).toEqual({ somchai: { sex: 'm', age: 41 } })
})

test('a list that cannot be read is refused with a description of the right form', () => {
  expect(readFrom('persons.csv', 'somchai,m,41\n')).toMatch(
    /begins with "somchai,m,41": its first line is person,sex,age/,
  )
  for (const wrong of ['{', '[1]', '{"somchai": {"age": "41"}}'])
    expect(readFrom('persons.json', wrong), wrong).toContain('write persons.csv')
})
