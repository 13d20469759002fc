// The routes of the simulator's page: state, events, people and their actions, switches. The service never calls them.
import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import * as v from 'valibot'
import { defaultLanguage, type Language, languages } from '../core/languages.ts'
import * as acts from './line/acts.ts'
import { readBody } from './line/refusal.ts'
import { shareTo } from './line/send.ts'
import { snapshot } from './line/snapshot.ts'
import { addPerson, emit, newUserId, type SimState } from './line/state.ts'
import type { Platform } from './platform.ts'
import type { ChatEntry, Person, SimEvent } from './wire.ts'

const words = v.pipe(v.string(), v.minLength(1), v.maxLength(5000))
const some = v.optional(v.string())
const language = v.picklist(languages)
const inEach = <T>(value: T) => Object.fromEntries(languages.map((each) => [each, value])) as Record<Language, T>
const os = v.picklist(['ios', 'android', 'web'])

const newPerson = v.object({
  id: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,30}$/))),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(20)),
  age: v.optional(v.number(), 30),
  note: v.optional(v.object(inEach(v.string())), inEach('')),
  language: v.optional(language, defaultLanguage),
  os: v.optional(os, 'android'),
})
const switches = v.partial(
  v.strictObject({
    redeliver: v.boolean(),
    reorder: v.boolean(),
    badSignature: v.boolean(),
    dropWebhook: v.boolean(),
    standby: v.boolean(),
    slowApi: v.pipe(v.number(), v.minValue(0), v.maxValue(60_000)),
    api500: v.boolean(),
    api429: v.boolean(),
    expiredReplyToken: v.boolean(),
    cutContent: v.boolean(),
    content202First: v.boolean(),
    liffOffline: v.boolean(),
    camera: v.picklist(['puppet', 'specimen', 'real', 'refused', 'absent']),
  }),
)

/** ms. Ten years are more than any card lives. */
const clock = v.strictObject({ ahead: v.pipe(v.number(), v.minValue(0), v.maxValue(10 * 366 * 86_400_000)) })

type ActHandler = (sim: SimState, person: Person, body: never) => acts.ActResult | undefined
const does = <S extends v.GenericSchema>(
  schema: S,
  run: (sim: SimState, person: Person, body: v.InferOutput<S>) => acts.ActResult | undefined,
): { schema: v.GenericSchema; run: ActHandler } => ({ schema, run })

const nothing = v.optional(v.unknown())
/** The actions that need no file, by the last part of their path. */
const handlers: Record<string, { schema: v.GenericSchema; run: ActHandler }> = {
  follow: does(nothing, acts.follow),
  unfollow: does(nothing, acts.unfollow),
  text: does(v.object({ text: words }), (w, p, { text }) => acts.text(w, p, text)),
  burst: does(v.object({ texts: v.pipe(v.array(words), v.minLength(1)) }), (w, p, { texts }) =>
    acts.text(w, p, ...texts),
  ),
  sticker: does(v.object({ packageId: some, stickerId: some }), (w, p, s) =>
    acts.sticker(w, p, s.packageId, s.stickerId),
  ),
  location: does(
    v.object({ title: some, address: some, latitude: v.optional(v.number()), longitude: v.optional(v.number()) }),
    (w, p, place) => acts.location(w, p, place as Partial<acts.SentLocation>),
  ),
  postback: does(
    v.object({ data: v.string(), displayText: some, params: v.optional(v.record(v.string(), v.string())) }),
    (w, p, { data, displayText, params }) =>
      acts.postback(w, p, { data, ...(displayText ? { displayText } : {}), ...(params ? { params } : {}) }),
  ),
  unsend: does(v.object({ messageId: v.string() }), (w, p, { messageId }) => acts.unsend(w, p, messageId)),
  unknownEvent: does(nothing, (w, p) => acts.unknownContent(w, p, 'event')),
  unknownMessage: does(nothing, (w, p) => acts.unknownContent(w, p, 'message')),
}

const uploadsOf = async (form: FormData): Promise<acts.Upload[]> => {
  const duration = Number(form.get('duration') ?? Number.NaN)
  const files = form.getAll('file').filter((part): part is File => part instanceof File)
  return Promise.all(
    files.map(async (part) => ({
      bytes: new Uint8Array(await part.arrayBuffer()),
      type: part.type || 'application/octet-stream',
      name: part.name,
      ...(Number.isFinite(duration) ? { duration } : {}),
    })),
  )
}
const withFiles = (sim: SimState, person: Person, kind: string, uploads: acts.Upload[]): acts.ActResult => {
  if (kind === 'image') return acts.photos(sim, person, uploads)
  if (kind === 'file') return acts.file(sim, person, uploads[0]!)
  return acts.recording(sim, person, kind === 'video' ? 'video' : 'audio', uploads[0]!)
}

/** Routes under /sim. An action is answered at once; the result of its webhook arrives with the events. */
export const simApi = (sim: SimState, platform: Platform) => {
  const app = new Hono<{ Variables: { person: Person } }>()
    .get('/state', (c) => c.json(snapshot(sim)))
    .get('/events', (c) =>
      streamSSE(c, async (stream) => {
        const send = (event: SimEvent) => void stream.writeSSE({ data: JSON.stringify(event) })
        send({ type: 'state', state: snapshot(sim) })
        sim.listeners.add(send)
        await new Promise<void>((resolve) => stream.onAbort(resolve))
        sim.listeners.delete(send)
      }),
    )
    .get('/content/:id', (c) => {
      const content = sim.contents.get(c.req.param('id'))
      if (!content || content.gone) return c.json({ message: 'Not found' }, 404)
      return c.body(content.bytes, 200, { 'content-type': content.type })
    })
    .get('/menus/:id/image', (c) => {
      const image = sim.menus.get(c.req.param('id'))?.image
      return image ? c.body(image.bytes, 200, { 'content-type': image.type }) : c.json({ message: 'Not found' }, 404)
    })
    .get('/switches', (c) => c.json(sim.switches))
    .put('/switches', async (c) => {
      const read = readBody(switches, await c.req.json().catch(() => undefined))
      if (!read.ok) return c.json(read.refusal, 400)
      platform.set(read.value as Parameters<Platform['set']>[0])
      return c.json(sim.switches)
    })
    .post('/reset', async (c) => {
      await platform.startOver()
      return c.json(snapshot(sim))
    })
    .put('/clock', async (c) => {
      const read = readBody(clock, await c.req.json().catch(() => undefined))
      if (!read.ok) return c.json(read.refusal, 400)
      const moved = await platform.moveClock(read.value.ahead)
      return moved ? c.json(sim.moved) : c.json({ message: 'The clock of this service cannot be moved' }, 400)
    })
    .post('/people', async (c) => {
      const read = readBody(newPerson, await c.req.json().catch(() => undefined))
      if (!read.ok) return c.json(read.refusal, 400)
      const userId = newUserId(sim)
      const person: Person = {
        ...read.value,
        id: read.value.id ?? userId.slice(0, 9),
        userId,
        follows: false,
        blocked: false,
      }
      if (sim.people.has(person.id)) return c.json({ message: 'There is such a person already' }, 400)
      addPerson(sim, person)
      emit(sim, { type: 'person', person })
      return c.json(person)
    })
    .use('/people/:id/*', async (c, next) => {
      const person = sim.people.get(c.req.param('id') ?? '')
      if (!person) return c.json({ message: 'Nobody has this id' }, 404)
      c.set('person', person)
      await next()
    })
    .put('/people/:id', async (c) => {
      const read = readBody(
        v.strictObject({ language: v.optional(language), os: v.optional(os) }),
        await c.req.json().catch(() => undefined),
      )
      if (!read.ok) return c.json(read.refusal, 400)
      const person = Object.assign(c.get('person'), read.value)
      emit(sim, { type: 'person', person })
      return c.json(person)
    })
    .delete('/people/:id', (c) => {
      const { id } = c.get('person')
      sim.people.delete(id)
      sim.chats.delete(id)
      emit(sim, { type: 'personRemoved', id })
      return c.json({})
    })
    .post('/people/:id/share', async (c) => {
      const body = (await c.req.json().catch(() => undefined)) as { to?: unknown; messages?: unknown } | undefined
      const read = readBody(sim.schemas.shared, { messages: body?.messages })
      if (!read.ok) return c.json(read.refusal, 400)
      const to = (Array.isArray(body?.to) ? body.to : []).flatMap((id) => sim.people.get(String(id)) ?? [])
      if (to.length === 0) return c.json({ message: 'Nobody to share with' }, 400)
      const entries = to.flatMap((receiver) => shareTo(sim, c.get('person'), receiver, read.value.messages))
      return c.json({ entries } satisfies { entries: ChatEntry[] })
    })
    .post('/people/:id/:kind{image|video|audio|file}', async (c) => {
      const form = await c.req.formData().catch(() => undefined)
      const uploads = form ? await uploadsOf(form) : []
      if (uploads.length === 0) return c.json({ message: 'A field "file" is missing' }, 400)
      return c.json({ entries: withFiles(sim, c.get('person'), c.req.param('kind'), uploads).entries })
    })
    .post('/people/:id/:act', async (c) => {
      const handler = Object.hasOwn(handlers, c.req.param('act')) ? handlers[c.req.param('act')] : undefined
      if (!handler) return c.json({ message: 'No such act' }, 404)
      const read = readBody(handler.schema, await c.req.json().catch(() => undefined))
      if (!read.ok) return c.json(read.refusal, 400)
      const act = handler.run(sim, c.get('person'), read.value as never)
      return act ? c.json({ entries: act.entries }) : c.json({ message: 'No such message' }, 404)
    })
  return app
}
