// What the commands `backup` and `restore` share: flags, the passphrase, and the end after a fault.
import type { Environment } from '../../../src/service/settings/setting.ts'
import { openTerminal } from '../../deploy/terminal.ts'

export const wordAfter = (words: readonly string[], flag: string): string | undefined => {
  const at = words.indexOf(flag)
  return at < 0 ? undefined : words[at + 1]
}

/** From the settings, else from the terminal, where it is not shown; empty without both. Never an argument: other users of the machine can read those. */
export const passphraseFor = async ({ BACKUP_PASSPHRASE: given }: Environment): Promise<string> =>
  String(given ?? '') || ((await openTerminal()?.ask('Passphrase of the backup: ', true)) ?? '')

export const fail = (fault: string): never => {
  console.error(`${fault}.`)
  process.exit(1)
}
