// Reads the office log of a deployment from its database, and seals it with the issuer's key.
import { createClient } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import type { OfficeLogExport } from '../../../src/core/inspection/office-log.ts'
import { err, ok, type Result } from '../../../src/core/result.ts'
import { exportOfficeLog } from '../../../src/service/access-log/access-log.ts'
import { createKeys } from '../../../src/service/keys/keys.ts'
import { createSeal } from '../../../src/service/keys/seal.ts'
import { readSetting } from '../../../src/service/settings/read.ts'
import type { Environment } from '../../../src/service/settings/setting.ts'
import { settingsTable } from '../../../src/service/settings/table.ts'
import { createOfficeLog } from '../../../src/service/store/office-log.ts'

/** `now`: ms since the epoch. The reason of a failure is a sentence: a setting, or what is wrong with the log. */
export const officeLogOf = async (values: Environment, now: () => number): Promise<Result<OfficeLogExport>> => {
  const { PHOKBAT_KEYS, DATABASE_URL, DATABASE_TOKEN, ISSUER_ID } = settingsTable
  const keys = readSetting('PHOKBAT_KEYS', PHOKBAT_KEYS, values.PHOKBAT_KEYS)
  const url = readSetting('DATABASE_URL', DATABASE_URL, values.DATABASE_URL)
  const token = readSetting('DATABASE_TOKEN', DATABASE_TOKEN, values.DATABASE_TOKEN)
  const issuer = readSetting('ISSUER_ID', ISSUER_ID, values.ISSUER_ID)
  if (!keys.ok) return err(keys.fault)
  if (!url.ok) return err(url.fault)
  if (!token.ok) return err(token.fault)
  if (!issuer.ok) return err(issuer.fault)
  if (!keys.value || !url.value)
    return err('PHOKBAT_KEYS and DATABASE_URL of the service are needed: --env names its settings file')
  const client = createClient({ url: url.value, authToken: token.value })
  try {
    const seal = createSeal(keys.value, () => new Uint8Array())
    const store = { officeLog: createOfficeLog({ db: drizzle(client), seal }) }
    const config = { issuer: { id: issuer.value } }
    return ok(await exportOfficeLog({ store, config, keys: createKeys(keys.value, now), clock: now }))
  } catch (error) {
    return err(error instanceof Error ? error.message : 'The office log cannot be read')
  } finally {
    client.close()
  }
}
