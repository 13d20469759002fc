import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import journal from '../../migrations/meta/_journal.json' with { type: 'json' }
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

  it('keeps secrets out of what is readable, and what is only for deploying out of the service', () => {
    const { vars, secrets } = agency.cloudflare.uploads[0]!
    expect(Object.keys(secrets).sort()).toEqual(['LINE_CHANNEL_ACCESS_TOKEN', 'LINE_CHANNEL_SECRET', 'PHOKBAT_KEYS'])
    expect(Object.keys(vars)).toContain('LIFF_ID')
    expect(JSON.stringify({ vars, secrets })).not.toContain(agency.values.LINE_LOGIN_CHANNEL_SECRET)
  })

  it('never says a secret aloud', async () => {
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

  it('deploys anew when a setting changed, and nothing else', async () => {
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

  it('is well in the eyes of the doctor, who changes nothing', async () => {
    const changed = agency.changedAtLine()
    await agency.deploys()
    const { code, said } = await agency.examines()
    expect(said).toContain('Nothing is off.')
    expect(code).toBe(0)
    expect(agency.changedAtLine()).toBe(changed)
  })
})
