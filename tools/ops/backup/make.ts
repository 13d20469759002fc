// Makes a backup: a folder with a consistent copy of the database, its SHA-256, and the keys sealed under a passphrase, unless left out.
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { err, ok, type Result } from '../../../src/core/result.ts'
import { readKeyMaterial } from '../../../src/service/keys/material.ts'
import { errorName } from '../../../src/service/platform/log.ts'
import type { Environment } from '../../../src/service/settings/setting.ts'
import { fileOf, keysOpen } from '../serve/examine.ts'
import type { Manifest } from './restore.ts'
import { minPassphraseLength, sealKeys } from './sealed-keys.ts'
import { digestOf, flush, provenSnapshot, takeSnapshot } from './snapshot.ts'

export type BackupOptions = {
  values: Environment
  /** The folder in which the backup's folder is created. */
  to: string
  /** Undefined leaves the keys out. */
  passphrase: string | undefined
  now: Date
}

const write = async (
  source: string,
  folder: string,
  { values, passphrase, now }: BackupOptions,
): Promise<Result<void>> => {
  const file = join(folder, 'database.db')
  await takeSnapshot(source, file)
  const someone = await provenSnapshot(file)
  const text = String(values.PHOKBAT_KEYS ?? '')
  const keys = readKeyMaterial(text)
  if (passphrase !== undefined) {
    if (!keys.ok) return err(`PHOKBAT_KEYS: ${keys.reason.replaceAll('_', ' ')}; --without-keys leaves them out`)
    if (someone && !(await keysOpen(keys.value, someone)))
      return err('PHOKBAT_KEYS do not open this database: back it up with the keys that it runs with')
  }
  const sha256 = await digestOf(file)
  const sealed = passphrase === undefined ? undefined : sealKeys(text, passphrase, sha256)
  const manifest: Manifest = { form: 1, at: now.toISOString(), sha256, ...(sealed && { keys: sealed }) }
  writeFileSync(join(folder, 'backup.json'), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
  for (const name of ['database.db', 'backup.json']) flush(join(folder, name))
  return ok(undefined)
}

/** @returns the backup's folder, which gets its final name only when it is complete. The reason of a failure is a sentence. */
export const makeBackup = async (options: BackupOptions): Promise<Result<string>> => {
  const source = fileOf(String(options.values.DATABASE_URL ?? ''))
  if (!source) return err('DATABASE_URL is no file: a libSQL server is backed up where it runs')
  if (!existsSync(source)) return err('There is no database at DATABASE_URL yet')
  if (options.passphrase !== undefined && options.passphrase.length < minPassphraseLength)
    return err(`BACKUP_PASSPHRASE should have at least ${minPassphraseLength} characters`)
  const folder = join(resolve(options.to), `phokbat-${options.now.toISOString().replaceAll(/[:.]/g, '-')}`)
  const unfinished = `${folder}.unfinished`
  if (existsSync(folder)) return err(`${folder} is there already`)
  try {
    mkdirSync(unfinished, { recursive: true, mode: 0o700 })
    const written = await write(source, unfinished, options)
    if (!written.ok) return written
    renameSync(unfinished, folder)
    flush(resolve(options.to))
    return ok(folder)
  } catch (error) {
    return err(
      `The backup could not be made (${errorName(error)}): see that ${options.to} can be written to and has room`,
    )
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}
