// Finds the browser for tests and the demo, or installs the package of the system.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Chromium without windows: the same engine for half the CPU time, which matters for the tests on two cores. */
const shell = '/usr/bin/chromium-headless-shell'
const places = [
  process.env.CHROMIUM,
  shell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** @returns {string | undefined} the path of a Chromium on this machine */
export const findChromium = () => places.find((path) => path && existsSync(path))

/** @returns {string | undefined} a Chromium with all of a browser's parts: the one without windows keeps no history */
export const findWholeChromium = () => places.find((path) => path && path !== shell && existsSync(path))

/** Root on a Debian-like system can install packages without being asked for a password. */
const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const install = () => {
  console.log('Installing Chromium from the system’s packages (once) …')
  const run = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  run('update', '-qq')
  // Another version of Chromium must not be removed for it.
  const get = (name) => run('install', '-y', '-qq', '--no-install-recommends', '--no-remove', name)
  return get('chromium-headless-shell') || get('chromium')
}

/** Installs the headless Chromium if possible. @returns {string | undefined} the path of a Chromium */
export const ensureChromium = () => {
  const light = process.env.CHROMIUM || existsSync(shell)
  if (!light && canInstall()) install()
  return findChromium()
}

/** Arguments with which a headless Chromium stays offline and runs in a container. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--use-fake-ui-for-media-stream',
]
