// Scheduled jobs: interrupted events, reminders, due outbox jobs, and deletion at the end of retention.

import { eraseExpiredCards } from '../data-rights/erase.ts'
import type { Deps } from '../deps.ts'
import { endOverdueCases } from '../face-review/review.ts'
import { workEvents } from './events.ts'
import { drain } from './outbox.ts'
import { queueReminders } from './reminders.ts'

/** Every few seconds on Node, every minute on the edge. */
export const catchUp = async (deps: Deps): Promise<void> => {
  await workEvents(deps)
  await queueReminders(deps)
  await drain(deps)
}

/** Batches of keys rewrapped per hourly run: what one invocation on an edge platform may ask of a database. */
const rewrapBatches = 50

/** Every hour: ends overdue reviews, then deletes what has reached the end of the promised retention. */
export const tidy = async (deps: Deps): Promise<void> => {
  await endOverdueCases(deps)
  const expired = await deps.store.sweep(deps.clock())
  await deps.vault.erase(expired)
  await eraseExpiredCards(deps)
  let rewrapped = 0
  for (let i = 0; i < rewrapBatches; i++) {
    const count = await deps.store.rewrap()
    rewrapped += count
    if (count === 0) break
  }
  for (let i = 0; i < rewrapBatches && (await deps.store.officeLog.reseal()) > 0; i++);
  if (rewrapped > 0) deps.log('keys_rewrapped', { people: rewrapped })
  if (expired.length > 0) deps.log('erased', { pictures: expired.length })
}
