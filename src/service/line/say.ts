// Turns what the service says into LINE messages: words in the user's
// language, bubbles, and quick replies on the last one.
import type { messagingApi } from '@line/bot-sdk'
import type { Said, Sentence } from '../../core/chat/said.ts'
import type { Language } from '../../core/languages.ts'
import type { Config } from '../deps.ts'
import { accessList, accessNotice } from './bubbles/access-log.ts'
import { card } from './bubbles/card.ts'
import { copy } from './bubbles/copy.ts'
import { erase, erasureReceipt } from './bubbles/erase.ts'
import { freeze } from './bubbles/freeze.ts'
import { help } from './bubbles/help.ts'
import { holderHelp } from './bubbles/holder-help.ts'
import { forgotPin, newPinAsked, newPinReady } from './bubbles/new-pin.ts'
import { pass } from './bubbles/pass.ts'
import { confirmRestart } from './bubbles/restart.ts'
import { runsOut } from './bubbles/runs-out.ts'
import { step, stepQuick } from './bubbles/step.ts'
import { welcome } from './bubbles/welcome.ts'
import { withdraw } from './bubbles/withdraw.ts'
import { type QuickReplyName, quickReply } from './quick.ts'
import { type Speech, speechIn } from './speech.ts'

/** LINE accepts five messages per call. */
const maxMessages = 5

/** After these sentences the user probably sends a photo or opens the card; after all others the user continues. */
const sentenceQuick: Partial<Record<Sentence, readonly QuickReplyName[]>> = {
  photoUnusable: ['camera', 'cameraRoll'],
  photoUnreachable: ['camera', 'cameraRoll'],
  photoUnsent: ['camera', 'cameraRoll'],
  alreadyHasCard: ['card'],
  welcomeBack: [],
  frozen: ['card'],
  unfrozen: ['card'],
  passEnded: ['card'],
  copyOffered: ['card'],
  newPinSet: ['card'],
  newPinNotNeeded: ['card'],
  newPinStopped: ['card'],
  newPinNothing: ['card'],
  faceRechecked: ['card'],
  faceInReview: ['card'],
  faceReviewed: ['card'],
  faceDoubted: ['card'],
  faceSeen: ['card'],
  faceSeenOnly: ['card'],
  triedElsewhere: ['card'],
  triedOften: ['card'],
}

/** `own`: quick replies that this message needs. `tail`: quick replies that end the row if this message is the last. */
const quickOf = (said: Said): { own: readonly QuickReplyName[]; tail: readonly QuickReplyName[] } => {
  switch (said.say) {
    case 'welcome':
      return { own: ['otherLanguage', 'prepare'], tail: ['help'] }
    case 'step':
      return stepQuick(said)
    case 'runsOut':
      return { own: ['card'], tail: ['help', 'otherLanguage'] }
    case 'sentence':
      return {
        own: said.withCard ? ['card'] : (sentenceQuick[said.sentence] ?? ['goOn']),
        tail: ['help', 'otherLanguage'],
      }
    case 'card':
    case 'help':
    case 'holderHelp':
    case 'confirmRestart':
    case 'looked':
    case 'looks':
    case 'freeze':
    case 'forgotPin':
    case 'newPinAsked':
    case 'newPinReady':
    case 'copy':
    case 'erase':
    case 'withdraw':
    case 'erased':
    case 'pass':
      return { own: [], tail: ['otherLanguage'] }
  }
}

const messagesOf = (said: Said, speech: Speech): messagingApi.Message[] => {
  switch (said.say) {
    case 'welcome':
      return [welcome(speech)]
    case 'step':
      return [step(speech, said)]
    case 'help':
      return [help(speech, said)]
    case 'holderHelp':
      return [holderHelp(speech)]
    case 'card':
      return card(speech, said.card)
    case 'confirmRestart':
      return [confirmRestart(speech, said.step)]
    case 'looked':
      return [accessNotice(speech, said.look)]
    case 'looks':
      return [accessList(speech, said.looks)]
    case 'freeze':
      return [freeze(speech, said.status)]
    case 'forgotPin':
      return [forgotPin(speech, said)]
    case 'newPinAsked':
      return [newPinAsked(speech, said)]
    case 'newPinReady':
      return [newPinReady(speech)]
    case 'copy':
      return [copy(speech)]
    case 'erase':
      return [erase(speech)]
    case 'withdraw':
      return [withdraw(speech)]
    case 'erased':
      return [erasureReceipt(speech, said)]
    case 'pass':
      return pass(speech, said)
    case 'runsOut':
      return [runsOut(speech, said)]
    case 'sentence':
      return [{ type: 'text', text: speech.words.sentences[said.sentence] }]
  }
}

/**
 * At most five messages that LINE accepts. The last one carries the quick replies of all.
 * Throws if `said` makes more than five: no answer of the service is that long.
 */
export const say = (said: readonly Said[], language: Language, config: Config): messagingApi.Message[] => {
  const speech = speechIn(language, config)
  const messages = said.flatMap((each) => messagesOf(each, speech))
  if (messages.length > maxMessages)
    throw new RangeError(`${messages.length} messages at once; LINE takes ${maxMessages}`)
  const rows = said.map(quickOf).reverse()
  const quick = [...rows.flatMap(({ own }) => own), ...(rows[0]?.tail ?? [])]
  return messages.map((message, i) =>
    i === messages.length - 1 ? { ...message, quickReply: quickReply(quick, speech) } : message,
  )
}
