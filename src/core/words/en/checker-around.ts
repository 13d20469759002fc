// What an official reads around a verdict, in English: the same keys as the Thai, held by the type.
import type { Words } from '../index.ts'
import type { around as thai } from '../th/checker-around.ts'

export type AroundWords = Words<typeof thai>

export const around: AroundWords = {
  start: {
    title: 'Check a digital card',
    scan: 'Scan with this page',
    why: 'Open this page yourself, then scan: the result comes from this page alone',
    camera: 'With the phone’s own camera',
    forged: (host) => `A code that opens a page by itself may open a forger’s page. A genuine link begins with ${host}`,
    private: 'Checked on this phone. Names and numbers in the QR code go nowhere.',
    ready: 'Works without a signal, with what this phone last received',
    notReady: 'Does not work without a signal yet: open this page once with one',
  },
  scan: {
    title: 'Scan the QR code on the card',
    aim: 'Fill the frame with the QR code and hold still',
    starting: 'Starting the camera',
    refused: 'This page may not use the camera. Allow it in the settings, or choose a picture.',
    missing: 'The camera does not start. Choose a picture of the QR code, or use the phone’s own camera.',
    other: 'That QR code is no card. Point at the one on the holder’s card.',
    noneInPicture: 'No QR code in this picture. Try a sharp one that shows all of it.',
    reading: 'Reading the picture',
    torch: 'Torch',
    picture: 'Choose a picture',
    close: 'Close the camera',
  },
  shared: {
    title: 'A holder shares a card with you',
    why: 'Opening it counts as one look, which the holder sees in the list “Who looked”',
    open: 'See the card',
    gone: {
      expired: 'This link has run out',
      used: 'This link has been opened as often as it may be',
      revoked: 'The holder has withdrawn this link',
      frozen: 'The holder has put this card on hold',
      unknown: 'This link does not work',
      unreachable: 'It cannot be opened: no signal',
    },
    askAgain: 'Ask the holder to share it again, or to show the QR code',
    again: 'Try again',
  },
  unalike: {
    title: 'Not alike? Do this',
    mayBeOld: 'The picture may be old. It need not be a forgery.',
    before: 'Person before you',
    steps: [
      'Ask to take off glasses, hat and mask, and compare again',
      'Still not alike: *ask for the real ID card*',
      'No real card: *do not accept this screen*',
    ],
    logged: 'If you report it, the holder sees it in the log. It puts no card on hold.',
    report: 'Report: not alike',
    reported: 'Reported. It stands in the holder’s log.',
    notReported: 'Not reported yet: no signal. Try again.',
    back: 'Compare again',
  },
}
