// A fake Cloudflare for tests: it records requests, and runs an uploaded version on Node with its uploaded settings and
// secrets only.

import { err, ok } from '../../src/core/result.ts'
import { type RunningService, runService } from '../../src/node.ts'
import { readSettings } from '../../src/service/settings/read.ts'
import type { Cloudflare, Upload } from '../../tools/deploy/cloudflare.ts'

export type RecordedCloudflare = Cloudflare & {
  uploads: Upload[]
  /** Variables that were set in the dashboard. */
  setByHand: Record<string, string>
  bucketThere: boolean
  /** The refusal of a step, by its name. */
  refuses: Partial<Record<'account' | 'hasBucket' | 'makeBucket' | 'deploy', string>>
  close: () => Promise<void>
}

export const recordedCloudflare = (port: number, bundle: Cloudflare['bundle']): RecordedCloudflare => {
  let running: RunningService | undefined
  const cloudflare: RecordedCloudflare = {
    uploads: [],
    setByHand: {},
    bucketThere: false,
    refuses: {},
    account: async () => (cloudflare.refuses.account ? err(cloudflare.refuses.account) : ok('an agency')),
    hasBucket: async () =>
      cloudflare.refuses.hasBucket ? err(cloudflare.refuses.hasBucket) : ok(cloudflare.bucketThere),
    makeBucket: async () => {
      if (cloudflare.refuses.makeBucket) return err(cloudflare.refuses.makeBucket)
      cloudflare.bucketThere = true
      return ok(undefined)
    },
    secretNames: async () => ok(Object.keys(cloudflare.uploads.at(-1)?.secrets ?? {})),
    running: async () => {
      const last = cloudflare.uploads.at(-1)
      if (!last) return ok(undefined)
      const secretNames = Object.keys(last.secrets).filter((name) => last.secrets[name])
      return ok({ tag: last.tag, vars: { ...last.vars, ...cloudflare.setByHand }, secretNames })
    },
    bundle,
    deploy: async (upload) => {
      if (cloudflare.refuses.deploy) return err(cloudflare.refuses.deploy)
      const read = readSettings({ ...upload.vars, ...upload.secrets })
      if (!read.ok) throw new Error(read.faults.join('; '))
      await running?.close()
      running = await runService(read.value, { port, webRoot: 'dist/web', scheduledJobs: false, log: () => {} })
      cloudflare.uploads.push(upload)
      return ok(undefined)
    },
    close: async () => {
      await running?.close()
    },
  }
  return cloudflare
}
