// What nobody asks for and must happen all the same: events left by a crash, reminders, orders that are due, erasing what outlived its time.
import type { Deps } from './deps.ts'
import { drain } from './outbox.ts'
import { remind } from './reminders.ts'
import { workEvents } from './routes/webhook.ts'

/** Every few seconds on Node, every minute on the edge. */
export const catchUp = async (deps: Deps): Promise<void> => {
  await workEvents(deps)
  await remind(deps)
  await drain(deps)
}

/** Every hour: the retention that the terms promise. */
export const tidy = async (deps: Deps): Promise<void> => {
  const outlived = await deps.store.sweep(deps.clock())
  await deps.vault.erase(outlived)
  if (outlived.length > 0) deps.log('erased', { pictures: outlived.length })
}
