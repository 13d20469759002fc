// Promises that a stopped deployment continues where it stopped, and that the doctor reports faults.
import { createClient } from '@libsql/client/http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Agency, openAgency } from './agency.ts'

let agency: Agency
beforeEach(async () => {
  agency = await openAgency()
})
afterEach(() => agency.close())

const miniApps = async () => {
  const { origin } = agency.simulator
  const headers = { authorization: `Bearer ${agency.values.LINE_CHANNEL_ACCESS_TOKEN}` }
  const { apps } = (await (await fetch(`${origin}/liff/v1/apps`, { headers })).json()) as { apps: unknown[] }
  return apps.length
}
const webhookAtLine = async () => {
  const headers = { authorization: `Bearer ${agency.values.LINE_CHANNEL_ACCESS_TOKEN}` }
  const answer = await fetch(`${agency.simulator.origin}/v2/bot/channel/webhook/endpoint`, { headers })
  return ((await answer.json()) as { endpoint: string }).endpoint
}

describe('a deployment that stops half-way', () => {
  it('says where, touches nothing after it, and goes on from there the next time with the same keys and mini-app', async () => {
    agency.cloudflare.refuses.deploy = 'wrangler could not deploy: the cable is out'
    const stopped = await agency.deploys()
    expect(stopped.code).toBe(1)
    expect(stopped.said).toContain('worker          ✗ wrangler could not deploy: the cable is out.')
    expect(stopped.said).toContain('Not touched: mini-app opens, webhook, rich menus. Run `npm run deploy` again')
    expect(await webhookAtLine()).toBe(`${agency.values.PUBLIC_ORIGIN}/elsewhere`)
    const kept = agency.file.read()
    const apps = await miniApps()

    agency.cloudflare.refuses = {}
    const { code, said } = await agency.deploys()
    expect(said).toContain('All is well')
    expect(code).toBe(0)
    expect(agency.file.read()).toMatchObject(kept)
    expect(await miniApps()).toBe(apps)
  })

  it('reuses the mini-app that it made but could not write into its file', async () => {
    agency.cloudflare.refuses.makeBucket = 'no bucket today'
    await agency.deploys()
    const { LIFF_ID } = agency.file.read()
    const apps = await miniApps()
    agency.cloudflare.refuses = {}
    expect((await agency.deploys({ LIFF_ID: '' })).said).toContain(`${LIFF_ID} taken up again`)
    expect(await miniApps()).toBe(apps)
  })

  it('leaves the webhook where it was when LINE cannot use the new one', async () => {
    const { deploy } = agency.cloudflare
    // The new service has another channel's secret.
    agency.cloudflare.deploy = (upload) =>
      deploy({ ...upload, secrets: { ...upload.secrets, LINE_CHANNEL_SECRET: 'f'.repeat(32) } })
    const { code, said } = await agency.deploys()
    expect(code).toBe(1)
    expect(said).toContain(
      'the service refuses LINE: LINE_CHANNEL_SECRET is another channel’s. The webhook is left as it was',
    )
    expect(await webhookAtLine()).toBe(`${agency.values.PUBLIC_ORIGIN}/elsewhere`)
  })

  it('says that the address does not lead to the new service', async () => {
    agency.cloudflare.deploy = async () => ({ ok: true, value: undefined })
    const { code, said } = await agency.deploys()
    expect(code).toBe(1)
    expect(said).toContain('does not answer with our keys yet: a new domain takes some minutes, then run again')
  })
})

describe('a database with a person in it', () => {
  const somebody = async (wrapped: string) => {
    const client = createClient({ url: agency.values.DATABASE_URL! })
    await client.execute({
      sql: `INSERT INTO person (id, line_hash, line_user_id, key_wrapped, key_version, language, following, entered_at)
        VALUES ('p1', 'hash', x'01', ?, 1, 'th', 1, 1)`,
      args: [new TextEncoder().encode(wrapped)],
    })
    client.close()
  }

  it('is not deployed to with keys that do not open it, nor with new ones', async () => {
    await agency.deploys()
    await somebody('sealed by somebody else’s keys entirely')
    expect((await agency.deploys()).said).toContain('PHOKBAT_KEYS do not open what is in the database')
    agency.cloudflare.uploads = []
    const alone = await agency.deploys({ PHOKBAT_KEYS: '' })
    expect(alone.said).toContain('PHOKBAT_KEYS is missing, but')
    expect(alone.code).toBe(1)
  })
})

describe('the doctor', () => {
  it('finds a webhook that leads elsewhere, a missing menu and a secret that is another’s', async () => {
    await agency.deploys()
    const { LIFF_ID, PHOKBAT_KEYS } = agency.file.read()
    const headers = {
      authorization: `Bearer ${agency.values.LINE_CHANNEL_ACCESS_TOKEN}`,
      'content-type': 'application/json',
    }
    const line = (path: string, init: RequestInit) => fetch(`${agency.simulator.origin}${path}`, { ...init, headers })
    const endpoint = JSON.stringify({ endpoint: `${agency.values.PUBLIC_ORIGIN}/lost` })
    await line('/v2/bot/channel/webhook/endpoint', { method: 'PUT', body: endpoint })
    await line('/v2/bot/richmenu/alias/phokbat-card-en', { method: 'DELETE' })
    const changed = agency.changedAtLine()
    const { code, said } = await agency.examines({ LINE_CHANNEL_SECRET: 'f'.repeat(32) })
    expect(code).toBe(1)
    expect(said).toContain('✗ webhook           http')
    expect(said).toContain('/lost: run `npm run deploy`')
    expect(said).toContain('✗ rich menus        will be made: phokbat-card-en')
    expect(said).toContain('✗ webhook, signed   is refused: the service has another LINE_CHANNEL_SECRET')
    expect(said).toContain('✗ channel           LINE_CHANNEL_SECRET is not the secret of channel')
    expect(agency.changedAtLine()).toBe(changed)
    expect(agency.file.read()).toMatchObject({ LIFF_ID, PHOKBAT_KEYS })
  })

  it('finds no fault with the address alone, and says what it could not check', async () => {
    await agency.deploys()
    const nothing = Object.fromEntries(
      Object.keys({ ...agency.values, ...agency.file.read() }).map((name) => [name, '']),
    )
    const { code, said } = await agency.examines({ ...nothing, PUBLIC_ORIGIN: agency.values.PUBLIC_ORIGIN! })
    expect(said).toContain('? webhook, signed   not looked at without LINE_CHANNEL_SECRET')
    expect(said).toContain('Nothing is off.')
    expect(code).toBe(0)
  })

  it('says that the service does not answer', async () => {
    const { code, said } = await agency.examines()
    expect(said).toContain('✗ health            gives no answer: see that PUBLIC_ORIGIN is right')
    expect(code).toBe(1)
  })
})
