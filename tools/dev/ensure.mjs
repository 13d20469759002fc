// Installs the exact dependencies when they are missing or out of date, and a browser for the commands that need one (`--browser`).
// Plain JavaScript without dependencies, because it runs before they are installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Phokbat needs Node 20.19 or newer; this is ${process.version}.`)
  process.exit(1)
}

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages
/** npm's record of the installed packages, written last: the lockfile without the root and without optional packages of other platforms. */
const record = 'node_modules/.package-lock.json'
const changed = (file) => statSync(file).mtimeMs
const isInstalled = () => {
  if (!existsSync(record)) return false
  const [there, wanted] = [packagesOf(record), packagesOf('package-lock.json')]
  // An optional package for any platform is missing where its owner withdrew it: one installation has tried, and that is enough.
  const tried = changed(record) >= changed('package-lock.json')
  const mayMiss = ({ optional, os, cpu, libc }) => optional && (tried || os || cpu || libc)
  const isThere = ([path, entry]) =>
    path === '' || (path in there ? there[path].version === entry.version : mayMiss(entry))
  return Object.entries(wanted).every(isThere) && Object.keys(there).every((path) => path in wanted)
}

if (!isInstalled()) {
  console.log('Installing the exact dependencies (once, about a minute) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('The dependencies could not be installed: see npm’s words above, then run the same command again.')
    process.exit(1)
  }
}

if (process.argv.includes('--browser')) {
  const { ensureChromium } = await import('../chromium.mjs')
  if (!ensureChromium()) {
    console.error(
      'A Chromium is needed: install the package "chromium" (or Chrome), or set CHROMIUM=/path/to/it, and run again.',
    )
    process.exit(1)
  }
}
