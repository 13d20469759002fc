import { expect, it } from 'vitest'
import type { Deps } from '../../../src/service/deps.ts'
import { confirmData } from '../../../src/service/enrolment/data.ts'
import { jaithip } from '../../kit/people/people.ts'
import { firstTransition, now, openStore } from '../../kit/store.ts'

it('what the person typed over, and a card that looked photographed off a screen, are kept with the data and refuse nobody', async () => {
  const { store } = await openStore()
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  await store.transition(firstTransition(id, { to: { step: 'checkData', failures: {} }, facts: {} }))
  const deps = { store, clock: () => now, log: () => {} } as unknown as Deps
  const told = { corrected: ['nameThai', 'laserCode'], onScreen: true }
  expect(await confirmData(deps, id, jaithip.card, told)).toMatchObject({ ok: true })
  const { facts, progress } = await store.enrolments.load(id, now)
  expect(progress.step).toBe('register')
  expect(facts).toMatchObject({ ...told, data: { idNumber: jaithip.card.idNumber } })
})
