// What we stand on: exact versions whose bytes are known, no package that runs at installation, licences an agency can live with.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasFaceModel, publishedMobilefacenet } from '../src/examiner/model-files.ts'
import { mobilefacenetWeights } from '../src/vision/face/mobilefacenet-file.ts'
import { mobilefacenetServed } from '../src/vision/face/mobilefacenet-model.ts'

type LockedPackage = {
  version: string
  integrity?: string
  license?: string
  hasInstallScript?: boolean
  dev?: boolean
}
const root = join(import.meta.dirname, '..')
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'))
type Versions = { [name: string]: string | boolean | Versions }
const manifest = read('package.json') as Record<string, Versions>
/** Every version that is asked for, also those that replace what one package asks for. */
const versionsIn = (asked: Versions): (readonly [name: string, version: string])[] =>
  Object.entries(asked).flatMap(([name, version]) =>
    typeof version === 'object' ? versionsIn(version) : [[name, String(version)] as const],
  )
const locked = Object.entries(
  (read('package-lock.json') as { packages: Record<string, LockedPackage> }).packages,
).filter(([path]) => path !== '')
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

/** Permissive, or weak copyleft by the file or the library: nothing here restricts who may use it, or for what. */
const free =
  'MIT ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 CC0-1.0 OFL-1.1 MPL-2.0 LGPL-3.0-or-later CC-BY-4.0'.split(' ')
/** What has no licence of that list, and why it may be here all the same. */
const explained: Record<string, RegExp> = {
  // LINE's own terms: used as published on npm, never copied into this repository. Whoever runs a LIFF app has accepted them.
  'SEE LICENSE IN README.md': /^@(line|liff)\//,
  'Public domain': /^tiny-sha256$/,
}
const isFree = (license: string) =>
  license
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((part) => free.includes(part.trim())))

describe('every package', () => {
  it('is asked for by one exact version', () => {
    const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides']
    const asked = kinds.flatMap((kind) => versionsIn(manifest[kind] ?? {}))
    expect(asked.length).toBeGreaterThan(40)
    expect(asked.filter(([, version]) => !/^(npm:[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toContain('save-exact=true')
  })

  it('is known by the digest of its bytes', () => {
    expect(locked.length).toBeGreaterThan(300)
    expect(locked.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? '')).map(([path]) => path)).toEqual([])
  })

  // `.npmrc` lets no install script run. `allowScripts` is the second lock, of npm 11, and the list of packages that have one.
  it('is on the list of reviewed packages if it has an install script', () => {
    const scripted = new Set(locked.flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? [nameOf(path)] : [])))
    const refused = Object.entries(manifest.allowScripts ?? {}).flatMap(([name, may]) => (may === false ? [name] : []))
    expect([...scripted].filter((name) => !refused.includes(name))).toEqual([])
    expect(refused.filter((name) => !scripted.has(name))).toEqual([])
    expect(Object.values(manifest.allowScripts ?? {}).filter(Boolean)).toEqual([])
  })

  it('has a licence that lets an agency use it', () => {
    const doubtful = locked.filter(
      ([path, { license = 'none' }]) => !isFree(license) && !explained[license]?.test(nameOf(path)),
    )
    expect(doubtful.map(([path, { license }]) => `${nameOf(path)}: ${license}`)).toEqual([])
  })
})

/** npm as a contributor starts it: settings that an outer `npm run` left in the environment are taken away. */
const npm = (cwd: string, args: readonly string[], more: Readonly<Record<string, string>> = {}) => {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name))
  const env = { ...Object.fromEntries(inherited), ...more }
  return spawnSync('npm', args, { cwd, env, encoding: 'utf8', shell: process.platform === 'win32' })
}

describe('a package with a script', () => {
  it('runs nothing when it is installed', () => {
    expect(npm(root, ['config', 'get', 'ignore-scripts']).stdout.trim()).toBe('true')
    const folder = mkdtempSync(join(tmpdir(), 'install-'))
    try {
      const write = (file: string, value: object) => writeFileSync(join(folder, file), JSON.stringify(value))
      copyFileSync(join(root, '.npmrc'), join(folder, '.npmrc'))
      mkdirSync(join(folder, 'noisy'))
      const install = `node -e "require('fs').writeFileSync(process.env.TRACE, 'ran')"`
      write('noisy/package.json', { name: 'noisy', version: '1.0.0', scripts: { install } })
      write('package.json', { name: 'host', version: '1.0.0', dependencies: { noisy: 'file:noisy' } })
      const trace = join(folder, 'trace')
      const { status, stderr } = npm(folder, ['install', '--install-links', '--offline'], { TRACE: trace })
      expect(status, stderr).toBe(0)
      expect(existsSync(join(folder, 'node_modules/noisy/package.json'))).toBe(true)
      expect(existsSync(trace)).toBe(false)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('leaves no command of ours that relies on a pre or post script, which npm then skips', () => {
    const names = Object.keys(manifest.scripts ?? {})
    const hooked = (name: string) => /^(pre|post)/.test(name) && names.includes(name.replace(/^(pre|post)/, ''))
    const lifecycle = /^((pre|post)?(install|pack|publish|version|shrinkwrap)|prepare|prepublishOnly)$/
    expect(names.filter((name) => hooked(name) || lifecycle.test(name))).toEqual([])
  })
})

describe('the models that a phone loads', () => {
  const built = join(root, 'dist/web/models')
  it.skipIf(!existsSync(built))('are the published bytes, under a name that changes with them', () => {
    const [folder = '', ...others] = readdirSync(built)
    expect(others).toEqual([])
    expect(folder).toMatch(/^[0-9a-f]{12}$/)
    const copies = readdirSync(join(built, folder), { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    )
    const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    const digest = (file: string) => digestOf(readFileSync(file))
    const published = new Map<string, string>()
    for (const name of [
      '@vladmandic/human/models',
      '@vladmandic/face-api/model',
      '@tensorflow/tfjs-backend-wasm/dist',
      'tesseract.js/dist',
      'tesseract.js-core',
      '@tesseract.js-data/tha/4.0.0_best_int',
      '@tesseract.js-data/eng/4.0.0_best_int',
    ])
      for (const file of readdirSync(join(root, 'node_modules', name)))
        published.set(file, join(root, 'node_modules', name, file))
    expect(copies.length).toBeGreaterThan(10)
    // Served in another form than it is published in: held to what the build makes of the file whose digest is known.
    const made = copies.filter(({ name }) => name === mobilefacenetServed)
    expect(made.length).toBe(hasFaceModel('mobilefacenet') ? 1 : 0)
    for (const { parentPath, name } of made)
      expect(digest(join(parentPath, name))).toBe(digestOf(mobilefacenetWeights(publishedMobilefacenet())))
    for (const copy of copies.filter(({ name }) => name !== mobilefacenetServed))
      expect(digest(join(copy.parentPath, copy.name)), copy.name).toBe(digest(published.get(copy.name) ?? copy.name))
  })
})
