// Tests that one LINE account cannot use up what everybody shares, and that security notices go out before anything else.
import { describe, expect, it } from 'vitest'
import { dailyBudgets } from '../../../src/core/budgets.ts'
import type { Said } from '../../../src/core/chat/said.ts'
import type { Deps } from '../../../src/service/deps.ts'
import { drain } from '../../../src/service/jobs/outbox.ts'
import { freeHelpCode } from '../../../src/service/platform/free-code.ts'
import { card as cards, helpCase, token } from '../../../src/service/store/schema.ts'
import { firstTransition, now, openStore, random, someCard } from '../../kit/store.ts'

const day = 86_400_000
const sentence = (name: Extract<Said, { say: 'sentence' }>['sentence']): Said => ({ say: 'sentence', sentence: name })

/** A service that records what it pushes. `quota`: what LINE says is left of the month. */
const open = async (quota?: { quota: number; left: number }) => {
  const parts = await openStore()
  const pushed: { to: string; said: readonly Said[] }[] = []
  let clock = now
  const line = {
    pushesLeft: async () => quota,
    push: async (to: string, said: readonly Said[]) => {
      pushed.push({ to, said })
      return { ok: true, value: undefined }
    },
  } as unknown as Deps['line']
  const deps = { store: parts.store, line, random, clock: () => clock, log: () => {} } as unknown as Deps
  const enter = async (user: string) => (await parts.store.people.findOrCreate(user, 'th', clock)).id
  const passes = (ms: number) => {
    clock += ms
  }
  return { ...parts, deps, pushed, enter, passes }
}
const names = (said: readonly Said[]) => said.map((one) => (one.say === 'sentence' ? one.sentence : one.say))

describe('paid messages', () => {
  it.each([
    ['pushes', sentence('restarted')],
    ['notices', sentence('frozen')],
  ] as const)(
    'have a daily budget per account (%s): the last one says so, and tomorrow they go on',
    async (budget, said) => {
      const { deps, store, pushed, enter, passes } = await open()
      const id = await enter('U1')
      for (let i = 0; i < dailyBudgets[budget] + 20; i++) await store.outbox.add(id, [{ do: 'say', said: [said] }])
      await drain(deps)
      expect(pushed).toHaveLength(dailyBudgets[budget])
      expect(pushed.filter(({ said }) => names(said).includes('enoughForToday'))).toHaveLength(1)
      expect(names(pushed.at(-1)!.said)).toContain('enoughForToday')
      passes(day + 1)
      await store.outbox.add(id, [{ do: 'say', said: [said] }])
      await drain(deps)
      expect(pushed).toHaveLength(dailyBudgets[budget] + 1)
    },
  )

  it('keep their budget when everything is erased and the account comes back, and cost no other account', async () => {
    const { deps, store, pushed, enter } = await open()
    for (let round = 0; round < 3; round++) {
      const id = await enter('U1')
      for (let i = 0; i < 20; i++) await store.outbox.add(id, [{ do: 'say', said: [sentence('restarted')] }])
      await drain(deps)
      await store.erase(id, `R-${round}`, now)
    }
    expect(pushed).toHaveLength(dailyBudgets.pushes)
    await store.outbox.add(await enter('U2'), [{ do: 'say', said: [sentence('restarted')] }])
    await drain(deps)
    expect(pushed.at(-1)).toMatchObject({ to: 'U2' })
  })

  it('about the safety of a card still go out when others have used the account’s budget', async () => {
    const { deps, store, pushed, enter } = await open()
    const id = await enter('U1')
    for (let i = 0; i < 60; i++) await store.outbox.add(id, [{ do: 'say', said: [sentence('restarted')] }])
    await store.outbox.add(id, [{ do: 'say', said: [sentence('frozen')] }])
    await drain(deps)
    expect(names(pushed.at(-1)!.said)).toEqual(['frozen'])
  })

  it('wait while only the reserve of LINE’s month is left; security notices use it', async () => {
    const { deps, store, pushed, enter } = await open({ quota: 1000, left: 200 })
    const id = await enter('U1')
    await store.outbox.add(id, [{ do: 'say', said: [sentence('restarted')] }])
    await store.outbox.add(id, [{ do: 'say', said: [sentence('triedElsewhere')] }])
    await drain(deps)
    expect(pushed.map(({ said }) => names(said))).toEqual([['triedElsewhere']])
  })

  it('warn a holder three times a day at most, the last time for the rest of the day', async () => {
    const { deps, store, pushed, enter } = await open()
    const [holder, thief] = [await enter('U1'), await enter('U2')]
    for (let i = 0; i < 20; i++) await store.outbox.add(thief, [{ do: 'warn', holder }])
    await drain(deps)
    expect(pushed.map(({ said }) => names(said)[0])).toEqual(['triedElsewhere', 'triedElsewhere', 'triedOften'])
  })
})

describe('what is full or used again', () => {
  it('a code for the counter is given back when its person starts over or goes on, and one person has one', async () => {
    const { store, db, enter } = await open()
    const id = await enter('U1')
    const inPerson = { step: 'inPerson', failures: {} } as const
    let version = 0
    for (const code of ['A2-2222', 'A2-2223', 'A2-2224']) {
      const at = version === 0 ? 'terms' : 'faceConsent'
      const help = { code, reason: 'asked_for_help' as const }
      await store.transition(firstTransition(id, { from: { step: at, version }, to: inPerson, case: help }))
      expect(await db.select({ code: helpCase.code }).from(helpCase)).toEqual([{ code }])
      const back = { step: 'faceConsent', failures: {} } as const
      await store.transition(firstTransition(id, { from: { step: 'inPerson', version: version + 1 }, to: back }))
      expect(await db.$count(helpCase)).toBe(0)
      version += 2
    }
  })

  it('a person still gets a code when every short one is taken', async () => {
    const { deps, store, db, enter } = await open()
    const id = await enter('U1')
    const same = { ...deps, random: (bytes: number) => new Uint8Array(bytes) } as Deps
    const short = await freeHelpCode(same)
    await db.insert(helpCase).values({ code: short, person: id, reason: 'asked_for_help', openedAt: now })
    const long = await freeHelpCode(same)
    expect([short, long]).toEqual(['A2-2222', 'A2-222222'])
    const taken = {
      to: { step: 'inPerson', failures: {} } as const,
      case: { code: short, reason: 'asked_for_help' as const },
    }
    expect(await store.transition(firstTransition(await enter('U2'), taken))).toBe('code_taken')
  })

  it('the address of a portrait stays the same for days: a hundred views add one row', async () => {
    const { store, db, enter } = await open()
    const id = await enter('U1')
    const addresses = new Set<string>()
    for (let i = 0; i < 100; i++) addresses.add(await store.links.lasting(id, 'portrait', 7, now + day))
    expect([addresses.size, await db.$count(token)]).toEqual([1, 1])
    expect(await store.links.open([...addresses][0]!, now)).toEqual({ person: id, vault: 'portrait' })
    const others = [
      await store.links.lasting(id, 'portrait', 8, now + day),
      await store.links.lasting(id, 'other', 7, now + day),
      await store.links.lasting(await enter('U2'), 'portrait', 7, now + day),
    ]
    expect(new Set([...addresses, ...others]).size).toBe(4)
    expect([...addresses][0]).toMatch(/^[\w-]{22}$/)
  })

  it('the place of an erased card is free again after 25 hours, and not while a pass may still be valid', async () => {
    const { store, db, enter } = await open()
    const id = await enter('U1')
    await store.transition(firstTransition(id, { to: { step: 'issued', failures: {} }, card: someCard(1) }))
    await store.erase(id, 'R-1', now)
    await store.sweep(now + 24 * 3_600_000)
    expect(await store.cards.statuses(now)).toEqual([{ index: 1, status: 'revoked' }])
    await store.sweep(now + 25 * 3_600_000 + 1)
    expect([await store.cards.statuses(now), await db.$count(cards)]).toEqual([[], 0])
  })
})
