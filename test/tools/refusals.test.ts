// Promises that npm run deploy refuses wrong settings, credentials, accounts and keys before it changes anything.
import { existsSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { generateKeys } from '../../src/service/keys/material.ts'
import type { Values } from '../../tools/deploy/values.ts'
import { type Agency, openAgency } from './agency.ts'

let agency: Agency
beforeAll(async () => {
  agency = await openAgency()
})
afterAll(() => agency.close())
afterEach(() => {
  expect(agency.changedAtLine()).toBe(0)
  expect(agency.cloudflare.uploads).toEqual([])
  expect(agency.cloudflare.bucketThere).toBe(false)
  expect(agency.file.read()).toEqual({})
})

const refusal = async (change: Values): Promise<string> => {
  const { code, said } = await agency.deploys(change)
  expect(code).toBe(1)
  expect(said).toContain('Nothing was changed, because')
  return said.slice(said.indexOf('Nothing was changed'))
}

describe('a value that is wrong by its form is refused', () => {
  it.each<[string, Values, string]>([
    ['an address with a path', { PUBLIC_ORIGIN: 'https://card.example/app' }, 'PUBLIC_ORIGIN should be an origin'],
    ['an address without TLS', { PUBLIC_ORIGIN: 'http://card.example' }, 'PUBLIC_ORIGIN should begin with https://'],
    ['a channel secret cut short', { LINE_CHANNEL_SECRET: 'abc' }, 'LINE_CHANNEL_SECRET should be the 32 hex digits'],
    [
      'a token with its "Bearer"',
      { LINE_CHANNEL_ACCESS_TOKEN: 'Bearer abc' },
      'LINE_CHANNEL_ACCESS_TOKEN has a space in it',
    ],
    ['a channel id with letters', { LINE_LOGIN_CHANNEL_ID: '20000x' }, 'LINE_LOGIN_CHANNEL_ID should be the 10 digits'],
    [
      'a login secret cut short',
      { LINE_LOGIN_CHANNEL_SECRET: 'abc' },
      'LINE_LOGIN_CHANNEL_SECRET should be the 32 hex digits',
    ],
    ['a database in a file', { DATABASE_URL: 'file:here.db' }, 'DATABASE_URL should be https://…'],
    ['a LIFF id that is none', { LIFF_ID: 'mini-app' }, 'LIFF_ID should be a LIFF id such as'],
    ['a LIFF id of another channel', { LIFF_ID: '1999999999-Abcdefgh' }, 'LIFF_ID belongs to channel 1999999999'],
    ['keys that are no JSON', { PHOKBAT_KEYS: 'secret' }, 'PHOKBAT_KEYS: not json'],
    ['keys of another shape', { PHOKBAT_KEYS: '{}' }, 'PHOKBAT_KEYS: wrong shape'],
    ['a register that there is not', { REGISTRY: 'all' }, 'REGISTRY should be sandbox or none'],
    [
      'a trial register that the public would meet',
      { REGISTRY: 'sandbox', PUBLIC_ORIGIN: 'https://card.example' },
      'sandbox is a trial register, for one’s own machine only',
    ],
    ['a machine of one’s own, to the real LINE', { LINE_API_ORIGIN: '' }, 'PUBLIC_ORIGIN is on this machine'],
  ])('%s', async (_, change, sentence) => {
    // The last case runs alone: without the simulator's address it would contact the real LINE.
    const alone: Values =
      change.LINE_API_ORIGIN === '' ? { LINE_CHANNEL_SECRET: '', LINE_LOGIN_CHANNEL_SECRET: '' } : {}
    expect(await refusal({ ...alone, ...change })).toContain(sentence)
  })

  it('all of them at once, each with its sentence', async () => {
    const said = await refusal({ LINE_CHANNEL_SECRET: 'abc', DATABASE_URL: 'file:here.db', LINE_LOGIN_CHANNEL_ID: '' })
    expect(said).toContain('LINE_CHANNEL_SECRET should be')
    expect(said).toContain('DATABASE_URL should be')
    expect(said).toContain('LINE_LOGIN_CHANNEL_ID is missing: LINE Developers console')
    expect(existsSync('here.db')).toBe(false)
  })
})

describe('a value that LINE does not know is refused', () => {
  it('a token of no channel', async () => {
    expect(await refusal({ LINE_CHANNEL_ACCESS_TOKEN: 'bm9ib2R5' })).toContain(
      'LINE_CHANNEL_ACCESS_TOKEN is refused by LINE',
    )
  })

  it('a token of the LINE Login channel', async () => {
    expect(await refusal({ LINE_CHANNEL_ACCESS_TOKEN: agency.line.loginToken })).toContain(
      'is a token of the LINE Login channel, which cannot chat',
    )
  })

  it('a token that ends soon', async () => {
    agency.line.expiresIn = 86_400
    const said = await refusal({})
    agency.line.expiresIn = 0
    expect(said).toContain('LINE_CHANNEL_ACCESS_TOKEN ends within 1 days: issue a long-lived one')
  })

  it('the secret of another channel', async () => {
    expect(await refusal({ LINE_CHANNEL_SECRET: 'f'.repeat(32) })).toContain(
      'LINE_CHANNEL_SECRET is not the secret of channel 2000000001, whose token you gave',
    )
  })

  it('the secret of another LINE Login channel', async () => {
    expect(await refusal({ LINE_LOGIN_CHANNEL_SECRET: 'f'.repeat(32) })).toContain(
      'LINE_LOGIN_CHANNEL_SECRET is not the secret of channel 2000000002',
    )
  })

  it('the same channel twice', async () => {
    const { LINE_CHANNEL_SECRET: secret } = agency.values
    expect(await refusal({ LINE_LOGIN_CHANNEL_SECRET: secret! })).toContain(
      'is the secret of the Messaging API channel',
    )
    const said = await refusal({ LINE_LOGIN_CHANNEL_ID: '2000000001' })
    expect(said).toContain('is a token of the LINE Login channel')
  })

  it('a mini-app that the channel does not have', async () => {
    expect(await refusal({ LIFF_ID: '2000000002-Nowhere1' })).toContain('is no mini-app of this LINE Login channel')
  })

  it('nothing, when LINE itself is out of order: it says so', async () => {
    agency.line.broken = 500
    const said = await refusal({})
    agency.line.broken = undefined
    expect(said).toContain('LINE is out of order at the moment (500): run again in a while')
    expect(said).toContain('LINE cannot be asked for the mini-apps')
  })
})

describe('Cloudflare', () => {
  afterEach(() => {
    agency.cloudflare.refuses = {}
  })

  it('without a signed-in user ends the deployment; a dry run only reports it', async () => {
    agency.cloudflare.refuses.account = 'Cloudflare does not know you: run `npx wrangler login`'
    expect(await refusal({})).toContain('? Cloudflare does not know you')
    const { code, said } = await agency.deploys({}, { dryRun: true })
    expect(said).toContain('Before it can be done\n  ? Cloudflare does not know you')
    expect(code).toBe(0)
  })

  it('without R2 ends the deployment', async () => {
    agency.cloudflare.refuses.hasBucket = 'R2 is not switched on for this account'
    expect(await refusal({})).toContain('R2 is not switched on')
    expect((await agency.deploys({}, { dryRun: true })).code).toBe(1)
  })
})

describe('keys', () => {
  it('are taken as they are given, when nothing was deployed before', async () => {
    const keys = JSON.stringify(await generateKeys((bytes) => crypto.getRandomValues(new Uint8Array(bytes))))
    const { code, said } = await agency.deploys({ PHOKBAT_KEYS: keys }, { dryRun: true })
    expect(said).toContain('keys            = there')
    expect(code).toBe(0)
  })
})
