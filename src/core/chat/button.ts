// The data of a button in the chat: an event of the journey with the step at which it was offered, or a command.
import type { Event } from '../journey/advance.ts'
import { type Step, steps } from '../journey/map.ts'
import { defaultLanguage, type Language, languages, languageTable } from '../languages.ts'
import { faceConsentVersion, termsVersion } from '../words/legal.ts'

/** Events that a button may carry. All others come from the mini-app or from the service. */
const offered = [
  'termsAccepted',
  'termsDeclined',
  'faceAgreed',
  'faceRefused',
  'restarted',
  'helpAsked',
  'wentOn',
] as const
export type ButtonEvent = (typeof offered)[number] & Event['type']
const commands = [
  'start',
  'goOn',
  'help',
  'restart',
  'card',
  'prepare',
  'looked',
  'freeze',
  'freezeNow',
  'erase',
  'withdraw',
  'copy',
  'forgotPin',
  'notMe',
  ...languages.map((language) => languageTable[language].command),
] as const
export type Command = (typeof commands)[number]

/** Events that consent to a text, or refuse it: their buttons carry the version that stood above them. */
const versionInForce: Partial<Record<ButtonEvent, string>> = {
  termsAccepted: termsVersion,
  termsDeclined: termsVersion,
  faceAgreed: faceConsentVersion,
  faceRefused: faceConsentVersion,
}

/**
 * The text that a button in this language answers: its version and its language, because a receipt names the hash of the
 * text that stood above the button. Undefined for a button that answers no such text.
 */
const textOf = (event: ButtonEvent, language: Language): string | undefined =>
  versionInForce[event] && `${versionInForce[event]}.${language}`

/** `text`: what `textOf` gave when the button was sent. Absent in buttons from before they carried one. */
export type Button = { event: ButtonEvent; at: Step; text?: string } | { command: Command }

/** False for a consent to a text that is not in force, or in another language: buttons stay in a chat for years. */
export const answersCurrentText = (
  { event, text }: Extract<Button, { event: ButtonEvent }>,
  language: Language,
): boolean => textOf(event, language) === text

/** Returns postback data such as `termsAccepted@terms@2026-11-30.th` or `!help`. LINE allows 300 characters. */
export const buttonData = (
  button: { event: ButtonEvent; at: Step } | { command: Command },
  language: Language = defaultLanguage,
): string =>
  'command' in button
    ? `!${button.command}`
    : [button.event, button.at, textOf(button.event, language)].filter((part) => part !== undefined).join('@')

/** Reads the button from postback data; undefined for data that the service never sends. */
export const readButton = (data: string): Button | undefined => {
  const command = commands.find((name) => data === `!${name}`)
  if (command) return { command }
  const [name, step, text, ...rest] = data.split('@')
  const event = offered.find((known) => known === name)
  const at = steps.find((known) => known === step)
  return event && at && rest.length === 0 ? { event, at, ...(text !== undefined && { text }) } : undefined
}
