// The service in process, over a real database, with LINE and the sign-in played by hand: what the fuzzers shoot at.
import { randomBytes } from 'node:crypto'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { localEnv, newSecrets, settingsFrom } from '../../scripts/local.ts'
import { app } from '../../src/service/app.ts'
import { assemble } from '../../src/service/assemble.ts'
import type { Deps, Line } from '../../src/service/deps.ts'

export const channelUser = `U${'a'.repeat(32)}`

/** `photo`: what LINE hands out when asked for a message's content. */
export const openStand = async () => {
  const client = createClient({ url: ':memory:' })
  const db = drizzle(client)
  await migrate(db, { migrationsFolder: 'migrations' })
  const secrets = await newSecrets()
  const origin = 'http://localhost:1'
  const settings = settingsFrom(localEnv(origin, 'http://localhost:2', { databaseUrl: ':memory:', secrets }))
  const work = new Set<Promise<unknown>>()
  const logged: { event: string; details?: Record<string, unknown> }[] = []
  const stand = { photo: new Uint8Array() as Uint8Array }
  const line: Line = {
    reply: async () => ({ ok: true, value: undefined }),
    push: async () => ({ ok: true, value: undefined }),
    showLoading: async () => {},
    language: async () => 'th',
    photo: async () => ({ ok: true, value: stand.photo }),
    linkMenu: async () => ({ ok: true, value: undefined }),
  }
  const real = assemble(settings, {
    db,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    pages: async () => new Response('<!doctype html>'),
    log: (event, details) => void logged.push({ event, details }),
    after: (promise) => void work.add(promise.finally(() => work.delete(promise))),
  })
  const deps: Deps = {
    ...real,
    line,
    officials: {
      begin: async () => ({ ok: true, value: { url: 'https://provider.example', flow: 'flow' } }),
      finish: async () => ({ ok: false, reason: 'not_registered' }),
    },
    signIn: async (idToken) =>
      idToken === 'good' ? { ok: true, value: { lineUserId: channelUser } } : { ok: false, reason: 'bad_id_token' },
  }
  const ask = async (path: string, init: RequestInit = {}) => app.fetch(new Request(`${origin}${path}`, init), { deps })
  const session = await ask('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken: 'good' }),
  })
  const { token } = (await session.json()) as { token: string }
  const official = 'o'.repeat(43)
  await deps.store.officialSessions.open(official, { name: 'official', agency: 'agency' }, Date.now() + 3_600_000)
  return {
    ...{ ask, deps, secrets, token, official, logged, stand, client },
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
