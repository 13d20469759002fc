// Starts workerd as a process, without miniflare's proxy in front, so that the measured speed and CPU are the Worker's own.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { unstable_readConfig } from 'wrangler'
import { freePort } from '../../tools/dev/port.ts'

const require = createRequire(createRequire(import.meta.url).resolve('miniflare'))
/** The package exports the path of the binary for this machine. */
const { default: program } = require('workerd') as { default: string }

const mostMs = 15_000

/** Quotes a string for Cap’n Proto, whose escapes are those of JSON for the characters that settings have. */
const text = (value: string) => JSON.stringify(value)

const configFor = (code: string, env: Readonly<Record<string, string>>, port: number): string => {
  const { compatibility_date: date, compatibility_flags: flags } = unstable_readConfig({ config: 'wrangler.toml' })
  const settings = Object.entries(env).map(([name, value]) => `(name = ${text(name)}, text = ${text(value)})`)
  const bindings = [...settings, '(name = "VAULT", r2Bucket = "nowhere")'].join(',\n    ')
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "phokbat", worker = .phokbat),
    (name = "nowhere", network = (allow = [])),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "phokbat")],
);
const phokbat :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed ${text(code)})],
  compatibilityDate = ${text(date ?? '')},
  compatibilityFlags = [${flags.map(text).join(', ')}],
  bindings = [
    ${bindings},
  ],
);
`
}

/** CPU time of a process in ms, in steps of the kernel's 10 ms ticks. Undefined on systems without /proc. */
const cpuOf = (pid: number): number | undefined => {
  if (process.platform !== 'linux') return undefined
  // The process name in brackets may contain spaces; the fields after it have fixed positions.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** Runs the bundle `file` with these settings and resolves when /health answers. Throws after 15 s. */
export const startWorkerd = async (folder: string, file: string, env: Readonly<Record<string, string>>) => {
  const port = await freePort()
  const config = join(folder, 'workerd.capnp')
  writeFileSync(join(folder, 'worker.js'), readFileSync(file))
  writeFileSync(config, configFor('worker.js', env, port), { mode: 0o600 })
  const child = spawn(program, ['serve', config], { stdio: ['ignore', 'inherit', 'inherit'] })
  const origin = `http://127.0.0.1:${port}`
  const answers = () =>
    fetch(`${origin}/health`).then(
      ({ ok }) => ok,
      () => false,
    )
  const kill = () => void child.kill()
  process.once('exit', kill)
  const ended = once(child, 'exit').finally(() => process.off('exit', kill))
  const deadline = performance.now() + mostMs
  while (!(await answers())) {
    if (child.exitCode !== null || performance.now() > deadline) throw new Error('workerd does not answer')
    await wait(20)
  }
  return {
    origin,
    cpu: async () => cpuOf(child.pid ?? 0) ?? Number.NaN,
    close: async () => {
      kill()
      await ended
    },
  }
}
