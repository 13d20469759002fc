// Reads the settings of a deployment: names and texts in, checked values out, all faults at once before anything starts.
import * as v from 'valibot'
import { type Ok, ok } from '../../core/result.ts'
import type { Retention } from '../../core/retention.ts'
import type { KeyMaterial } from '../keys/material.ts'
import { edgeRules, rules } from './rules.ts'
import type { Environment, Setting } from './setting.ts'
import { type SettingName, settingNames, settingsTable } from './table.ts'

type Table = typeof settingsTable
type Value<N extends SettingName> = v.InferOutput<Table[N]['form']>
/** Names of the settings that always have a value: required ones, and those with a default. */
type Given = {
  [N in SettingName]: Table[N] extends { default: string } | { presence: 'required' | 'generated' } ? N : never
}[SettingName]

/** The checked settings under their names in the environment; the keys are `keys`. */
export type Settings = { readonly [N in Exclude<Given, 'PHOKBAT_KEYS'>]: Value<N> } & {
  readonly [N in Exclude<SettingName, Given>]?: Value<N>
} & { readonly keys: KeyMaterial }
export type ReadSettings = Ok<Settings> | { ok: false; faults: string[] }

export const retentionOf = (settings: Settings): Retention => ({
  photoHours: settings.KEEP_PHOTO_HOURS,
  evidenceDays: settings.KEEP_EVIDENCE_DAYS,
  draftDays: settings.KEEP_DRAFT_DAYS,
  caseDays: settings.KEEP_CASE_DAYS,
  shareDays: settings.KEEP_SHARE_DAYS,
  endedDays: settings.KEEP_ENDED_DAYS,
  consentYears: settings.KEEP_CONSENT_YEARS,
  outcomeYears: settings.KEEP_OUTCOME_YEARS,
})

type Output<R extends Setting> = v.InferOutput<R['form']> | (R extends { default: string } ? never : undefined)
export type ReadOne<T> = { ok: true; value: T } | { ok: false; fault: string }

/** One setting by its row. The sentence of a fault never contains the value. */
export const readSetting = <R extends Setting>(name: string, row: R, given: unknown): ReadOne<Output<R>> => {
  const text = given === undefined || given === '' ? row.default : given
  if (text === undefined)
    return row.presence === 'optional'
      ? { ok: true, value: undefined as Output<R> }
      : { ok: false, fault: `${name} is missing` }
  const read = v.safeParse(row.form, text)
  if (read.success) return { ok: true, value: read.output as Output<R> }
  const explained = typeof text === 'string' ? row.explain?.(name, text) : undefined
  return { ok: false, fault: explained ?? `${name} should be ${row.format}` }
}

const readBy = (env: Environment, together: typeof rules): ReadSettings => {
  const values: Record<string, unknown> = {}
  const faults: string[] = []
  for (const name of settingNames) {
    const read = readSetting<Setting>(name, settingsTable[name], env[name])
    if (!read.ok) faults.push(read.fault)
    else if (read.value !== undefined) values[name] = read.value
  }
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  faults.push(...together.filter(({ holds }) => !holds(given)).map(({ fault }) => fault))
  if (faults.length > 0) return { ok: false, faults }
  const { PHOKBAT_KEYS: keys, ...settings } = values
  // Every name was read by its own row, from which `Settings` is inferred.
  return ok({ ...settings, keys } as Settings)
}

/** All settings, or one sentence for each that is missing or wrong; values never appear in the sentences. */
export const readSettings = (env: Environment): ReadSettings => readBy(env, rules)

/** `readSettings`, and what Cloudflare Workers need besides: a database over the network, a bucket for the pictures. */
export const readEdgeSettings = (env: Environment): ReadSettings => readBy(env, [...rules, ...edgeRules])
