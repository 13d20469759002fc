// The data of a button in the chat: an event of the journey with the step at which it was offered, or a command.
import type { Event } from '../journey/advance.ts'
import { type Step, steps } from '../journey/map.ts'
import { languages, languageTable } from '../languages.ts'
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

/** `version`: of the text that the button answers. Absent in buttons from before they carried one. */
export type Button = { event: ButtonEvent; at: Step; version?: string } | { command: Command }

/** False for a consent to a text that is not in force: buttons stay in a chat for years. */
export const answersCurrentText = ({ event, version }: Extract<Button, { event: ButtonEvent }>): boolean =>
  versionInForce[event] === version

/** Returns postback data such as `termsAccepted@terms@2026-11-30` or `!help`. LINE allows 300 characters. */
export const buttonData = (button: { event: ButtonEvent; at: Step } | { command: Command }): string =>
  'command' in button
    ? `!${button.command}`
    : [button.event, button.at, versionInForce[button.event]].filter((part) => part !== undefined).join('@')

/** Reads the button from postback data; undefined for data that the service never sends. */
export const readButton = (data: string): Button | undefined => {
  const command = commands.find((name) => data === `!${name}`)
  if (command) return { command }
  const [name, step, version, ...rest] = data.split('@')
  const event = offered.find((known) => known === name)
  const at = steps.find((known) => known === step)
  return event && at && rest.length === 0 ? { event, at, ...(version !== undefined && { version }) } : undefined
}
