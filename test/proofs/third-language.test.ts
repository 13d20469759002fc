// Drill: somebody adds a third language to core/languages.ts, and the compiler names every place that still lacks it.
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const copy = mkdtempSync(join(tmpdir(), 'third-language-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true })
cpSync(join(root, 'tsconfig.json'), join(copy, 'tsconfig.json'))
for (const beside of ['node_modules', 'migrations', 'assets', 'package.json'])
  symlinkSync(join(root, beside), join(copy, beside))

const table = join(copy, 'src/core/languages.ts')
const before = readFileSync(table, 'utf8')
const withRow = (row: string) => {
  const after = before.replace('\n} as const satisfies', `\n  lo: ${row},\n} as const satisfies`)
  expect(after).not.toBe(before)
  writeFileSync(table, after)
}
const lao = `{ name: 'ລາວ', short: 'ລາວ', switchTo: 'ປ່ຽນເປັນພາສາລາວ', locale: 'lo-LA', dates: englishDates, command: 'lao', typed: /lao/i }`

/** The files of one place that do not compile, in the order of their names. */
const faultsIn = async (place: string): Promise<string[]> => {
  const ran = await promisify(execFile)(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), '-p', place, '--singleThreaded'],
    { cwd: copy, maxBuffer: 2 ** 24 },
  ).catch(({ stdout }: { stdout: string }) => ({ stdout }))
  const named = [...ran.stdout.matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file]) => file ?? '')
  return [...new Set(named)].sort()
}
const places = ['src/core', 'src/phone', 'src/checker', 'src/service', 'src/simulator/page']
const faults = async () => {
  const found: Record<string, string[]> = {}
  for (const place of places) found[place] = await faultsIn(place)
  return found
}

test('as it is, everything compiles', async () => {
  writeFileSync(table, before)
  expect(await faults()).toEqual(Object.fromEntries(places.map((place) => [place, []])))
})

test('a whole row: words, terms, pages, bubbles and settings that lack the language do not compile', async () => {
  withRow(lao)
  expect(await faults()).toEqual({
    'src/core': [],
    'src/phone': ['src/phone/own-words.ts', 'src/phone/words.ts'],
    'src/checker': ['src/checker/main.ts', 'src/checker/official/main.ts'],
    'src/service': [
      'src/assemble.ts',
      'src/service/enrolment/receipt.ts',
      'src/service/line/speech.ts',
      'src/service/routes/copy.ts',
    ],
    'src/simulator/page': [
      'src/simulator/page/words.ts',
      'src/simulator/specimen/people.ts',
      'src/simulator/specimen/variants.ts',
    ],
  })
})

test.each(['name', 'locale', 'dates', 'command', 'typed'])('a row without its %s does not compile', async (field) => {
  withRow(lao.replace(new RegExp(`${field}: [^,}]*,?`), ''))
  expect(await faultsIn('src/core')).toContain('src/core/languages.ts')
})
