import { expect, it } from 'vitest'
import { reviewLimits } from '../../../src/core/face/recheck.ts'
import type { Deps } from '../../../src/service/deps.ts'
import { endOverdueCases } from '../../../src/service/face-review/review.ts'
import { facts, firstTransition, now, openStore, random, someCard } from '../../kit/store.ts'

const selfie = { portrait: 'p', tinyFace: 'AAAA', evidence: 'e', head: 'h', score: 0.6, sameRound: 0.8 }

it('a case without a verdict ends after two weeks: the card is unchanged, and its holder gets a visit code', async () => {
  const { store } = await openStore()
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  const to = { step: 'issued' as const, failures: {} }
  await store.transition(firstTransition(id, { facts: { ...facts, selfie }, card: someCard(1), to }))
  const leased = await store.faceCases.lease(now, now + 1000)
  await store.faceCases.result(leased!.id, leased!.lease, { review: 'card_unsure' }, {}, [], now)
  const end = (clock: number) =>
    endOverdueCases({ store, random, log: () => undefined, clock: () => clock } as unknown as Deps)
  const days = reviewLimits.days * 86_400_000

  await end(now + days)
  expect(await store.faceReviews.open('reviewer', 9)).toHaveLength(1)
  expect((await store.cards.of(id))?.visitCode).toBeUndefined()

  await end(now + days + 1)
  await end(now + days + 2)
  expect(await store.faceReviews.open('reviewer', 9)).toEqual([])
  const card = await store.cards.of(id)
  expect(card).toMatchObject({ status: 'valid', suspended: false, assurance: { face: 'self' } })
  expect(card?.visitCode).toMatch(/^[A-Z]\d-\d{4}$/)
  const jobs = await store.outbox.claim(now + days + 3, id)
  const help = { say: 'help', code: card?.visitCode, reason: 'face_unsure' }
  expect(jobs.map(({ job }) => job)).toEqual([{ do: 'say', said: [help] }])
})
