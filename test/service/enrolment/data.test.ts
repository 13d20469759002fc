import { expect, it } from 'vitest'
import type { Deps } from '../../../src/service/deps.ts'
import { confirmData } from '../../../src/service/enrolment/data.ts'
import { jaithip } from '../../kit/people/people.ts'
import { firstTransition, now, openStore } from '../../kit/store.ts'

it('corrected fields and a card photographed off a screen are stored with the data and do not block the enrolment', async () => {
  const { store } = await openStore()
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  await store.transition(firstTransition(id, { to: { step: 'checkData', failures: {} }, facts: {} }))
  const deps = { store, clock: () => now, log: () => {} } as unknown as Deps
  const report = { corrected: ['nameThai', 'laserCode'], onScreen: true }
  expect(await confirmData(deps, id, jaithip.card, report)).toMatchObject({ ok: true })
  const { facts, progress } = await store.enrolments.load(id, now)
  expect(progress.step).toBe('register')
  expect(facts).toMatchObject({ ...report, data: { idNumber: jaithip.card.idNumber } })
})
