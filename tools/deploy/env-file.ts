// The file `.env.deploy`: the settings and keys of one deployment, readable by its owner alone. A write never loses other lines.
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { err, ok, type Result } from '../../src/core/result.ts'
import type { Values } from './values.ts'

/** The absolute path of the file; DEPLOY_FILE names another place for it, such as an encrypted disk. */
export const envFilePath = (env: Readonly<Record<string, string | undefined>>): string =>
  resolve(env.DEPLOY_FILE || join(import.meta.dirname, '../../.env.deploy'))

export type EnvFile = {
  read: () => Values
  /** Adds or replaces one value; it is on disk when this returns. The reason of a failure is a sentence. */
  keep: (name: string, value: string) => Result<void>
}

/** Names and values in dotenv text; empty values are left out. */
export const parseValues = (text: string): Values =>
  Object.fromEntries(
    Object.entries(parseEnv(text)).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  )

const quoted = (value: string): string | undefined => ["'", '"', '`'].find((mark) => !value.includes(mark))

/** The text with this value added or replaced and everything else unchanged; undefined when dotenv cannot express the value. */
export const withValue = (text: string, name: string, value: string): string | undefined => {
  const mark = quoted(value)
  if (!mark) return undefined
  const line = `${name}=${mark}${value}${mark}`
  const old = new RegExp(`^\\s*(export\\s+)?${name}\\s*=.*$`, 'm')
  const next = old.test(text)
    ? text.replace(old, () => line)
    : `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`
  return parseValues(next)[name] === value ? next : undefined
}

const heading =
  '# This deployment: its values, and the keys without which nobody can read its database. Keep a copy in a safe.\n'

/** Writes a second file and renames it, so that a crash leaves the old file or the new one, never half of one. */
const replace = (path: string, text: string): void => {
  const beside = `${path}.new`
  const file = openSync(beside, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  chmodSync(beside, 0o600)
  renameSync(beside, path)
}

export const envFile = (path: string): EnvFile => {
  const text = () => (existsSync(path) ? readFileSync(path, 'utf8') : heading)
  return {
    read: () => parseValues(text()),
    keep: (name, value) => {
      const next = withValue(text(), name, value)
      if (next === undefined) return err(`${name} cannot be written to ${path}: write it there by hand`)
      try {
        replace(path, next)
        return ok(undefined)
      } catch (error) {
        const why = error instanceof Error && 'code' in error ? error.code : 'unknown'
        return err(`${path} cannot be written (${why}): make this folder writable, and run again`)
      }
    },
  }
}
