// A real libSQL database with the real migrations, and an invented person to store in it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import { onTestFinished } from 'vitest'
import type { CardData } from '../../src/core/card/card.ts'
import type { Random } from '../../src/service/deps.ts'
import { generateKeys } from '../../src/service/keys/material.ts'
import { createSeal } from '../../src/service/keys/seal.ts'
import type { Facts, NewCard, PersonId, Transition } from '../../src/service/model.ts'
import { createPersonKeys } from '../../src/service/store/person-keys.ts'
import type { OnRowFault } from '../../src/service/store/row-guard.ts'
import { createStore } from '../../src/service/store/store.ts'
import { type BlobStore, createVault } from '../../src/service/vault/vault.ts'

export const random: Random = (bytes) => crypto.getRandomValues(new Uint8Array(bytes))
export const material = await generateKeys(random)
export const now = Date.UTC(2026, 10, 23, 9)

/** The store's parts on one database. Several may use the same file, as after a restart. */
export const partsOn = (
  url: string,
  keys = material,
  blobStore?: BlobStore,
  client = createClient({ url }),
  onRowFault?: OnRowFault,
) => {
  const db = drizzle(client)
  const seal = createSeal(keys, random)
  const personKeys = createPersonKeys({ db, seal })
  const store = createStore({ db, seal, personKeys, random, onRowFault })
  return { client, db, seal, personKeys, store, vault: createVault({ db, personKeys, random, blobStore }) }
}

export const openStore = async (url = ':memory:', blobStore?: BlobStore) => {
  const parts = partsOn(url, material, blobStore)
  onTestFinished(() => parts.client.close())
  await migrate(parts.db, { migrationsFolder: 'migrations' })
  return parts
}

export const temporaryFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'phokbat.db')
}

/** An invented person: the ID number has a correct check digit and a reserved prefix. */
export const data = {
  idNumber: '8999999999990',
  titleThai: 'นาง',
  firstNameThai: 'ตัวอย่างใจ',
  lastNameThai: 'สมมติวงศ์',
  titleEnglish: 'Mrs.',
  firstNameEnglish: 'Tuayangjai',
  lastNameEnglish: 'Sommutiwong',
  birthDate: { year: 1979, month: 4, day: 13 },
  address: '99/9 หมู่ 9 ตำบลทดลองใหญ่',
  issueDate: { year: 2022, month: 1, day: 5 },
  expiry: { year: 2030, month: 4, day: 12 },
  laserCode: 'ZZ1234567890',
} as unknown as CardData

export const facts: Facts = { data, document: 'read', pinPicture: 'kite' }

export const someCard = (statusIndex: number, changed: Partial<CardData> = {}): NewCard => ({
  id: `card-${statusIndex}`,
  data: { ...data, ...changed } as CardData,
  assurance: { document: 'registry', face: 'self' },
  portrait: `portrait-${statusIndex}`,
  tinyFace: 'AAAA',
  statusIndex,
})

/** The first transition of a new user. */
export const firstTransition = (person: PersonId, more: Partial<Transition> = {}): Transition => ({
  person,
  from: { step: 'terms', version: 0 },
  to: { step: 'faceConsent', failures: {} },
  facts: {},
  at: now,
  ...more,
})
