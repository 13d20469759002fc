// What a registered official reads, in English.
import type { Words } from '../index.ts'
import type { official as thai } from '../th/official.ts'

export const official: Words<typeof thai> = {
  title: 'Official: check cards',
  checking: 'Looking whether you are signed in',
  signIn: {
    why: 'Signed in, |your name and agency stand in the holder’s log',
    go: 'Sign in',
    without: 'Check cards without signing in',
    none: 'This issuer registers no officials',
    unregistered: 'This account is not registered as an official |Ask who runs this for your agency',
    again: 'Signing in did not work |Try again',
  },
  signOut: 'Sign out',
  ask: {
    title: 'Ask to see a card',
    why: 'Reason',
    whyHint: 'such as: passenger check before boarding',
    what: 'What to see',
    go: 'Make a QR for the holder',
    scan: 'Scan a holder’s QR',
    tooShort: 'Type a reason of at least 3 letters',
  },
  scope: { age: 'Age + picture', name: 'Name + picture', full: 'Full card' },
  shown: {
    title: 'Let the holder scan this',
    how: 'They scan it with LINE’s camera |and enter their PIN',
    qr: 'QR of the request',
    left: (time) => `Waits for ${time}`,
    cancel: 'Cancel',
  },
  answer: {
    declined: 'The holder said no',
    ended: 'This request has run out',
    delivered: 'This request has been answered',
    unreachable: 'The service cannot be reached |Check the signal and try again',
    again: 'Ask again',
  },
}
