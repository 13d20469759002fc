// The libSQL server is away, slow, silent or broken: every write that was acknowledged is in its database.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/node.ts'
import type { Seal } from '../../src/service/keys/seal.ts'
import type { Settings } from '../../src/service/settings/read.ts'
import { createReadiness } from '../../src/service/store/readiness.ts'
import { type LibsqlServer, startLibsqlServer } from '../../tools/dev/libsql-server.ts'
import { type ConnectionFault, type Gate, type GateAnswer, openGate, pass } from '../kit/gate.ts'

const callMs = 400
const folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
let server: LibsqlServer
let gate: Gate
let database: Awaited<ReturnType<typeof openDatabase>>
let fault: (request: number) => ConnectionFault = () => ({})
let requests = 0
beforeAll(async () => {
  server = await startLibsqlServer(folder)
  gate = await openGate((incoming) => pass(server.url, incoming, fault(requests++)))
  database = await openDatabase({ DATABASE_URL: gate.origin } as Settings, callMs)
  await database.db.run(sql`create table said (word text)`)
})
afterAll(async () => {
  database.close()
  await gate.close()
  await server.close()
  rmSync(folder, { recursive: true })
})

const broken: GateAnswer = {
  status: 500,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{"message":"internal error"}'),
}
const cutShort: GateAnswer = { ...broken, status: 200, body: Buffer.from('{"baton":null,"results":[{"type":"ok"') }
const faults: [string, ConnectionFault][] = [
  ['refuses every connection', { before: 'cut' }],
  ['does the work, and the connection breaks before the answer', { after: 'cut' }],
  ['answers 500 and does nothing', { before: broken }],
  ['does the work and answers 500', { after: broken }],
  ['answers half a sentence', { after: cutShort }],
  ['never answers', { before: 'hang' }],
  ['does the work and never answers', { after: 'hang' }],
]

/** Writes words one by one and as pairs in one transaction. Returns those that were acknowledged. */
const sayAll = async (words: string[]) => {
  const { db } = database
  const said = words.map(async (word, i) => {
    const one = sql`insert into said values (${word})`
    const work =
      i % 2 ? db.batch([db.run(one), db.run(sql`insert into said values (${`${word} again`})`)]) : db.run(one)
    return work.then(
      () => [word],
      () => [],
    )
  })
  return (await Promise.all(said)).flat()
}
const kept = async () => {
  const direct = createClient({ url: server.url })
  const { rows } = await direct.execute('select word from said')
  direct.close()
  return new Set(rows.map(({ word }) => String(word)))
}

test.each(faults)('a server that %s now and then loses nothing that was acknowledged', async (name, trouble) => {
  fault = (request) => (request % 3 === 1 ? trouble : {})
  const acknowledged = await sayAll(Array.from({ length: 12 }, (_, i) => `${name} ${i}`))
  fault = () => ({})
  const words = await kept()
  expect(acknowledged.filter((word) => !words.has(word))).toEqual([])
  expect(acknowledged.length).toBeLessThan(12)
  const halves = [...words].filter(
    (word) => words.has(`${word} again`) !== /[13579]$/.test(word) && !/again$/.test(word),
  )
  expect(halves).toEqual([])
})

test.each(faults)('while the server %s nothing is acknowledged and the store is not ready', async (name, trouble) => {
  fault = () => trouble
  const unready = createReadiness({ db: database.db, seal: {} as Seal })
  expect(await sayAll([`while it ${name}`])).toEqual([])
  expect(await unready()).toBe('database_unreachable')
  fault = () => ({})
  expect([await unready(), await sayAll([`after it ${name}`])]).toEqual([undefined, [`after it ${name}`]])
})

test('a slow server is waited for', async () => {
  fault = () => ({ delay: callMs / 4 })
  expect(await sayAll(['slowly'])).toEqual(['slowly'])
  fault = () => ({})
  expect(await kept()).toContain('slowly')
})
