// When a holder is reminded that the card runs out, 90, 30 and 7 days before its last day; and when it is over.
// Decision 029: a card ends on a birthday, so an exact time would tell it.
import { bangkokDay, type Expiry, isLifelong, type PartialDate } from './thai-date.ts'

export const reminderDays = [90, 30, 7] as const
const DAY = 86_400_000
/** The time of a reminder is rounded down to the week: to the day it would reveal the birthday on which the card ends. */
const WEEK = 7 * DAY

/** Days are counted at noon UTC, so that no clock moves one; an unknown day or month is the first (Civil and Commercial Code s.16). */
const noon = ({ year, month = 1, day = 1 }: PartialDate) => Date.UTC(year, month - 1, day, 12)

/** Whole days from today in Bangkok to the card's last day; negative afterwards, undefined for a card for life. */
export const daysLeft = (expiry: Expiry, birthDate: PartialDate, now: number): number | undefined =>
  expiry === 'lifelong' || isLifelong(expiry, birthDate)
    ? undefined
    : Math.round((noon(expiry) - noon(bangkokDay(now))) / DAY)

/** When to remind next after `now` (ms since the epoch, both); null when there is nothing left to remind of. */
export const nextReminder = (expiry: Expiry, birthDate: PartialDate, now: number): number | null => {
  if (expiry === 'lifelong' || isLifelong(expiry, birthDate)) return null
  const times = reminderDays.map((days) => Math.floor((noon(expiry) - days * DAY) / WEEK) * WEEK)
  return times.find((time) => time > now) ?? null
}

/** The first week in which the card is over, in ms since the epoch; null for a card for life. */
export const expiryWeek = (expiry: Expiry, birthDate: PartialDate): number | null =>
  expiry === 'lifelong' || isLifelong(expiry, birthDate) ? null : Math.ceil((noon(expiry) + DAY) / WEEK) * WEEK
