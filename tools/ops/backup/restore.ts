// Restores a backup: verifies it completely, puts it in place in one step, and never overwrites anything.
import { constants, copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { err, ok, type Result } from '../../../src/core/result.ts'
import { readKeyMaterial } from '../../../src/service/keys/material.ts'
import { errorName } from '../../../src/service/platform/log.ts'
import type { Environment } from '../../../src/service/settings/setting.ts'
import { envFile } from '../../deploy/env-file.ts'
import { fileOf, keysOpen } from '../serve/examine.ts'
import { openKeys, sealedKeysSchema } from './sealed-keys.ts'
import { digestOf, flush, provenSnapshot } from './snapshot.ts'

const manifestSchema = v.object({
  form: v.literal(1),
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** SHA-256 of the database file, in hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** Absent when the keys were left out. */
  keys: v.optional(sealedKeysSchema),
})
export type Manifest = v.InferOutput<typeof manifestSchema>

export type RestoreOptions = {
  values: Environment
  /** The folder of one backup. */
  from: string
  passphrase: string | undefined
  /** The file to which PHOKBAT_KEYS are written when the settings have none. */
  keysFile: string | undefined
}

const readManifest = (folder: string): Manifest | undefined => {
  try {
    const read = v.safeParse(manifestSchema, JSON.parse(readFileSync(join(folder, 'backup.json'), 'utf8')))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}

/** The keys of the restored service: from the settings, else from the backup. */
const keysFor = ({ values, passphrase, keysFile }: RestoreOptions, { keys, sha256 }: Manifest): Result<string> => {
  const present = String(values.PHOKBAT_KEYS ?? '')
  if (present) return ok(present)
  if (!keys) return err('The keys were left out of this backup: set PHOKBAT_KEYS to those that it was made with')
  if (passphrase === undefined) return err('BACKUP_PASSPHRASE is needed to open the keys of this backup')
  if (!keysFile) return err('--env should name the file that PHOKBAT_KEYS are to be written to')
  const opened = openKeys(keys, passphrase, sha256)
  return opened ? ok(opened) : err('The keys cannot be opened: BACKUP_PASSPHRASE is wrong, or the backup was changed')
}

const inTheWay = (target: string): string | undefined =>
  [target, `${target}-wal`, `${target}-shm`].find((path) => existsSync(path))

/** Copies the file and then links it into place: a link never overwrites, and the database appears complete or not at all. */
const place = (from: string, target: string): void => {
  const beside = `${target}.restoring`
  mkdirSync(dirname(target), { recursive: true })
  try {
    copyFileSync(from, beside, constants.COPYFILE_EXCL)
    flush(beside)
    linkSync(beside, target)
    flush(dirname(target))
  } finally {
    rmSync(beside, { force: true })
  }
}

/** @returns the time of the backup, in ISO 8601. The reason of a failure is a sentence. Changes nothing unless every check passes. */
export const restoreBackup = async (options: RestoreOptions): Promise<Result<string>> => {
  const target = fileOf(String(options.values.DATABASE_URL ?? ''))
  if (!target) return err('DATABASE_URL should be file:…, the file to which the database is restored')
  const there = inTheWay(target)
  if (there) return err(`${there} is there: a database is never overwritten. Stop the service and move it away first`)
  const manifest = readManifest(options.from)
  if (!manifest) return err(`${options.from} is no backup: name a folder that has backup.json in it`)
  const source = join(options.from, 'database.db')
  try {
    if ((await digestOf(source)) !== manifest.sha256)
      return err('The backup was changed or damaged since it was made: take another one')
    const keys = keysFor(options, manifest)
    if (!keys.ok) return keys
    const material = readKeyMaterial(keys.value)
    if (!material.ok) return err(`PHOKBAT_KEYS: ${material.reason.replaceAll('_', ' ')}`)
    const someone = await provenSnapshot(source)
    if (someone && !(await keysOpen(material.value, someone)))
      return err('PHOKBAT_KEYS do not open this backup: set those that it was made with, or leave them out')
    // The keys are written first: a database without its keys might be started with new keys.
    if (!options.values.PHOKBAT_KEYS && options.keysFile) {
      const kept = envFile(options.keysFile).keep('PHOKBAT_KEYS', keys.value)
      if (!kept.ok) return kept
    }
    place(source, target)
    return ok(manifest.at)
  } catch (error) {
    return err(`The backup could not be restored (${errorName(error)}): see that both folders can be used`)
  }
}
