// The chat's words follow the voice of the design language, and both languages are complete.
import { expect, test } from 'vitest'
import { languages } from '../../../src/core/languages.ts'
import { chat as english } from '../../../src/core/words/en/chat.ts'
import { chat as thai } from '../../../src/core/words/th/chat.ts'
import { shareMessages } from '../../../src/service/line/bubbles/share.ts'
import { say } from '../../../src/service/line/say.ts'
import { speechIn } from '../../../src/service/line/speech.ts'
import { allSaid, config } from '../../kit/sayings.ts'

type Texts = { path: string; text: string }[]
const textsOf = (value: unknown, path = ''): Texts => {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value === 'function') return [{ path, text: String(value(2, 7)) }]
  return Object.entries(value as object).flatMap(([key, each]) => textsOf(each, `${path}.${key}`))
}
const all = { th: textsOf(thai), en: textsOf(english) }
/** The politeness particles, of which each Thai message has one. */
const polite = /(ค่ะ|คะ)(?![ก-๙])/g

test('every Thai message is polite exactly once', () => {
  for (const said of allSaid) {
    if (said.say === 'card' || said.say === 'welcome') continue
    const message = say([said], 'th', config).at(-1)
    const { quickReply: _, altText: __, ...shown } = message as unknown as { quickReply: unknown; altText: unknown }
    expect(JSON.stringify(shown).match(polite), JSON.stringify(said)).toHaveLength(1)
  }
})
test('labels, menus and lists have no politeness particle', () => {
  for (const { path, text } of all.th.filter(({ path }) =>
    /\.(go|refuse|more|start|open|yes|no)$|^\.(quick|menu)/.test(path),
  ))
    expect(text, path).not.toMatch(polite)
})
test('no text blames the user or says that something “fails”', () => {
  for (const { path, text } of all.th) expect(text, path).not.toMatch(/ข้อผิดพลาด|ล้มเหลว|กรุณา.*กรุณา/)
  for (const { path, text } of all.en) expect(text, path).not.toMatch(/\berror\b|fail|something went wrong/i)
})
test('English is written with Latin letters, Thai without English sentences', () => {
  const foreign = all.en.filter(({ text }) => /[\u0e00-\u0e7f]/.test(text)).map(({ path }) => path)
  expect(foreign).toEqual([])
  for (const { path, text } of all.th) expect(text, path).not.toMatch(/[a-z]+ [a-z]+ [a-z]+/i)
})
test('every text of the chat is used in a message', () => {
  for (const language of languages) {
    const shared = shareMessages(speechIn(language, config), {
      url: config.origin,
      scope: 'age',
      expiresAt: 0,
      viewsLeft: 1,
    })
    const said = JSON.stringify([...allSaid.flatMap((each) => say([each], language, config)), ...shared])
    const leaves = all[language].filter(
      ({ path }) =>
        !/^\.(menu|brand|stepOf|runsOut|photos\.waiting|looking\.(at|pass))|^\.steps\.declined\.name/.test(path),
    )
    for (const { path, text } of leaves) expect(said.includes(JSON.stringify(text).slice(1, -1)), path).toBe(true)
  }
})
