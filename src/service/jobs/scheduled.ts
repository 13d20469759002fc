// What nobody asks for and must happen all the same: events left by a crash, reminders, orders that are due, erasing what outlived its time.

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

/** Handfuls of keys that are wrapped anew in an hour's chore: what an invocation on the edge may ask of a database. */
const handfuls = 50

/** Every hour: what waits too long for a person, then the retention that the terms promise. */
export const tidy = async (deps: Deps): Promise<void> => {
  await endOverdueCases(deps)
  const outlived = await deps.store.sweep(deps.clock())
  await deps.vault.erase(outlived)
  await eraseExpiredCards(deps)
  let rewrapped = 0
  for (let i = 0; i < handfuls; i++) {
    const some = await deps.store.rewrap()
    rewrapped += some
    if (some === 0) break
  }
  if (rewrapped > 0) deps.log('keys_rewrapped', { people: rewrapped })
  if (outlived.length > 0) deps.log('erased', { pictures: outlived.length })
}
