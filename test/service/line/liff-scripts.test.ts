// Tests the content security policy against what the installed LIFF SDK loads.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { liffScripts } from '../../../src/service/line/liff-scripts.ts'

test('the policy of the mini-app names the very scripts that the installed LIFF SDK loads at its start', () => {
  const packages = join(import.meta.dirname, '../../../node_modules/@liff')
  const sources = readdirSync(packages).flatMap((name) => {
    const folder = join(packages, name)
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'))
    return files.map((file) => readFileSync(join(folder, file), 'utf8'))
  })
  const loaded = new Set(
    sources.flatMap((source) => source.match(/https:\/\/static\.line-scdn\.net\/lui\/[\w./-]+\//g)),
  )
  expect([...loaded].filter(Boolean)).toEqual([liffScripts])
})
