// The reasons that the mini-app may have to tell before its first screen, in English.
import type { Words } from '../index.ts'
import type { firstReasons as thai } from '../th/first-reasons.ts'

export const firstReasons: Words<typeof thai> = {
  other_version: {
    title: 'The text has changed since you opened it',
    todo: ['Close this page and open it again from the chat', 'Then read the new text and answer'],
  },
  offline: { title: 'No internet connection. Everything is saved.', todo: ['Check the signal, then try again'] },
  unavailable: {
    title: 'The service isn’t answering yet. Everything is saved.',
    todo: ['Wait a moment, then try again'],
  },
  refused: {
    title: 'The service can’t take this yet. Everything is saved.',
    todo: ['Close this page and open it from the chat again', 'If that doesn’t help, tap Help in the chat'],
  },
  session_ended: {
    title: 'This page was open for too long. Everything is saved.',
    todo: ['Close it and open it from the chat again'],
  },
  outside_line: {
    title: 'Please open this page from the LINE chat',
    todo: ['Open the Phokbat chat in LINE', 'Tap a button there to go on'],
  },
  unsupported: {
    title: 'This browser is too old',
    todo: ['Update LINE and your phone', 'Or ask for a person through Help in the chat'],
  },
  line_silent: {
    title: 'LINE isn’t answering yet. Everything is saved.',
    todo: ['Tap “Try again”', 'If that doesn’t help, close this page and open it from the chat again'],
  },
  sign_in_again: {
    title: 'Your sign-in has run out. Everything is saved.',
    todo: ['Sign in with LINE again and go on where you were'],
  },
  slow_down: { title: 'That was a little too fast', todo: ['Wait a moment, then try again'] },
}
