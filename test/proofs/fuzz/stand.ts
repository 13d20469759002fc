// The service that the fuzzers test: in process, with a real database and with fakes of LINE and of the sign-in.
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

/** The content that the fake LINE returns for any message. */
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
  // One person makes all requests, so rate limits would answer instead of the routes.
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
    pushesLeft: async () => undefined,
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
      find: (subject) => (subject === 'official' ? { subject, name: 'official', agency: 'agency' } : undefined),
    },
    signIn: async (idToken) => {
      const letter = /^good ([0-9a-f])$/.exec(idToken)?.[1]
      if (!letter) return { ok: false, reason: 'bad_id_token' }
      // Each request gets another token. Other tests check what one phone may do with a token.
      const value = { lineUserId: userOf(letter), name: crypto.randomUUID(), expiresAt: Date.now() + ahead + 3_600_000 }
      return { ok: true, value }
    },
  }
  const ask = async (path: string, init: RequestInit = {}) => app.fetch(new Request(`${origin}${path}`, init), { deps })
  /** The phone of one of the sixteen people. Its requests go to the app directly. */
  const phone = (letter: string) =>
    phoneOf(origin, idTokenOf(letter), ((url: string, init: RequestInit) =>
      ask(url.slice(origin.length), init)) as never)
  const own = phone('a')
  await own.signIn()
  const official = 'o'.repeat(43)
  await deps.store.officialSessions.open(official, 'official', Date.now() + 3_600_000)
  return {
    ask,
    phone,
    deps,
    secrets,
    official,
    logged,
    token: own.token(),
    /** Sends a webhook with LINE's signature. */
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

/** Every route of the app, read from the app itself, so that new routes are fuzzed too. */
export const routes = (): { method: string; path: string }[] => {
  const known = new Map<string, { method: string; path: string }>()
  for (const { method, path } of app.routes)
    for (const each of method === 'ALL' ? (path.includes('*') ? ['GET'] : ['GET', 'POST']) : [method])
      known.set(`${each} ${path}`, { method: each, path })
  return [...known.values()]
}
