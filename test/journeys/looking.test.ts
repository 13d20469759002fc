// Tests what whoever checks a card gets and leaves: the colour portrait, and a report of a face that is not alike.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAccessChain } from '../../src/core/inspection/access-log.ts'
import { sha256 } from '../../src/service/platform/codec.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { browserOf } from '../kit/provider.ts'
import { bytesInCode as bytesIn, digestOf as digest } from '../kit/status.ts'
import { issueCard } from '../kit/steps.ts'

const minute = 60_000
let deployment: Deployment
let phone: Phone
type Phone = Awaited<ReturnType<typeof issueCard>>
beforeAll(async () => {
  deployment = await openDeployment()
  phone = await issueCard(deployment, jaithip)
})
afterAll(() => deployment.close())

const someone = () => browserOf(deployment.service.origin)
const looksOf = async (holder: Phone) => (await holder.get('/looks')).body.looks

describe('Jaithip’s card', () => {
  it('is seen in colour by whoever checks her code, as often as her log says so, and no longer than the code lives', async () => {
    const bytes = bytesIn(String((await phone.show(jaithip.pin, 'age')).body.code))
    const shown = await digest(bytes)
    const before = (await looksOf(phone)).length
    const ask = () => someone().post('/api/looks', { shown, portrait: true })
    const { status, body } = await ask()
    expect(status).toBe(200)
    expect(Buffer.from(String(body?.portrait), 'base64').subarray(0, 3)).toEqual(Buffer.from('ffd8ff', 'hex'))
    for (let i = 0; i < 9; i++) expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(204)
    expect(await looksOf(phone)).toHaveLength(before + 10)
    expect((await someone().post('/api/looks', { shown: 'A'.repeat(43), portrait: true })).status).toBe(204)
    const later = await digest(bytesIn(String((await phone.show(jaithip.pin, 'age')).body.code)))
    await deployment.pass(4 * minute)
    expect((await someone().post('/api/looks', { shown: later, portrait: true })).status).toBe(204)
  })

  it('reads in her log that an official found another face, with the grade that was seen, and her card stays usable', async () => {
    const bytes = bytesIn(String((await phone.show(jaithip.pin, 'name')).body.code))
    await someone().post('/api/looks', { shown: await digest(bytes) })
    expect((await someone().post('/api/looks', { shown: await digest(bytes), unalike: true })).status).toBe(204)
    const [report, look] = await looksOf(phone)
    expect(look).toMatchObject({ result: 'seen', grade: 'declared' })
    expect(report).toMatchObject({ via: 'scan', scope: 'name', result: 'unalike', grade: 'declared' })
    expect((await phone.show(jaithip.pin, 'name')).status).toBe(200)
    const log = (await phone.get('/looks/export')).body
    expect(await verifyAccessChain(log.looks, sha256)).toEqual({ ok: true, head: log.head })
  })

  it('is not seen in colour once it has ended, although a code that says so may still be shown', async () => {
    const { expiry } = somchai.card
    if (expiry === 'lifelong') throw new Error('this card never ends')
    await issueCard(deployment, somchai)
    const dayAfter = Date.UTC(expiry.year, (expiry.month ?? 1) - 1, (expiry.day ?? 1) + 2)
    await deployment.pass(dayAfter - deployment.now())
    const again = await issueCard(deployment, somchai)
    const { body } = await again.show(somchai.pin, 'name')
    const shown = await digest(bytesIn(String(body.code)))
    expect((await someone().post('/api/looks', { shown, portrait: true })).status).toBe(204)
  })
})
