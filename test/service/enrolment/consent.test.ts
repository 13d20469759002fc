import { expect, it } from 'vitest'
import { statusSlots } from '../../../src/core/inspection/status-list.ts'
import type { Deps } from '../../../src/service/deps.ts'
import { signConsent } from '../../../src/service/enrolment/consent.ts'
import { createKeys } from '../../../src/service/keys/keys.ts'
import { facts, firstTransition, material, now, openStore, random, someCard } from '../../kit/store.ts'

const receipt = { kind: 'issue' as const, version: '1', textHash: 'h', given: true }
/** A PIN as a phone sends it. */
const stretched = 'A'.repeat(43)
const selfie = { portrait: 'p', tinyFace: 'AAAA', evidence: 'e', head: '', score: 0.6, sameRound: 0.8 }

/** A person at the consent step, in a service that draws these numbers beyond the status list in order. */
const withDraws = async (slots: number[]) => {
  const { store } = await openStore()
  const keys = createKeys(material, () => now)
  const other = await store.people.findOrCreate('U1', 'th', now)
  await store.transition(
    firstTransition(other.id, { card: someCard(statusSlots + 5, { idNumber: '8999999999981' as never }) }),
  )
  const { id } = await store.people.findOrCreate('U2', 'th', now)
  const pin = { salt: 'c2FsdA', hash: await keys.hashPin(stretched), picture: 'cat' as const }
  await store.transition(
    firstTransition(id, { to: { step: 'consent', failures: {} }, facts: { ...facts, selfie }, pin }),
  )
  const drawn = (bytes: number) => (bytes === 6 ? new Uint8Array([0, 0, 0, 0, 0, slots.shift() ?? 5]) : random(bytes))
  return { id, deps: { store, keys, random: drawn, clock: () => now, log: () => {} } as unknown as Deps }
}

it('a taken number is drawn anew, and the card is issued with the next one: beyond the list, which is for passes', async () => {
  const { id, deps } = await withDraws([5, 5, 6])
  expect(await signConsent(deps, id, stretched, receipt)).toBeUndefined()
  expect(await deps.store.cards.of(id)).toMatchObject({ statusIndex: statusSlots + 6, status: 'valid' })
})

it('numbers that are all taken are answered with a sentence and are not an endless loop', async () => {
  const { id, deps } = await withDraws([])
  expect(await signConsent(deps, id, stretched, receipt)).toEqual({ reason: 'too_many_today' })
  expect(await deps.store.cards.of(id)).toBeUndefined()
})
