// Drill: after a third language is added to core/languages.ts, the compiler names every place that lacks it.
import { afterAll, expect, test } from 'vitest'
import { copySources } from '../kit/source-copy.ts'

const copy = copySources()
afterAll(copy.remove)

const withRow = (row: string) => {
  copy.restore()
  copy.edit('src/core/languages.ts', /\n\} as const satisfies/, `\n  lo: ${row},$&`)
}
const lao = `{ name: 'ລາວ', short: 'ລາວ', switchTo: 'ປ່ຽນເປັນພາສາລາວ', locale: 'lo-LA', dates: englishDates, command: 'lao', typed: /lao/i }`

const places = ['src/core', 'src/phone', 'src/checker', 'src/service', 'src/simulator/page']
const faults = async () => {
  const found: Record<string, string[]> = {}
  for (const place of places) found[place] = await copy.brokenFiles(place)
  return found
}

test('as it is, everything compiles', async () => {
  copy.restore()
  expect(await faults()).toEqual(Object.fromEntries(places.map((place) => [place, []])))
})

test('a whole row: words, terms, pages, bubbles and settings that lack the language do not compile', async () => {
  withRow(lao)
  expect(await faults()).toEqual({
    'src/core': ['src/core/long-dates.ts'],
    'src/phone': ['src/core/long-dates.ts', 'src/phone/own-words.ts', 'src/phone/words.ts'],
    'src/checker': ['src/checker/around.ts', 'src/checker/main.ts', 'src/checker/official/main.ts'],
    'src/service': [
      'src/assemble.ts',
      'src/service/enrolment/receipt.ts',
      'src/service/line/speech.ts',
      'src/service/routes/copy.ts',
    ],
    'src/simulator/page': [
      'src/simulator/page/play.ts',
      'src/simulator/page/words.ts',
      'src/simulator/specimen/people.ts',
      'src/simulator/specimen/variants.ts',
    ],
  })
})

test.each(['name', 'locale', 'dates', 'command', 'typed'])('a row without its %s does not compile', async (field) => {
  withRow(lao.replace(new RegExp(`${field}: [^,}]*,?`), ''))
  expect(await copy.brokenFiles('src/core')).toContain('src/core/languages.ts')
})
