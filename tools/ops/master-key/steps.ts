// The steps that replace the master key: each changes PHOKBAT_KEYS in the settings file and says what to do next.
import { createClient } from '@libsql/client'
import { toBase64Url } from '../../../src/core/base64.ts'
import { type KeyMaterial, readKeyMaterial } from '../../../src/service/keys/material.ts'
import {
  addMasterKey,
  dropOlderMasterKeys,
  type MasterKeyFault,
  useNewestMasterKey,
} from '../../../src/service/keys/rotation.ts'
import type { EnvFile } from '../../deploy/env-file.ts'
import { renewAllMacs } from '../row-macs/steps.ts'
import { rowsUnderOlderKeys } from './remaining-rows.ts'

type StepContext = { file: EnvFile; say: (sentence: string) => void }

const usage = 'npm run keys:master -- add | use | report | drop'
const sentences: Record<MasterKeyFault, string> = {
  added_already: 'A newer key is there already. Deploy it, then: npm run keys:master -- use',
  nothing_newer: 'There is no newer key to use. First: npm run keys:master -- add',
  nothing_older: 'There is only one key: nothing to drop.',
}

const kept = ({ file, say }: StepContext, next: ReturnType<typeof addMasterKey>, then: string): boolean => {
  const written = next.ok ? file.keep('PHOKBAT_KEYS', JSON.stringify(next.value)) : undefined
  if (!next.ok) say(sentences[next.reason])
  else if (written?.ok) {
    say(`Master keys: ${Object.keys(next.value.masterKeys).join(', ')}; ${next.value.currentVersion} wraps. ${then}`)
    return true
  } else say(written?.reason ?? '')
  return false
}

/** Prints how many rows are under each older key. @returns true when there are none. */
const reported = async ({ file, say }: StepContext, { currentVersion, masterKeys }: KeyMaterial): Promise<boolean> => {
  const { DATABASE_URL: url = '', DATABASE_TOKEN: authToken } = file.read()
  const client = createClient({ url, authToken })
  const left = await rowsUnderOlderKeys(client, currentVersion).finally(() => client.close())
  for (const { what, version, rows } of left) say(`${what} under key ${version}: ${rows}`)
  if (left.some(({ version }) => !masterKeys[version])) say('A key of these is not in PHOKBAT_KEYS: bring it back.')
  if (left.length > 0) say('Not yet: the service wraps 10,000 people an hour.')
  return left.length === 0
}

/** Carries out one step. @returns false when it could not. */
export const step = async (name: string, parts: StepContext): Promise<boolean> => {
  const read = readKeyMaterial(parts.file.read().PHOKBAT_KEYS ?? '')
  if (!read.ok) {
    parts.say(`PHOKBAT_KEYS: ${read.reason.replaceAll('_', ' ')}`)
    return false
  }
  const material = read.value
  switch (name) {
    case 'add':
      return kept(
        parts,
        addMasterKey(material, toBase64Url(crypto.getRandomValues(new Uint8Array(32)))),
        'Now: npm run deploy, so that every instance can open with it. Then: npm run keys:master -- use',
      )
    case 'use':
      return kept(
        parts,
        useNewestMasterKey(material),
        'Now: npm run deploy. The service wraps everybody anew by itself: npm run keys:master -- report',
      )
    case 'report':
      if (await reported(parts, material)) parts.say('The older keys may go: npm run keys:master -- drop')
      return true
    case 'drop':
      if (!(await reported(parts, material))) return false
      // Everybody is under the new key, so every instance knows it.
      await renewAllMacs(parts.file, material)
      return kept(
        parts,
        dropOlderMasterKeys(material),
        'Now: npm run deploy. Backups from before need the old key: keep it with them, in the safe.',
      )
    default:
      parts.say(usage)
      return false
  }
}
