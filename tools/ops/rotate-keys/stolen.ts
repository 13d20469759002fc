// `npm run keys:rotate -- --stolen`: a signing key that others may have is withdrawn at once, and holders of passes are told.
import { createClient } from '@libsql/client'
import { and, count, countDistinct, eq, gt, isNull, ne } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/libsql'
import { type KeyMaterial, newSigningKey, readKeyMaterial } from '../../../src/service/keys/material.ts'
import { withdrawSigningKeys } from '../../../src/service/keys/rotation.ts'
import { createSeal } from '../../../src/service/keys/seal.ts'
import { outboxRow } from '../../../src/service/store/outbox.ts'
import { createPersonKeys } from '../../../src/service/store/person-keys.ts'
import { card, outbox } from '../../../src/service/store/schema.ts'
import { pass, shownToken } from '../../../src/service/store/schema-presentation.ts'
import type { EnvFile } from '../../deploy/env-file.ts'

type Parts = {
  file: EnvFile
  say: (sentence: string) => void
  /** ms since 1970. */
  now: number
}

/** ms until holders are told: by then the new key is deployed, and a new pass is signed with it. */
const TOLD_AFTER = 15 * 60_000

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

type Touched = { cards: number; codes: number; passes: number; told: number }

/** Counts what the old keys signed, ends the passes, and queues a message to their holders. */
const endPasses = async ({ file, now }: Parts, material: KeyMaterial): Promise<Touched> => {
  const { DATABASE_URL: url = '', DATABASE_TOKEN: authToken } = file.read()
  const client = createClient({ url, authToken })
  try {
    const db = drizzle(client) as never as Parameters<typeof createPersonKeys>[0]['db']
    const personKeys = createPersonKeys({ db, seal: createSeal(material, random) })
    const live = (via: 'scan' | 'pass') => and(eq(shownToken.via, via), gt(shownToken.expiresAt, now))
    const [cards] = await db
      .select({ n: countDistinct(card.person) })
      .from(card)
      .where(ne(card.status, 'revoked'))
    const [codes] = await db.select({ n: count() }).from(shownToken).where(live('scan'))
    const passes = await db.select({ person: shownToken.person }).from(shownToken).where(live('pass'))
    // Their places read as revoked. A revoked pass needs no MAC: see guarded-tables.ts.
    await db.update(pass).set({ revokedAt: now, mac: null }).where(isNull(pass.revokedAt))
    let told = 0
    for (const person of new Set(passes.map((pass) => pass.person))) {
      const key = await personKeys(person)
      if (!key) continue
      const job = { do: 'say' as const, said: [{ say: 'sentence' as const, sentence: 'passEnded' as const }] }
      const message = { ...(await outboxRow(key, random, person, job)), dueAt: now + TOLD_AFTER }
      const ended = and(eq(shownToken.person, person), eq(shownToken.via, 'pass'))
      await db.batch([db.insert(outbox).values(message), db.delete(shownToken).where(ended)])
      told += 1
    }
    return { cards: cards?.n ?? 0, codes: codes?.n ?? 0, passes: passes.length, told }
  } finally {
    client.close()
  }
}

/** Replaces every signing key. @returns false when the settings file could not be changed, or the database not reached. */
export const replaceStolenKeys = async (parts: Parts): Promise<boolean> => {
  const { file, say } = parts
  const read = readKeyMaterial(file.read().PHOKBAT_KEYS ?? '')
  if (!read.ok) {
    say('There are no keys in .env.deploy yet: npm run deploy makes the first ones.')
    return false
  }
  const next = withdrawSigningKeys(read.value, await newSigningKey())
  // First of all: whatever fails afterwards, the next deployment withdraws the stolen keys.
  const kept = file.keep('PHOKBAT_KEYS', JSON.stringify(next))
  if (!kept.ok) {
    say(kept.reason)
    return false
  }
  const old = read.value.signingKeys.map(({ kid }) => kid).join(', ')
  say(`Withdrawn: ${old}. Key ${next.signingKeys[0]?.kid} is in .env.deploy and signs as soon as it is deployed.`)
  say('Now, within 15 minutes: npm run deploy. Checkers trust the old keys for 5 minutes longer at most while they')
  say('are online. A checker without signal never calls a card good, and knows the new keys after its next visit.')
  const touched = await endPasses(parts, next).catch(() => undefined)
  if (!touched) {
    say(
      'The database did not answer: passes are dead all the same, but nobody was told. Run this again when it answers.',
    )
    return false
  }
  const { cards, codes, passes, told } = touched
  say(`Cards: ${cards}. No card is signed with these keys, so none is issued anew.`)
  say(`QR codes on screens: ${codes}. They last 3 minutes, and the phone fetches the next one by itself.`)
  say(`Passes: ${passes}, of ${told} holders. They are ended; the holders are told in 15 minutes and make new ones.`)
  say('Exported access logs: a seal by an old key proves nothing any more. Holders can export the log again.')
  return true
}
