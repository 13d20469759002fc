// The data of a button in the chat: an event of the journey with the step at which it was offered, or a command.
import type { Event } from '../journey/advance.ts'
import { type Step, steps } from '../journey/map.ts'
import { languages, languageTable } from '../languages.ts'

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

export type Button = { event: ButtonEvent; at: Step } | { command: Command }

/** Returns postback data such as `termsAccepted@terms` or `!help`. LINE allows 300 characters. */
export const buttonData = (button: Button): string =>
  'command' in button ? `!${button.command}` : `${button.event}@${button.at}`

/** Reads the button from postback data; undefined for data that the service never sends. */
export const readButton = (data: string): Button | undefined => {
  const command = commands.find((name) => data === `!${name}`)
  if (command) return { command }
  const [name, step, ...rest] = data.split('@')
  const event = offered.find((known) => known === name)
  const at = steps.find((known) => known === step)
  return event && at && rest.length === 0 ? { event, at } : undefined
}
