// Declares every setting of the service once: form, default, secrecy, purpose. Checks, documents and uploads are made
// from this table.
import { readCalibration, recipeOfCalibration } from '../../core/face/calibration.ts'
import { defaultFaceModel, faceModelNames, modelOfRecipe } from '../../core/face/recipes.ts'
import { promisedRetention } from '../../core/retention.ts'
import { type KeyMaterial, readKeyMaterial } from '../keys/material.ts'
import * as forms from './forms.ts'
import { readOfficials } from './officials-list.ts'
import type { Setting } from './setting.ts'

const keysOf = (text: string): KeyMaterial | undefined => {
  const read = readKeyMaterial(text)
  return read.ok ? read.value : undefined
}
const keysFault = (name: string, text: string): string => {
  const read = readKeyMaterial(text)
  return `${name}: ${read.ok ? '' : read.reason.replaceAll('_', ' ')}`
}

/** A retention period. The default and maximum is the period that the terms promise (core/retention.ts). */
const retention = <const P extends string>(most: number, purpose: P) =>
  ({
    group: 'retention',
    form: forms.wholeNumber(1, most),
    format: `a number from 1 to ${most}: the terms promise no longer`,
    default: String(most),
    where: 'var',
    presence: 'optional',
    example: '1',
    purpose,
  }) as const

/** A rate limit per minute, in the costs of core/contract. */
const perMinute = <const D extends string, const P extends string>(usual: D, purpose: P) =>
  ({
    group: 'limits',
    form: forms.wholeNumber(10, 999_999_999),
    format: 'a number of 10 or more',
    default: usual,
    where: 'var',
    presence: 'optional',
    example: '1000',
    purpose,
  }) as const

/** A text about the issuer on cards and pages. */
const issuerText = <const D extends string, const P extends string>(usual: D, example: string, purpose: P) =>
  ({
    group: 'issuer',
    form: forms.text,
    format: 'a text',
    default: usual,
    where: 'var',
    presence: 'optional',
    example,
    purpose,
  }) as const

export const settingsTable = {
  PUBLIC_ORIGIN: {
    group: 'address',
    form: forms.origin,
    explain: forms.originFault,
    format: 'an origin such as https://card.example, beginning with https:// and without a path',
    where: 'var',
    presence: 'required',
    example: 'https://card.example',
    purpose: 'The address at which citizens, officials and LINE reach the service.',
    source:
      'the address that people will see: https://card.example (a domain in your Cloudflare account) or https://phokbat.<your subdomain>.workers.dev',
    readBy: ['npm run deploy', 'npm run doctor', 'npm run second-look'],
  },
  DATABASE_URL: {
    group: 'database',
    form: forms.databaseUrl,
    format: 'file:…, https://… or libsql://…, or http:// on this machine',
    where: 'var',
    presence: 'required',
    example: 'https://database.example',
    purpose: 'The libSQL database; `file:…` only on a machine of your own, never on Cloudflare.',
    source: 'your libSQL database: https://… or libsql://… (`turso db show NAME --url`, or your own libsql-server)',
    readBy: ['npm run deploy', 'npm run backup', 'npm run restore', 'npm run keys:master'],
  },
  DATABASE_TOKEN: {
    group: 'database',
    form: forms.text,
    format: 'a token of the database',
    where: 'secret',
    presence: 'optional',
    example: 'token',
    purpose: 'Lets the service write to the database.',
    source: '`turso db tokens create NAME`; leave empty for a database without tokens',
    readBy: ['npm run deploy', 'npm run keys:master'],
  },
  PHOKBAT_KEYS: {
    group: 'keys',
    form: forms.parsed(keysOf),
    format: 'the keys as `npm run deploy` or `npm run keys:new` made them',
    explain: keysFault,
    where: 'secret',
    presence: 'generated',
    purpose:
      'The keys that seal personal data, hash PINs and sign cards; without them the data in the database is unreadable for good.',
    source: 'made by the first deployment on Cloudflare; `npm run keys:new` for a machine of your own',
    readBy: ['npm run deploy', 'npm run backup', 'npm run restore', 'npm run keys:rotate', 'npm run keys:master'],
  },
  LINE_CHANNEL_SECRET: {
    group: 'line',
    form: forms.matching(/^[0-9a-f]{32}$/),
    format: 'the 32 hex digits of the Messaging API channel',
    where: 'secret',
    presence: 'required',
    example: '0'.repeat(32),
    purpose: 'Proves that a webhook comes from LINE.',
    source: 'LINE Developers console › Messaging API channel › Basic settings › Channel secret',
    readBy: ['npm run deploy', 'npm run doctor'],
  },
  LINE_CHANNEL_ACCESS_TOKEN: {
    group: 'line',
    form: forms.text,
    format: 'a channel access token',
    where: 'secret',
    presence: 'required',
    example: 'token',
    purpose: 'Lets the service send messages in the chat.',
    source: 'LINE Developers console › Messaging API channel › Messaging API › Channel access token (long-lived)',
    readBy: ['npm run deploy', 'npm run doctor'],
  },
  LINE_LOGIN_CHANNEL_ID: {
    group: 'line',
    form: forms.matching(/^\d{10}$/),
    format: 'the 10 digits of the LINE Login channel',
    where: 'var',
    presence: 'required',
    example: '1234567890',
    purpose: 'The LINE Login channel whose ID tokens the mini-app sends.',
    source: 'LINE Developers console › LINE Login channel of the same provider › Basic settings › Channel ID',
    readBy: ['npm run deploy'],
  },
  LIFF_ID: {
    group: 'line',
    form: forms.matching(/^\d{10}-\w{8}$/),
    format: 'a LIFF id such as 1234567890-AbcdEfgh',
    where: 'var',
    presence: 'generated',
    example: '1234567890-AbcdEfgh',
    purpose: 'The mini-app that the chat opens.',
    source: 'the mini-app of the LINE Login channel; made by the first deployment when left empty',
    readBy: ['npm run deploy'],
  },
  // Every QR code contains it, and each of its bytes leaves one less for the face (core/card/face-budget.ts).
  ISSUER_ID: {
    ...issuerText('demo', 'agency', 'Names the issuer in every QR code.'),
    form: forms.text16,
    format: 'a text of 1 to 16 bytes',
  },
  ISSUER_NAME_TH: issuerText('ผู้ออกบัตรตัวอย่าง', 'หน่วยงานตัวอย่าง', 'The name of the issuer in Thai.'),
  ISSUER_NAME_EN: issuerText('Demo issuer', 'Example Agency', 'The name of the issuer in English.'),
  ISSUER_NOTICE_TH: issuerText('ไม่ใช่เอกสารราชการ', 'บัตรทดลอง', 'The notice under every card in Thai.'),
  ISSUER_NOTICE_EN: issuerText('Not a government document', 'Trial card', 'The notice under every card in English.'),
  ISSUER_CONTACT_TH: {
    group: 'issuer',
    form: forms.text,
    format: 'a text',
    where: 'var',
    presence: 'optional',
    example: 'โทร. 0 2123 4567 จ.–ศ. 8.30–16.30 น.',
    purpose: 'Where a person helps, in Thai: place, telephone, hours. Without it the chat promises no conversation.',
  },
  ISSUER_CONTACT_EN: {
    group: 'issuer',
    form: forms.text,
    format: 'a text',
    where: 'var',
    presence: 'optional',
    example: 'Tel. 02 123 4567, Mon–Fri 8.30–16.30',
    purpose: 'The same in English.',
  },
  REGISTRY: {
    group: 'issuer',
    form: forms.oneOf('sandbox', 'none'),
    format: 'sandbox or none',
    default: 'none',
    where: 'var',
    presence: 'optional',
    example: 'sandbox',
    purpose:
      'The population register that confirms card data; `sandbox` is a trial register, for one’s own machine only.',
  },
  KEEP_PHOTO_HOURS: retention(promisedRetention.photoHours, 'Hours that an unread photo of a card is kept.'),
  KEEP_EVIDENCE_DAYS: retention(promisedRetention.evidenceDays, 'Days that the frames of a selfie are kept.'),
  KEEP_DRAFT_DAYS: retention(promisedRetention.draftDays, 'Days that an abandoned registration is kept.'),
  KEEP_CASE_DAYS: retention(
    promisedRetention.caseDays,
    'Days that a registration is kept while it waits for an officer.',
  ),
  KEEP_SHARE_DAYS: retention(promisedRetention.shareDays, 'Days that a shared link is kept after its end.'),
  KEEP_ENDED_DAYS: retention(
    promisedRetention.endedDays,
    'Days that a person’s data is kept after the card has expired.',
  ),
  KEEP_CONSENT_YEARS: retention(
    promisedRetention.consentYears,
    'Years that consent records are kept after all other data is erased.',
  ),
  KEEP_OUTCOME_YEARS: retention(
    promisedRetention.outcomeYears,
    'Years for which an ID number stays marked after an official or a recheck refused a face for it.',
  ),
  NEW_PIN_HOLD_HOURS: {
    group: 'limits',
    form: forms.wholeNumber(1, 168),
    format: 'a number from 1 to 168',
    default: '24',
    where: 'var',
    presence: 'optional',
    example: '48',
    purpose:
      'Hours between the face check of a holder who forgot the PIN and the new PIN; the holder can object until then.',
  },
  PERSON_PER_MINUTE: perMinute('300', 'The request costs that one person may use per minute.'),
  NETWORK_PER_MINUTE: perMinute('6000', 'The request costs that one network address may use per minute.'),
  TRUSTED_PROXIES: {
    group: 'limits',
    form: forms.wholeNumber(0, 9),
    format: 'a number from 0 to 9',
    default: '1',
    where: 'var',
    presence: 'optional',
    example: '2',
    purpose:
      'How many proxies of yours stand in front of the service on a machine of your own, each appending to `X-Forwarded-For`; 0 if callers reach it directly. Not used on Cloudflare.',
  },
  OFFICIALS_OIDC_ISSUER: {
    group: 'officials',
    form: forms.oidcIssuer,
    format: 'https://… without a slash at its end',
    where: 'var',
    presence: 'optional',
    example: 'https://access.line.me',
    purpose: 'The OpenID Connect provider where officials sign in; without it there are no registered officials.',
    source: '`https://access.line.me` for LINE Login, else the issuer of your own provider',
  },
  OFFICIALS_OIDC_CLIENT_ID: {
    group: 'officials',
    form: forms.text,
    format: 'the id of a client of that provider',
    where: 'var',
    presence: 'optional',
    example: '1234567890',
    purpose: 'The client under which officials sign in.',
    source: 'a channel or client for officials at the provider',
  },
  OFFICIALS_OIDC_CLIENT_SECRET: {
    group: 'officials',
    form: forms.text,
    format: 'the secret of that client',
    where: 'secret',
    presence: 'optional',
    example: 'secret',
    purpose: 'The secret of the client under which officials sign in.',
    source: 'the same page of the provider as the client id',
  },
  OFFICIALS: {
    group: 'officials',
    form: forms.parsed(readOfficials),
    format: 'a JSON list of {"subject", "name", "agency"}, with "reviewer": true for those who compare faces',
    default: '[]',
    where: 'var',
    presence: 'optional',
    example: '[{"subject":"1","name":"Example","agency":"Example Agency"}]',
    purpose: 'The registered officials; only they can sign in.',
  },
  EXAMINER_SECRET: {
    group: 'face',
    form: forms.secretOf32,
    format: '32 characters or more',
    where: 'secret',
    presence: 'optional',
    example: 'e'.repeat(32),
    purpose: 'Shared with the face examiners; without it selfies are not rechecked, and every face stays *self*.',
    source: '32 random characters or more, the same for npm run second-look',
    readBy: ['npm run second-look'],
  },
  FACE_MODEL: {
    group: 'face',
    form: forms.oneOf(...faceModelNames),
    format: faceModelNames.join(' or '),
    default: defaultFaceModel,
    where: 'var',
    presence: 'optional',
    example: defaultFaceModel,
    purpose:
      'The networks that compare faces, on the phone and in the recheck alike; read docs/face-model.md before going live.',
    readBy: ['npm run deploy', 'npm run serve'],
  },
  FACE_CALIBRATION: {
    group: 'face',
    form: forms.parsed(readCalibration),
    format: 'what npm run calibrate of this version wrote: calibrate again, or leave it out',
    explain: (name, text) => {
      const recipe = recipeOfCalibration(text)
      return recipe === undefined || modelOfRecipe(recipe)
        ? undefined
        : `${name} was learnt by the recipe ${recipe}, by which this version does not compare: calibrate again, or leave it out`
    },
    where: 'var',
    presence: 'optional',
    purpose: 'The face calibration of this deployment; without it no comparison counts as a match.',
    source: 'the line that `npm run calibrate` writes',
    readBy: ['npm start'],
  },
  LINE_API_ORIGIN: {
    group: 'simulator',
    form: forms.origin,
    explain: forms.originFault,
    format: 'an origin such as https://api.line.me, beginning with https:// and without a path',
    default: 'https://api.line.me',
    where: 'var',
    presence: 'optional',
    example: 'https://api.line.me',
    purpose: 'The origin of LINE’s API.',
    readBy: ['npm run deploy'],
  },
  LINE_DATA_ORIGIN: {
    group: 'simulator',
    form: forms.origin,
    explain: forms.originFault,
    format: 'an origin such as https://api-data.line.me, beginning with https:// and without a path',
    default: 'https://api-data.line.me',
    where: 'var',
    presence: 'optional',
    example: 'https://api-data.line.me',
    purpose: 'The origin from which the pictures of the chat are fetched.',
    readBy: ['npm run deploy'],
  },
  LINE_CERTS_URL: {
    group: 'simulator',
    form: forms.secureUrl,
    format: 'a URL that begins with https://',
    default: 'https://api.line.me/oauth2/v2.1/certs',
    where: 'var',
    presence: 'optional',
    example: 'https://api.line.me/oauth2/v2.1/certs',
    purpose: 'Where LINE publishes the keys of its ID tokens.',
  },
  // It loads foreign code into the mini-app, so it is allowed on loopback only and never in production.
  LIFF_SDK_URL: {
    group: 'simulator',
    form: forms.matching(forms.loopback),
    format: 'http://localhost…: it is for one’s own machine only',
    where: 'var',
    presence: 'optional',
    example: 'http://localhost:4010/liff/sdk.js',
    purpose: 'Replaces LINE’s LIFF SDK.',
  },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof settingsTable
export const settingNames = Object.keys(settingsTable) as SettingName[]

/** The Worker's bindings besides settings, by their names in wrangler.toml. */
export const bindings = {
  VAULT: 'The R2 bucket with the sealed pictures.',
  ASSETS: 'The built pages.',
} as const
