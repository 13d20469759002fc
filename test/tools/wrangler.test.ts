// Promises that the deployment drives the real wrangler correctly: uploads, versions, refusals, secrets.
import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deployArguments, tagOf, wrangler } from '../../tools/deploy/wrangler.ts'
import { freePort } from '../../tools/dev/port.ts'
import { type CloudflareApi, startCloudflareApi } from './cloudflare-api.ts'

let api: CloudflareApi
beforeEach(async () => {
  api = await startCloudflareApi()
})
afterEach(() => api.close())

const signedIn = (more = {}) => wrangler({ CLOUDFLARE_API_TOKEN: 'token', CLOUDFLARE_API_BASE_URL: api.url, ...more })
const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('phokbat-secrets-'))

describe('wrangler, the real one,', () => {
  it('makes the bucket, uploads code, settings and secrets in one version, with its triggers, and knows it again', async () => {
    const cloudflare = signedIn()
    expect(await cloudflare.secretNames()).toEqual({ ok: true, value: [] })
    expect(await cloudflare.running()).toEqual({ ok: true, value: undefined })
    expect(await cloudflare.hasBucket()).toEqual({ ok: true, value: false })
    expect(await cloudflare.makeBucket()).toEqual({ ok: true, value: undefined })
    expect(await cloudflare.hasBucket()).toEqual({ ok: true, value: true })
    const upload = {
      vars: { ISSUER_NAME_TH: 'กรมทดสอบ: หนึ่ง', PUBLIC_ORIGIN: 'https://card.example' },
      secrets: { PHOKBAT_KEYS: '{"a":"b"}' },
      domain: 'card.example',
      tag: '0123456789abcdef0123',
    }
    expect(await cloudflare.deploy(upload)).toEqual({ ok: true, value: undefined })
    expect(api.versions).toHaveLength(1)
    expect(api.versions[0]?.bindings).toEqual(
      expect.arrayContaining([
        { name: 'ISSUER_NAME_TH', type: 'plain_text', text: 'กรมทดสอบ: หนึ่ง' },
        { name: 'PUBLIC_ORIGIN', type: 'plain_text', text: 'https://card.example' },
        { name: 'PHOKBAT_KEYS', type: 'secret_text', text: '{"a":"b"}' },
        expect.objectContaining({ name: 'VAULT', type: 'r2_bucket' }),
      ]),
    )
    expect(api.domains).toEqual(['card.example'])
    expect(api.crons).toHaveLength(2)
    expect(await cloudflare.running()).toEqual({
      ok: true,
      value: { tag: upload.tag, vars: upload.vars, secretNames: ['PHOKBAT_KEYS'] },
    })
    expect(await cloudflare.secretNames()).toEqual({ ok: true, value: ['PHOKBAT_KEYS'] })
    expect(left()).toEqual([])
  })

  it('says that R2 is not switched on', async () => {
    api.buckets = undefined
    expect(await signedIn().hasBucket()).toMatchObject({
      reason: expect.stringContaining('R2 is not switched on for this account'),
    })
  })

  it('says who is logged in, and asks which account when there are several', async () => {
    expect(await signedIn().account()).toEqual({ ok: true, value: 'An agency' })
    api.accounts.push({ id: 'acc2', name: 'Another' })
    expect(await signedIn().account()).toMatchObject({ reason: expect.stringContaining('several Cloudflare accounts') })
    expect(await signedIn({ CLOUDFLARE_ACCOUNT_ID: 'acc3' }).account()).toMatchObject({
      reason: expect.stringContaining('no Cloudflare account with that CLOUDFLARE_ACCOUNT_ID'),
    })
  })

  it('says that nobody is logged in, and that Cloudflare is out of reach', async () => {
    const stranger = wrangler({
      CLOUDFLARE_API_TOKEN: '',
      CLOUDFLARE_API_BASE_URL: api.url,
      XDG_CONFIG_HOME: tmpdir(),
      HOME: tmpdir(),
    })
    expect(await stranger.account()).toMatchObject({ reason: expect.stringContaining('run `npx wrangler login`') })
    const away = signedIn({ CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${await freePort()}` })
    expect(await away.hasBucket()).toMatchObject({
      reason: expect.stringContaining('Cloudflare cannot be reached from here'),
    })
  })
})

describe('what is uploaded', () => {
  const vars = { A: '1', B: '2' }
  const secrets = { PHOKBAT_KEYS: 'k', S: 's' }
  const tag = tagOf('digest', { vars, secrets })

  it('has a name that any change of code, setting or secret changes, and their order does not', () => {
    expect(tag).toMatch(/^[0-9a-f]{20}$/)
    expect(tagOf('digest', { vars: { B: '2', A: '1' }, secrets })).toBe(tag)
    expect(tagOf('other', { vars, secrets })).not.toBe(tag)
    expect(tagOf('digest', { vars: { ...vars, A: '3' }, secrets })).not.toBe(tag)
    expect(tagOf('digest', { vars, secrets: { ...secrets, S: 't' } })).not.toBe(tag)
  })

  it('never puts a secret among the arguments, where every process of the machine could read it', () => {
    expect(deployArguments({ vars, secrets: { S: 'geheim' }, tag }, 'file').join(' ')).not.toContain('geheim')
  })
})
