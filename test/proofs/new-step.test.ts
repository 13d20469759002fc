// Drill: after a step is added to the journey's map, the compiler names every place that lacks it.
import { afterAll, expect, it } from 'vitest'
import { copySources } from '../kit/source-copy.ts'

const copy = copySources()
afterAll(copy.remove)

it('as it is, everything compiles', async () => {
  expect(await copy.brokenFiles('src/phone')).toEqual([])
  expect(await copy.brokenFiles('src/service')).toEqual([])
})

it('a step without a screen, a bubble and words in every language does not compile', async () => {
  copy.edit('src/core/journey/map.ts', /\n {2}\| 'issued'\n/, "\n  | 'address'$&")
  copy.edit('src/core/journey/map.ts', /\n {2}issued: \{/, "\n  address: { on: { addressRead: 'consent' } },$&")
  expect(await copy.brokenFiles('src/core')).toEqual([
    'src/core/words/en/app.ts',
    'src/core/words/en/chat.ts',
    'src/core/words/th/app.ts',
    'src/core/words/th/chat.ts',
  ])
  expect(await copy.brokenFiles('src/phone')).toContain('src/phone/app.tsx')
  expect(await copy.brokenFiles('src/service')).toContain('src/service/line/bubbles/step.ts')
})
