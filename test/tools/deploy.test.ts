// Promises that npm run deploy makes a usable deployment, keeps secrets, and changes nothing on a second run.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import journal from '../../migrations/meta/_journal.json' with { type: 'json' }
import type { Setting } from '../../src/service/settings/setting.ts'
import { type SettingName, settingsTable } from '../../src/service/settings/table.ts'
import type { Values } from '../../tools/deploy/values.ts'
import { calibration } from '../kit/calibration.ts'
import { type Agency, openAgency } from './agency.ts'

let agency: Agency
beforeAll(async () => {
  agency = await openAgency()
})
afterAll(() => agency.close())

describe('the first deployment', () => {
  it('shows in a dry run what it would do, and does none of it', async () => {
    const { code, said } = await agency.deploys({}, { dryRun: true })
    expect(said).toContain('keys            + will be made')
    expect(said).toContain('mini-app        + will be added')
    expect(said).toContain('bucket          + phokbat-vault will be made')
    expect(said).toContain(`database        + ${journal.entries.length} migrations to run`)
    expect(said).toContain('worker          + will be deployed')
    expect(said).toContain(
      `webhook         + ${agency.values.PUBLIC_ORIGIN}/webhook; now ${agency.values.PUBLIC_ORIGIN}/elsewhere`,
    )
    expect(said).toContain('rich menus      + will be made')
    expect(code).toBe(0)
    expect(agency.changedAtLine()).toBe(0)
    expect(agency.cloudflare.uploads).toEqual([])
    expect(agency.file.read()).toEqual({})
  })

  it('goes from nothing to a service that LINE, a phone and an official can use', async () => {
    const { code, said } = await agency.deploys()
    expect(said).toContain('All is well')
    expect(code).toBe(0)
    const { PHOKBAT_KEYS, LIFF_ID } = agency.file.read()
    expect(PHOKBAT_KEYS).toContain('signingKeys')
    expect(LIFF_ID).toMatch(/^2000000002-\w{8}$/)
    expect(agency.cloudflare.bucketThere).toBe(true)
  })

  it('uploads secrets as secrets, and settings for the deployment alone not at all', () => {
    const { vars, secrets } = agency.cloudflare.uploads[0]!
    expect(Object.keys(secrets).sort()).toEqual(['LINE_CHANNEL_ACCESS_TOKEN', 'LINE_CHANNEL_SECRET', 'PHOKBAT_KEYS'])
    expect(Object.keys(vars)).toContain('LIFF_ID')
    expect(JSON.stringify({ vars, secrets })).not.toContain(agency.values.LINE_LOGIN_CHANNEL_SECRET)
  })

  it('never prints a secret', async () => {
    const { said } = await agency.deploys({}, { dryRun: true })
    for (const name of ['LINE_CHANNEL_SECRET', 'LINE_CHANNEL_ACCESS_TOKEN', 'LINE_LOGIN_CHANNEL_SECRET'])
      expect(said).not.toContain(agency.values[name])
  })

  it('changes nothing when it is run again, and says so for each thing', async () => {
    const changed = agency.changedAtLine()
    const { code, said } = await agency.deploys()
    expect(said.split('\n').filter((line) => / \+ /.test(line))).toEqual([])
    expect(said.match(/^ {2}\S.{15}= /gm)).toHaveLength(9)
    expect(said).toContain('Nothing to change.')
    expect(code).toBe(0)
    expect(agency.changedAtLine()).toBe(changed)
    expect(agency.cloudflare.uploads).toHaveLength(1)
  })

  it('uploads every setting that is given, each where its row in the table says', async () => {
    const given = Object.entries<Setting>(settingsTable).map(([name, { example = '' }]): [string, string] => [
      name,
      ({ ...agency.file.read(), FACE_CALIBRATION: JSON.stringify(calibration), ...agency.values } as Values)[name] ??
        example,
    ])
    const { code, said } = await agency.deploys(Object.fromEntries(given))
    expect(said).toContain('All is well')
    expect(code).toBe(0)
    const { vars, secrets } = agency.cloudflare.uploads.at(-1)!
    const row = (name: string): Setting => settingsTable[name as SettingName]
    expect(vars).toEqual(Object.fromEntries(given.filter(([name]) => row(name).where === 'var')))
    expect(secrets).toEqual(Object.fromEntries(given.filter(([name]) => row(name).where === 'secret')))
    expect(vars.KEEP_ENDED_DAYS).toBe('1')
  })

  it('is stopped by a misspelt setting, before anything is changed', async () => {
    const uploads = agency.cloudflare.uploads.length
    const unknown = [{ name: 'KEEP_ENDED_DAY', meant: 'KEEP_ENDED_DAYS' }, { name: 'ODD' }]
    const { code, said } = await agency.deploys({ ISSUER_NAME_EN: 'Another' }, { unknown })
    expect(said).toContain('Nothing was changed, because')
    expect(said).toContain('✗ KEEP_ENDED_DAY is not a setting of this version and is ignored: KEEP_ENDED_DAYS is')
    expect(code).toBe(1)
    expect(agency.cloudflare.uploads).toHaveLength(uploads)
    const other = await agency.deploys({}, { unknown: unknown.slice(1), dryRun: true })
    expect(other.said).toContain('settings        ? ODD is not a setting of this version and is ignored')
    expect(other.code).toBe(0)
  })

  it('deploys again after a changed setting, and changes nothing else', async () => {
    const changed = agency.changedAtLine()
    const { code, said } = await agency.deploys({ ISSUER_NAME_EN: 'Department of Tests: a demo' })
    expect(said.split('\n').filter((line) => / \+ /.test(line))).toEqual([expect.stringContaining('worker ')])
    expect(code).toBe(0)
    expect(agency.cloudflare.uploads.at(-1)?.vars.ISSUER_NAME_EN).toBe('Department of Tests: a demo')
    expect(agency.changedAtLine()).toBe(changed)
  })
})

describe('a deployment that exists', () => {
  it('gets no second set of keys when the file with the first is lost', async () => {
    const { code, said } = await agency.deploys({ PHOKBAT_KEYS: '' })
    expect(said).toContain('PHOKBAT_KEYS is missing, but')
    expect(said).toContain('bring back the PHOKBAT_KEYS of the first deployment')
    expect(code).toBe(1)
  })

  it('passes the doctor, which changes nothing', async () => {
    const changed = agency.changedAtLine()
    await agency.deploys()
    const { code, said } = await agency.examines()
    expect(said).toContain('Nothing is off.')
    expect(code).toBe(0)
    expect(agency.changedAtLine()).toBe(changed)
  })
  it('has its settings at Cloudflare checked by the doctor: unknown, missing, malformed, readable though secret', async () => {
    expect((await agency.examines({}, { edge: true })).said).toContain('Nothing is off.')
    agency.cloudflare.setByHand = {
      KEEP_ENDED_DAY: '90',
      KEEP_DRAFT_DAYS: 'nine',
      LINE_CHANNEL_SECRET: agency.values.LINE_CHANNEL_SECRET!,
      LEGACY: '1',
    }
    const last = agency.cloudflare.uploads.at(-1)!
    agency.cloudflare.uploads.push({ ...last, secrets: { ...last.secrets, PHOKBAT_KEYS: undefined as never } })
    const { code, said } = await agency.examines({}, { edge: true, unknown: [{ name: 'ODD' }] })
    agency.cloudflare.setByHand = {}
    agency.cloudflare.uploads.pop()
    const told = said.split('\n').filter((line) => line.includes('✗ settings'))
    expect(told.map((line) => line.slice('  ✗ settings          '.length))).toEqual([
      'ODD is not a setting of this version and is ignored',
      expect.stringMatching(/^KEEP_ENDED_DAY is not a setting .*: KEEP_ENDED_DAYS is; change it in the dashboard/),
      expect.stringMatching(/^LEGACY is not a setting of this version and is ignored; change it/),
      'PHOKBAT_KEYS is missing at Cloudflare: run `npm run deploy`',
      expect.stringMatching(/^LINE_CHANNEL_SECRET is a secret and stands there as a readable variable/),
      expect.stringMatching(/^KEEP_DRAFT_DAYS should be a number from 1 to 7/),
    ])
    expect(said).not.toContain(agency.values.LINE_CHANNEL_SECRET)
    expect(code).toBe(1)
  })

  it('is told by the doctor of a trial register and of a simulator’s mini-app that were set by hand', async () => {
    agency.cloudflare.setByHand = {
      REGISTRY: 'sandbox',
      PUBLIC_ORIGIN: 'https://card.example',
      LIFF_SDK_URL: 'https://sdk.example/liff.js',
    }
    const { code, said } = await agency.examines({}, { edge: true })
    agency.cloudflare.setByHand = {}
    expect(said).toMatch(/✗ settings .*REGISTRY should be none: sandbox is a trial register/)
    expect(said).toMatch(/✗ settings .*LIFF_SDK_URL should be/)
    expect(code).toBe(1)
  })
})
