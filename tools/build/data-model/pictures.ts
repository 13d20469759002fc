// The tables of pictures and of those who compare them: cases, the office log, photos from the chat and the vault.
import { at, frames, hashed, id, mac, mark, plain, portrait, sealed, somchai, type Table } from './columns.ts'

export const pictures: Record<string, Table> = {
  face_case: {
    about:
      'A face that an examiner, a reviewer or an officer is still to compare: one for each card issued, and each new PIN asked for, on the word of a phone.',
    erased: 'With the person. Closed when it is decided; no review waits longer than 14 days.',
    columns: {
      id: plain('Bw5tGz0VnL8rXq3KyDf6Ug (the id of its card)'),
      person: somchai,
      card: id('card', 'Bw5tGz0VnL8rXq3KyDf6Ug'),
      kind: plain('enrolment'),
      evidence: id('blob', frames),
      head: plain('null'),
      state: plain('review'),
      reason: plain('card_unsure'),
      report: sealed('what the recheck measured'),
      lease: plain('null'),
      leased_until: plain('0'),
      leases: plain('1'),
      mark,
      seen_by: hashed('reviewers who have opened it, each by the id at the provider'),
      unsure_by: hashed('reviewers who gave a verdict that left the case to others'),
      reviews: sealed('what reviewers answered, and why'),
      review_count: plain('0'),
      card_mismatches: plain('0'),
      code: plain('null (`K7-2934` once the holder is asked to come)'),
      opened_at: at(),
      closed_at: plain('null'),
      mac,
    },
  },
  office_line: {
    about: 'The office log: each act of an official, in one chain of hashes. Row 0 names the last line.',
    erased: 'Never: it names no holder.',
    columns: {
      seq: plain('1'),
      content: sealed('who, when, what, on which case, why, and the hash; under the key of the office'),
      key_version: plain('1'),
    },
  },
  waiting_photo: {
    about: 'A photo of a card that was sent in the chat and waits to be read on the phone.',
    erased: 'When it is read or unsent; else after 24 hours.',
    columns: {
      id: plain('Ya6kRm1SoF9pVx4CtNh7Bw'),
      person: somchai,
      vault: id('blob', 'Jc2wZn5GqU8eLt0DsKy3Pg'),
      message_id: plain('468789577898262530'),
      received_at: at(),
    },
  },
  unsent_message: {
    about:
      'A message that its sender took back: it is refused when it arrives late or again, because LINE promises no order.',
    erased: 'After 7 days, when LINE no longer redelivers the message.',
    columns: { hash: hashed('the id of the message'), unsent_at: at() },
  },
  blob: {
    about: 'A sealed picture in the vault. On the edge the bytes lie in R2, and the row says that they exist.',
    erased: 'Photo and pass after 24 hours, evidence after 30 days, a portrait once it belongs to nothing.',
    columns: {
      id: plain(portrait),
      person: somchai,
      kind: plain('portrait'),
      sealed: sealed('the picture, or the evidence as JSON'),
      created_at: at(),
    },
  },
}
