import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { generateKeys } from '../../../src/service/keys/material.ts'
import type { PersonId } from '../../../src/service/model.ts'
import { createPersonKeys } from '../../../src/service/store/person-keys.ts'
import { blob, card, enrolment, outbox, person, pin } from '../../../src/service/store/schema.ts'
import {
  data,
  facts,
  firstTransition,
  now,
  openStore,
  partsOn,
  random,
  someCard,
  temporaryFile,
} from '../../kit/store.ts'

const lineUserId = 'Uc0ffee00c0ffee00c0ffee00c0ffee00'
const replyToken = 'reply-token-of-a-citizen'
const tokens = { session: 'session-token-1', link: 'link-token-1', ticket: 'ticket-token-1', nonce: 'nonce-of-a-face' }
const picture = new TextEncoder().encode('JFIF the bytes of a portrait')

type Parts = Awaited<ReturnType<typeof openStore>>

/** Creates a person with every kind of record. */
const leaveEverything = async ({ store, vault }: Parts, user: string, index: number): Promise<PersonId> => {
  const { id } = await store.people.findOrCreate(user, 'th', now)
  const portrait = await vault.put(id, 'portrait', picture, now)
  const selfie = {
    portrait,
    tinyFace: 'dGlueWZhY2U',
    evidence: portrait,
    head: 'f00d-head-of-the-chain',
    score: 0.6,
    sameRound: 0.8,
  }
  const shown = {
    ...someCard(index, index ? ({ idNumber: '8999999999981' } as never) : {}),
    tinyFace: selfie.tinyFace,
    portrait,
  }
  const [nameThai, nameEnglish] = [[data.firstNameThai, data.lastNameThai ?? ''] as const, data.firstNameEnglish]
  const face = {
    nameThai,
    nameEnglish,
    idMasked: 'x xxxx',
    assurance: shown.assurance,
    grade: 'declared' as const,
    issuedOn: '',
    validUntil: '',
    portraitUrl: '',
  }
  const said = { do: 'say' as const, said: [{ say: 'card' as const, card: face }], replyToken, heardAt: now }
  await store.transition(
    firstTransition(id, {
      facts: { ...facts, selfie },
      card: shown,
      jobs: [said],
      pin: { salt: 'c2FsdHNhbHQ', hash: 'cGluLWhhc2g', picture: 'umbrella' },
    }),
  )
  await store.outbox.add(id, [said])
  await store.sessions.open(`${tokens.session}${index}`, id, now + 1)
  await store.links.create(`${tokens.link}${index}`, id, portrait, now + 1)
  await store.tickets.open(`${tokens.ticket}${index}`, id, now + 1)
  await store.challenges.issue({
    nonce: `${tokens.nonce}${index}`,
    person: id,
    asks: ['turnLeft'],
    waits: [],
    commits: [],
    issuedAt: now,
  })
  const event = {
    eventId: `event-${index}`,
    lineUserId: user,
    replyToken,
    at: now,
    heard: { heard: 'sticker' as const },
  }
  await store.webhooks.receive([event], now)
  return id
}

const personal = [
  lineUserId,
  replyToken,
  ...Object.values(tokens),
  'f00d-head-of-the-chain',
  'dGlueWZhY2U',
  'JFIF the bytes',
  'cGluLWhhc2g',
  'umbrella',
  'c2FsdHNhbHQ',
  '"selfie"',
  '"birthDate"',
  '"year":1979',
  data.idNumber,
  data.firstNameThai,
  data.lastNameThai,
  data.firstNameEnglish,
  data.lastNameEnglish,
  data.address,
  data.laserCode,
].map((value) => Buffer.from(value as string))

describe('a leaked database', () => {
  it('holds no personal value and no token in any of its files', async () => {
    const path = temporaryFile()
    const parts = await openStore(`file:${path}`)
    await parts.client.execute('PRAGMA journal_mode = WAL')
    await leaveEverything(parts, lineUserId, 0)
    const files = readdirSync(dirname(path)).map((name) => readFileSync(join(dirname(path), name)))
    expect(files.length).toBeGreaterThan(1)
    const whole = Buffer.concat(files)
    expect(whole.includes('terms')).toBe(true)
    for (const value of personal) expect(whole.includes(value), value.toString()).toBe(false)
  })

  it('gives nothing to somebody with other keys', async () => {
    const file = `file:${temporaryFile()}`
    const parts = await openStore(file)
    const id = await leaveEverything(parts, lineUserId, 0)
    const thief = partsOn(file, await generateKeys(random))
    await expect(thief.store.people.lineUserId(id)).rejects.toThrow('does not open')
    await expect(thief.store.cards.of(id)).rejects.toThrow('does not open')
    expect(await thief.store.holderOf(data.idNumber)).toBeUndefined()
    expect(await thief.store.sessions.person(`${tokens.session}0`, now)).toBeUndefined()
    thief.client.close()
  })
})

describe('a sealed record that was moved', () => {
  const two = async () => {
    const parts = await openStore()
    const victim = await leaveEverything(parts, lineUserId, 0)
    const thief = await leaveEverything(parts, 'U2', 1)
    return { ...parts, victim, thief }
  }

  it('does not open in another person’s row', async () => {
    const { db, store, vault, victim, thief } = await two()
    const of = async <T>(rows: Promise<T[]>) => (await rows)[0]!
    const theirs = {
      facts: (await of(db.select().from(enrolment).where(eq(enrolment.person, victim)))).facts,
      secret: (await of(db.select().from(pin).where(eq(pin.person, victim)))).secret,
      content: (await of(db.select().from(card).where(eq(card.person, victim)))).content,
      sealed: (await of(db.select().from(blob).where(eq(blob.person, victim)))).sealed,
    }
    await db.update(enrolment).set({ facts: theirs.facts }).where(eq(enrolment.person, thief))
    await db.update(pin).set({ secret: theirs.secret }).where(eq(pin.person, thief))
    await db.update(card).set({ content: theirs.content }).where(eq(card.person, thief))
    await db.update(blob).set({ sealed: theirs.sealed }).where(eq(blob.person, thief))
    const [portrait] = await db.select({ id: blob.id }).from(blob).where(eq(blob.person, thief))
    expect((await store.enrolments.load(thief, now)).facts).toEqual({})
    expect(await store.pins.count(thief, now)).toMatchObject({ reason: 'locked', until: Number.MAX_SAFE_INTEGER })
    await expect(store.cards.of(thief)).rejects.toThrow('does not open')
    await expect(vault.get(thief, portrait!.id)).rejects.toThrow('does not open')
  })

  it('does not open under another person’s name, with its key brought along', async () => {
    const { db, seal, victim, thief } = await two()
    const [row] = await db.select().from(person).where(eq(person.id, victim))
    const { keyWrapped, keyVersion, lineUserId } = row!
    await db.update(person).set({ keyWrapped, keyVersion, lineUserId }).where(eq(person.id, thief))
    const keys = createPersonKeys({ db, seal })
    await expect(keys(thief)).rejects.toThrow('sealed person.key_wrapped does not open')
  })

  it('does not open in another row of the same person, and does not hold up other jobs', async () => {
    const { db, store, victim } = await two()
    const [first, second] = await db.select().from(outbox).where(eq(outbox.person, victim))
    await db.update(outbox).set({ intent: first!.intent }).where(eq(outbox.id, second!.id))
    const claimed = await store.outbox.claim(now)
    expect(claimed.filter(({ person }) => person === victim).map(({ id }) => id)).toEqual([first!.id])
    for (const { id } of claimed) await store.outbox.done(id)
    await expect(store.outbox.claim(now + 60_000)).rejects.toThrow('sealed outbox.intent does not open')
  })

  it('does not open in another column or as another kind of picture', async () => {
    const { db, vault, store, victim } = await two()
    const [kept] = await db.select().from(enrolment).where(eq(enrolment.person, victim))
    await db.update(pin).set({ secret: kept!.facts! }).where(eq(pin.person, victim))
    await expect(store.pins.status(victim)).rejects.toThrow('does not open')
    await db.update(blob).set({ kind: 'evidence' })
    await expect(vault.get(victim, kept!.portrait!)).rejects.toThrow('does not open')
  })
})
