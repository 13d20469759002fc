// What a deployment needs to know: each value, where it comes from, and where it goes. Their form is settings.ts's to judge.
import { generateKeys } from '../../src/service/keys/material.ts'
import { readEdgeSettings } from '../../src/service/settings/settings.ts'

export type Values = Readonly<Record<string, string>>

type Value = {
  name: string
  /** Where a person finds it. */
  from: string
  /** `setting`: readable in the dashboard; `secret`: never readable again; `here`: used by these commands, never uploaded. */
  goes: 'setting' | 'secret' | 'here'
  /** `made`: we can make it when it is missing. */
  presence: 'needed' | 'made' | 'optional'
  /** Typed without being shown. */
  hidden?: true
  /** A value of the right form. */
  example?: string
}

export const valueTable: readonly Value[] = [
  {
    name: 'PUBLIC_ORIGIN',
    from: 'the address that people will see: https://card.example (a domain in your Cloudflare account) or https://phokbat.<your subdomain>.workers.dev',
    goes: 'setting',
    presence: 'needed',
    example: 'https://card.example',
  },
  {
    name: 'LINE_CHANNEL_SECRET',
    from: 'LINE Developers console › Messaging API channel › Basic settings › Channel secret',
    goes: 'secret',
    presence: 'needed',
    hidden: true,
    example: '0'.repeat(32),
  },
  {
    name: 'LINE_CHANNEL_ACCESS_TOKEN',
    from: 'LINE Developers console › Messaging API channel › Messaging API › Channel access token (long-lived)',
    goes: 'secret',
    presence: 'needed',
    hidden: true,
    example: 'token',
  },
  {
    name: 'LINE_LOGIN_CHANNEL_ID',
    from: 'LINE Developers console › LINE Login channel of the same provider › Basic settings › Channel ID',
    goes: 'setting',
    presence: 'needed',
    example: '1234567890',
  },
  {
    name: 'LINE_LOGIN_CHANNEL_SECRET',
    from: 'LINE Developers console › LINE Login channel › Basic settings › Channel secret; only used here, for the mini-app',
    goes: 'here',
    presence: 'needed',
    hidden: true,
    example: '0'.repeat(32),
  },
  {
    name: 'DATABASE_URL',
    from: 'your libSQL database: https://… or libsql://… (`turso db show NAME --url`, or your own libsql-server)',
    goes: 'setting',
    presence: 'needed',
    example: 'https://database.example',
  },
  {
    name: 'DATABASE_TOKEN',
    from: '`turso db tokens create NAME`; leave empty for a database that asks for none',
    goes: 'secret',
    presence: 'optional',
    hidden: true,
  },
  {
    name: 'LIFF_ID',
    from: 'the mini-app of the LINE Login channel; made by the first deployment when left empty',
    goes: 'setting',
    presence: 'made',
    example: '1234567890-AbcdEfgh',
  },
  { name: 'PHOKBAT_KEYS', from: 'made by the first deployment', goes: 'secret', presence: 'made', hidden: true },
  ...['ISSUER_ID', 'ISSUER_NAME_TH', 'ISSUER_NAME_EN', 'ISSUER_NOTICE_TH', 'ISSUER_NOTICE_EN', 'REGISTRY'].map(
    (name): Value => ({
      name,
      from: 'how the issuer is called; see docs/deploy.md',
      goes: 'setting',
      presence: 'optional',
    }),
  ),
  ...['PHOTO_HOURS', 'EVIDENCE_DAYS', 'DRAFT_DAYS', 'CASE_DAYS', 'SHARE_DAYS', 'CONSENT_YEARS'].map(
    (what): Value => ({
      name: `KEEP_${what}`,
      from: 'how long it is kept, shorter than promised; see docs/deploy.md',
      goes: 'setting',
      presence: 'optional',
    }),
  ),
  ...['NEW_PIN_HOLD_HOURS', 'PERSON_PER_MINUTE', 'NETWORK_PER_MINUTE'].map(
    (name): Value => ({
      name,
      from: 'how long and how often; see docs/deploy.md',
      goes: 'setting',
      presence: 'optional',
    }),
  ),
  {
    name: 'EXAMINER_SECRET',
    from: '32 characters or more of your own making, the same for npm run second-look',
    goes: 'secret',
    presence: 'optional',
    hidden: true,
  },
  {
    name: 'FACE_CALIBRATION',
    from: 'what npm run calibrate wrote; see docs/calibration.md',
    goes: 'setting',
    presence: 'optional',
  },
  ...['OFFICIALS_OIDC_ISSUER', 'OFFICIALS_OIDC_CLIENT_ID', 'OFFICIALS'].map(
    (name): Value => ({
      name,
      from: 'who signs in as an official; see docs/officials.md',
      goes: 'setting',
      presence: 'optional',
    }),
  ),
  {
    name: 'OFFICIALS_OIDC_CLIENT_SECRET',
    from: 'the provider where officials sign in; see docs/officials.md',
    goes: 'secret',
    presence: 'optional',
    hidden: true,
  },
  // Only where LINE is played by a simulator: never asked for.
  ...['LINE_API_ORIGIN', 'LINE_DATA_ORIGIN', 'LINE_CERTS_URL', 'LIFF_SDK_URL'].map(
    (name): Value => ({ name, from: 'the simulator', goes: 'setting', presence: 'optional' }),
  ),
  { name: 'DEPLOYED', from: 'the version whose deployment came to its end', goes: 'here', presence: 'optional' },
  {
    name: 'CLOUDFLARE_ACCOUNT_ID',
    from: 'Cloudflare dashboard; only for people with several accounts',
    goes: 'here',
    presence: 'optional',
  },
  {
    name: 'CLOUDFLARE_API_TOKEN',
    from: 'Cloudflare dashboard › API tokens › Edit Cloudflare Workers; instead of `npx wrangler login`',
    goes: 'here',
    presence: 'optional',
    hidden: true,
  },
]

/** What a person is asked for on a terminal when it is missing: what must be there, and the token of a database. */
export const asked = valueTable.filter(({ name, presence }) => presence === 'needed' || name === 'DATABASE_TOKEN')

const pick = (values: Values, goes: Value['goes']): Record<string, string> =>
  Object.fromEntries(
    valueTable.filter((each) => each.goes === goes && values[each.name]).map(({ name }) => [name, values[name]!]),
  )
export const settingsOf = (values: Values) => pick(values, 'setting')
export const secretsOf = (values: Values) => pick(values, 'secret')
export const cloudflareOf = (values: Values) => {
  const { CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN } = pick(values, 'here')
  return {
    ...(CLOUDFLARE_ACCOUNT_ID && { CLOUDFLARE_ACCOUNT_ID }),
    ...(CLOUDFLARE_API_TOKEN && { CLOUDFLARE_API_TOKEN }),
  }
}

/** Those that must be there and are not, each with where it comes from. */
export const missingOf = (values: Values): readonly Value[] =>
  valueTable.filter(({ name, presence }) => presence === 'needed' && !values[name])

const loopback = /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/

/** What settings.ts does not know, because only a deployment has both ends in hand. */
const together = (values: Values): string[] => {
  const { LIFF_ID = '', LINE_LOGIN_CHANNEL_ID = '', LINE_LOGIN_CHANNEL_SECRET, PUBLIC_ORIGIN = '' } = values
  const faults: string[] = []
  if (LINE_LOGIN_CHANNEL_SECRET && !/^[0-9a-f]{32}$/.test(LINE_LOGIN_CHANNEL_SECRET))
    faults.push('LINE_LOGIN_CHANNEL_SECRET should be the 32 hex digits of the LINE Login channel')
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

/** One sentence for each given value that cannot be right by its form; values never appear in them, nor do missing ones. */
export const faultsOfForm = async (values: Values): Promise<string[]> => {
  const examples = Object.fromEntries(valueTable.flatMap(({ name, example }) => (example ? [[name, example]] : [])))
  const keys = JSON.stringify(await generateKeys((bytes) => crypto.getRandomValues(new Uint8Array(bytes))))
  const read = readEdgeSettings({ ...examples, PHOKBAT_KEYS: keys, ...values, VAULT: true })
  return [...(read.ok ? [] : read.faults), ...together(values)]
}

/** The values that a sentence about form is about: its step must not be tried with them. */
export const namedIn = (faults: readonly string[]): ReadonlySet<string> =>
  new Set(valueTable.map(({ name }) => name).filter((name) => faults.some((fault) => fault.startsWith(name))))
