// A copy of the sources that a test may break, checked by the TypeScript compiler with the tsconfig of each place.
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '../..')

export type SourceCopy = {
  /**
   * Replaces the only match of `before` until `restore`. `file`: a path from the project's root.
   * Throws on 0 or 2 matches.
   */
  edit: (file: string, before: RegExp, after: string) => void
  restore: () => void
  /** The compiler's output for a folder with a tsconfig.json, such as `src/phone`; empty if it compiles. */
  complaints: (place: string) => Promise<string>
  /** The files of that place with compile errors, sorted. */
  brokenFiles: (place: string) => Promise<string[]>
  remove: () => void
}

export const copySources = (): SourceCopy => {
  const copy = mkdtempSync(join(tmpdir(), 'phokbat-drill-'))
  cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true })
  for (const beside of ['node_modules', 'migrations', 'assets', 'package.json', 'tsconfig.json'])
    symlinkSync(join(root, beside), join(copy, beside))
  const originals = new Map<string, string>()

  const complaints = (place: string) =>
    promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', place, '--singleThreaded'], {
      cwd: copy,
      maxBuffer: 2 ** 24,
    }).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    )
  return {
    edit: (file, before, after) => {
      const path = join(copy, file)
      const text = readFileSync(path, 'utf8')
      const found = [...text.matchAll(new RegExp(before, 'g'))].length
      if (found !== 1) throw new Error(`${file} has ${found} places like ${before}, not one`)
      if (!originals.has(path)) originals.set(path, text)
      writeFileSync(path, text.replace(before, after))
    },
    restore: () => {
      for (const [path, text] of originals) writeFileSync(path, text)
      originals.clear()
    },
    complaints,
    brokenFiles: async (place) => {
      const named = [...(await complaints(place)).matchAll(/^(\S+?)\(\d+,\d+\): error/gm)].map(([, file]) => file!)
      return [...new Set(named)].sort()
    },
    remove: () => rmSync(copy, { recursive: true, force: true }),
  }
}
