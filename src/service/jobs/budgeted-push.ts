// A paid message within the daily budget of its LINE account, and within what is left of LINE's monthly quota.
// Decision 098: one account must not use up the quota that carries everybody's security notices.
import { pushReserve } from '../../core/budgets.ts'
import { isNotice } from '../../core/chat/notice.ts'
import type { Said } from '../../core/chat/said.ts'
import type { Deps, SendResult } from '../deps.ts'
import type { Person, QueuedJob } from '../model.ts'

const done: SendResult = { ok: true, value: undefined }

/**
 * Pushes. The last message of a day's budget says that it is the last; later ones are left out, because the chat answers
 * for free and the mini-app shows everything. A message that is no notice waits while only the reserve is left.
 */
export const pushWithinBudget = async (
  { line, store, clock, log }: Deps,
  item: Pick<QueuedJob, 'retryKey' | 'attempts'>,
  person: Person,
  said: readonly Said[],
): Promise<SendResult> => {
  const lineUserId = await store.people.lineUserId(person.id)
  if (!lineUserId) return done
  const notice = isNotice(said)
  const budget = notice ? 'notices' : 'pushes'
  // A repeated attempt was counted at the first one.
  const left = item.attempts > 0 ? 1 : (await store.tallies.take(person.id, budget, clock())).left
  if (left < 0) {
    log('push_left_out', { budget })
    return done
  }
  const remaining = notice ? undefined : await line.pushesLeft()
  if (remaining && remaining.left <= remaining.quota * pushReserve) {
    log('push_waits', { left: remaining.left })
    return { ok: false, reason: 'turned_away' }
  }
  const last: Said[] = left === 0 ? [{ say: 'sentence', sentence: 'enoughForToday' }] : []
  return line.push(lineUserId, [...said, ...last], person.language, item.retryKey)
}
