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

const said = (file: string, text: string) => {
  writeFileSync(join(folder, file), text)
  const read = readAttributes(folder)
  return read.ok ? read.value : read.reason
}

test('who the people of a calibration are is read from a list as a spreadsheet saves it, or need not be there', () => {
  expect(readAttributes(folder)).toEqual({ ok: true, value: {} })
  expect(said('persons.csv', '\uFEFFPerson;Age;Sex\r\nsomchai k;41;M\r\n"ploy";;f\r\n')).toEqual({
    'somchai k': { sex: 'm', age: 41 },
    ploy: { sex: 'f', age: undefined },
  })
  expect(said('persons.json', '{"somchai": {"sex": "m", "age": 41}}')).toEqual({ somchai: { sex: 'm', age: 41 } })
})

test('a list that cannot be read is said to be none, with what it should be', () => {
  expect(said('persons.csv', 'somchai,m,41\n')).toMatch(/begins with "somchai,m,41": its first line is person,sex,age/)
  for (const wrong of ['{', '[1]', '{"somchai": {"age": "41"}}'])
    expect(said('persons.json', wrong), wrong).toContain('write persons.csv')
})
