// Schemas of actions, which a tap carries out. Each place allows its own action types and label lengths.
import type { messagingApi } from '@line/bot-sdk'
import * as v from 'valibot'
import { limits } from '../limits.ts'
import { actionUri, type Entries, type Loopback, oneOf, only, optionalText, text } from './words.ts'

export type ActionPlace = 'quickReply' | 'flexButton' | 'flex' | 'template' | 'richMenu' | 'shared'

type Rule = { label: 'required' | 'optional'; max: number; types: readonly messagingApi.Action['type'][] }
const everywhere = ['postback', 'message', 'uri', 'datetimepicker', 'clipboard'] as const

const rules: Record<ActionPlace, Rule> = {
  quickReply: {
    label: 'required',
    max: limits.quickReplyLabel,
    types: [...everywhere, 'camera', 'cameraRoll', 'location'],
  },
  flexButton: { label: 'required', max: limits.flexLabel, types: everywhere },
  flex: { label: 'optional', max: limits.flexLabel, types: everywhere },
  template: { label: 'required', max: limits.templateLabel, types: everywhere },
  richMenu: { label: 'optional', max: limits.richMenuLabel, types: [...everywhere, 'richmenuswitch'] },
  /** In messages that a person shares through the share target picker, only links work. */
  shared: { label: 'optional', max: limits.flexLabel, types: ['uri'] },
}

const date = v.optional(v.pipe(v.string(), v.regex(/^(\d{4}-\d\d-\d\d([Tt]\d\d:\d\d)?|\d\d:\d\d)$/)))
const data = text(limits.postbackData)

const optionsFor = (loopback: Loopback, label: v.GenericSchema<string | undefined>) => {
  const withLabel = <T extends string>(type: T) => ({ type: v.literal(type), label })
  return [
    v.pipe(
      v.strictObject({
        ...withLabel('postback'),
        data,
        displayText: optionalText(limits.displayText),
        text: optionalText(limits.displayText),
        inputOption: v.optional(
          oneOf<messagingApi.PostbackAction.InputOptionEnum>()(
            'closeRichMenu',
            'openRichMenu',
            'openKeyboard',
            'openVoice',
          ),
        ),
        fillInText: optionalText(limits.displayText),
      } satisfies Entries<messagingApi.PostbackAction>),
      v.check((a) => a.text === undefined || a.displayText === undefined, 'text and displayText exclude each other'),
    ),
    v.strictObject({
      ...withLabel('message'),
      text: text(limits.messageActionText),
    } satisfies Entries<messagingApi.MessageAction>),
    v.strictObject({
      ...withLabel('uri'),
      uri: actionUri(loopback),
      altUri: v.optional(
        v.strictObject({ desktop: v.optional(actionUri(loopback)) } satisfies Entries<messagingApi.AltUri>),
      ),
    } satisfies Entries<messagingApi.URIAction>),
    v.strictObject({
      ...withLabel('datetimepicker'),
      data,
      mode: oneOf<messagingApi.DatetimePickerAction.ModeEnum>()('date', 'time', 'datetime'),
      initial: date,
      max: date,
      min: date,
    } satisfies Entries<messagingApi.DatetimePickerAction>),
    v.strictObject({
      ...withLabel('clipboard'),
      clipboardText: text(limits.clipboardText),
    } satisfies Entries<messagingApi.ClipboardAction>),
    v.strictObject({ ...withLabel('camera') } satisfies Entries<messagingApi.CameraAction>),
    v.strictObject({ ...withLabel('cameraRoll') } satisfies Entries<messagingApi.CameraRollAction>),
    v.strictObject({ ...withLabel('location') } satisfies Entries<messagingApi.LocationAction>),
    v.strictObject({
      ...withLabel('richmenuswitch'),
      data,
      richMenuAliasId: text(limits.aliasId),
    } satisfies Entries<messagingApi.RichMenuSwitchAction>),
  ] as const
}

/** Returns the schema of the actions that one place allows, with its label rule. */
export const actionSchema = (place: ActionPlace, loopback: Loopback): v.GenericSchema<messagingApi.Action> => {
  const rule = rules[place]
  const label: v.GenericSchema<string | undefined> = rule.label === 'required' ? text(rule.max) : optionalText(rule.max)
  const options = v.variant('type', optionsFor(loopback, label))
  return only(rule.types, options as unknown as v.GenericSchema<messagingApi.Action>)
}
