// The screens on which a person erases everything, takes back the consent to the face, gets a copy, or chooses a new PIN, in English.
import type { Words } from '../index.ts'
import type { ownScreens as thai } from '../th/own-screens.ts'
import { dataCopy, erasure, faceWithdrawal, forgottenPin } from './own-data.ts'

export const ownScreens: Words<typeof thai> = {
  erase: {
    ...erasure,
    withPin: 'Erase with my PIN',
    now: 'Erase everything now',
    done: 'Your data is erased',
    doneText: 'Keep the number: it stands for this erasure.',
    number: 'Receipt',
    at: 'Erased',
    again: 'Register again',
  },
  withdraw: { ...faceWithdrawal, withPin: 'Withdraw with my PIN', now: 'Withdraw my consent' },
  copy: {
    ...dataCopy,
    withPin: 'Ask for it with my PIN',
    now: 'Ask for the copy',
    opened: 'Opened in your browser',
    openedText: 'Tap “Download” there. The link is good once, within 10 minutes.',
    again: 'Open the browser again',
  },
  newPin: {
    ...forgottenPin,
    start: 'Show my face',
    officer: 'Get a code for an officer',
    held: 'Now there is a wait',
    heldText: 'You can choose a new PIN from',
    heldMore: 'If you remember the old PIN meanwhile, simply use it.',
    unconfirmed: 'Your face is still to be confirmed',
    unconfirmedText: 'The wait is over. An officer confirms you with the code and your real ID card.',
    code: 'Show this code to an officer, with your real ID card',
    stopped: 'A new PIN cannot be asked for now',
    stoppedText: 'It was stopped. You can ask again from',
    stop: 'Not me: stop it',
  },
}
