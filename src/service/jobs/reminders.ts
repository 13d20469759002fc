// Holders are told in time that their card runs out: a few at a time, each reminder once, whoever else is at it.
import { daysLeft, expiryWeek, nextReminder, reminderDays } from '../../core/card/reminder.ts'
import type { Deps } from '../deps.ts'

/** Days: the first reminder, and the week that it may be early. */
const earliest = reminderDays[0] + 7

export const queueReminders = async ({ store, clock }: Deps): Promise<void> => {
  const now = clock()
  for (const { id, person, data, remindAt } of await store.cards.dueForReminder(now)) {
    const { expiry, birthDate } = data
    const left = daysLeft(expiry, birthDate, now)
    // After a long stop of the service only one is sent, and none once the card has run out, nor to whoever is looked at before any is due.
    const due = left !== undefined && left >= 0 && left <= earliest && expiry !== 'lifelong'
    await store.cards.recordReminder(
      { id, person, remindAt },
      { remindAt: nextReminder(expiry, birthDate, now), overAt: expiryWeek(expiry, birthDate) },
      due ? [{ do: 'say', said: [{ say: 'runsOut', days: left, on: expiry }] }] : [],
    )
  }
}
