// Promises that a backup restores the same service elsewhere, reveals nothing, and never overwrites a database.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runService } from '../../src/node.ts'
import { readSettings } from '../../src/service/settings/read.ts'
import { parseValues } from '../../tools/deploy/env-file.ts'
import { newSecrets } from '../../tools/dev/local.ts'
import { freePort } from '../../tools/dev/port.ts'
import { makeBackup } from '../../tools/ops/backup/make.ts'
import { restoreBackup } from '../../tools/ops/backup/restore.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip } from '../kit/people/people.ts'
import { phoneOf } from '../kit/phone.ts'
import { issueCard } from '../kit/steps.ts'

const passphrase = 'กุญแจอยู่ในตู้เซฟชั้นสอง'
let deployment: Deployment
let folder: string
let values: Record<string, string>
let backup: string
beforeAll(async () => {
  deployment = await openDeployment()
  folder = mkdtempSync(join(tmpdir(), 'phokbat-'))
  const { keys, ...settings } = deployment.settings
  const texts = Object.entries(settings).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  values = { ...Object.fromEntries(texts), PHOKBAT_KEYS: JSON.stringify(keys) }
  const phone = await issueCard(deployment, jaithip)
  // The service reads and writes during the backup.
  const busy = Promise.all(Array.from({ length: 20 }, () => phone.signIn()))
  const made = await makeBackup({ values, to: join(folder, 'backups'), passphrase, now: new Date(deployment.now()) })
  expect((await busy).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200))
  if (!made.ok) throw new Error(made.reason)
  backup = made.value
})
afterAll(async () => {
  await deployment.close()
  rmSync(folder, { recursive: true })
})

/** Another machine: an empty folder and no keys yet. */
const elsewhere = (name: string): { values: Record<string, string>; keysFile: string; file: string } => {
  const { PHOKBAT_KEYS: _, ...others } = values
  const file = join(folder, name, 'phokbat.db')
  return { values: { ...others, DATABASE_URL: `file:${file}` }, keysFile: join(folder, `${name}.env`), file }
}
const spoilt = (name: string, spoil: (copy: string) => void) => {
  const copy = join(folder, name)
  cpSync(backup, copy, { recursive: true })
  spoil(copy)
  return copy
}

describe('a backup that was made while the service ran', () => {
  it('brings the same card back on another machine, with its keys, under the same signature keys', async () => {
    const there = elsewhere('another')
    expect(await restoreBackup({ ...there, from: backup, passphrase })).toEqual({
      ok: true,
      value: new Date(deployment.now()).toISOString(),
    })
    const port = await freePort()
    const origin = `http://localhost:${port}`
    const kept = parseValues(readFileSync(there.keysFile, 'utf8'))
    const read = readSettings({ ...there.values, ...kept, PUBLIC_ORIGIN: origin })
    if (!read.ok) throw new Error(read.faults.join())
    const service = await runService(read.value, {
      port,
      webRoot: folder,
      scheduledJobs: false,
      log: () => {},
      clock: deployment.now,
    })
    const phones = [
      await deployment.phone('jaithip'),
      phoneOf(origin, await deployment.simulator.platform.person('jaithip').idToken()),
    ]
    const cards = await Promise.all(phones.map(async (phone) => (await phone.signIn()).view.card))
    const shown = await Promise.all(phones.map((phone) => phone.show(jaithip.pin)))
    const keys = await Promise.all(
      phones.map(async (phone) => (await fetch(`${phone.origin}/.well-known/phokbat/issuer.json`)).json()),
    )
    const portraits = await Promise.all(
      cards.map(async (card) =>
        Buffer.from(await (await fetch(String(card?.portraitUrl))).arrayBuffer()).toString('hex'),
      ),
    )
    expect((await fetch(`${origin}/ready`)).status).toBe(200)
    await service.close()
    expect(cards[1]).toEqual({ ...cards[0], portraitUrl: expect.any(String) })
    expect(portraits[0]).toMatch(/^ffd8/)
    expect(portraits[1]).toBe(portraits[0])
    expect(cards[1]?.nameThai).toEqual(['น.ส. ใจทิพย์', 'สุขเกษม'])
    expect(shown.map(({ status }) => status)).toEqual([200, 200])
    expect(keys[1]).toEqual(keys[0])
  })

  it('reveals nothing to a finder, and only its owner may read the files', () => {
    for (const name of readdirSync(backup)) expect(statSync(join(backup, name)).mode & 0o077, name).toBe(0)
    const all = readdirSync(backup).map((name) => readFileSync(join(backup, name)))
    const secrets = JSON.parse(values.PHOKBAT_KEYS ?? '') as { pepper: string; hashKey: string }
    const { idNumber, firstNameThai, address } = jaithip.card
    for (const word of [idNumber, firstNameThai, address, secrets.pepper, secrets.hashKey])
      for (const bytes of all) expect(bytes.includes(Buffer.from(String(word)))).toBe(false)
  })

  it('is never restored over an existing database or over leftover files of one', async () => {
    for (const left of ['', '-wal', '-shm']) {
      const there = elsewhere(`occupied${left}`)
      cpSync(join(backup, 'database.db'), `${there.file}${left}`)
      const restored = await restoreBackup({ ...there, from: backup, passphrase })
      expect(restored).toMatchObject({ ok: false, reason: expect.stringContaining('is never overwritten') })
      expect(existsSync(there.keysFile)).toBe(false)
    }
  })

  it('does not open with another passphrase, another database or other keys, and changes nothing then', async () => {
    const there = elsewhere('refused')
    const swapped = spoilt('swapped', (copy) => {
      const manifest = join(copy, 'backup.json')
      appendFileSync(join(copy, 'database.db'), 'x')
      const text = readFileSync(manifest, 'utf8')
      const digest = createHash('sha256')
        .update(readFileSync(join(copy, 'database.db')))
        .digest('hex')
      writeFileSync(manifest, text.replace(/"sha256": "\w+"/, `"sha256": "${digest}"`))
    })
    const damaged = spoilt('damaged', (copy) => appendFileSync(join(copy, 'database.db'), 'x'))
    const other = { ...there, values: { ...there.values, PHOKBAT_KEYS: (await newSecrets()).keys } }
    const reasons = [
      await restoreBackup({ ...there, from: backup, passphrase: 'a passphrase of somebody else' }),
      await restoreBackup({ ...there, from: swapped, passphrase }),
      await restoreBackup({ ...there, from: damaged, passphrase }),
      await restoreBackup({ ...other, from: backup, passphrase }),
      await restoreBackup({ ...there, from: folder, passphrase }),
    ].map((restored) => (restored.ok ? '' : restored.reason))
    expect(reasons).toEqual([
      expect.stringContaining('The keys cannot be opened: BACKUP_PASSPHRASE is wrong'),
      expect.stringContaining('The keys cannot be opened: BACKUP_PASSPHRASE is wrong'),
      expect.stringContaining('changed or damaged'),
      expect.stringContaining('do not open this backup'),
      expect.stringContaining('is no backup'),
    ])
    expect([existsSync(there.file), existsSync(there.keysFile)]).toEqual([false, false])
  })
})

describe('the commands', () => {
  const run = (script: string, words: string[], env: Record<string, string>) =>
    spawnSync(process.execPath, ['--import', 'tsx', `tools/ops/${script}.ts`, ...words], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    })

  it('make a backup and bring it back', () => {
    const to = join(folder, 'by-command')
    const made = run('backup', ['--to', to, '--with-keys'], { ...values, BACKUP_PASSPHRASE: passphrase })
    expect([made.status, made.stderr]).toEqual([0, ''])
    expect(made.stdout).toContain('database and sealed keys')
    const [name] = readdirSync(to)
    const there = elsewhere('by-command-there')
    writeFileSync(there.keysFile, `PUBLIC_ORIGIN=https://card.example\n`, { mode: 0o600 })
    const words = ['--from', join(to, String(name)), '--env', there.keysFile]
    const back = run('restore', words, { ...there.values, BACKUP_PASSPHRASE: passphrase })
    expect([back.status, back.stderr]).toEqual([0, ''])
    expect(existsSync(there.file)).toBe(true)
    expect(parseValues(readFileSync(there.keysFile, 'utf8')).PHOKBAT_KEYS).toBe(values.PHOKBAT_KEYS)
  })

  it('say what is missing, and leave nothing behind', () => {
    const to = join(folder, 'nothing')
    expect(run('backup', ['--to', to, '--with-keys'], values).stderr).toContain('BACKUP_PASSPHRASE is missing')
    expect(run('backup', ['--to', to, '--with-keys'], { ...values, BACKUP_PASSPHRASE: 'short' }).stderr).toContain(
      'at least 16',
    )
    expect(run('backup', [], values).stderr).toContain('--to should name')
    expect(run('restore', ['--from', to], values).stderr).toContain('is never overwritten')
    expect(existsSync(to)).toBe(false)
    const bare = run('backup', ['--to', to], values)
    expect(bare.stdout).toContain('database without keys')
  })
})
