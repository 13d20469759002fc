import { describe, expect, it } from 'vitest'
import type { Deps, ReplyResult, SendResult } from '../../../src/service/deps.ts'
import { drain } from '../../../src/service/jobs/outbox.ts'
import type { Job } from '../../../src/service/model.ts'
import { now, openStore } from '../../kit/store.ts'

const second = 1000
const [done, unreachable, turnedAway] = [
  { ok: true, value: undefined } as SendResult,
  { ok: false, reason: 'unreachable' } as SendResult,
  { ok: false, reason: 'turned_away' } as SendResult,
]
const gone = (at?: number): ReplyResult => ({ ok: false, reason: 'reply_token_gone', at })

/** Queues an answer to an event of this moment. `replies`: LINE's results of the replies, in order. */
const queueAnswer = async (...replies: (ReplyResult | Promise<ReplyResult>)[]) => {
  const { store } = await openStore()
  const { id } = await store.people.findOrCreate('U1', 'th', now)
  await store.outbox.add(id, [{ do: 'say', said: [{ say: 'welcome' }], replyToken: 'token', heardAt: now }])
  let clock = now
  const calls: string[] = []
  const pushes: SendResult[] = []
  let slowness = 0
  const line = {
    reply: async () => {
      calls.push('reply')
      return replies.shift()
    },
    pushesLeft: async () => undefined,
    push: async () => {
      calls.push('push')
      clock += slowness
      return pushes.shift() ?? done
    },
  } as unknown as Deps['line']
  const deps = { store, line, clock: () => clock, log: () => {} } as unknown as Deps
  return {
    calls,
    /** ms that each push takes. */
    slow: (ms: number) => {
      slowness = ms
    },
    orders: (job: Job) => store.outbox.add(id, [job]),
    /** LINE's results of the pushes, in order; afterwards every push succeeds. */
    pushes,
    /** Drains the outbox at this many ms after the event. */
    works: async (ms: number) => {
      clock = now + ms
      await drain(deps)
    },
    left: async () => (await store.outbox.claim(now + 3_600_000)).length,
  }
}
let outbox: Awaited<ReturnType<typeof queueAnswer>>

describe('an answer whose reply may have arrived', () => {
  const again = async (secondReply: ReplyResult, ms = 6 * second) => {
    outbox = await queueAnswer(unreachable, secondReply)
    await outbox.works(0)
    await outbox.works(ms)
    return outbox.left()
  }

  it('counts as arrived when the token is gone while young by LINE’s clock, whatever our clock says', async () => {
    for (const ms of [6 * second, 600 * second]) {
      expect(await again(gone(now + 20 * second), ms)).toBe(0)
      expect(outbox.calls).toEqual(['reply', 'reply'])
    }
  })

  it('is pushed when the token is gone and old by LINE’s clock, or LINE sends no time: twice rather than never', async () => {
    for (const answer of [gone(now + 90 * second), gone()]) {
      expect(await again(answer)).toBe(0)
      expect(outbox.calls).toEqual(['reply', 'reply', 'push'])
    }
  })
})

describe('an answer that certainly did not arrive', () => {
  it('is pushed when the token is gone, however young', async () => {
    outbox = await queueAnswer(turnedAway, gone(now + 20 * second))
    await outbox.works(0)
    await outbox.works(6 * second)
    expect(outbox.calls).toEqual(['reply', 'reply', 'push'])
    expect(await outbox.left()).toBe(0)
  })

  it('is pushed at once when the token is too old to be worth a try', async () => {
    outbox = await queueAnswer()
    await outbox.works(90 * second)
    expect(outbox.calls).toEqual(['push'])
    expect(await outbox.left()).toBe(0)
  })
})

describe('a job that had to wait behind a slow one', () => {
  it('is not started under a lease that could end meanwhile, but under the next one', async () => {
    outbox = await queueAnswer()
    await outbox.orders({ do: 'say', said: [{ say: 'welcome' }] })
    outbox.slow(20 * second)
    await outbox.works(90 * second)
    expect(outbox.calls).toEqual(['push', 'push'])
    expect(await outbox.left()).toBe(0)
  })
})

describe('an answer that a worker with a fast clock takes over', () => {
  const later = () => {
    let say = (_: ReplyResult) => {}
    return { answer: new Promise<ReplyResult>((resolve) => (say = resolve)), say: (answer: ReplyResult) => say(answer) }
  }
  it('is not pushed when the first one was done meanwhile', async () => {
    const [first, second2] = [later(), later()]
    outbox = await queueAnswer(first.answer, second2.answer)
    const began = outbox.works(0)
    await expect.poll(() => outbox.calls).toEqual(['reply'])
    const tookOver = outbox.works(600 * second)
    await expect.poll(() => outbox.calls).toEqual(['reply', 'reply'])
    first.say(done)
    await began
    second2.say(gone(now + 90 * second))
    await tookOver
    expect(outbox.calls).toEqual(['reply', 'reply'])
    expect(await outbox.left()).toBe(0)
  })
})

describe('an answer whose push may have arrived', () => {
  it('is pushed again under its retry key and not sent as a reply, whatever the clock', async () => {
    outbox = await queueAnswer(done)
    outbox.pushes.push(unreachable)
    await outbox.works(90 * second)
    await outbox.works(96 * second)
    expect(outbox.calls).toEqual(['push', 'push'])
    expect(await outbox.left()).toBe(0)
  })
})
