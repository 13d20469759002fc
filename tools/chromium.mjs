// The browser for tests and the demo: one that is there, or the system's own package.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** Chromium without a window: the same engine for half the processor time, which on two cores decides how long the tests take. */
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

/** As root on a Debian-like system, the system's packages can be asked without a question. */
const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

const install = () => {
  console.log('Installing Chromium from the system’s packages (once) …')
  const run = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  run('update', '-qq')
  // A Chromium of another version must not be taken away for it.
  const get = (name) => run('install', '-y', '-qq', '--no-install-recommends', '--no-remove', name)
  return get('chromium-headless-shell') || get('chromium')
}

/** Sees to it that there is a Chromium, the light one where that can be had. @returns {string | undefined} its path */
export const ensureChromium = () => {
  const light = process.env.CHROMIUM || existsSync(shell)
  if (!light && canInstall()) install()
  return findChromium()
}

/** Arguments that keep a headless Chromium quiet, offline and alive in a container. */
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
