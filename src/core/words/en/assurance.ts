// Grades and what they rest on: the same words in the chat, the mini-app and on the official's page.
import type { Words } from '../index.ts'
import type { assurance as thai } from '../th/assurance.ts'

export const assurance: Words<typeof thai> = {
  grade: { confirmed: 'CONFIRMED', checked: 'CHECKED REMOTELY', declared: 'SELF-DECLARED', doubted: 'UNDER REVIEW' },
  document: {
    read: 'Read from a photo by the holder’s phone',
    typed: 'Typed by the holder',
    trial: 'Checked with a trial register',
    registry: 'Confirmed by the register',
    seen: 'Real card seen by an officer',
    'seen-registry': 'Real card seen by an officer, and confirmed by the register',
    chip: 'Read from the card’s chip by an officer',
  },
  face: {
    self: 'Compared on the holder’s phone only',
    rechecked: 'Compared again by the service',
    reviewed: 'Pictures compared by officers',
    'in-person': 'Seen in person by an officer',
    doubted: 'Does not agree so far',
  },
}
