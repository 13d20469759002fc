// Bundles the Worker with wrangler, offline, exactly as it is deployed: to run it locally and to measure its size.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '../..')

/** Keeps wrangler offline and silent. */
const quiet = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG_PATH: join(root, '.wrangler/logs'),
}

export type Bundle = { file: string; bytes: number; gzipBytes: number }

/** Bundles `entry` into `outDir` as wrangler.toml says. Throws with wrangler's output when it fails. */
export const buildWorker = (entry = 'src/worker.ts', outDir = 'dist/worker'): Bundle => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/wrangler/bin/wrangler.js', 'deploy', entry, '--dry-run', '--outdir', outDir],
    { cwd: root, encoding: 'utf8', env: { ...process.env, ...quiet } },
  )
  if (status !== 0) throw new Error(`wrangler cannot bundle ${entry}:\n${stdout}${stderr}`)
  const file = join(root, outDir, basename(entry).replace(/\.ts$/, '.js'))
  const code = readFileSync(file)
  return { file, bytes: code.length, gzipBytes: gzipSync(code).length }
}
