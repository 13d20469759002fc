// Quick replies, the small buttons above the keyboard. LINE shows those of the
// last message only, so they are collected there.
import type { messagingApi } from '@line/bot-sdk'
import { languageTable, nextLanguage } from '../../core/languages.ts'
import { answerButton } from './flex/tap.ts'
import type { Speech } from './speech.ts'

export const quickReplyNames = [
  'goOn',
  'camera',
  'cameraRoll',
  'prepare',
  'card',
  'restart',
  'help',
  'otherLanguage',
] as const
export type QuickReplyName = (typeof quickReplyNames)[number]

const item = (quick: QuickReplyName, { words, language, picture }: Speech): messagingApi.QuickReplyItem => {
  // Camera and album exist only as quick replies, and LINE draws their icons.
  if (quick === 'camera' || quick === 'cameraRoll')
    return { type: 'action', action: { type: quick, label: words.quick[quick] } }
  const other = languageTable[nextLanguage(language)]
  const button =
    quick === 'otherLanguage'
      ? answerButton({ command: other.command }, other.name)
      : answerButton({ command: quick }, words.quick[quick])
  return { type: 'action', imageUrl: picture(`icon-${quick}`), action: button }
}

/**
 * `wanted` in order of importance; duplicates are dropped. There are fewer names than the 13 items that LINE accepts.
 */
export const quickReply = (wanted: readonly QuickReplyName[], speech: Speech): messagingApi.QuickReply => ({
  items: [...new Set(wanted)].map((quick) => item(quick, speech)),
})
