import { describe, expect, it } from 'vitest'
import { blob, challenge, token, unsentMessage, waitingPhoto, webhookEvent } from '../../../src/service/store/schema.ts'
import { facts, firstTransition, now, openStore, someCard } from '../../kit/store.ts'

const hour = 3_600_000
const day = 24 * hour
const bytes = new Uint8Array([1, 2, 3])

/** A person with a finished enrolment, which the sweep does not treat as abandoned. */
const withPerson = async () => {
  const parts = await openStore()
  const { id } = await parts.store.people.findOrCreate('U1', 'th', now)
  await parts.store.transition(firstTransition(id, { to: { step: 'issued', failures: {} } }))
  return { ...parts, id }
}

describe('the sweep', () => {
  it('remembers an unsent message for as long as LINE redelivers it, and no longer', async () => {
    const { store, db, id } = await withPerson()
    const unsent = { messageId: 'm', waiting: false }
    await store.webhooks.receive(
      [{ eventId: 'e', lineUserId: 'U1', at: now, heard: { heard: 'unsent', messageId: 'm' } }],
      now,
    )
    expect(await store.webhooks.commit({ eventId: 'e', person: id, at: now, jobs: [], unsent })).toBe('committed')
    await store.sweep(now + 7 * day)
    expect([await store.photos.wasUnsent('m'), await store.photos.wasUnsent('n')]).toEqual([true, false])
    await store.sweep(now + 7 * day + 1)
    expect([await store.photos.wasUnsent('m'), await db.$count(unsentMessage)]).toEqual([false, 0])
  })

  it('deletes a waiting photo after a day and returns its picture', async () => {
    const { store, vault, db, id } = await withPerson()
    const photo = await vault.put(id, 'photo', bytes, now)
    await store.photos.add(id, { id: 'p', vault: photo, messageId: 'm', receivedAt: now })
    expect(await store.sweep(now + day)).toEqual([])
    expect(await store.sweep(now + day + 1)).toEqual([photo])
    expect(await db.$count(waitingPhoto)).toBe(0)
  })

  it('returns a picture again until it is deleted', async () => {
    const { store, vault, id } = await withPerson()
    const photo = await vault.put(id, 'photo', bytes, now)
    const later = now + day + 1
    expect(await store.sweep(later)).toEqual([photo])
    expect(await store.sweep(later)).toEqual([photo])
    await vault.erase([photo])
    expect(await store.sweep(later)).toEqual([])
  })

  it('returns evidence after thirty days', async () => {
    const { store, vault, id } = await withPerson()
    const evidence = await vault.put(id, 'evidence', bytes, now)
    expect(await store.sweep(now + 30 * day)).toEqual([])
    expect(await store.sweep(now + 30 * day + 1)).toEqual([evidence])
  })

  it('keeps portraits of an enrolment and of a card, and returns orphaned ones', async () => {
    const { store, vault, id } = await withPerson()
    const [enrolled, carded, orphan] = await Promise.all(
      Array.from({ length: 3 }, () => vault.put(id, 'portrait', bytes, now)),
    )
    const selfie = { portrait: enrolled!, tinyFace: '', evidence: '', head: '', score: 1, sameRound: 1 }
    const from = { step: 'issued' as const, version: 1 }
    const to = { step: 'issued' as const, failures: {} }
    await store.transition(
      firstTransition(id, { from, to, facts: { ...facts, selfie }, card: { ...someCard(1), portrait: carded! } }),
    )
    expect(await store.sweep(now + day)).toEqual([])
    expect(await store.sweep(now + 400 * day)).toEqual([orphan])
    await store.transition(firstTransition(id, { from: { ...from, version: 2 }, to }))
    expect((await store.sweep(now + day + 1)).sort()).toEqual([enrolled, orphan].sort())
  })

  it('deletes what has expired and nothing else', async () => {
    const { store, db, id } = await withPerson()
    await store.sessions.open('s', id, now + hour)
    await store.tickets.open('t', id, now + hour)
    await store.links.create('l', id, 'v', now + 30 * day)
    await store.challenges.issue({ nonce: 'n', person: id, asks: [], waits: [], commits: [], issuedAt: now })
    const event = { eventId: 'e', lineUserId: 'U1', at: now, heard: { heard: 'sticker' as const } }
    await store.webhooks.receive([event], now)
    await store.sweep(now + hour)
    expect([await db.$count(token), await db.$count(challenge), await db.$count(webhookEvent)]).toEqual([3, 1, 1])
    await store.sweep(now + 7 * day + 1)
    expect([await db.$count(token), await db.$count(challenge), await db.$count(webhookEvent)]).toEqual([1, 0, 0])
    expect(await store.links.open('l', now + 8 * day)).toEqual({ person: id, vault: 'v' })
    expect(await db.$count(blob)).toBe(0)
  })
})
