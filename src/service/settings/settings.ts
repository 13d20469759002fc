// The configuration of a deployment: names and values as text, checked all at once before anything starts.
import * as v from 'valibot'
import { readCalibration } from '../../core/face/calibration.ts'
import { type Ok, ok } from '../../core/result.ts'
import { promised, type Retention } from '../../core/retention.ts'
import { type KeyMaterial, readKeyMaterial } from '../keys/material.ts'

const text = (what: string) => v.pipe(v.string(`${what} is missing`), v.nonEmpty(`${what} is empty`))
const matching = (what: string, pattern: RegExp, form: string) =>
  v.pipe(text(what), v.regex(pattern, `${what} should be ${form}`))

const onDisk = /^(file:|:memory:)/
const loopback = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?(\/|$)/
const originOf = (value: string): string | undefined => {
  try {
    return new URL(value).origin
  } catch {
    return undefined
  }
}
const origin = (what: string) =>
  v.pipe(
    text(what),
    v.check(
      (value) => originOf(value) === value,
      `${what} should be an origin such as https://card.example, without a path`,
    ),
    v.check((value) => value.startsWith('https://') || loopback.test(value), `${what} should begin with https://`),
  )
const onLoopback = (what: string) =>
  v.pipe(
    text(what),
    v.check((value) => loopback.test(value), `${what} is for one's own machine only (http://localhost…)`),
  )

const listed = v.array(
  v.object({
    subject: v.pipe(v.string(), v.nonEmpty()),
    name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(80)),
    agency: v.pipe(v.string(), v.nonEmpty(), v.maxLength(80)),
    /** Also compares pictures of faces that the second look left to a person. */
    reviewer: v.optional(v.boolean()),
    /** Where `subject` is not that: the official's own LINE user id, so that nobody reviews themself. */
    line: v.optional(v.string()),
  }),
)
/** The registered officials; undefined for anything but such a list. */
export const readListed = (value: string): v.InferOutput<typeof listed> | undefined => {
  try {
    const read = v.safeParse(listed, JSON.parse(value))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

/** How long something is kept: a whole number, and never longer than the terms promise. */
const kept = (what: string, most: number) =>
  v.optional(
    v.pipe(
      v.string(),
      v.check(
        (value) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= most,
        `${what} should be a number from 1 to ${most}: the terms promise no longer`,
      ),
    ),
    String(most),
  )

/** How much may be asked for in a minute, in the costs of routes/limits.ts. */
const counted = (what: string, usual: string) =>
  v.optional(matching(what, /^[1-9]\d{1,8}$/, 'a number of 10 or more'), usual)

/** Every setting by its name in the environment; what has a default may be left out. */
export const settingsSchema = v.object({
  PUBLIC_ORIGIN: origin('PUBLIC_ORIGIN'),
  DATABASE_URL: matching('DATABASE_URL', /^(file:|libsql:\/\/|https?:\/\/|:memory:)/, 'file:… or https://…'),
  DATABASE_TOKEN: v.optional(v.string()),
  PHOKBAT_KEYS: text('PHOKBAT_KEYS'),
  LINE_CHANNEL_SECRET: matching(
    'LINE_CHANNEL_SECRET',
    /^[0-9a-f]{32}$/,
    'the 32 hex digits of the Messaging API channel',
  ),
  LINE_CHANNEL_ACCESS_TOKEN: text('LINE_CHANNEL_ACCESS_TOKEN'),
  LINE_LOGIN_CHANNEL_ID: matching('LINE_LOGIN_CHANNEL_ID', /^\d{10}$/, 'the 10 digits of the LINE Login channel'),
  LIFF_ID: matching('LIFF_ID', /^\d{10}-\w{8}$/, 'a LIFF id such as 1234567890-AbcdEfgh'),
  // It stands in every QR code, and each of its bytes is one less for the face (core/card/face-budget.ts).
  ISSUER_ID: v.optional(v.pipe(v.string(), v.minBytes(1), v.maxBytes(16)), 'demo'),
  ISSUER_NAME_TH: v.optional(v.string(), 'ผู้ออกบัตรตัวอย่าง'),
  ISSUER_NAME_EN: v.optional(v.string(), 'Demo issuer'),
  ISSUER_NOTICE_TH: v.optional(v.string(), 'ไม่ใช่เอกสารราชการ'),
  ISSUER_NOTICE_EN: v.optional(v.string(), 'Not a government document'),
  REGISTRY: v.optional(v.picklist(['sandbox', 'none'], 'REGISTRY should be sandbox or none'), 'none'),
  LINE_API_ORIGIN: v.optional(origin('LINE_API_ORIGIN'), 'https://api.line.me'),
  LINE_DATA_ORIGIN: v.optional(origin('LINE_DATA_ORIGIN'), 'https://api-data.line.me'),
  LINE_CERTS_URL: v.optional(v.string(), 'https://api.line.me/oauth2/v2.1/certs'),
  /** Where officials sign in (OpenID Connect), e.g. `https://access.line.me`; without it nobody is registered. */
  OFFICIALS_OIDC_ISSUER: v.optional(
    v.pipe(
      text('OFFICIALS_OIDC_ISSUER'),
      v.check(
        (value) => /^https:\/\/\S+[^/]$/.test(value) || loopback.test(value),
        'OFFICIALS_OIDC_ISSUER should be https://… without a slash at its end',
      ),
    ),
  ),
  OFFICIALS_OIDC_CLIENT_ID: v.optional(v.string()),
  OFFICIALS_OIDC_CLIENT_SECRET: v.optional(v.string()),
  /** Who is registered, as a JSON list. */
  OFFICIALS: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (value) => readListed(value) !== undefined,
        'OFFICIALS should be a JSON list of {"subject", "name", "agency"}, with "reviewer": true for those who compare faces',
      ),
    ),
    '[]',
  ),
  KEEP_PHOTO_HOURS: kept('KEEP_PHOTO_HOURS', promised.photoHours),
  KEEP_EVIDENCE_DAYS: kept('KEEP_EVIDENCE_DAYS', promised.evidenceDays),
  KEEP_DRAFT_DAYS: kept('KEEP_DRAFT_DAYS', promised.draftDays),
  KEEP_CASE_DAYS: kept('KEEP_CASE_DAYS', promised.caseDays),
  KEEP_SHARE_DAYS: kept('KEEP_SHARE_DAYS', promised.shareDays),
  KEEP_ENDED_DAYS: kept('KEEP_ENDED_DAYS', promised.endedDays),
  KEEP_CONSENT_YEARS: kept('KEEP_CONSENT_YEARS', promised.consentYears),
  /** Hours between the face of somebody who forgot the PIN and a new one: time for the holder to say “not me”. */
  NEW_PIN_HOLD_HOURS: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (value) => /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 168,
        'NEW_PIN_HOLD_HOURS should be a number from 1 to 168',
      ),
    ),
    '24',
  ),
  PERSON_PER_MINUTE: counted('PERSON_PER_MINUTE', '300'),
  NETWORK_PER_MINUTE: counted('NETWORK_PER_MINUTE', '6000'),
  /** Shared with the examiners of the second look; without it they find nothing. */
  EXAMINER_SECRET: v.optional(v.pipe(v.string(), v.minLength(32, 'EXAMINER_SECRET should have 32 characters or more'))),
  /** What `npm run calibrate` wrote; without it no face is ever called a match. */
  FACE_CALIBRATION: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (value) => readCalibration(value) !== undefined,
        'FACE_CALIBRATION should be what npm run calibrate of this version wrote: calibrate again, or leave it out',
      ),
    ),
  ),
  /** Stands in for LINE's LIFF SDK. Code from elsewhere inside the mini-app: never in production, so never off loopback. */
  LIFF_SDK_URL: v.optional(onLoopback('LIFF_SDK_URL')),
})

export type Settings = Omit<v.InferOutput<typeof settingsSchema>, 'PHOKBAT_KEYS'> & { keys: KeyMaterial }
export type Environment = Readonly<Record<string, unknown>>

export const retentionOf = (settings: Settings): Retention => ({
  photoHours: Number(settings.KEEP_PHOTO_HOURS),
  evidenceDays: Number(settings.KEEP_EVIDENCE_DAYS),
  draftDays: Number(settings.KEEP_DRAFT_DAYS),
  caseDays: Number(settings.KEEP_CASE_DAYS),
  shareDays: Number(settings.KEEP_SHARE_DAYS),
  endedDays: Number(settings.KEEP_ENDED_DAYS),
  consentYears: Number(settings.KEEP_CONSENT_YEARS),
})

/** Valibot has its own words for a name that is not there at all. */
const sentence = ({ kind, path, message }: v.BaseIssue<unknown>) =>
  kind === 'schema' && message.startsWith('Invalid key') ? `${path?.[0]?.key} is missing` : message

/** All settings, or one sentence for each that is missing or wrong; values never appear in the sentences. */
export const readSettings = (env: Environment): Ok<Settings> | { ok: false; faults: string[] } => {
  const named = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name in settingsSchema.entries && value !== ''),
  )
  const parsed = v.safeParse(settingsSchema, named)
  if (!parsed.success) return { ok: false, faults: parsed.issues.map(sentence) }
  const { PHOKBAT_KEYS, ...settings } = parsed.output
  const keys = readKeyMaterial(PHOKBAT_KEYS)
  const { OFFICIALS_OIDC_ISSUER: issuer, OFFICIALS_OIDC_CLIENT_ID: id, OFFICIALS_OIDC_CLIENT_SECRET: secret } = settings
  if (issuer && !(id && secret))
    return {
      ok: false,
      faults: ['OFFICIALS_OIDC_CLIENT_ID and OFFICIALS_OIDC_CLIENT_SECRET belong to OFFICIALS_OIDC_ISSUER'],
    }
  return keys.ok
    ? ok({ ...settings, keys: keys.value })
    : { ok: false, faults: [`PHOKBAT_KEYS: ${keys.reason.replaceAll('_', ' ')}`] }
}

/** `readSettings`, and what the edge needs besides: a database that is reached over the network, a bucket for the pictures. */
export const readEdgeSettings = (env: Environment): ReturnType<typeof readSettings> => {
  const read = readSettings(env)
  const faults = read.ok ? [] : read.faults
  if (onDisk.test(String(env.DATABASE_URL))) faults.push('DATABASE_URL should be https://…: the edge has no files')
  if (!env.VAULT) faults.push('VAULT is not bound: create the R2 bucket that wrangler.toml names')
  return read.ok && faults.length === 0 ? read : { ok: false, faults }
}
