import { describe, expect, it, vi } from 'vitest'
import type { CardData } from '../../../src/core/card/card.ts'
import type { PopulationRegisterAnswer } from '../../../src/core/card/population-register.ts'
import type { Deps, PopulationRegister } from '../../../src/service/deps.ts'
import { apply } from '../../../src/service/enrolment/apply.ts'
import { signConsent } from '../../../src/service/enrolment/consent.ts'
import { askPopulationRegister, confirmData } from '../../../src/service/enrolment/data.ts'
import { createKeys } from '../../../src/service/keys/keys.ts'
import type { QueuedJob } from '../../../src/service/model.ts'
import { createSandboxRegister } from '../../../src/service/population-register/sandbox.ts'
import { jaithip } from '../../kit/people/people.ts'
import { data, firstTransition, material, now, openStore, random } from '../../kit/store.ts'

it('corrected fields and a card photographed off a screen are stored with the data and do not block the enrolment', async () => {
  const { store } = await openStore()
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  await store.transition(firstTransition(id, { to: { step: 'checkData', failures: {} }, facts: {} }))
  const deps = { store, clock: () => now, log: () => {} } as unknown as Deps
  const report = { corrected: ['nameThai', 'laserCode'], doubtful: ['address'], onScreen: true } as const
  expect(await confirmData(deps, id, jaithip.card, { ...report, namesConfirmed: false })).toMatchObject({ ok: true })
  const { facts, progress } = await store.enrolments.load(id, now)
  expect(progress.step).toBe('register')
  expect(facts).toMatchObject({ ...report, data: { idNumber: jaithip.card.idNumber } })
})

describe('the word of the register', () => {
  /** A person at the register, and a register that answers only when the test says so. */
  const atRegister = async (register?: PopulationRegister) => {
    const { store } = await openStore()
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const asked: CardData[] = []
    let answerNow: (answer: PopulationRegisterAnswer) => void = () => {}
    const slow: PopulationRegister = (data) => {
      asked.push(data)
      return new Promise((resolve) => {
        answerNow = resolve
      })
    }
    const deps = {
      store,
      clock: () => now,
      random,
      log: () => {},
      populationRegister: register ?? slow,
    } as unknown as Deps
    await store.transition(firstTransition(id, { to: { step: 'register', failures: {} }, facts: { data } }))
    const job = (): Promise<boolean> => askPopulationRegister(deps, { person: id, attempts: 0 } as QueuedJob)
    const load = () => store.enrolments.load(id, now)
    /** The person starts over and comes to the register with other data, as through the mini-app. */
    const swap = async (other: CardData) => {
      await apply(deps, id, { type: 'restarted' })
      for (const type of ['termsAccepted', 'faceAgreed', 'cardFrontRead', 'cardBackRead'] as const)
        await apply(deps, id, { type })
      await apply(deps, id, { type: 'dataConfirmed' }, { facts: (facts) => ({ ...facts, data: other }) })
    }
    return { deps, id, store, asked, job, load, swap, answer: (given: PopulationRegisterAnswer) => answerNow(given) }
  }
  const victim = { ...data, idNumber: '8999999999981', firstNameThai: 'ผู้อื่น' } as unknown as CardData
  const asking = (asked: CardData[]) => vi.waitFor(() => expect(asked).toHaveLength(1))

  it('is not written onto other data that the person brings while the register thinks; they are asked about anew', async () => {
    const { asked, job, load, swap, answer } = await atRegister()
    const working = job()
    await asking(asked)
    await swap(victim)
    answer({ answer: 'valid' })
    expect(await working).toBe(true)
    const { progress, facts } = await load()
    expect(progress.step).toBe('register')
    expect(facts.document).toBeUndefined()
    const again = job()
    await vi.waitFor(() => expect(asked).toHaveLength(2))
    expect(asked[1]).toMatchObject({ idNumber: victim.idNumber })
    answer({ answer: 'valid' })
    await again
    expect(await load()).toMatchObject({ progress: { step: 'selfie' }, facts: { document: 'registry', data: victim } })
  })

  it.each(['disagrees', 'none'] as const)(
    'that is “%s” about data of before does nothing to the new ones',
    async (said) => {
      const { asked, job, load, swap, answer } = await atRegister()
      const working = job()
      await asking(asked)
      await swap(victim)
      answer({ answer: said })
      await working
      expect(await load()).toMatchObject({ progress: { step: 'register', failures: {} } })
    },
  )

  it.each([{ documentOf: undefined }, { documentOf: 'of other values' }])(
    'is asked for anew at the consent, and no card is issued, when it was about $documentOf',
    async ({ documentOf }) => {
      const { deps, id, store } = await atRegister()
      const keys = createKeys(material, () => now)
      const pin = { salt: 'c2FsdA', hash: await keys.hashPin('A'.repeat(43)), picture: 'cat' as const }
      const selfie = { portrait: 'p', tinyFace: 'AAAA', evidence: 'e', head: '', score: 0.6, sameRound: 0.8 }
      const { version } = await store.enrolments.load(id, now)
      await store.transition({
        ...firstTransition(id, { pin, facts: { data, document: 'registry', documentOf, selfie } }),
        from: { step: 'register', version },
        to: { step: 'consent', failures: {} },
      })
      const receipt = { kind: 'issue' as const, version: '1', textHash: 'h', given: true }
      expect(await signConsent({ ...deps, keys }, id, 'A'.repeat(43), receipt)).toBeUndefined()
      expect(await store.cards.of(id)).toBeUndefined()
      const { progress, facts } = await store.enrolments.load(id, now)
      expect([progress.step, facts.document]).toEqual(['register', undefined])
    },
  )

  it('is “trial”, and never “registry”, from a trial register', async () => {
    const sandbox = createSandboxRegister({ slowMs: 1, wait: async () => {}, clock: () => now })
    const { job, load } = await atRegister(sandbox)
    await job()
    expect((await load()).facts.document).toBe('trial')
  })
})
