// The simulator refuses what LINE refuses, with the path of the fault, and accepts what LINE accepts.
import { readFileSync } from 'node:fs'
import type { messagingApi } from '@line/bot-sdk'
import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { readBody } from '../../src/simulator/line/refusal.ts'
import { requestSchemas } from '../../src/simulator/line/schema/requests.ts'
import { type Entries, oneOf } from '../../src/simulator/line/schema/words.ts'

type Json = Record<string, unknown>
const service = 'http://localhost:8787'
const schemas = requestSchemas([service])
const card = (): Json => JSON.parse(readFileSync(new URL('./flex-card.json', import.meta.url), 'utf8'))

const uri = (to = 'https://a.example', label = 'ไป') => ({ type: 'uri', label, uri: to })
const flex = (contents: unknown, altText = 'การ์ด') => ({ type: 'flex', altText, contents })
const bubble = (...contents: unknown[]) => ({ type: 'bubble', body: { type: 'box', layout: 'vertical', contents } })
const part = (component: unknown) => flex(bubble(component))
const button = (action: unknown) => part({ type: 'button', action })
const quick = (action: unknown) => ({ type: 'text', text: 'ก', quickReply: { items: [{ type: 'action', action }] } })
const text = (length: number) => 'ก'.repeat(length)

/** Returns the paths at which these messages are refused; empty if accepted. */
const faults = (...messages: unknown[]): (string | undefined)[] => {
  const read = readBody(schemas.validate, { messages })
  return read.ok ? [] : (read.refusal.details ?? []).map((fault) => fault.property)
}
const at = 'messages[0]'
const inBody = `${at}.contents.body.contents[0]`

const accepted: Record<string, unknown> = {
  'the reference card': flex(card()),
  'a text of 5000': { type: 'text', text: text(5000) },
  'a picture on the service, whose loopback origin stands for https': {
    type: 'image',
    originalContentUrl: `${service}/i/a.jpg`,
    previewImageUrl: `${service}/i/a.jpg`,
  },
  'thirteen quick replies': {
    type: 'text',
    text: 'ก',
    quickReply: { items: Array(13).fill({ type: 'action', action: { type: 'camera', label: 'ถ่าย' } }) },
  },
  'a carousel of twelve bubbles of one size': flex({ type: 'carousel', contents: Array(12).fill(bubble()) }),
  'spans instead of a text': part({ type: 'text', contents: [{ type: 'span', text: 'ก', color: '#12345678' }] }),
  'a button with a label of 40': button(uri(undefined, text(40))),
  'an icon beside text': part({
    type: 'box',
    layout: 'baseline',
    contents: [
      { type: 'icon', url: 'https://a.example/i.png', size: 'sm' },
      { type: 'text', text: 'ก' },
    ],
  }),
  'a confirm template': {
    type: 'template',
    altText: 'ก',
    template: { type: 'confirm', text: 'ก', actions: [uri(), uri()] },
  },
  'a picture as hero': flex({ ...bubble(), hero: { type: 'image', url: 'https://a.example/i.png', size: 'full' } }),
  'a telephone link': button(uri('tel:1111')),
}

const refused: [string, unknown, string][] = [
  ['a message of an unknown type', { type: 'hologram' }, `${at}.type`],
  ['a message that is a number', 5, `${at}`],
  ['an empty text', { type: 'text', text: '' }, `${at}.text`],
  ['a text over 5000', { type: 'text', text: text(5001) }, `${at}.text`],
  ['an unknown property', { type: 'text', text: 'ก', colour: 'red' }, `${at}.colour`],
  [
    'a picture over http',
    { type: 'image', originalContentUrl: 'http://a.example/a.jpg', previewImageUrl: 'https://a.example/a.jpg' },
    `${at}.originalContentUrl`,
  ],
  ['a picture in a data: URL', part({ type: 'image', url: 'data:image/png;base64,AA==' }), `${inBody}.url`],
  [
    'a loopback origin that is not the service',
    part({ type: 'image', url: 'http://localhost:9/i.png' }),
    `${inBody}.url`,
  ],
  ['a URL with Thai letters that are not encoded', button(uri('https://a.example/บัตร')), `${inBody}.action.uri`],
  ['a link over http', button(uri('http://a.example')), `${inBody}.action.uri`],
  ['a link with a script', button(uri('javascript:alert(1)')), `${inBody}.action.uri`],
  ['a link over 1000', button(uri(`https://a.example/${'x'.repeat(1000)}`)), `${inBody}.action.uri`],
  ['a missing altText', { type: 'flex', contents: bubble() }, `${at}.altText`],
  ['an altText over 1500', flex(bubble(), text(1501)), `${at}.altText`],
  [
    'fourteen quick replies',
    {
      type: 'text',
      text: 'ก',
      quickReply: { items: Array(14).fill({ type: 'action', action: { type: 'camera', label: 'ก' } }) },
    },
    `${at}.quickReply.items`,
  ],
  [
    'a quick reply label over 20',
    quick({ type: 'message', label: text(21), text: 'ก' }),
    `${at}.quickReply.items[0].action.label`,
  ],
  ['a quick reply without a label', quick({ type: 'camera' }), `${at}.quickReply.items[0].action.label`],
  [
    'a rich menu switch outside a rich menu',
    quick({ type: 'richmenuswitch', label: 'ก', data: 'a', richMenuAliasId: 'a' }),
    `${at}.quickReply.items[0].action.type`,
  ],
  ['a camera in a Flex', button({ type: 'camera', label: 'ก' }), `${inBody}.action.type`],
  ['postback data over 300', button({ type: 'postback', label: 'ก', data: 'x'.repeat(301) }), `${inBody}.action.data`],
  [
    'a displayText over 300',
    button({ type: 'postback', label: 'ก', data: 'x', displayText: text(301) }),
    `${inBody}.action.displayText`,
  ],
  ['a button without a label', button({ type: 'postback', data: 'x' }), `${inBody}.action.label`],
  ['a button label over 40', button(uri(undefined, text(41))), `${inBody}.action.label`],
  ['a button without an action', part({ type: 'button' }), `${inBody}.action`],
  ['a text component without text', part({ type: 'text' }), `${inBody}.text`],
  ['an empty text component', part({ type: 'text', text: '' }), `${inBody}.text`],
  ['an icon in a vertical box', part({ type: 'icon', url: 'https://a.example/i.png' }), `${inBody}.type`],
  ['a span outside a text', part({ type: 'span', text: 'ก' }), `${inBody}.type`],
  [
    'a box inside a baseline box',
    part({ type: 'box', layout: 'baseline', contents: [{ type: 'box', layout: 'vertical', contents: [] }] }),
    `${inBody}.contents[0].type`,
  ],
  ['a box without contents', part({ type: 'box', layout: 'vertical' }), `${inBody}.contents`],
  ['an unknown layout', part({ type: 'box', layout: 'grid', contents: [] }), `${inBody}.layout`],
  ['an unknown property deep inside', part({ type: 'text', text: 'ก', fontFamily: 'x' }), `${inBody}.fontFamily`],
  ['a colour by name', part({ type: 'text', text: 'ก', color: 'red' }), `${inBody}.color`],
  ['a size nobody knows', part({ type: 'text', text: 'ก', size: 'huge' }), `${inBody}.size`],
  ['a margin in percent', part({ type: 'text', text: 'ก', margin: '5%' }), `${inBody}.margin`],
  ['flex as text', part({ type: 'text', text: 'ก', flex: '1' }), `${inBody}.flex`],
  [
    'a picture four times as high as wide',
    part({ type: 'image', url: 'https://a.example/i.png', aspectRatio: '1:4' }),
    `${inBody}.aspectRatio`,
  ],
  [
    'a gradient without an end',
    part({
      type: 'box',
      layout: 'vertical',
      contents: [],
      background: { type: 'linearGradient', angle: '0deg', startColor: '#000000' },
    }),
    `${inBody}.background.endColor`,
  ],
  ['an empty bubble', flex({ type: 'bubble' }), `${at}.contents`],
  [
    'a header that is a text',
    flex({ type: 'bubble', header: { type: 'text', text: 'ก' } }),
    `${at}.contents.header.type`,
  ],
  ['a bubble over 30 KB in bytes, though not in letters', part({ type: 'text', text: text(10_500) }), `${at}.contents`],
  [
    'a carousel over 50 KB',
    flex({ type: 'carousel', contents: Array(3).fill(bubble({ type: 'text', text: text(6_000) })) }),
    `${at}.contents`,
  ],
  ['thirteen bubbles', flex({ type: 'carousel', contents: Array(13).fill(bubble()) }), `${at}.contents.contents`],
  [
    'bubbles of two sizes',
    flex({ type: 'carousel', contents: [bubble(), { ...bubble(), size: 'kilo' }] }),
    `${at}.contents.contents`,
  ],
  ['a sender name over 20', { type: 'text', text: 'ก', sender: { name: text(21) } }, `${at}.sender.name`],
  [
    'a confirm with three actions',
    { type: 'template', altText: 'ก', template: { type: 'confirm', text: 'ก', actions: [uri(), uri(), uri()] } },
    `${at}.template.actions`,
  ],
]

describe('messages', () => {
  for (const [what, message] of Object.entries(accepted)) {
    it(`${what} is accepted`, () => expect(faults(message)).toEqual([]))
  }
  for (const [what, message, path] of refused) {
    it(`${what} is refused at ${path}`, () => expect(faults(message)).toEqual([path]))
  }
  it('a sixth message is refused', () =>
    expect(faults(...Array(6).fill({ type: 'text', text: 'ก' }))).toEqual(['messages']))
  it('no message at all is refused', () => expect(faults()).toEqual(['messages']))
  it('every fault is reported with its path', () =>
    expect(faults({ type: 'text', text: '' }, { type: 'sticker', packageId: '1' })).toEqual([
      'messages[0].text',
      'messages[1].stickerId',
    ]))
})

describe('sharing by a person', () => {
  const shared = (message: unknown) => {
    const read = readBody(schemas.shared, { messages: [message] })
    return read.ok ? [] : (read.refusal.details ?? []).map((fault) => fault.property)
  }
  it('a Flex with links is accepted', () => expect(shared(flex(card()))).toEqual([]))
  it('a Flex with a postback is refused', () =>
    expect(shared(button({ type: 'postback', label: 'ก', data: 'x' }))).toEqual([`${inBody}.action.type`]))
  it('quick replies are refused', () =>
    expect(shared(quick({ type: 'message', label: 'ก', text: 'ก' }))).toEqual([`${at}.quickReply`]))
})

describe('the schema and the SDK', () => {
  it('a property that the SDK does not have, or that has another type there, does not compile', () => {
    const type = v.literal('filler')
    // @ts-expect-error flex is missing
    const missing = { type } satisfies Entries<messagingApi.FlexFiller>
    // @ts-expect-error grow is not LINE's
    const extra = { type, flex: v.optional(v.number()), grow: v.number() } satisfies Entries<messagingApi.FlexFiller>
    // @ts-expect-error flex is a number
    const retyped = { type, flex: v.string() } satisfies Entries<messagingApi.FlexFiller>
    // @ts-expect-error an enum value is forgotten
    const short = oneOf<messagingApi.FlexText.AlignEnum>()('start', 'end')
    expect([missing, extra, retyped, short]).toHaveLength(4)
  })
})

/** Changes the card at a random place: replaces or removes a value, or adds an unknown property. */
const wound = (root: unknown, turns: number[], value: unknown): unknown => {
  const wounded = structuredClone(root) as Json
  let here: Json = wounded
  for (const turn of turns) {
    const keys = Object.keys(here)
    const key = keys[turn % Math.max(1, keys.length)]
    if (key === undefined) break
    const next = here[key]
    if (typeof next !== 'object' || next === null || turn % 7 === 0) {
      if (turn % 3 === 0) delete here[key]
      else here[turn % 5 === 0 ? `x${turn}` : key] = value
      break
    }
    here = next as Json
  }
  return wounded
}

describe('the reference card with random changes', () => {
  it('is accepted or refused with a path inside it, and never crashes the schema', () => {
    let refusals = 0
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 12 }), fc.jsonValue(), (turns, value) => {
        const read = readBody(schemas.validate, { messages: [flex(wound(card(), turns, value))] })
        if (read.ok) return
        refusals += 1
        expect(read.refusal.details?.length).toBeGreaterThan(0)
        for (const fault of read.refusal.details ?? []) expect(fault.property).toMatch(/^messages\[0\]\.contents/)
      }),
      { numRuns: 800 },
    )
    expect(refusals).toBeGreaterThan(200)
  })
  it('any value in place of a request gives an answer, not a crash', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const schema of Object.values(schemas)) {
          const read = readBody(schema as v.GenericSchema, json)
          expect(read.ok || read.refusal.message.startsWith('The request body has')).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})
