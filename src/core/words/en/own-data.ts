// What a person may do with what is theirs, in English.
import type { Words } from '../index.ts'
import type {
  dataCopy as copyingThai,
  copyPage as copyPageThai,
  erasure as erasingThai,
  forgottenPin as forgettingThai,
  faceWithdrawal as withdrawingThai,
} from '../th/own-data.ts'

export const erasure: Words<typeof erasingThai> = {
  title: 'Erase all your data?',
  rows: [
    {
      title: 'Erased at once; there is no way back',
      text: 'The card’s data, your pictures, PIN, who looked, and the LINE account we noted',
    },
    { title: 'The card ends within 5 seconds', text: 'Whoever scans it sees that it ended; links you sent are dead' },
    {
      title: 'What stays has no name and no readable number',
      text: 'Which terms you answered; and, if a face was refused for the ID number, that it was: up to 10 years each. Counts of the day, for a day.',
    },
    { title: 'Messages in the chat are LINE’s', text: 'We cannot erase them; you can, in this chat' },
  ],
}

export const faceWithdrawal: Words<typeof withdrawingThai> = {
  title: 'Take back your consent to the use of your face?',
  rows: [
    {
      title: 'Every picture of your face is erased',
      text: 'The one on the card, those of the selfie, and what came of comparing them; there is no way back',
    },
    {
      title: 'A card that you have ends within 5 seconds',
      text: 'Without a face it cannot be shown; its PIN and the links you sent end with it',
    },
    { title: 'An officer can help instead', text: 'We give you a code. Or agree again and do it yourself.' },
    {
      title: 'What stays: your answers to terms, and who looked',
      text: 'And a face that was refused for the number. To erase the first two, choose “Erase my data”.',
    },
  ],
}

export const dataCopy: Words<typeof copyingThai> = {
  title: 'Get a copy of your data?',
  rows: [
    {
      title: 'Everything that we keep',
      text: 'The card’s data, your pictures, what you agreed to and who looked, as a ZIP file',
    },
    { title: 'Downloaded in your browser', text: 'LINE keeps no files, so we open the phone’s own browser' },
    { title: 'Once, within 10 minutes', text: 'Then the link ends. You can always ask again.' },
  ],
  care: 'The file holds your ID number and your face: keep it where only you can open it. If somebody tells you to get it or to pass it on, don’t.',
}

export const forgottenPin: Words<typeof forgettingThai> = {
  title: 'Forgot your PIN?',
  rows: [
    { title: 'Show your face again', text: 'The issuer compares it with the face of your registration' },
    { title: 'Then a wait, normally a day', text: 'The chat tells you at once. If it was not you, one tap stops it.' },
    { title: 'Then choose a new PIN', text: 'Once the face fits. If pictures cannot tell, an officer sees you.' },
  ],
  officerRows: [
    { title: 'An officer sees you', text: 'With your real ID card and a code that you get here' },
    { title: 'And a wait, normally a day', text: 'The chat tells you at once. If it was not you, one tap stops it.' },
    { title: 'Then choose a new PIN', text: 'If you remember the old one meanwhile, simply use it' },
  ],
}

export const copyPage: Words<typeof copyPageThai> = {
  title: 'A copy of your data',
  text: 'A ZIP file with your card’s data, your pictures, what you agreed to, and who looked.',
  care: 'It holds your ID number and your face: keep it where only you can open it.',
  go: 'Download',
  once: 'It can be downloaded once',
  ended: 'This link has ended',
  endedText: 'Ask for a new copy in LINE, with your PIN.',
}
