// What the commands `backup` and `restore` are told: flags, the passphrase, and how they end when something is wrong.
import type { Environment } from '../../../src/service/settings/read.ts'
import { openTerminal } from '../../deploy/terminal.ts'

export const wordAfter = (words: readonly string[], flag: string): string | undefined => {
  const at = words.indexOf(flag)
  return at < 0 ? undefined : words[at + 1]
}

/** From the values, or asked on the terminal without being shown; empty when there is neither. Never a word of the command: those are seen by others. */
export const passphraseFor = async ({ BACKUP_PASSPHRASE: given }: Environment): Promise<string> =>
  String(given ?? '') || ((await openTerminal()?.ask('Passphrase of the backup: ', true)) ?? '')

export const fail = (fault: string): never => {
  console.error(`${fault}.`)
  process.exit(1)
}
