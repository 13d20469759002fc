// `npm run restore -- --from DIR [--env FILE]`: restores a backup to the file of DATABASE_URL, unless a database exists there.

import { fail, passphraseFor, wordAfter } from './backup/arguments.ts'
import { restoreBackup } from './backup/restore.ts'
import { valuesFrom } from './serve/examine.ts'

const words = process.argv.slice(2)
const folder = wordAfter(words, '--from') ?? fail('--from should name the folder of one backup')
const from = valuesFrom(words, process.env)
if ('fault' in from) fail(from.fault)
else {
  const { values } = from
  const passphrase = values.PHOKBAT_KEYS ? undefined : (await passphraseFor(values)) || undefined
  const restored = await restoreBackup({ values, from: folder, passphrase, keysFile: wordAfter(words, '--env') })
  if (!restored.ok) fail(restored.reason)
  else console.log(`Restored as of ${restored.value}. Now: npm run serve.`)
}
