// `npm run backup -- --to DIR [--env FILE] [--without-keys]`: database and keys of a self-hosted service, while it runs.
import { makeBackup } from './backup/make.ts'
import { ended, passphraseFor, wordAfter } from './backup/words.ts'
import { valuesFrom } from './serve/examine.ts'

const words = process.argv.slice(2)
const to = wordAfter(words, '--to') ?? ended('--to should name the folder for backups')
const from = valuesFrom(words, process.env)
if ('fault' in from) ended(from.fault)
else {
  const passphrase = words.includes('--without-keys') ? undefined : await passphraseFor(from.values)
  if (passphrase === '') ended('BACKUP_PASSPHRASE is missing: set it, or leave the keys out with --without-keys')
  const made = await makeBackup({ values: from.values, to, passphrase, now: new Date() })
  if (!made.ok) ended(made.reason)
  else console.log(`${made.value}: database${passphrase === undefined ? ' without' : ' and sealed'} keys.`)
}
