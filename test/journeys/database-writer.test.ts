// Tests that whoever writes the database of a running service, without its keys, gains nothing: each row that was
// changed, lost its MAC, has another row's, or is an earlier one is refused where it is used, and logged.
import { type Client, createClient } from '@libsql/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fromBase64 } from '../../src/core/base64.ts'
import { readToken } from '../../src/core/card/token.ts'
import { statusAt } from '../../src/core/inspection/status-list.ts'
import { scan } from '../../tools/demo/official.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { browserOf } from '../kit/provider.ts'
import { askPortrait, bytesInCode, portraitKeyOf, statusOfToken } from '../kit/status.ts'
import { issueCard } from '../kit/steps.ts'

type Phone = Awaited<ReturnType<typeof issueCard>>
type Row = Record<string, string | number | null | ArrayBuffer>

let deployment: Deployment
let database: Client
let phone: Phone
let attacker: Phone
let person: string
beforeAll(async () => {
  deployment = await openDeployment(async (url) => {
    database = createClient({ url })
    return {}
  })
  phone = await issueCard(deployment, jaithip)
  attacker = await issueCard(deployment, somchai)
  const [row] = await rowsOf('select person from card order by issued_at limit 1')
  person = String(row?.person)
})
afterAll(async () => {
  database.close()
  await deployment.close()
})

const sql = (text: string, ...args: (string | number | null | ArrayBuffer)[]) => database.execute({ sql: text, args })
const rowsOf = async (text: string, ...args: string[]) => (await sql(text, ...args)).rows as unknown as Row[]
/** Writes a whole row, as somebody with a copy of it does. */
const putBack = (table: string, row: Row) => {
  const columns = Object.keys(row)
  return sql(
    `insert or replace into "${table}" (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
    ...Object.values(row),
  )
}
const cardRow = async () => (await rowsOf('select * from card where person = ?', person))[0]!
const refusals = (table: string) =>
  deployment.logged
    .map((line) => JSON.parse(line))
    .filter((each) => each.event === 'row_changed' && each.table === table)

const show = async () => (await phone.show(jaithip.pin)).reason ?? 'shown'
const code = async () => bytesInCode(String((await phone.show(jaithip.pin)).body.code))
const pass = async () => {
  expect((await phone.post('/pass', { pin: jaithip.pin, scope: 'name', hours: 24 })).status).toBe(200)
  await deployment.settled()
  const images = deployment.simulator.platform.received('jaithip').filter(({ type }) => type === 'image')
  const { originalContentUrl } = images.at(-1) as { originalContentUrl: string }
  const picture = new Uint8Array(await (await fetch(originalContentUrl)).arrayBuffer())
  const token = await readToken(bytesInCode((await scan(picture)) ?? ''), async () => true)
  if (!token.ok || token.value.statusIndex === undefined) throw new Error('the pass has no place')
  return token.value.statusIndex
}
const statusOf = async (place: number) => {
  await deployment.pass(5000)
  const { lst } = await browserOf(deployment.service.origin).json('/.well-known/phokbat/status')
  const list = new Blob([fromBase64(lst)]).stream().pipeThrough(new DecompressionStream('deflate'))
  return statusAt(new Uint8Array(await new Response(list).arrayBuffer()), place)
}
const link = async () => {
  const made = await phone.post('/shares', {
    pin: jaithip.pin,
    scope: 'name',
    minutes: 5,
    once: true,
    unmasked: false,
  })
  return String(made.body.url).split('/s/')[1] ?? ''
}
const opened = async (secret: string) => {
  const answer = await fetch(`${deployment.service.origin}/api/shares/${secret}`, { method: 'POST' })
  return answer.status === 200 ? 'opened' : 'refused'
}

describe('the row of a card', () => {
  let [token, place, secret]: [Uint8Array<ArrayBuffer>, number, string] = [new Uint8Array(), 0, '']
  let before: Row
  beforeAll(async () => {
    token = await code()
    place = await pass()
    secret = await link()
  })
  beforeEach(async () => {
    before = await cardRow()
  })
  /** The card is shown nowhere, its pass and its token are as of a frozen card, and its link opens nothing. */
  const isRefusedEverywhere = async (fault: 'changed' | 'without_mac' | 'earlier') => {
    const logged = refusals('card').length
    expect(await show()).toBe('held')
    expect(await statusOfToken(deployment.service.origin, token)).toBe('frozen')
    expect(await statusOf(place)).toBe('frozen')
    expect(await opened(secret)).toBe('refused')
    const said = refusals('card').slice(logged)
    expect(said.length).toBeGreaterThan(3)
    expect(new Set(said.map((each) => each.fault))).toEqual(new Set([fault]))
  }
  afterEach(async () => {
    await putBack('card', before)
  })

  it('with a higher assurance signs no token', async () => {
    expect([await show(), await statusOf(place)]).toEqual(['shown', 'valid'])
    await sql(`update card set document_assurance = 'registry', face_assurance = 'in-person' where person = ?`, person)
    await isRefusedEverywhere('changed')
  })

  it('without its MAC is refused', async () => {
    await sql('update card set mac = null where person = ?', person)
    await isRefusedEverywhere('without_mac')
  })

  it('with the MAC of another card is refused', async () => {
    await sql('update card set mac = (select mac from card where person != ?1) where person = ?1', person)
    await isRefusedEverywhere('changed')
  })
})

describe('the row of a frozen card', () => {
  it('is neither woken by its status, nor by the whole row of before', async () => {
    const [token, place, valid] = [await code(), await pass(), await cardRow()]
    expect(await phone.post('/freeze')).toMatchObject({ status: 200 })
    const frozen = await cardRow()
    await sql(`update card set status = 'valid', held_at = null where person = ?`, person)
    expect(await show()).toBe('held')
    expect(await statusOfToken(deployment.service.origin, token)).toBe('frozen')
    expect(await statusOf(place)).toBe('frozen')
    await putBack('card', valid)
    expect(await show()).toBe('held')
    expect(await statusOfToken(deployment.service.origin, token)).toBe('frozen')
    expect(await statusOf(place)).toBe('frozen')
    expect(refusals('card')).toContainEqual(expect.objectContaining({ fault: 'earlier' }))
    await putBack('card', frozen)
    expect((await phone.post('/unfreeze', { pin: jaithip.pin })).view.cardStatus).toBe('valid')
  })
})

describe('the row of a session, a PIN, a link and a pass', () => {
  it('an attacker’s session does not become the holder’s', async () => {
    const mine = await rowsOf(`select * from token where kind = 'session' and person != ?`, person)
    await sql(`update token set person = ?1 where kind = 'session' and person != ?1`, person)
    expect((await attacker.get('/me')).status).toBe(401)
    expect(refusals('token')).toContainEqual(expect.objectContaining({ fault: 'changed' }))
    for (const row of mine) await putBack('token', row)
    expect((await attacker.get('/me')).status).toBe(200)
  })

  it('a used link opens no second time, by more views or by the row of before', async () => {
    const secret = await link()
    const [fresh] = await rowsOf('select * from share order by made_at desc, rowid desc limit 1')
    expect(await opened(secret)).toBe('opened')
    await sql('update share set views_left = 20')
    expect(await opened(secret)).toBe('refused')
    await putBack('share', fresh!)
    expect(await opened(secret)).toBe('refused')
    expect(refusals('share').map((each) => each.fault)).toEqual(expect.arrayContaining(['changed', 'earlier']))
  })

  it('a used portrait key opens the portrait no second time by the row of before', async () => {
    const key = await portraitKeyOf(await code())
    const [fresh] = await rowsOf('select * from shown order by rowid desc limit 1')
    const origin = deployment.service.origin
    expect((await askPortrait(origin, key)).status).toBe(200)
    await putBack('shown', fresh!)
    expect((await askPortrait(origin, key)).status).toBe(204)
    expect(refusals('shown')).toContainEqual(expect.objectContaining({ fault: 'earlier' }))
  })

  it('a stopped recovery of a PIN does not go on by the row of before', async () => {
    const { view } = await attacker.selfie({}, deployment.pass, '/new-pin/face')
    expect(view.newPin?.state).toBe('held')
    const [held] = await rowsOf('select * from new_pin')
    expect((await attacker.post('/new-pin/stop')).view.newPin?.state).toBe('stopped')
    await putBack('new_pin', held!)
    expect((await attacker.get('/me')).view.newPin?.state).not.toBe('held')
    expect(refusals('new_pin')).toContainEqual(expect.objectContaining({ fault: 'earlier' }))
  })

  it('a pass is moved to no other card and no other time', async () => {
    const place = await pass()
    await sql('update pass set card = (select id from card where person != ?) where place = ?', person, place)
    expect(await statusOf(place)).toBe('frozen')
    expect(refusals('pass')).toContainEqual(expect.objectContaining({ fault: 'changed' }))
  })

  it('a PIN whose count is cleared between tries, or put back, gets no sixth try', async () => {
    const [before] = await rowsOf('select * from pin where person = ?', person)
    const wrong = Array.from({ length: 12 }, (_, i) => String(20_183_947 + i * 104_729))
    const said: (string | undefined)[] = []
    for (const [i, pin] of wrong.entries()) {
      said.push((await phone.show(pin)).reason)
      if (i % 2 === 0) await putBack('pin', before!)
      else await sql('update pin set failures = 0, locked_until = 0 where person = ?', person)
    }
    expect(said.filter((reason) => reason === 'wrong_pin').length).toBeLessThanOrEqual(5)
    expect(said.at(-1)).toBe('pin_closed')
    expect((await phone.show(jaithip.pin)).reason).toBe('pin_closed')
  })
})
