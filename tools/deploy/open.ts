// Makes a deployment whose ports lead to the real Cloudflare, LINE and database.
import { setTimeout as pause } from 'node:timers/promises'
import type { UnknownName } from '../settings/unknown.ts'
import type { Cloudflare } from './cloudflare.ts'
import { openDatabases } from './database.ts'
import type { Deployment } from './deployment.ts'
import type { EnvFile } from './env-file.ts'
import { linePlatform } from './line.ts'
import { liveAt } from './live.ts'
import { cloudflareOf, type Values } from './values.ts'
import { wrangler } from './wrangler.ts'

export type OpenOptions = {
  allowDestructive?: boolean
  unknown?: readonly UnknownName[]
  /** Replaces wrangler, in tests. */
  cloudflare?: Cloudflare
  wait?: Deployment['wait']
  /** The folder of the migrations, if not the one of this repository. */
  migrations?: string
}

export const open = (given: Values, file: Pick<EnvFile, 'keep'>, options: OpenOptions = {}): Deployment => {
  let values = given
  return {
    get values() {
      return values
    },
    unknown: options.unknown ?? [],
    keep: (name, value) => {
      const kept = file.keep(name, value)
      if (kept.ok) values = { ...values, [name]: value }
      return kept
    },
    cloudflare: options.cloudflare ?? wrangler(cloudflareOf(given)),
    databases: openDatabases(given, options.migrations),
    line: linePlatform(given),
    live: liveAt(given.PUBLIC_ORIGIN ?? ''),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    wait: options.wait ?? ((ms) => pause(ms)),
    allowDestructive: options.allowDestructive ?? false,
  }
}
