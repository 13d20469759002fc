// Carries out an action after a tap on a message, a quick reply or the rich menu: the same for all of them, as in LINE.
import type { messagingApi } from '@line/bot-sdk'
import type { PersonId, SimSnapshot } from '../../wire.ts'
import { act } from '../platform.ts'
import { liffUrl } from '../state.ts'

export type Effects = {
  /** Opens the mini-app over the chat. */
  openLiff: (url: string) => void
  openCamera: (roll: boolean) => void
}

/** Carries out `action` as `person`. Links to other pages than the mini-app open in a new tab. */
export const perform = (action: messagingApi.Action, person: PersonId, state: SimSnapshot, effects: Effects): void => {
  switch (action.type) {
    case 'message':
      if (action.text) void act(person, 'text', { text: action.text })
      return
    case 'postback': {
      const { data = '', displayText, text } = action
      if (text) void act(person, 'text', { text })
      void act(person, 'postback', { data, ...(displayText && { displayText }) })
      return
    }
    case 'uri': {
      const url = liffUrl(action.uri ?? '', state.liff)
      if (url) effects.openLiff(url)
      else window.open(action.uri, '_blank', 'noopener')
      return
    }
    case 'camera':
      effects.openCamera(false)
      return
    case 'cameraRoll':
      effects.openCamera(true)
      return
    case 'location':
      void act(person, 'location', {})
      return
    case 'datetimepicker':
      void act(person, 'postback', {
        data: action.data ?? '',
        params: { [action.mode ?? 'date']: action.initial ?? action.min ?? '2026-01-01' },
      })
      return
    case 'richmenuswitch':
      void act(person, 'postback', {
        data: action.data ?? '',
        params: { newRichMenuAliasId: action.richMenuAliasId ?? '', status: 'SUCCESS' },
      })
      return
    case 'clipboard':
      void navigator.clipboard.writeText(action.clipboardText)
  }
}
