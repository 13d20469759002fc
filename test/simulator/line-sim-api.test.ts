// The routes of the page: every action of a person works over HTTP, and every change is sent as an event.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person, SimEvent, SimSnapshot } from '../../src/simulator/wire.ts'
import { pngHeader, type ServiceAndSimulator, startServiceAndSimulator } from '../kit/line-platform.ts'

let both: ServiceAndSimulator
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'))
  await mkdir(join(folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>page</title>')
  await writeFile(join(folder, 'page', 'assets', 'a.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  both = await startServiceAndSimulator({ pageDir: join(folder, 'page') })
})
afterAll(async () => {
  await both.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  both.platform.reset()
  both.service.heard.length = 0
})

const sim = (path: string, method = 'GET', body?: unknown) =>
  fetch(`${both.simulator.origin}/sim${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
const act = async (name: string, body: unknown = {}) => {
  const answer = await sim(`/people/noi/${name}`, 'POST', body)
  await both.platform.settled()
  return answer
}
const types = () => both.service.heard.map(({ events }) => events[0]?.type)
const state = async () => (await (await sim('/state')).json()) as SimSnapshot

describe('acts over HTTP', () => {
  it('each reaches the service', async () => {
    await act('follow')
    await act('text', { text: 'ลงทะเบียน' })
    await act('burst', { texts: ['หนึ่ง', 'สอง'] })
    await act('sticker')
    await act('location')
    await act('postback', { data: 'a=1', displayText: 'ไป' })
    await act('unknownEvent')
    await act('unknownMessage')
    await act('unfollow')
    expect(types()).toEqual([
      'follow',
      'message',
      'message',
      'message',
      'message',
      'postback',
      'kindOfTheFuture',
      'message',
      'unfollow',
    ])
  })
  it('photos go as a form, and can be seen until they are unsent', async () => {
    const form = new FormData()
    form.append('file', new Blob([pngHeader(2, 2)], { type: 'image/png' }), 'front.png')
    const answer = await fetch(`${both.simulator.origin}/sim/people/noi/image`, { method: 'POST', body: form })
    const { entries } = (await answer.json()) as { entries: { id: string; content: { contentUrl: string } }[] }
    const seen = () => fetch(`${both.simulator.origin}${entries[0]!.content.contentUrl}`)
    expect((await seen()).headers.get('content-type')).toBe('image/png')
    await act('unsend', { messageId: entries[0]!.id })
    expect((await seen()).status).toBe(404)
    expect(types()).toEqual(['message', 'unsend'])
  })
  it.each(['audio', 'video', 'file'])('%s goes as a form', async (kind) => {
    const form = new FormData()
    form.append('file', new Blob(['x']), 'x.bin')
    expect(
      (await fetch(`${both.simulator.origin}/sim/people/noi/${kind}`, { method: 'POST', body: form })).status,
    ).toBe(200)
    await both.platform.settled()
    expect(both.service.heard[0]?.events[0]).toMatchObject({ message: { type: kind } })
  })
  it('an impossible action is refused with its path', async () => {
    expect((await act('text', { text: '' })).status).toBe(400)
    expect((await act('dance')).status).toBe(404)
    expect((await act('constructor')).status).toBe(404)
    expect((await act('unsend', { messageId: '1' })).status).toBe(404)
    expect((await sim('/people/nobody/follow', 'POST')).status).toBe(404)
    const quickReply = { items: [] }
    const shared = await act('share', { to: ['somchai'], messages: [{ type: 'text', text: 'ก', quickReply }] })
    expect(await shared.json()).toMatchObject({ details: [{ property: 'messages[0].quickReply' }] })
  })
  it('a share lands with the other', async () => {
    await act('share', { to: ['somchai'], messages: [{ type: 'text', text: 'บัตร' }] })
    expect((await state()).chats.somchai).toMatchObject([{ from: 'friend', friend: 'noi' }])
  })
})

describe('people and switches', () => {
  it('a person can be added, changed and removed', async () => {
    const added = (await (await sim('/people', 'POST', { id: 'malee', name: 'มาลี' })).json()) as Person
    expect(added.userId).toMatch(/^U[0-9a-f]{32}$/)
    expect(await (await sim('/people/malee', 'PUT', { language: 'en' })).json()).toMatchObject({ language: 'en' })
    expect((await sim('/people', 'POST', { id: 'malee', name: 'มาลี' })).status).toBe(400)
    await sim('/people/malee', 'DELETE')
    expect((await state()).people.map((person) => person.id)).toEqual(['jaithip', 'somchai', 'bunma', 'fatima', 'noi'])
  })
  it('switches are set in part, and nonsense is refused', async () => {
    await sim('/switches', 'PUT', { slowApi: 5, camera: 'refused' })
    expect(await (await sim('/switches')).json()).toMatchObject({ slowApi: 5, camera: 'refused', redeliver: false })
    expect((await sim('/switches', 'PUT', { hurricane: true })).status).toBe(400)
  })
  it('a reset gives each person a user id that the service does not know', async () => {
    const before = both.platform.person('noi').person.userId
    await act('text', { text: 'ลงทะเบียน' })
    await sim('/reset', 'POST')
    expect(both.platform.person('noi').person.userId).not.toBe(before)
    expect(await state()).toMatchObject({ chats: { noi: [] }, calls: [] })
  })
  it('a clock that cannot be moved says so, and stays', async () => {
    expect((await sim('/clock', 'PUT', { ahead: 3_600_000 })).status).toBe(400)
    expect(await state()).toMatchObject({ clock: { ahead: 0, moves: false } })
  })
  it('who may do what beside being a citizen is told with the people', async () => {
    const { people } = (await state()) as SimSnapshot
    const rights = Object.fromEntries(people.map(({ id, rights: own = [] }) => [id, own]))
    expect(rights).toEqual({
      jaithip: [],
      somchai: ['reviewer'],
      bunma: [],
      fatima: ['official', 'reviewer'],
      noi: [],
    })
  })
})

describe('a service that the simulator can empty and whose clock it can move', () => {
  const did: string[] = []
  let playground: typeof both
  beforeAll(async () => {
    playground = await startServiceAndSimulator({
      emptyService: async () => void did.push('emptied'),
      moveClock: async (ahead) => void did.push(`moved to ${ahead}`),
    })
  })
  afterAll(() => playground.close())
  beforeEach(() => void did.splice(0))
  const call = async (path: string, method: string, body: unknown) =>
    (await fetch(`${playground.simulator.origin}/sim${path}`, { method, body: JSON.stringify(body) })).json()
  const context = async () => (await fetch(`${playground.simulator.origin}/liff/context?person=noi`)).json()

  it('has the clock moved, and tells the page and the mini-app by how much', async () => {
    expect(await call('/clock', 'PUT', { ahead: 86_400_000 })).toEqual({ ahead: 86_400_000, moves: true })
    expect(did).toEqual(['moved to 86400000'])
    expect(await context()).toMatchObject({ ahead: 86_400_000 })
    expect(await call('/clock', 'PUT', { ahead: -1 })).toHaveProperty('message')
  })
  it('starts over from an empty service and the clock of now, with the people that it had', async () => {
    const before = playground.platform.person('fatima').person.userId
    await call('/clock', 'PUT', { ahead: 3_600_000 })
    const after = await call('/reset', 'POST', {})
    expect(did).toEqual(['moved to 3600000', 'emptied', 'moved to 0'])
    expect(after).toMatchObject({ clock: { ahead: 0, moves: true }, chats: { fatima: [] } })
    expect(playground.platform.person('fatima').person.userId).toBe(before)
  })
  it('names each emptying to the mini-app, whose phone then forgets what it kept', async () => {
    await call('/reset', 'POST', {})
    const { emptied } = await context()
    expect(emptied).toMatch(/^[0-9a-f]{16}$/)
    await call('/reset', 'POST', {})
    expect((await context()).emptied).not.toBe(emptied)
  })
})

describe('events', () => {
  it('the state comes first, then every change', async () => {
    const stop = new AbortController()
    const stream = await fetch(`${both.simulator.origin}/sim/events`, { signal: stop.signal })
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    const told: SimEvent[] = []
    const hear = async (until: (event: SimEvent) => boolean) => {
      let rest = ''
      while (!told.some(until)) {
        rest += (await reader.read()).value ?? ''
        const parts = rest.split('\n\n')
        rest = parts.pop() ?? ''
        told.push(...parts.map((part) => JSON.parse(part.replace(/^data: /, '')) as SimEvent))
      }
    }
    await hear((event) => event.type === 'state')
    await act('text', { text: 'ลงทะเบียน' })
    await hear((event) => event.type === 'call' && event.call.status === 200)
    expect(told.map((event) => event.type)).toEqual(['state', 'message', 'call', 'call'])
    stop.abort()
  })
})

describe('files', () => {
  const get = (path: string) => fetch(`${both.simulator.origin}${path}`)
  it('the page and its assets are served, also to another origin', async () => {
    expect(await (await get('/')).text()).toMatch(/page/)
    expect((await get('/assets/a.js')).headers.get('access-control-allow-origin')).toBe('*')
  })
  it.each(['/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/..%2f..%2fsecret.txt', '/%00', '/%'])(
    '%s is not there',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )
})
