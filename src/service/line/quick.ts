// The small buttons over the keyboard. LINE shows those of the last message alone, so they are gathered there.
import type { messagingApi } from '@line/bot-sdk'
import type { Command } from '../../core/chat/button.ts'
import { answers } from './flex/tap.ts'
import type { Voice } from './speech.ts'

export const quicks = ['goOn', 'camera', 'cameraRoll', 'prepare', 'card', 'restart', 'help', 'otherLanguage'] as const
export type Quick = (typeof quicks)[number]

const item = (quick: Quick, { words, language, picture }: Voice): messagingApi.QuickReplyItem => {
  const label = words.quick[quick]
  // Camera and album work in quick replies alone, and LINE brings icons of its own for them.
  if (quick === 'camera' || quick === 'cameraRoll') return { type: 'action', action: { type: quick, label } }
  const other = language === 'th' ? 'english' : 'thai'
  const command: Command = quick === 'otherLanguage' ? other : quick
  return { type: 'action', imageUrl: picture(`icon-${quick}`), action: answers({ command }, label) }
}

/** `wanted` in the order of importance, each once; all of them are fewer than the 13 that LINE takes. */
export const quickReply = (wanted: readonly Quick[], voice: Voice): messagingApi.QuickReply => ({
  items: [...new Set(wanted)].map((quick) => item(quick, voice)),
})
