// What the chat says, in English: the keys of the Thai words, held by the type.

import type { Words } from '../index.ts'
import type { chat as thai } from '../th/chat.ts'
import { accessLog } from './access-log.ts'
import { assurance } from './assurance.ts'
import { dataCopy, erasure, faceWithdrawal, forgottenPin } from './own-data.ts'
import { terms } from './terms.ts'

const held = 'Hold the message and choose Unsend.'

export const chat: Words<typeof thai> = {
  brand: 'Phokbat',
  looking: accessLog,
  stepOf: (stitch, of) => `Step ${stitch} of ${of}`,

  welcome: {
    title: 'Hello. Let’s make your digital card',
    text: 'About 3 minutes, right here in the chat.',
    points: ['Your real Thai ID card', 'A bright place for photos', 'Photos are read on your own phone'],
    start: 'Start registering',
    photos: 'Where do my photos go?',
  },

  steps: {
    terms: {
      name: 'Terms',
      title: 'First, the terms in short',
      text: 'Three things to know',
      points: [
        'Your card’s data and your selfie are used only to issue your digital card',
        'ID number, names, birth date and the code on the back are sent to the register to ask if the card is valid',
        'Kept encrypted until you erase it, or a year after it runs out; unfinished, for 7 days',
      ],
      go: 'Accept the terms',
      refuse: 'Don’t accept',
      more: 'Read the full text',
    },
    faceConsent: {
      name: 'Terms',
      title: terms.face.title,
      text: terms.face.law,
      rows: terms.face.points,
      note: 'Say no: an officer makes your card.\nTo take it back: type “withdraw”.',
      go: 'Agree and go on',
      refuse: 'No face: see an officer',
    },
    cardFront: {
      name: 'Card front',
      title: 'Photograph the front',
      text: 'Lay the card on a dark table.\nAll four corners in view, no glare.',
      note: 'Use Phokbat’s camera.\nThe photo of the card stays on your phone.',
      go: 'Open the card camera',
    },
    cardBack: {
      name: 'Card back',
      title: 'Turn it over: the back',
      text: 'The code at the bottom right must be sharp.\nExample: JT0-0000000-00',
      note: 'Use Phokbat’s camera.\nThe photo of the card stays on your phone.',
      go: 'Open the card camera',
    },
    checkData: {
      name: 'Check data',
      title: 'Your card has been read',
      text: 'Compare each field with its picture.\nCorrect what was misread.',
      go: 'Check my data',
    },
    register: {
      name: 'Check data',
      title: 'Asking the register',
      text: 'Everything is saved.\nYou can leave; we’ll message you when it’s ready.',
      go: 'See how far it is',
    },
    selfie: {
      name: 'Selfie',
      title: 'Now your face',
      text: 'The camera captures by itself once your face is in the frame.\nThen turn as it says, slowly.',
      note: 'If turning is hard, the camera page offers another way.',
      go: 'Start the selfie',
    },
    setPin: {
      name: 'PIN',
      title: 'Choose an 8-digit PIN',
      text: 'It opens your card every time.\nSet it only on Phokbat’s own page.',
      note: 'Never type the PIN in the chat, never tell anyone.',
      go: 'Choose a PIN',
    },
    consent: {
      name: 'Consent and issue',
      title: 'The last step',
      text: 'Read what we keep, how long and who can see it.\nThen enter your PIN to get the card.',
      go: 'Read and get my card',
    },
    declined: {
      name: '',
      title: 'That’s all right',
      text: 'We have kept nothing of your card or face.\nIf you change your mind, come back any time.',
      go: 'Read the terms again',
    },
  },

  photos: {
    received: 'Your photo is here. Read it on your phone next.',
    byChat:
      'A photo sent in the chat is encrypted at once, read on your phone, then deleted: within 24 hours at the latest.',
    waiting: (count) => (count === 1 ? '1 photo received and encrypted' : `${count} photos received and encrypted`),
    read: 'Tap below to read on your phone. We delete right after reading.',
    unsend: 'To remove a photo from the chat too, hold it and choose Unsend.',
    open: 'Read on my phone',
  },

  help: {
    code: 'Help code',
    show: 'Tell an officer this code and bring your real ID card',
    goOn: 'Go on by myself',
    restart: 'Start again by myself',
    open: 'See what to do',
    three_failures: { title: 'That was three tries', text: 'Let a person help. Here is your code.' },
    asked_for_help: { title: 'A person will help you', text: 'Here is your code.' },
    no_face_consent: {
      title: 'You can get a card without your face',
      text: 'An officer will see you instead. Here is your code.',
    },
    card_lost: {
      title: 'The register says this card is lost',
      text: 'If you have a new card, start again with it.\nIf it was never lost, an officer can look into it.',
    },
    holder_died: {
      title: 'The register’s data does not fit',
      text: 'It says that no card can be issued for this number.\nAn officer can look into it.',
    },
    card_void: {
      title: 'The register says this card was cancelled',
      text: 'If you have a new card, start again with it.\nIf you still use this one, an officer can look into it.',
    },
    id_has_card: {
      title: 'This ID number already has a digital card',
      text: 'It is in another LINE account.\nIf that isn’t yours, an officer can look into it.',
    },
    number_reclaimed: {
      title: 'Your digital card has ended',
      text: 'Somebody showed an officer the real card with the same number.\nIf the number is yours, come with your real card and this code.',
    },
    register_differs: {
      title: 'The card differs from the register',
      text: 'An officer has to check again.\nBring the real card and this code.',
    },
    counter_refused: {
      title: 'The officer cannot issue the card yet',
      text: 'Put right what is written here and come again, with the same code.',
    },
    face_refused: {
      title: 'The pictures don’t confirm your face',
      text: 'An officer compared them, so your card is frozen for now.\nLet an officer see you, and it works again.',
    },
    face_unsure: {
      title: 'Pictures alone can’t tell',
      text: 'Your card works as before, at the same level.\nTo raise it, let an officer see you.',
    },
    pin_forgotten: {
      title: 'An officer confirms you for a new PIN',
      text: 'Bring your real ID card and this code.\nAfter that, choose the new PIN once the wait is over.',
    },
  },

  holderHelp: {
    title: 'What can we help with?',
    lost: {
      title: 'Lost phone or card',
      text: 'Freeze the digital card first, with one tap. Your PIN makes it work again.',
      go: 'Freeze the digital card',
    },
    pin: {
      title: 'Forgotten PIN',
      text: 'Your face is confirmed, and after a day you choose a new one.',
      go: 'I forgot my PIN',
    },
    data: { title: 'Wrong data, or a new ID card', text: 'Erase your data, then register again with that card.' },
    person: { title: 'Talk to a person', text: 'Get in touch with the issuer of your card.' },
  },

  restart: {
    title: 'Start all over?',
    text: 'What you have done so far will be deleted.\nYou return to the terms.',
    yes: 'Delete and start over',
    no: 'Go on where I was',
  },

  card: {
    message: 'Here is your card. Tap “Show card” when somebody asks for it.',
    alt: 'Your digital card',
    ...assurance,
    validUntil: 'Valid until',
    notProof: 'This card proves nothing by itself.\nLet the official scan the QR under “Show card”.',
    show: 'Show card',
    share: 'Share',
    looked: 'Who looked',
    freeze: 'Freeze card',
  },

  erase: {
    title: erasure.title,
    points: erasure.rows.map(({ title }) => title),
    more: 'The next page tells each in full, before your PIN.',
    open: 'Erase my data',
    go: 'Go to erasing',
  },
  withdraw: {
    title: faceWithdrawal.title,
    points: faceWithdrawal.rows.map(({ title }) => title),
    go: 'Go to withdrawing',
    only: 'Only the use of my face',
  },
  copy: { ...dataCopy, go: 'Go to the copy', first: 'Get a copy first' },
  newPin: {
    ...forgottenPin,
    go: 'Show my face',
    goOfficer: 'Get a code for an officer',
    asked: {
      title: 'Somebody asked for a new PIN',
      from: 'It can be chosen from',
      warning: 'If it was not you, tap “Not me” now',
      remembered: 'If you remember the old PIN, use it: that ends this request.',
      notMe: 'Not me: stop it',
    },
    ready: {
      title: 'You can choose a new PIN now',
      text: 'Within 7 days. After that you start again.',
      go: 'Choose a new PIN',
    },
  },
  erased: {
    title: 'Your data is erased',
    text: 'Your card and your data are no longer with us. Only what the terms name stays, without your name.',
    cardOver: 'Your card ran out long ago, so everything about you is erased, as the terms say.',
    number: 'Receipt',
    at: 'Erased',
    keep: 'Keep the number: it stands for this erasure',
    again: 'Register again',
  },

  runsOut: (days, on) =>
    `${days === '0' ? 'Today is the last day of your card.' : `Your card runs out in ${days} ${days === '1' ? 'day' : 'days'}.`}\nLast day: ${on}\nPlease get a new ID card at your district office.\nAfter that day we erase this card’s data by ourselves within a year.`,

  quick: {
    help: 'Help',
    prepare: 'What do I need?',
    goOn: 'Go on',
    camera: 'Photo in the chat',
    cameraRoll: 'Choose a photo',
    restart: 'Start over',
    card: 'My card',
  },

  menu: {
    bar: 'Menu',
    goOn: { name: 'Register', hint: 'or go on' },
    show: { name: 'Show card', hint: 'to be scanned' },
    share: { name: 'Share', hint: 'as a link' },
    looked: { name: 'Who looked', hint: 'so far' },
    freeze: { name: 'Freeze', hint: 'for now' },
    help: { name: 'Help', hint: 'by a person' },
    language: { name: 'Language' },
  },

  sentences: {
    pinInChat: `Please don’t type codes in the chat. We kept nothing.\n${held}`,
    idNumberInChat: `Please don’t type your ID number in the chat. We kept nothing.\n${held}`,
    notUnderstood: 'We didn’t understand that.\nTap a button below, or “Help” if you’re stuck.',
    tooLong: 'That message is too long. We neither read nor kept it.\nTry a short one, or tap a button below.',
    sticker: 'Thank you for the sticker.\nTap a button below when you’re ready.',
    voice: 'We can’t listen to voice messages and didn’t keep it.\nType a few words, or tap a button below.',
    location: 'We don’t need your location and didn’t keep it.\nJust tap a button below.',
    otherKind: 'We can’t open this kind of message and didn’t keep it.\nTap a button below, or “Help”.',
    photoNotNeeded: 'No photo is needed now. We didn’t keep it.\nIf it shows your card, hold it and choose Unsend.',
    photoUnusable: 'We couldn’t open that as a picture and didn’t keep it.\nTake a new one, or choose one under 10 MB.',
    photoUnreachable: 'We couldn’t fetch that photo yet.\nSend it again, or use Phokbat’s camera.',
    photoUnsent: 'The photo that you unsent is deleted here too.\nTake a new one when you’re ready.',
    textChanged:
      'The text has changed since that button, so your answer doesn’t count.\nPlease read the new text and answer below.',
    earlierStep: 'That button belongs to an earlier step. Nothing changed.\nTap “Go on” for the current one.',
    unknownButton: 'That button no longer works. Nothing changed.\nTap “Go on” for the current step.',
    alreadyHasCard: 'You already have a card; no need to register again.\nTap “My card” to see it.',
    languageChanged: 'Switched to English.\nTap “Go on” whenever you like.',
    restarted: 'Started over; what you had done is deleted.\nBegin with the terms.',
    registerDisagrees:
      'The data doesn’t match the register yet.\nCompare names, birth date and the code on the back again.',
    registerConfirmed: 'The register confirmed your data.\nNext is the selfie.',
    triedElsewhere:
      'Somebody tried to register with your ID number from another LINE account.\nWe issued nothing; your card is unchanged.\nIf it wasn’t you, tell the issuer of your card.',
    triedOften:
      'Somebody keeps trying to register with your ID number from another LINE account.\nWe issue nothing; your card is unchanged.\nWe say no more of it today. Tell the issuer of your card.',
    enoughForToday:
      'That was a lot for one day: we send no more by ourselves until tomorrow.\nWrite here and we answer as always; the mini-app shows everything.',
    frozen: 'Your card is frozen.\nWhoever scans it sees that.\nUse it again from the menu.',
    unfrozen: 'Your card is valid again.\nShow it as before. Passes work again too.',
    faceRechecked: 'We checked your face again: it matches your card.\nYour card’s level went up.',
    faceReviewed: 'An officer compared the pictures: your face matches your card.\nYour card’s level went up.',
    faceSeen: 'An officer has seen you: your face matches your card.\nThe card works, and stands at its highest level.',
    faceInReview:
      'One of our people will compare your pictures again.\nYour card works meanwhile; there is nothing to do.',
    faceDoubted: `We checked your pictures again; they don’t agree yet.\nSo your card says: ${assurance.grade.doubted}.\nAn officer will compare them, and we tell you here.\nTo start anew instead, type: delete, then register with an officer.`,
    faceSeenOnly:
      'An officer has seen you, and the card works.\nIts level stays: its pictures were not checked.\nTo raise it, type: delete. Then register again.',
    welcomeBack: 'Welcome back. Everything is as you left it.',
    noCardYet: 'There is no card yet.\nFinish registering first.',
    copyOffered:
      'Somebody asked for a copy of your data, with your PIN.\nIt can be downloaded once, within 10 minutes.\nIf it was not you, freeze your card from the menu now.',
    newPinConfirmed: 'Your face is confirmed.\nYou can choose the new PIN once the wait is over; we tell you here.',
    newPinSet: 'Your new PIN is set.\nThe old one no longer works.\nIf it was not you, go to an officer of the issuer.',
    passEnded:
      'The pass that you made no longer works.\nWe changed a key to keep cards safe.\nMake a new one from your card.',
    newPinNotNeeded: 'That was the right PIN.\nThe request for a new one has ended.',
    newPinStopped: 'The request for a new PIN is stopped.\nYour PIN still works; nobody can ask again for a while.',
    counterSigned: 'An officer has confirmed who you are. Choose a PIN and consent.',
    newPinNothing: 'Nobody is asking for a new PIN.\nYours is unchanged.',
    faceWithdrawn:
      'Your consent to the use of your face is taken back.\nEvery picture of it is erased; a digital card has ended.\nAn officer can help you with this code.',
    howToPrepare:
      'Have three things ready:\n1. Your real Thai ID card, not expired\n2. A bright place, no glare on the card\n3. About 3 minutes\nYou can stop any time and go on later.',
  },
}
