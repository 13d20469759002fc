// Tests presenting a card: live codes, shared links, passes, freezing, the access log and officials' requests.
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { fromBase64 } from '../../src/core/base64.ts'
import { readToken, type Token, type Verify } from '../../src/core/card/token.ts'
import { type AccessLogExport, verifyAccessChain } from '../../src/core/inspection/access-log.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { sha256 } from '../../src/service/platform/codec.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { browserOf, officer, type Provider, settingsFor, startProvider } from '../kit/provider.ts'
import { askPortrait, bytesInCode, digestOf, portraitKeyOf, statusOfToken } from '../kit/status.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
let provider: Provider
let now = () => 0
beforeAll(async () => {
  provider = await startProvider(() => now())
  deployment = await openDeployment(async () => settingsFor(provider))
  now = deployment.now
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

const minute = 60_000
const origin = () => deployment.service.origin

const verify: Verify = async (kid, bytes, signature) => {
  const { keys } = await someone().json('/.well-known/phokbat/issuer.json')
  const jwk = keys.find((key) => key.kid === kid)
  if (!jwk) return 'unknown_key'
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
  return crypto.subtle.verify(algorithm, key, signature, bytes)
}
const bytesIn = bytesInCode
const read = async (bytes: Uint8Array): Promise<Token> => {
  const token = await readToken(bytes, verify)
  if (!token.ok) throw new Error(token.reason)
  return token.value
}
const digest = digestOf
const statusOf = (bytes: Uint8Array<ArrayBuffer>) => statusOfToken(origin(), bytes)
const someone = () => browserOf(origin())
const shareOptions = { scope: 'name', minutes: 5, once: true, unmasked: false }
type Phone = Awaited<ReturnType<typeof issueCard>>
const linkOf = async (phone: Phone, pin: string, changes: object = {}) => {
  const { body } = await phone.post('/shares', { pin, ...shareOptions, ...changes })
  return { ...body, path: `/api/shares/${body.url.split('/s/')[1]}` as const }
}
const looksOf = async (phone: Phone) => (await phone.get('/looks')).body.looks

describe('Jaithip shows her card', () => {
  let phone: Phone
  beforeAll(async () => {
    phone = await issueCard(deployment, jaithip)
    await deployment.hears('jaithip')
  })

  it('chooses the scope each time: the age alone carries no name, the full card carries everything', async () => {
    const age = await read(bytesIn(String((await phone.show(jaithip.pin, 'age')).body.code)))
    expect(age).toMatchObject({ scope: 'age', claims: { ageOver: 60 } })
    expect(JSON.stringify(age)).not.toMatch(/ใจทิพย์|Jaithip/)
    const full = await phone.show(jaithip.pin, 'full')
    expect((await read(bytesIn(String(full.body.code)))).claims).toMatchObject({ idNumber: jaithip.card.idNumber })
    const renewed = await phone.post('/show/renew', { ticket: full.body.ticket, scope: 'name' })
    expect((await read(bytesIn(String(renewed.body.code)))).claims).not.toHaveProperty('idNumber')
  })

  it('renews in the same or a narrower scope; whoever holds the phone needs her PIN to see more', async () => {
    const { ticket } = (await phone.show(jaithip.pin, 'age')).body
    const renew = (scope: string, by = ticket) => phone.post('/show/renew', { ticket: by, scope })
    expect((await renew('age')).status).toBe(200)
    for (const wider of ['name', 'full'])
      expect(await renew(wider)).toMatchObject({ status: 403, reason: 'pin_needed' })
    for (const forged of [ticket.replace('age', 'full'), ticket.replace('age.', ''), `full.${ticket}`])
      expect((await renew('full', forged)).reason).toBe('ticket_ended')
    const named = (await phone.show(jaithip.pin, 'name')).body.ticket
    expect((await renew('age', named)).status).toBe(200)
    expect((await renew('full', named)).reason).toBe('pin_needed')
  })

  it('sees the scan in her access log: time, scope and result, without card data', async () => {
    const bytes = bytesIn(String((await phone.show(jaithip.pin, 'age')).body.code))
    const before = (await looksOf(phone)).length
    expect((await someone().post('/api/looks', { shown: await digest(bytes) })).status).toBe(204)
    expect((await someone().post('/api/looks', { shown: 'A'.repeat(43) })).status).toBe(204)
    await deployment.pass(4 * minute)
    await someone().post('/api/looks', { shown: await digest(bytes) })
    const entries = await looksOf(phone)
    expect(entries).toHaveLength(before + 2)
    expect(entries[1]).toMatchObject({ via: 'scan', scope: 'age', result: 'seen' })
    expect(entries[0]).toMatchObject({ via: 'scan', scope: 'age', result: 'expired' })
    expect(JSON.stringify(entries)).not.toMatch(/ใจทิพย์|Jaithip|3191/)
  })

  it('shares a link by LINE’s picker: two open it at once, one sees it, and she is told', async () => {
    const link = await linkOf(phone, jaithip.pin)
    expect(String(link.url)).toMatch(/\/s\/[\w-]{22}$/)
    deployment.simulator.platform.person('jaithip').shares('somchai', link.messages as never)
    await deployment.hears('jaithip')
    const answers = await Promise.all([1, 2, 3].map(() => someone().post(link.path)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410])
    expect(answers.find(({ status }) => status === 410)?.reason).toBe('used')
    const heard = await deployment.hears('jaithip')
    expect(heard).toContain(th.looking.opened.title)
    expect(heard).toContain(th.looking.result.masked)
    expect(heard).toContain(th.looking.result.used)
    expect(
      (await looksOf(phone))
        .slice(0, 3)
        .map(({ result }) => result)
        .sort(),
    ).toEqual(['masked', 'used', 'used'])
  })

  it('shows only her initials unless she chose otherwise, and then never number and birth date', async () => {
    const masked = await someone().post((await linkOf(phone, jaithip.pin, { scope: 'full' })).path)
    expect(masked.body).toMatchObject({ masked: true, viewsLeft: 0 })
    const token = await read(fromBase64(masked.body.token))
    expect(token).toMatchObject({ scope: 'name', claims: { nameThai: 'ใจ… ส…', nameEnglish: 'J… S…' } })
    const chosen = await someone().post((await linkOf(phone, jaithip.pin, { scope: 'full', unmasked: true })).path)
    expect(await read(fromBase64(chosen.body.token))).toMatchObject({
      scope: 'full',
      claims: { idNumber: jaithip.card.idNumber },
    })
  })

  it('can allow several views of a link and revoke it at once; a link also expires by itself', async () => {
    const many = await linkOf(phone, jaithip.pin, { once: false })
    expect((await someone().post(many.path)).status).toBe(200)
    expect((await someone().post(many.path)).status).toBe(200)
    expect((await phone.get('/shares')).body.shares).toMatchObject([{ id: many.id, viewsLeft: 18 }])
    expect((await phone.delete(`/shares/${many.id}`)).body.shares).toEqual([])
    expect((await someone().post(many.path)).reason).toBe('revoked')
    const late = await linkOf(phone, jaithip.pin, { minutes: 1 })
    await deployment.pass(minute)
    expect((await someone().post(late.path)).reason).toBe('expired')
    expect((await someone().post('/api/shares/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
    expect((await phone.post('/shares', { pin: jaithip.pin, ...shareOptions, minutes: 16 })).status).toBe(400)
    expect((await phone.post('/shares', { pin: '00000001', ...shareOptions })).reason).toBe('wrong_pin')
  })

  it('gets three messages about repeated tries of a used link, and finds twenty tries in her log', async () => {
    const link = await linkOf(phone, jaithip.pin)
    await deployment.hears('jaithip')
    for (let i = 0; i < 25; i++) await someone().post(link.path)
    const heard = JSON.stringify(await deployment.hears('jaithip'))
    expect(heard.split(th.looking.result.used)).toHaveLength(4)
    const all = (await looksOf(phone)).map(({ result }) => result)
    expect(all.slice(0, 21)).toEqual([...Array(20).fill('used'), 'masked'])
  })

  it('gets a pass as a picture in the chat, valid for the chosen hours', async () => {
    await deployment.hears('jaithip')
    expect((await phone.post('/pass', { pin: jaithip.pin, scope: 'name', hours: 25 })).status).toBe(400)
    const sent = await phone.post('/pass', { pin: jaithip.pin, scope: 'name', hours: 24 })
    expect(sent.body.expiresAt).toBe(Math.floor(deployment.now() / 1000) * 1000 + 24 * 60 * minute)
    await deployment.settled()
    const image = deployment.simulator.platform.received('jaithip').find(({ type }) => type === 'image') as {
      originalContentUrl: string
    }
    const png = await fetch(image.originalContentUrl)
    expect(png.headers.get('content-type')).toBe('image/png')
    expect([...new Uint8Array(await png.arrayBuffer()).slice(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  })
})

describe('the status list', () => {
  it('is one small answer that a cache may keep: list and cache together are at most five seconds old', async () => {
    const answer = await fetch(`${origin()}/.well-known/phokbat/status.jwt`)
    expect(answer.headers.get('content-type')).toBe('application/statuslist+jwt')
    // `public`, without a cookie and without Vary: a shared cache may give one copy to all clients.
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3')
    expect([answer.headers.get('set-cookie'), answer.headers.get('vary')]).toEqual([null, null])
    const issuedAt = async () => (await someone().json('/.well-known/phokbat/status')).issuedAt
    const first = await issuedAt()
    await deployment.pass(1999)
    expect(await issuedAt()).toBe(first)
    await deployment.pass(1)
    expect(await issuedAt()).toBeGreaterThan(first)
  })
})

describe('Jaithip freezes her card', () => {
  let phone: Phone
  beforeAll(async () => {
    phone = await issueCard(deployment, jaithip)
  })

  it('from the chat with one tap; the PIN that wakes it is typed only in the sheet; the status changes within five seconds, and links end', async () => {
    const link = await linkOf(phone, jaithip.pin)
    const shown = bytesIn(String((await phone.show(jaithip.pin)).body.code))
    await deployment.hears('jaithip')
    await deployment.simulator.platform.person('jaithip').says('ระงับบัตร')
    expect(await deployment.hears('jaithip')).toContain(th.looking.freeze.title.valid)
    await deployment.simulator.platform.person('jaithip').taps(th.looking.freeze.go.valid)
    expect(await deployment.hears('jaithip')).toContain(th.sentences.frozen)
    await deployment.pass(5000)
    expect(await statusOf(shown)).toBe('frozen')
    expect((await phone.show(jaithip.pin)).reason).toBe('frozen')
    expect((await someone().post(link.path)).reason).toBe('frozen')
    expect((await phone.post('/unfreeze', { pin: jaithip.pin })).view.cardStatus).toBe('valid')
    await deployment.pass(5000)
    expect(await statusOf(shown)).toBe('valid')
    expect((await phone.show(jaithip.pin)).status).toBe(200)
  })

  it('reads the access log in the chat', async () => {
    await deployment.hears('jaithip')
    await deployment.simulator.platform.person('jaithip').says('ใครดูบัตรบ้าง')
    expect(await deployment.hears('jaithip')).toContain(th.looking.list.title)
    await deployment.simulator.platform.person('fatima').says('ใครดูบัตรบ้าง')
    expect(await deployment.hears('fatima')).toContain(th.sentences.noCardYet)
  })

  it('exports the log as a signed file', async () => {
    const log = (await phone.get('/looks/export')).body
    expect(await verifyAccessChain(log.looks, sha256)).toEqual({ ok: true, head: log.head })
    await writeFile(join(deployment.folder, 'log.json'), JSON.stringify(log))
    const [head = '', claims = '', signature = ''] = log.seal.split('.')
    const kid = JSON.parse(new TextDecoder().decode(fromBase64(head))).kid
    expect(await verify(kid, new TextEncoder().encode(`${head}.${claims}`), fromBase64(signature))).toBe(true)
    expect(JSON.parse(new TextDecoder().decode(fromBase64(claims)))).toMatchObject({
      head: log.head,
      count: log.looks.length,
    })
  })

  // The command does not depend on the runtime, so one runtime is enough.
  it.runIf(inject('runtime') === 'node')(
    'anyone can verify the export with one command: complete, altered or shortened',
    async () => {
      const file = join(deployment.folder, 'log.json')
      const log = JSON.parse(await readFile(file, 'utf8')) as AccessLogExport
      const short = log.looks.slice(0, -1)
      const logs = {
        whole: log,
        altered: {
          ...log,
          looks: log.looks.map((entry) => (entry.seq === 2 ? { ...entry, at: entry.at + 1 } : entry)),
        },
        cut: { ...log, looks: short },
        'cut with care': { ...log, looks: short, head: short.at(-1)?.hash },
      }
      const outputs = await Promise.all(
        Object.entries(logs).map(async ([name, content]) => {
          await writeFile(`${file}-${name}`, JSON.stringify(content))
          const command = ['--import', 'tsx', 'tools/ops/verify-log.ts', `${file}-${name}`, origin()]
          return new Promise<string>((done) =>
            execFile(process.execPath, command, (fault, out, err) => done(`${fault?.code ?? 0} ${out}${err}`.trim())),
          )
        }),
      )
      expect(outputs).toEqual([
        expect.stringMatching(
          /^0 \d+ looks from .* the chain is whole\.\nSealed by the issuer: nothing was cut off its end\.$/,
        ),
        '1 Entry 2 was changed, or the one before it was left out.',
        '1 The log does not end where it says: entries were cut off or added.',
        '1 The seal is of another log: entries were cut off or added after it.',
      ])
    },
  )
})

describe('a registered official', () => {
  const signedIn = async () => {
    const browser = someone()
    expect(await browser.signIn()).toBe('/official')
    return browser
  }
  let phone: Phone
  beforeAll(async () => {
    phone = await issueCard(deployment, somchai)
  })

  it('signs in with the operator’s provider; a person who is not listed does not', async () => {
    const browser = await signedIn()
    expect(await browser.json('/api/official')).toEqual({ name: officer.name, agency: officer.agency, reviews: false })
    provider.signedIn = 'somebody-else'
    expect(await someone().signIn()).toBe('/official?why=unregistered')
    provider.signedIn = officer.subject
    await browser.request('/api/official', { method: 'DELETE' })
    expect((await browser.request('/api/official')).status).toBe(401)
  })

  it('is not signed in by a callback of another flow, code or nonce', async () => {
    expect((await someone().request('/official/callback?code=x&state=y')).headers.get('location')).toBe(
      '/official?why=again',
    )
    const victim = someone()
    await victim.request('/official/sign-in')
    expect((await victim.request('/official/callback?code=x&state=y')).headers.get('location')).toBe(
      '/official?why=again',
    )
    const answer = await victim.request((await victim.request('/official/sign-in')).headers.get('location') ?? '')
    const callback = new URL(answer.headers.get('location') ?? '')
    callback.searchParams.set('state', 'another')
    const refused = await victim.request(callback.pathname + callback.search)
    expect(refused.headers.get('location')).toBe('/official?why=again')
    provider.nonce = () => 'another'
    expect(await someone().signIn()).toBe('/official?why=again')
    provider.nonce = (requested) => requested
  })

  it('sees a shared card in full and is named in the log, also for a scan', async () => {
    const browser = await signedIn()
    const opened = await browser.post((await linkOf(phone, somchai.pin)).path)
    expect(opened.body.masked).toBe(false)
    expect((await read(fromBase64(String(opened.body.token)))).claims.nameThai).toContain('สมชาย')
    await browser.post('/api/looks', {
      shown: await digest(bytesIn(String((await phone.show(somchai.pin)).body.code))),
    })
    const by = { name: officer.name, agency: officer.agency }
    expect((await looksOf(phone)).slice(0, 2)).toMatchObject([
      { via: 'scan', by },
      { via: 'link', by },
    ])
  })

  it('requests by QR code: the holder sees who, what and why and approves with the PIN; the official sees the card once', async () => {
    const browser = await signedIn()
    expect((await someone().post('/api/official/requests', { scope: 'name', why: 'ตรวจด่าน' })).status).toBe(401)
    const { body } = await browser.post('/api/official/requests', { scope: 'age', why: 'ซื้อเครื่องดื่ม' })
    expect(String(body.url)).toMatch(/^https:\/\/liff\.line\.me\/[\w-]+\/request\/[\w-]{22}$/)
    const path = `/requests/${body.id}` as const
    expect((await phone.get(path)).body).toMatchObject({
      scope: 'age',
      why: 'ซื้อเครื่องดื่ม',
      by: { agency: officer.agency },
    })
    expect((await phone.post(`${path}/approve`, { pin: '00000001' })).reason).toBe('wrong_pin')
    expect(await browser.json(`/api/official${path}`)).toEqual({ state: 'waiting' })
    expect((await phone.post(`${path}/approve`, { pin: somchai.pin })).status).toBe(200)
    expect((await phone.post(`${path}/approve`, { pin: somchai.pin })).reason).toBe('request_ended')
    const answer = await browser.json(`/api/official${path}`)
    expect(await read(fromBase64(String(answer.token)))).toMatchObject({ scope: 'age' })
    // The approval stands in the log already: the portrait comes without a second entry.
    const entries = (await looksOf(phone)).length
    const key = await portraitKeyOf(fromBase64(String(answer.token)))
    expect((await askPortrait(deployment.service.origin, key)).status).toBe(200)
    expect((await askPortrait(deployment.service.origin, key)).status).toBe(204)
    expect(await looksOf(phone)).toHaveLength(entries)
    expect(await browser.json(`/api/official${path}`)).toEqual({ state: 'delivered' })
    expect((await looksOf(phone))[0]).toMatchObject({
      via: 'request',
      scope: 'age',
      result: 'seen',
      grade: 'declared',
      by: { name: officer.name },
    })
  })

  it('can be refused without a PIN, and a request ends by itself', async () => {
    const browser = await signedIn()
    const createRequest = async () =>
      String((await browser.post('/api/official/requests', { scope: 'full', why: 'ตรวจด่าน' })).body.id)
    const declined = await createRequest()
    await phone.post(`/requests/${declined}/decline`)
    expect(await browser.json(`/api/official/requests/${declined}`)).toEqual({ state: 'declined' })
    expect((await looksOf(phone))[0]).toMatchObject({ via: 'request', result: 'declined' })
    const late = await createRequest()
    await deployment.pass(5 * minute)
    expect((await phone.get(`/requests/${late}`)).status).toBe(410)
    expect(await browser.json(`/api/official/requests/${late}`)).toEqual({ state: 'ended' })
  })
})
