import { describe, expect, it } from 'vitest'
import type { Transition } from '../../../src/service/model.ts'
import { card, consent, enrolment, helpCase, outbox, pin } from '../../../src/service/store/schema.ts'
import { data, facts, firstTransition, now, openStore, partsOn, someCard, temporaryFile } from '../../kit/store.ts'

const everything = (index: number): Partial<Transition> => ({
  facts,
  jobs: [{ do: 'announce' }, { do: 'menu', menu: 'card' }],
  consents: [{ kind: 'terms', version: '1', textHash: 'h', given: true }],
  pin: { salt: 's', hash: `hash-${index}`, picture: 'boat' },
  card: someCard(index),
  case: { code: `A2-${index}`, reason: 'asked_for_help' },
})

const counts = async ({ db }: Awaited<ReturnType<typeof openStore>>) => ({
  outbox: await db.$count(outbox),
  consents: await db.$count(consent),
  pins: await db.$count(pin),
  cards: await db.$count(card),
  cases: await db.$count(helpCase),
})
const nothing = { outbox: 0, consents: 0, pins: 0, cards: 0, cases: 0 }
const allOfOne = { outbox: 2, consents: 1, pins: 1, cards: 1, cases: 1 }

describe('a transition', () => {
  it('writes progress and everything that belongs to it', async () => {
    const parts = await openStore()
    const { store } = parts
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const failures = { cardFront: { count: 2, at: now } }
    expect(
      await store.transition(firstTransition(id, { ...everything(7), to: { step: 'faceConsent', failures } })),
    ).toBe(true)
    expect(await counts(parts)).toEqual(allOfOne)
    expect(await store.enrolments.load(id, now)).toEqual({
      person: id,
      progress: { step: 'faceConsent', failures },
      facts,
      version: 1,
      startedAt: now,
    })
    expect(await store.cards.of(id)).toEqual({
      ...someCard(7),
      person: id,
      pictures: 'phone',
      suspended: false,
      issuedAt: now,
      status: 'valid',
    })
    expect((await store.pins.status(id)).picture).toBe('boat')
    expect(await store.holderOf(data.idNumber)).toBe(id)
  })

  it('succeeds once when two are attempted at the same time, and the loser writes nothing', async () => {
    const file = `file:${temporaryFile()}`
    const parts = await openStore(file)
    const other = partsOn(file)
    const { id } = await parts.store.people.findOrCreate('U1', 'th', now)
    const moves = Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? other : parts).store.transition(firstTransition(id, everything(i))),
    )
    const won = await Promise.all(moves)
    other.client.close()
    expect(won.filter((moved) => moved === true)).toHaveLength(1)
    expect(won.filter((moved) => moved === false)).toHaveLength(19)
    expect(await counts(parts)).toEqual(allOfOne)
    expect((await parts.store.cards.of(id))?.statusIndex).toBe(won.indexOf(true))
  })

  it('writes nothing if the step has changed', async () => {
    const parts = await openStore()
    const { id } = await parts.store.people.findOrCreate('U1', 'th', now)
    const elsewhere = firstTransition(id, { ...everything(1), from: { step: 'selfie', version: 0 } })
    expect(await parts.store.transition(elsewhere)).toBe(false)
    expect(await parts.store.transition({ ...elsewhere, from: { step: 'terms', version: 4 } })).toBe(false)
    expect(await counts(parts)).toEqual(nothing)
    expect(await parts.store.enrolments.load(id, now)).toMatchObject({ progress: { step: 'terms' }, version: 0 })
  })

  it('is refused when another person holds an active card for the number, and writes nothing', async () => {
    const parts = await openStore()
    const first = await parts.store.people.findOrCreate('U1', 'th', now)
    const second = await parts.store.people.findOrCreate('U2', 'th', now)
    expect(await parts.store.transition(firstTransition(first.id, everything(1)))).toBe(true)
    expect(await parts.store.transition(firstTransition(second.id, everything(2)))).toBe('id_has_card')
    expect(await counts(parts)).toEqual(allOfOne)
    expect(await parts.store.enrolments.load(second.id, now)).toMatchObject({ progress: { step: 'terms' }, version: 0 })
    expect(await parts.store.holderOf(data.idNumber)).toBe(first.id)
  })

  it('issues one card when several people try the same number at once', async () => {
    const parts = await openStore(`file:${temporaryFile()}`)
    const people = await Promise.all(['U1', 'U2', 'U3'].map((user) => parts.store.people.findOrCreate(user, 'th', now)))
    const moved = await Promise.all(
      people.map(({ id }, i) => parts.store.transition(firstTransition(id, everything(i)))),
    )
    expect(moved.sort()).toEqual(['id_has_card', 'id_has_card', true])
    expect(await counts(parts)).toEqual(allOfOne)
  })

  it('refuses a status index that another card has', async () => {
    const parts = await openStore()
    const first = await parts.store.people.findOrCreate('U1', 'th', now)
    const second = await parts.store.people.findOrCreate('U2', 'th', now)
    await parts.store.transition(firstTransition(first.id, { card: someCard(5) }))
    const taken = { ...someCard(5, { idNumber: '8999999999981' as never }), id: 'another' }
    expect(await parts.store.transition(firstTransition(second.id, { card: taken }))).toBe('index_taken')
    const both = { ...someCard(5), id: 'another' }
    expect(await parts.store.transition(firstTransition(second.id, { card: both }))).toBe('id_has_card')
    expect(await parts.db.$count(card)).toBe(1)
  })

  it('revokes the earlier card of the same person', async () => {
    const { store } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    await store.transition(firstTransition(id, { card: someCard(1) }))
    const again = {
      ...firstTransition(id, { card: someCard(2), at: now + 1 }),
      from: { step: 'faceConsent' as const, version: 1 },
    }
    expect(await store.transition(again)).toBe(true)
    expect((await store.cards.of(id))?.id).toBe('card-2')
    expect(await store.cards.statuses(now)).toEqual([{ index: 1, status: 'revoked' }])
  })

  it('that is raced does not revoke the existing card', async () => {
    const { store } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    await store.transition(firstTransition(id, { card: someCard(1) }))
    expect(await store.transition(firstTransition(id, { card: someCard(2) }))).toBe(false)
    expect(await store.cards.statuses(now)).toEqual([])
    expect((await store.cards.of(id))?.id).toBe('card-1')
  })

  it('is one round trip, and one more to read the card that a new card revokes', async () => {
    const { store, client } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    await store.enrolments.load(id, now)
    let calls = 0
    for (const name of ['execute', 'batch'] as const) {
      const real = client[name].bind(client) as (...args: unknown[]) => Promise<never>
      client[name] = (...args: unknown[]) => {
        calls += 1
        return real(...args)
      }
    }
    const { card, ...rest } = everything(1)
    expect(await store.transition(firstTransition(id, rest))).toBe(true)
    expect(calls).toBe(1)
    const from = { step: 'faceConsent', version: 1 } as const
    expect(await store.transition({ ...firstTransition(id, { card }), from })).toBe(true)
    expect(calls).toBe(3)
  })

  it('continues from a step that has left the map', async () => {
    const { store, db } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    await db.update(enrolment).set({ step: 'aStepOfTheYear2020' })
    const { progress, version } = await store.enrolments.load(id, now)
    expect(progress.step).toBe('terms')
    expect(await store.transition(firstTransition(id, { from: { step: progress.step, version } }))).toBe(true)
  })
})
