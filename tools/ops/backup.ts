// `npm run backup -- --to DIR [--env FILE] [--with-keys]`: backs up the database of a self-hosted service while it runs.
// The keys open everything in it, so they go into the same folder only when asked, and sealed.

import { fail, passphraseFor, wordAfter } from './backup/arguments.ts'
import { makeBackup } from './backup/make.ts'
import { valuesFrom } from './serve/examine.ts'

const words = process.argv.slice(2)
const to = wordAfter(words, '--to') ?? fail('--to should name the folder for backups')
const from = valuesFrom(words, process.env)
if ('fault' in from) fail(from.fault)
else {
  const passphrase = words.includes('--with-keys') ? await passphraseFor(from.values) : undefined
  if (passphrase === '') fail('BACKUP_PASSPHRASE is missing: set it, or leave the keys out: without --with-keys')
  const made = await makeBackup({ values: from.values, to, passphrase, now: new Date() })
  if (!made.ok) fail(made.reason)
  else
    console.log(
      `${made.value}: database${passphrase === undefined ? ' without keys: keep those of PHOKBAT_KEYS elsewhere' : ' and sealed keys'}.`,
    )
}
