// What the chat says about showing, sharing and freezing, in English.
import type { Words } from '../index.ts'
import type { accessLog as thai } from '../th/access-log.ts'

export const accessLog: Words<typeof thai> = {
  via: {
    scan: 'QR scanned',
    link: 'Link opened',
    request: 'Asked by an official’s QR',
    pass: 'Pass scanned',
    review: 'Comparing the face',
  },
  scope: { age: 'Age + picture', name: 'Name + picture', full: 'Full card', face: 'Face and card portrait' },
  result: {
    seen: 'Saw the data',
    masked: 'Saw initials and picture',
    unalike: 'Reported: the face was not alike',
    expired: 'Saw nothing: time had run out',
    used: 'Saw nothing: the link was used up',
    revoked: 'Saw nothing: taken back',
    frozen: 'Saw nothing: the card is frozen',
    declined: 'Saw nothing: you said no',
  },
  someone: 'Someone',
  at: (time) => time,
  opened: {
    alt: 'Somebody looked at your card',
    title: 'Somebody looked at your card',
    refused: 'Somebody tried to look at your card',
  },
  list: {
    alt: 'Who looked at my card',
    title: 'Who looked at your card',
    none: 'Nobody has looked at your card yet.',
    note: 'Time and viewer are kept,\nnothing of what the card says.',
    all: 'See all',
  },
  freeze: {
    title: { frozen: 'Your card is frozen', valid: 'Freeze your card for now?' },
    text: {
      frozen: 'Whoever scans it sees that it is frozen, no name, no picture.\nYour PIN makes it valid again.',
      valid:
        'Whoever scans it sees that it is frozen, no name, no picture.\nLinks that you sent stop working at once.\nFreezing takes no PIN; using the card again does.',
    },
    go: { frozen: 'Use the card again', valid: 'Freeze the card now' },
    notMe: 'Not me: freeze the card',
  },
  pass: {
    text: (what, until) =>
      `Your pass: ${what}\nGood until ${until}\nKeep this picture for places without signal. Whoever checks it must compare the face.`,
  },
  share: {
    alt: 'A digital card, for you to see',
    title: 'Somebody shows you their digital card',
    what: 'Shows',
    until: 'Opens until',
    once: 'Opens once',
    told: 'Its holder is told of every opening',
    open: 'Open the card',
  },
}
