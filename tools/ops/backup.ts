// `npm run backup -- --to DIR [--env FILE] [--without-keys]`: backs up the database and the keys of a self-hosted service while it runs.

import { fail, passphraseFor, wordAfter } from './backup/arguments.ts'
import { makeBackup } from './backup/make.ts'
import { valuesFrom } from './serve/examine.ts'

const words = process.argv.slice(2)
const to = wordAfter(words, '--to') ?? fail('--to should name the folder for backups')
const from = valuesFrom(words, process.env)
if ('fault' in from) fail(from.fault)
else {
  const passphrase = words.includes('--without-keys') ? undefined : await passphraseFor(from.values)
  if (passphrase === '') fail('BACKUP_PASSPHRASE is missing: set it, or leave the keys out with --without-keys')
  const made = await makeBackup({ values: from.values, to, passphrase, now: new Date() })
  if (!made.ok) fail(made.reason)
  else console.log(`${made.value}: database${passphrase === undefined ? ' without' : ' and sealed'} keys.`)
}
