// Promises that the page shows the platform's state: messages, menus, quick replies, links into the mini-app.
import { expect, test } from 'vitest'
import { callsIn, liffUrl, menuOf, quickRepliesOf, reduce } from '../../src/simulator/page/state.ts'
import { type Call, type ChatEntry, isFaulty, type RichMenu, type SimSnapshot } from '../../src/simulator/wire.ts'

const liff = { liffId: '2000-demo', endpoint: 'http://localhost:8787/app' }
const empty: SimSnapshot = {
  service: 'http://localhost:8787',
  clock: { ahead: 0, moves: false },
  origin: 'http://localhost:4010',
  webhookUrl: 'http://localhost:8787/webhook',
  bot: { name: 'พกบัตร', basicId: '@phokbat' },
  people: [],
  chats: {},
  loading: {},
  menus: { menus: [], linked: {}, aliases: {} },
  liff,
  switches: {} as SimSnapshot['switches'],
  calls: [],
}
const said = (id: string, text: string, more: object = {}): ChatEntry => ({
  id,
  person: 'somchai',
  at: 0,
  from: 'bot',
  via: 'reply',
  content: { type: 'text', text, ...more },
})
const call = (id: number, kind: Call['kind'], status?: number): Call => ({
  id,
  at: 0,
  kind,
  name: kind,
  summary: '',
  ...(status !== undefined && { status }),
  faults: [],
  notes: [],
  measures: [],
})

test('the page shows nothing before the platform has sent its state', () => {
  expect(reduce(null, { type: 'message', entry: said('1', 'ก') })).toBeNull()
  expect(reduce(null, { type: 'state', state: empty })).toBe(empty)
})

test('a message that comes again with the same id replaces the first', () => {
  const once = reduce(empty, { type: 'message', entry: said('1', 'ก') })
  const twice = reduce(once, { type: 'message', entry: { ...said('1', 'ก'), unsent: true } })
  expect(twice?.chats.somchai).toEqual([{ ...said('1', 'ก'), unsent: true }])
})

test('loading dots come and go', () => {
  const waiting = reduce(empty, { type: 'loading', person: 'somchai', until: 5000 })
  expect(waiting?.loading).toEqual({ somchai: 5000 })
  expect(reduce(waiting, { type: 'loading', person: 'somchai', until: null })?.loading).toEqual({})
})

test('a call that is answered later replaces its pending row', () => {
  const pending = reduce(empty, { type: 'call', call: call(1, 'webhook') })
  expect(reduce(pending, { type: 'call', call: call(1, 'webhook', 200) })?.calls).toEqual([call(1, 'webhook', 200)])
})

test('quick replies show under the newest message and vanish with the next one', () => {
  const item = { type: 'action', action: { type: 'camera', label: 'ถ่าย' } } as const
  const asking = said('1', 'ถ่ายบัตร', { quickReply: { items: [item] } })
  expect(quickRepliesOf([asking])).toEqual([item])
  expect(quickRepliesOf([asking, said('2', 'ต่อไป')])).toEqual([])
  const mine = { id: '3', person: 'somchai', at: 0, from: 'me', content: { type: 'text', text: 'x' } } as const
  expect(quickRepliesOf([asking, mine])).toEqual([])
})

test('a person’s own rich menu wins over the default, and none shows before its picture is there', () => {
  const menu = (richMenuId: string, imageUrl?: string) => ({ richMenuId, ...(imageUrl && { imageUrl }) }) as RichMenu
  const menus = { menus: [menu('all', '/a.png'), menu('own', '/o.png'), menu('bare')], defaultId: 'all', aliases: {} }
  const seen = (linked: Record<string, string>) => menuOf({ ...empty, menus: { ...menus, linked } }, 'somchai')
  expect(seen({})?.richMenuId).toBe('all')
  expect(seen({ somchai: 'own' })?.richMenuId).toBe('own')
  expect(seen({ somchai: 'bare' })).toBeUndefined()
})

test('a LIFF link leads to the mini-app with its path, query and fragment; other links do not', () => {
  expect(liffUrl('https://liff.line.me/2000-demo', liff)).toBe('http://localhost:8787/app')
  expect(liffUrl('https://liff.line.me/2000-demo/card?side=1#a', liff)).toBe('http://localhost:8787/app/card?side=1#a')
  expect(liffUrl('https://liff.line.me/2000-demolition/card', liff)).toBeNull()
  expect(liffUrl('https://example.org/', liff)).toBeNull()
})

test('the tab of faults gathers refusals, bad answers and warnings', () => {
  const refused = { ...call(3, 'api', 200), faults: [{ message: 'too long' }] }
  const calls = [call(1, 'webhook', 200), call(2, 'api', 500), refused, call(4, 'warning')]
  const ids = (tab: Parameters<typeof callsIn>[1]) => callsIn(calls, tab, isFaulty).map(({ id }) => id)
  expect(ids('all')).toEqual([1, 2, 3, 4])
  expect(ids('webhook')).toEqual([1])
  expect(ids('api')).toEqual([2, 3])
  expect(ids('faults')).toEqual([2, 3, 4])
})
