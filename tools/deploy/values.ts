// The settings of a deployment: which are uploaded as variables or secrets, which are missing, which are malformed.
import { generateKeys } from '../../src/service/keys/material.ts'
import { readEdgeSettings, readSetting } from '../../src/service/settings/read.ts'
import { groups, type Setting } from '../../src/service/settings/setting.ts'
import { settingsTable } from '../../src/service/settings/table.ts'
import { allSettings, commandSettings } from '../settings/table.ts'

export type Values = Readonly<Record<string, string>>

type Value = Setting & { name: string }
const named = (table: Readonly<Record<string, Setting>>): readonly Value[] =>
  Object.entries(table).map(([name, row]) => ({ name, ...row }))

/** Settings of the service are uploaded; settings of the commands stay on this machine. */
const uploaded = named(settingsTable)
const forDeployment = named(commandSettings).filter(({ readBy }) => readBy?.includes('npm run deploy'))
const position = ({ group }: Value) => Object.keys(groups).indexOf(group)
/** Everything that `npm run deploy` reads, section by section. */
export const deploymentSettings: readonly Value[] = [...uploaded, ...forDeployment].sort(
  (a, b) => position(a) - position(b),
)

/** The settings that a person is asked for on a terminal when they are missing. */
export const asked = deploymentSettings.filter(
  ({ name, presence }) => presence === 'required' || name === 'DATABASE_TOKEN',
)

const uploadedAs = (values: Values, where: 'var' | 'secret'): Record<string, string> =>
  Object.fromEntries(
    uploaded.filter((each) => each.where === where && values[each.name]).map(({ name }) => [name, values[name]!]),
  )
export const varsOf = (values: Values) => uploadedAs(values, 'var')
export const secretsOf = (values: Values) => uploadedAs(values, 'secret')
export const cloudflareOf = ({ CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN }: Values) => ({
  ...(CLOUDFLARE_ACCOUNT_ID && { CLOUDFLARE_ACCOUNT_ID }),
  ...(CLOUDFLARE_API_TOKEN && { CLOUDFLARE_API_TOKEN }),
})

/** The required settings without a value, except those that the first deployment makes. */
export const missingOf = (values: Values): readonly Value[] =>
  deploymentSettings.filter(({ name, presence }) => presence === 'required' && !values[name])

const loopback = /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/

/** Rules between the settings of the service and those of the deploy command. */
const together = (values: Values): string[] => {
  const { LIFF_ID = '', LINE_LOGIN_CHANNEL_ID = '', LINE_LOGIN_CHANNEL_SECRET, PUBLIC_ORIGIN = '' } = values
  const faults: string[] = []
  if (LINE_LOGIN_CHANNEL_SECRET && LINE_LOGIN_CHANNEL_SECRET === values.LINE_CHANNEL_SECRET)
    faults.push(
      'LINE_LOGIN_CHANNEL_SECRET is the secret of the Messaging API channel; copy the one of the LINE Login channel',
    )
  if (/\s/.test(values.LINE_CHANNEL_ACCESS_TOKEN ?? ''))
    faults.push('LINE_CHANNEL_ACCESS_TOKEN has a space in it; copy the token alone, without "Bearer"')
  if (/^\d{10}-/.test(LIFF_ID) && /^\d{10}$/.test(LINE_LOGIN_CHANNEL_ID) && !LIFF_ID.startsWith(LINE_LOGIN_CHANNEL_ID))
    faults.push(
      `LIFF_ID belongs to channel ${LIFF_ID.slice(0, 10)}, not to LINE_LOGIN_CHANNEL_ID; take both from one channel`,
    )
  if (loopback.test(PUBLIC_ORIGIN) && values.LINE_CHANNEL_ACCESS_TOKEN && !values.LINE_API_ORIGIN)
    faults.push('PUBLIC_ORIGIN is on this machine, where LINE cannot reach it; take an https:// address')
  return faults
}

/** One sentence for each value that is given and cannot be right by its form. Values never appear in the sentences. */
export const faultsOfForm = async (values: Values): Promise<string[]> => {
  const examples = Object.fromEntries(
    uploaded.flatMap(({ name, presence, example }) => (presence !== 'optional' && example ? [[name, example]] : [])),
  )
  const keys = JSON.stringify(await generateKeys((bytes) => crypto.getRandomValues(new Uint8Array(bytes))))
  const read = readEdgeSettings({ ...examples, PHOKBAT_KEYS: keys, ...values, VAULT: true })
  const ofCommand = forDeployment.flatMap(({ name, ...row }) => {
    const read = values[name] ? readSetting<Setting>(name, row, values[name]) : undefined
    return read?.ok === false ? [read.fault] : []
  })
  return [...(read.ok ? [] : read.faults), ...ofCommand, ...together(values)]
}

/** The settings that sentences about form name: a step that needs one of them must not be tried. */
export const namedIn = (faults: readonly string[]): ReadonlySet<string> =>
  new Set(Object.keys(allSettings).filter((name) => faults.some((fault) => fault.startsWith(name))))
