// Makes every command complete by itself: installs the exact dependencies when they are missing or out of date, and a browser
// where a command needs one. Plain JavaScript without dependencies, because it runs before there are any.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Phokbat needs Node 20.19 or newer; this is ${process.version}.`)
  process.exit(1)
}

const stamp = 'node_modules/.installed-lock'
const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('Installing the exact dependencies (once, about a minute) …')
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) {
    console.error('The dependencies could not be installed: see npm’s words above, then run the same command again.')
    process.exit(1)
  }
  writeFileSync(stamp, wanted)
}

if (process.argv.includes('--browser')) {
  const { findChromium, installChromium } = await import('./chromium.mjs')
  if (!findChromium() && !installChromium()) {
    console.error(
      'A Chromium is needed: install the package "chromium" (or Chrome), or set CHROMIUM=/path/to/it, and run again.',
    )
    process.exit(1)
  }
}
