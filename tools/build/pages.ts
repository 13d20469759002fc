// Builds the pages if their sources changed since the last build.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasFaceModel } from '../../src/examiner/model-files.ts'

const root = join(import.meta.dirname, '../..')
const stamp = join(root, 'dist/built')
const sources = ['src', 'assets/pictures', 'assets/web', 'tools/build', 'package-lock.json']
/** Code that never reaches a browser, so that its changes need no build. */
const elsewhere = /^src\/(service|assemble\.ts|node\.ts|worker\.ts|simulator\/line)/

const filesOf = (path: string): string[] =>
  path.includes('.')
    ? [path]
    : readdirSync(join(root, path), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))

const fingerprint = (): string => {
  const hash = createHash('sha256')
  const files = sources.flatMap(filesOf).filter((file) => !elsewhere.test(file))
  // A package that comes or goes changes what is served, and none of these files.
  hash.update(String(hasFaceModel('mobilefacenet')))
  for (const file of files.sort()) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/** @returns true when a build was needed. Throws with Vite's output when it fails. */
export const buildPages = (): boolean => {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  for (const page of ['phone', 'checker', 'official', 'simulator']) {
    const config = `tools/build/${page}.vite.ts`
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['node_modules/vite/bin/vite.js', 'build', '--config', config, '--logLevel', 'warn'],
      { cwd: root, encoding: 'utf8' },
    )
    if (status !== 0) throw new Error(`vite build --config ${config} failed:\n${stdout}${stderr}`)
  }
  writeFileSync(stamp, wanted)
  return true
}
