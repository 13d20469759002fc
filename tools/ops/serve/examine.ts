// The checks before the service starts on one machine. Each fault is a sentence that says what to do.
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createSeal } from '../../../src/service/keys/seal.ts'
import { readSetting, readSettings, type Settings } from '../../../src/service/settings/read.ts'
import type { Environment } from '../../../src/service/settings/setting.ts'
import { unservedModel } from '../../build/served.ts'
import { openDatabases, type WrappedKey } from '../../deploy/database.ts'
import { parseValues } from '../../deploy/env-file.ts'
import { commandSettings } from '../../settings/table.ts'
import { type UnknownName, unknownNames } from '../../settings/unknown.ts'

export type ServeConfig = { settings: Settings; port: number; host: string }
export type ExamineResult = { ok: true; value: ServeConfig } | { ok: false; faults: string[] }

const wrong = (...faults: string[]): ExamineResult => ({ ok: false, faults })

/** The settings in the file that `--env FILE` names; the environment takes precedence. A fault is a sentence. */
export const valuesFrom = (
  words: readonly string[],
  env: Environment,
): { values: Environment; unknown: UnknownName[] } | { fault: string } => {
  const at = words.indexOf('--env')
  if (at < 0) return { values: env, unknown: unknownNames({}, env) }
  const file = words[at + 1]
  if (!file) return { fault: '--env needs the name of a file' }
  try {
    const values = parseValues(readFileSync(file, 'utf8'))
    return { values: { ...values, ...env }, unknown: unknownNames(values, env) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown'
    return { fault: `The file ${file} cannot be read (${code}): see that it is there and that this user may read it` }
  }
}

/** The path of a `file:` URL; undefined for a database that is reached over the network. */
export const fileOf = (url: string): string | undefined =>
  url.startsWith('file:') ? resolve(url.replace(/^file:(\/\/)?/, '')) : undefined

/** Whether these keys open the wrapped key of a user in the database. */
export const keysOpen = async (keys: Settings['keys'], { person, ...wrapped }: WrappedKey): Promise<boolean> => {
  const seal = createSeal(keys, () => new Uint8Array())
  try {
    await seal.unwrap(person, wrapped)
    return true
  } catch {
    return false
  }
}

const folderFault = (file: string): string | undefined => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    accessSync(dirname(file), constants.W_OK)
    return undefined
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown'
    return `The folder of DATABASE_URL cannot be written to (${code}): make it, and give it to the user that runs this`
  }
}

const databaseFault = async (settings: Settings, destructive: boolean): Promise<string | undefined> => {
  const { DATABASE_URL, DATABASE_TOKEN, keys } = settings
  const file = fileOf(DATABASE_URL)
  const folder = file && folderFault(file)
  if (folder) return folder
  const state = await openDatabases({ DATABASE_URL, ...(DATABASE_TOKEN && { DATABASE_TOKEN }) }).inspect('DATABASE_URL')
  if (!state.ok) return `DATABASE_URL: ${state.reason}`
  const { losses, someone } = state.value
  if (someone && !(await keysOpen(keys, someone)))
    return 'PHOKBAT_KEYS do not open this database: start with the keys that it was made with'
  return losses.length > 0 && !destructive
    ? `A migration would lose something (${losses.join('; ')}): make a backup, then start once with --allow-destructive`
    : undefined
}

/** Checks everything. Changes nothing, except that it creates the folder of a new database. */
export const examine = async (values: Environment, webRoot: string, destructive: boolean): Promise<ExamineResult> => {
  const { PORT, HOST } = commandSettings
  const [port, host] = [readSetting('PORT', PORT, values.PORT), readSetting('HOST', HOST, values.HOST)]
  const faults = [port, host].flatMap((each) => (each.ok ? [] : [each.fault]))
  if (!existsSync(join(webRoot, 'checker/index.html'))) faults.push('The pages are not built: npm run build')
  const read = readSettings(values)
  if (!read.ok) return wrong(...faults, ...read.faults)
  const unserved = faults.length === 0 ? unservedModel(webRoot, read.value.FACE_MODEL) : undefined
  if (unserved) faults.push(unserved)
  if (read.value.DATABASE_URL === ':memory:')
    faults.push('DATABASE_URL should be a file or an address: a database in memory is lost when the service stops')
  if (!port.ok || !host.ok || faults.length > 0) return wrong(...faults)
  const fault = await databaseFault(read.value, destructive)
  return fault ? wrong(fault) : { ok: true, value: { settings: read.value, port: port.value, host: host.value } }
}
