// Everything that the service can say is a message that LINE accepts, in both languages and with names of any length.
import type { messagingApi } from '@line/bot-sdk'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readButton } from '../../../src/core/chat/button.ts'
import type { Said } from '../../../src/core/chat/said.ts'
import { languages } from '../../../src/core/languages.ts'
import { say } from '../../../src/service/line/say.ts'
import { jsonBytes, limits } from '../../../src/simulator/line/limits.ts'
import { readBody } from '../../../src/simulator/line/refusal.ts'
import { requestSchemas } from '../../../src/simulator/line/schema/requests.ts'
import { allSaid, config, face } from '../../kit/sayings.ts'

const schema = requestSchemas([]).validate
/** LINE's refusal of these messages; undefined if LINE accepts them. */
const refusalOf = (messages: messagingApi.Message[]) => {
  const read = readBody(schema, { messages })
  return read.ok ? undefined : read.refusal
}

type Node = { [key: string]: unknown }
const within = (value: unknown): Node[] =>
  typeof value === 'object' && value !== null
    ? [...(Array.isArray(value) ? [] : [value as Node]), ...Object.values(value).flatMap(within)]
    : []
const actionsOf = (messages: messagingApi.Message[]) =>
  within(messages).flatMap(({ action }) => (action ? [action as Node] : []))
const labels = (messages: messagingApi.Message[]) => actionsOf(messages).map(({ label }) => label)
const nameOf = (said: Said) => JSON.stringify(said).slice(0, 70)

describe.each(languages)('in %s', (language) => {
  test.each(allSaid.map((said) => [nameOf(said), said] as const))('%s', (_, said) => {
    const messages = say([said], language, config)
    expect(refusalOf(messages)).toBeUndefined()
    expect(messages.at(-1)?.quickReply?.items?.length).toBeGreaterThan(0)
    expect(messages.slice(0, -1).every((message) => message.quickReply === undefined)).toBe(true)
    for (const { type, data, uri } of actionsOf(messages)) {
      if (type === 'postback') expect(readButton(String(data))).toBeDefined()
      if (type === 'uri')
        expect(uri).toMatch(
          /^https:\/\/liff\.line\.me\/2000000002-phokbat1(\/show|\/visit|\/terms|\/share|\/looked|\/freeze|\/erase|\/withdraw|\/copy|\/new-pin|\/photos)?$/,
        )
    }
    for (const { url, imageUrl } of within(messages)) {
      const at = url ?? imageUrl
      if (at !== undefined) expect(at).toMatch(/^https:\/\/card\.example\/i\/[\w/.-]+$/)
    }
  })

  test('names of any legal length, and empty ones, make a card that LINE accepts', () => {
    const thai = fc.string({ unit: fc.constantFrom(...'กขคงจฉชญฐ์ีู้่๊.- '), maxLength: 302 })
    const english = fc.string({ unit: fc.constantFrom(...'AbcXyz.’- '), maxLength: 403 })
    fc.assert(
      fc.property(
        thai,
        thai,
        english,
        fc.string({ maxLength: 40 }),
        fc.string(),
        (first, last, nameEnglish, date, name) => {
          const card = { ...face, nameThai: [first, last] as const, nameEnglish, issuedOn: date, validUntil: date }
          const issuer = { ...config.issuer, name: { th: name, en: name } }
          const messages = say([{ say: 'card', card }], language, { ...config, issuer })
          expect(refusalOf(messages)).toBeUndefined()
          expect(jsonBytes(messages)).toBeLessThan(limits.bubbleBytes)
        },
      ),
      { numRuns: 200 },
    )
  })
})

test('the check detects a refusal: a message with empty text is refused', () => {
  const [message] = say([{ say: 'sentence', sentence: 'voice' }], 'th', config)
  expect(refusalOf([{ ...message!, text: '' } as messagingApi.Message])).toBeDefined()
})
test('the quick replies of all messages are on the last message, each once', () => {
  const messages = say(
    [
      { say: 'sentence', sentence: 'notUnderstood' },
      { say: 'step', step: 'cardFront' },
    ],
    'th',
    config,
  )
  expect(messages).toHaveLength(2)
  expect(messages[0]?.quickReply).toBeUndefined()
  const quick = messages[1]!.quickReply!.items!.map(({ action }) => (action as Node).label)
  expect(quick).toContain('ถ่ายในแชต')
  expect(quick).toContain('ทำต่อ')
  expect(new Set(quick).size).toBe(quick.length)
})
test('a sentence that names a button comes with that button', () => {
  for (const language of languages)
    for (const said of allSaid.filter(({ say }) => say === 'sentence')) {
      const messages = say([said], language, config)
      const [message] = messages as messagingApi.TextMessage[]
      for (const [, named] of message!.text.matchAll(/“(.+?)”/g)) expect(labels(messages)).toContain(named)
    }
})
test('with waiting photos the button to read them comes first, then the camera', () => {
  expect(labels(say([{ say: 'step', step: 'cardFront', photosWaiting: 2 }], 'th', config)).slice(0, 2)).toEqual([
    'อ่านรูปบนเครื่องของฉัน',
    'เปิดกล้องถ่ายบัตร',
  ])
})
test('at a choice both answers have the same weight', () => {
  for (const step of ['terms', 'faceConsent'] as const) {
    const buttons = within(say([{ say: 'step', step }], 'th', config)).filter(({ type }) => type === 'button')
    const [yes, no] = buttons.map(({ style, color, height }) => ({ style, color, height }))
    expect(yes).toEqual(no)
  }
})
test('the card shows only the masked ID number, and a locked screen no personal data', () => {
  const [, flex] = say([{ say: 'card', card: face }], 'th', config) as [unknown, messagingApi.FlexMessage]
  for (const { text } of within(flex)) expect(String(text)).not.toMatch(/(\d ?){7,}/)
  expect(flex.altText).toBe('บัตรดิจิทัลของคุณ')
})
test('more than five messages at once throw and are not cut', () => {
  const six = Array.from({ length: 6 }, () => ({ say: 'welcome' }) as const)
  expect(() => say(six, 'th', config)).toThrow(RangeError)
})
