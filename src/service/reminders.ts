// Holders are told in time that their card runs out: a few at a time, each reminder once, whoever else is at it.
import { daysLeft, nextReminder } from '../core/card/reminder.ts'
import type { Deps } from './deps.ts'

export const remind = async ({ store, clock }: Deps): Promise<void> => {
  const now = clock()
  for (const { id, person, data, remindAt } of await store.cards.toRemind(now)) {
    const { expiry, birthDate } = data
    const left = daysLeft(expiry, birthDate, now)
    // After a long stop of the service only one is sent, and none once the card has run out.
    const due = left !== undefined && left >= 0 && expiry !== 'lifelong'
    await store.cards.reminded(
      { id, person, remindAt },
      nextReminder(expiry, birthDate, now),
      due ? [{ do: 'say', said: [{ say: 'runsOut', days: left, on: expiry }] }] : [],
      now,
    )
  }
}
