// Promises that the tests from outside find each fault of a running deployment.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Live, liveAt } from '../../tools/deploy/live.ts'
import { probe } from '../../tools/deploy/smoke.ts'
import { type Agency, openAgency } from './agency.ts'

let agency: Agency
beforeAll(async () => {
  agency = await openAgency()
  expect((await agency.deploys()).code).toBe(0)
})
afterAll(() => agency.close())

/** The running service behind a proxy that changes one answer. */
const behind =
  (path: RegExp, change: (answer: Response) => Response | undefined): Live =>
  async (asked, init) => {
    const answer = await liveAt(agency.values.PUBLIC_ORIGIN!)(asked, init)
    return answer && path.test(asked) ? change(answer) : answer
  }
const off = async (live: Live): Promise<Record<string, string>> =>
  Object.fromEntries((await probe(live, agency.values)).flatMap(({ name, off }) => (off ? [[name, off]] : [])))
const withHeader = (name: string, value: string) => (answer: Response) => {
  const headers = new Headers(answer.headers)
  headers.set(name, value)
  return new Response(answer.body, { status: answer.status, headers })
}
const policy = 'content-security-policy'

describe('asked from outside, a service', () => {
  it('that is unchanged since its deployment has no faults', async () => {
    expect(await off(behind(/never/, (answer) => answer))).toEqual({})
  })

  it.each<[string, RegExp, (answer: Response) => Response | undefined, string, string]>([
    ['that is not there', /health/, () => undefined, 'health', 'gives no answer'],
    ['with wrong settings', /health/, () => new Response('', { status: 503 }), 'health', 'its settings are wrong'],
    ['that is another site', /health/, () => new Response('', { status: 404 }), 'health', 'is something else'],
    [
      'with a wrong clock',
      /health/,
      withHeader('date', 'Mon, 23 Nov 2020 03:00:00 GMT'),
      'clock',
      'by more than a minute',
    ],
    ['without keys', /issuer/, () => Response.json({ keys: [] }), 'issuer.json', 'publishes no usable key'],
    ['with a broken key', /issuer/, () => Response.json({ keys: [{ kty: 'EC' }] }), 'issuer.json', 'no usable key'],
    [
      'without its database',
      /status/,
      () => new Response('', { status: 500 }),
      'status list',
      'does not reach its database',
    ],
    ['whose policy is gone', /^\/v$/, withHeader(policy, ''), 'checker page', 'content security policy'],
    [
      'into which somebody puts scripts',
      /^\/app$/,
      withHeader(policy, "default-src 'none'; script-src 'self' https://cdn.example"),
      'mini-app',
      'a foreign one',
    ],
    ['whose script is gone', /^\/assets/, () => new Response('', { status: 404 }), 'checker page', 'lacks its script'],
    ['whose script is not kept', /^\/assets/, withHeader('cache-control', 'no-store'), 'mini-app', 'again and again'],
    ['that believes anybody', /webhook/, () => new Response('{}'), 'webhook, unsigned', 'with 200 instead of 401'],
    [
      'with another secret',
      /webhook/,
      () => new Response('', { status: 401 }),
      'webhook, signed',
      'has another LINE_CHANNEL_SECRET',
    ],
  ])('%s is found out', async (_, path, change, name, sentence) => {
    expect((await off(behind(path, change)))[name]).toContain(sentence)
  })
})

describe('the doctor finds', () => {
  const line = (path: string, body: object) =>
    fetch(`${agency.simulator.origin}${path}`, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${agency.values.LINE_CHANNEL_ACCESS_TOKEN}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })

  it('a mini-app that opens half-size, and a deployment puts it right', async () => {
    const { LIFF_ID } = agency.file.read()
    await line(`/liff/v1/apps/${LIFF_ID}`, { view: { type: 'tall' } })
    expect((await agency.examines()).said).toMatch(/✗ mini-app opens .*now .*, tall, openid: run `npm run deploy`/)
    await agency.deploys()
    expect((await agency.examines()).code).toBe(0)
  })

  it('a mini-app that asks for more than it needs', async () => {
    const { LIFF_ID } = agency.file.read()
    await line(`/liff/v1/apps/${LIFF_ID}`, { scope: ['openid', 'email'] })
    expect((await agency.examines()).said).toMatch(/✗ mini-app opens .*openid,email/)
  })
})

describe('a version that runs although its deployment did not finish', () => {
  it('is deployed again', async () => {
    const { DEPLOYED } = agency.file.read()
    expect(agency.cloudflare.uploads.at(-1)?.tag).toBe(DEPLOYED)
    const { said } = await agency.deploys({ DEPLOYED: '' }, { dryRun: true })
    expect(said).toContain('worker          + will be deployed')
  })
})
