// Cloudflare through the pinned wrangler, run as a child process without a terminal; its output is parsed.
import { spawn } from 'node:child_process'
import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { err, ok, type Result } from '../../src/core/result.ts'
import { buildPages } from '../build/pages.ts'
import { buildWorker } from '../build/worker.ts'
import type { Cloudflare, RunningVersion, Upload } from './cloudflare.ts'
import type { Values } from './values.ts'

const root = join(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)
/** Loaded when it is needed: wrangler takes seconds to load, and an unknown flag should be refused at once. */
export const wranglerConfig = () =>
  (require('wrangler') as typeof import('wrangler')).unstable_readConfig({ config: join(root, 'wrangler.toml') })

type CommandResult = { code: number | null; out: string; said: string }

const quiet = {
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_HIDE_BANNER: 'true',
  WRANGLER_LOG_PATH: join(root, '.wrangler/logs'),
  FORCE_COLOR: '0',
}

/** `said`: the whole output without colours and cursor codes. */
const run = (args: readonly string[], env: Values): Promise<CommandResult> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['node_modules/wrangler/bin/wrangler.js', ...args], {
      cwd: root,
      env: { ...process.env, ...env, ...quiet },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [out, said] = ['', '']
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('error', ({ message }) => resolve({ code: 1, out, said: message }))
    child.on('close', (code) => resolve({ code, out, said: stripVTControlCharacters(`${said}\n${out}`).trim() }))
  })

/** The lines of wrangler's output that name the cause. */
const wordsOf = ({ said }: CommandResult): string => {
  const lines = said.split('\n').map((line) => line.replace(/^[✘▲\s]*(\[ERROR\]|\[WARNING\])?\s*/, '').trim())
  return lines
    .filter((line) => line !== '' && !/^(🪵|Logs were|If you think this is a bug|Getting|─)/u.test(line))
    .slice(0, 3)
    .join(' ')
}

const explain = (ran: CommandResult, doing: string): string => {
  if (
    /not logged in|not authenticated|10000\b|Authentication error|non-interactive environment.*CLOUDFLARE_API_TOKEN/i.test(
      ran.said,
    )
  )
    return 'Cloudflare does not know you: run `npx wrangler login`, or put CLOUDFLARE_API_TOKEN into .env.deploy'
  if (/10042|enable R2/i.test(ran.said))
    return 'R2 is not switched on for this account: open R2 in the Cloudflare dashboard once and accept it, then run again'
  if (/More than one account/i.test(ran.said))
    return 'you have several Cloudflare accounts: put CLOUDFLARE_ACCOUNT_ID into .env.deploy'
  if (/workers\.dev subdomain/i.test(ran.said))
    return 'your account has no workers.dev subdomain yet: open Workers in the Cloudflare dashboard once, then run again'
  if (/fetch failed|ENOTFOUND|ECONN|EAI_AGAIN|network|unable to connect/i.test(ran.said))
    return `Cloudflare cannot be reached from here (${doing}): see to the network, then run again`
  return `wrangler could not ${doing}: ${wordsOf(ran)}`
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text.slice(Math.max(0, text.search(/[[{]/))))
  } catch {
    return undefined
  }
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null

const absent = /10007|10090|does not exist|not found|could not find/i
const noBucket = /10006|bucket does not exist|NoSuchBucket/i

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()

/** The hash of everything that is uploaded except settings and secrets. */
const digestOf = (bundle: string): string => {
  const hash = createHash('sha256')
    .update(readFileSync(bundle))
    .update(readFileSync(join(root, 'wrangler.toml')))
  const pages = join(root, 'dist/web')
  for (const file of filesIn(pages)) hash.update(file.slice(pages.length)).update(readFileSync(file))
  return hash.digest('hex')
}

const bundleNow = (): Awaited<ReturnType<Cloudflare['bundle']>> => {
  try {
    buildPages()
    const bundle = buildWorker()
    return ok({ ...bundle, digest: digestOf(bundle.file) })
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}

/** Identifies code, settings and secrets together: 20 hex digits. An HMAC, because the tag is readable and a plain hash would let an attacker test guessed secrets. */
export const tagOf = (digest: string, { vars, secrets }: Pick<Upload, 'vars' | 'secrets'>): string => {
  const sorted = (values: Values) => Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
  const content = JSON.stringify([digest, sorted(vars), sorted(secrets)])
  return createHmac('sha256', secrets.PHOKBAT_KEYS ?? '')
    .update(content)
    .digest('hex')
    .slice(0, 20)
}

/** The arguments of `wrangler deploy`. Secrets go through `secretsFile`: every process of the machine can read arguments. */
export const deployArguments = ({ vars, domain, tag }: Upload, secretsFile: string): string[] => [
  'deploy',
  '--secrets-file',
  secretsFile,
  '--tag',
  tag,
  '--message',
  'npm run deploy',
  ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
  ...(domain ? ['--domain', domain] : []),
]

/** The version as `wrangler versions view` describes it. */
const versionOf = ({ annotations, resources }: Json): RunningVersion => {
  const tag = isObject(annotations) ? annotations['workers/tag'] : undefined
  const bindings = isObject(resources) && Array.isArray(resources.bindings) ? (resources.bindings as Json[]) : []
  const ofType = (wanted: string) => bindings.filter(({ type }) => type === wanted)
  return {
    ...(tag !== undefined && { tag: String(tag) }),
    vars: Object.fromEntries(ofType('plain_text').map(({ name, text }) => [String(name), String(text)])),
    secretNames: ofType('secret_text').map(({ name }) => String(name)),
  }
}

/** @param env CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID, if given. */
export const wrangler = (env: Values): Cloudflare => {
  const { name = '', r2_buckets } = wranglerConfig()
  const bucket = r2_buckets[0]?.bucket_name ?? ''
  let bundled: ReturnType<typeof bundleNow> | undefined
  const json = async (args: readonly string[], doing: string): Promise<Result<unknown> & { ran: CommandResult }> => {
    const ran = await run(args, env)
    const value = parsed(ran.out)
    return ran.code === 0 && value !== undefined ? { ...ok(value), ran } : { ...err(explain(ran, doing)), ran }
  }
  return {
    account: async () => {
      const who = await json(['whoami', '--json'], 'say who is logged in')
      if (isObject(parsed(who.ran.out)) && (parsed(who.ran.out) as Json).loggedIn === false)
        return err(explain({ ...who.ran, said: 'not logged in' }, ''))
      if (!who.ok) return who
      const accounts = isObject(who.value) && Array.isArray(who.value.accounts) ? (who.value.accounts as Json[]) : []
      const chosen = env.CLOUDFLARE_ACCOUNT_ID ?? process.env.CLOUDFLARE_ACCOUNT_ID
      const mine = chosen ? accounts.filter(({ id }) => id === chosen) : accounts
      if (mine.length === 1) return ok(String(mine[0]?.name))
      return err(
        mine.length === 0
          ? 'this login has no Cloudflare account with that CLOUDFLARE_ACCOUNT_ID: compare it with the dashboard'
          : 'you have several Cloudflare accounts: put CLOUDFLARE_ACCOUNT_ID into .env.deploy',
      )
    },
    hasBucket: async () => {
      const info = await json(['r2', 'bucket', 'info', bucket, '--json'], `look for the bucket ${bucket}`)
      if (info.ok) return ok(true)
      return noBucket.test(info.ran.said) ? ok(false) : info
    },
    makeBucket: async () => {
      const ran = await run(['r2', 'bucket', 'create', bucket], env)
      return ran.code === 0 ? ok(undefined) : err(explain(ran, `make the bucket ${bucket}`))
    },
    secretNames: async () => {
      const list = await json(['secret', 'list', '--name', name, '--format', 'json'], 'list the secrets of the Worker')
      if (list.ok && Array.isArray(list.value)) return ok(list.value.map((each: Json) => String(each.name)))
      return absent.test(list.ran.said) ? ok([]) : err(list.ok ? 'wrangler lists no secrets' : list.reason)
    },
    running: async () => {
      const status = await json(['deployments', 'status', '--name', name, '--json'], 'say what is deployed')
      if (!status.ok) return absent.test(status.ran.said) ? ok(undefined) : status
      const versions =
        isObject(status.value) && Array.isArray(status.value.versions) ? (status.value.versions as Json[]) : []
      if (versions.length !== 1) return ok(undefined)
      const id = String(versions[0]?.version_id)
      const view = await json(['versions', 'view', id, '--name', name, '--json'], 'look at the deployed version')
      if (!view.ok) return view
      return ok(isObject(view.value) ? versionOf(view.value) : undefined)
    },
    bundle: async () => {
      bundled ??= bundleNow()
      return bundled
    },
    deploy: async (upload) => {
      const folder = mkdtempSync(join(tmpdir(), 'phokbat-secrets-'))
      try {
        const file = join(folder, 'secrets.json')
        writeFileSync(file, JSON.stringify(upload.secrets), { mode: 0o600 })
        const ran = await run(deployArguments(upload, file), env)
        return ran.code === 0 ? ok(undefined) : err(explain(ran, 'deploy'))
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    },
  }
}
