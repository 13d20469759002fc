// Queues the reminders that a card is about to expire: a few per run, each reminder once, even with several workers.
import { daysLeft, expiryWeek, nextReminder, reminderDays } from '../../core/card/reminder.ts'
import type { Deps } from '../deps.ts'

/** Days before expiry of the first reminder, plus the week that it may be early. */
const earliest = reminderDays[0] + 7

export const queueReminders = async ({ store, clock }: Deps): Promise<void> => {
  const now = clock()
  for (const { id, person, data, remindAt } of await store.cards.dueForReminder(now)) {
    const { expiry, birthDate } = data
    const remainingDays = daysLeft(expiry, birthDate, now)
    // After a long stop of the service only one reminder is sent; none if the
    // card has expired or no reminder is due yet.
    const due = remainingDays !== undefined && remainingDays >= 0 && remainingDays <= earliest && expiry !== 'lifelong'
    await store.cards.recordReminder(
      { id, person, remindAt },
      { remindAt: nextReminder(expiry, birthDate, now), overAt: expiryWeek(expiry, birthDate) },
      due ? [{ do: 'say', said: [{ say: 'runsOut', days: remainingDays, on: expiry }] }] : [],
    )
  }
}
