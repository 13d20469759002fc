// The service in process, over a real database, with LINE and the sign-in played by hand: what the fuzzers shoot at.
import { createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { assemble } from '../../../src/assemble.ts'
import { app } from '../../../src/service/app.ts'
import type { Deps, Line } from '../../../src/service/deps.ts'
import { fetchPhoto } from '../../../src/service/line/photo.ts'
import { localEnv, newSecrets, settingsFrom } from '../../../tools/dev/local.ts'
import { phoneOf } from '../../kit/phone.ts'

/** One of sixteen people: their LINE user id, and the ID token that signs them in. */
export const userOf = (letter: string) => `U${letter.repeat(32)}`
const idTokenOf = (letter: string) => `good ${letter}`

/** What LINE hands out when asked for the content of a message, whichever. */
const openContent = async (photo: () => Uint8Array) => {
  const server = createServer((_, response) => void response.end(photo()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

export const openStand = async () => {
  const client = createClient({ url: ':memory:' })
  const db = drizzle(client)
  await migrate(db, { migrationsFolder: 'migrations' })
  const secrets = await newSecrets()
  const origin = 'http://localhost:1'
  // One person asks everything here: limits would answer in place of the routes.
  const env = { PERSON_PER_MINUTE: '999999999', NETWORK_PER_MINUTE: '999999999' }
  const settings = settingsFrom(localEnv(origin, 'http://localhost:2', { databaseUrl: ':memory:', secrets, env }))
  const work = new Set<Promise<unknown>>()
  const logged: { event: string; details?: Record<string, unknown> }[] = []
  let photo = new Uint8Array() as Uint8Array
  let ahead = 0
  const content = await openContent(() => photo)
  const line: Line = {
    reply: async () => ({ ok: true, value: undefined }),
    push: async () => ({ ok: true, value: undefined }),
    showLoading: async () => {},
    language: async () => 'th',
    photo: (messageId) => fetchPhoto(content.origin, 'token', messageId),
    linkMenu: async () => ({ ok: true, value: undefined }),
  }
  const real = assemble(settings, {
    db,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    clock: () => Date.now() + ahead,
    pages: async () => new Response('<!doctype html>'),
    log: (event, details) => void logged.push({ event, details }),
    waitUntil: (begin) => {
      const tracked: Promise<unknown> = begin().finally(() => work.delete(tracked))
      work.add(tracked)
    },
  })
  const deps: Deps = {
    ...real,
    line,
    officials: {
      begin: async () => ({ ok: true, value: { url: 'https://provider.example', flow: 'flow' } }),
      finish: async () => ({ ok: false, reason: 'not_registered' }),
    },
    signIn: async (idToken) => {
      const letter = /^good ([0-9a-f])$/.exec(idToken)?.[1]
      if (!letter) return { ok: false, reason: 'bad_id_token' }
      // Another token each time, whoever asks: what one phone may do with it is tested elsewhere.
      const value = { lineUserId: userOf(letter), name: crypto.randomUUID(), expiresAt: Date.now() + ahead + 3_600_000 }
      return { ok: true, value }
    },
  }
  const ask = async (path: string, init: RequestInit = {}) => app.fetch(new Request(`${origin}${path}`, init), { deps })
  /** The phone of one of the sixteen, its requests handed to the app. */
  const phone = (letter: string) =>
    phoneOf(origin, idTokenOf(letter), ((url: string, init: RequestInit) =>
      ask(url.slice(origin.length), init)) as never)
  const own = phone('a')
  await own.signIn()
  const official = 'o'.repeat(43)
  await deps.store.officialSessions.open(official, { name: 'official', agency: 'agency' }, Date.now() + 3_600_000)
  return {
    ask,
    phone,
    deps,
    secrets,
    official,
    logged,
    token: own.token(),
    /** A webhook as LINE signs it. */
    webhook: (body: string) => {
      const signature = createHmac('sha256', secrets.channelSecret).update(body).digest('base64')
      return ask('/webhook', { method: 'POST', headers: { 'x-line-signature': signature }, body })
    },
    handOut: (bytes: Uint8Array) => {
      photo = bytes
    },
    pass: async (ms: number) => {
      ahead += ms
    },
    close: () => {
      client.close()
      content.close()
    },
    settled: async () => {
      while (work.size > 0) await Promise.all(work)
    },
  }
}
export type Stand = Awaited<ReturnType<typeof openStand>>

/** Every route of the app that answers something, found in the app itself: a new route is shot at without being named. */
export const routes = (): { method: string; path: string }[] => {
  const known = new Map<string, { method: string; path: string }>()
  for (const { method, path } of app.routes)
    for (const each of method === 'ALL' ? (path.includes('*') ? ['GET'] : ['GET', 'POST']) : [method])
      known.set(`${each} ${path}`, { method: each, path })
  return [...known.values()]
}
