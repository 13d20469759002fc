// Settings for the servers that are measured: a given database, and a LINE channel that does not exist.
import { generateKeys } from '../../src/service/keys/material.ts'
import { readSettings, type Settings } from '../../src/service/settings/read.ts'
import { channelSecret } from './webhook-requests.ts'

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

export const envFor = async (databaseUrl: string): Promise<Record<string, string>> => ({
  PUBLIC_ORIGIN: 'https://card.example',
  DATABASE_URL: databaseUrl,
  PHOKBAT_KEYS: JSON.stringify(await generateKeys(random)),
  LINE_CHANNEL_SECRET: channelSecret,
  LINE_CHANNEL_ACCESS_TOKEN: 'nobody',
  LINE_LOGIN_CHANNEL_ID: '2000000002',
  LIFF_ID: '2000000002-Phokbat1',
})

export const settingsFor = async (databaseUrl: string): Promise<Settings> => {
  const read = readSettings(await envFor(databaseUrl))
  if (!read.ok) throw new Error(read.faults.join('; '))
  return read.value
}
