// Tests what whoever checks a card gets and leaves: the colour portrait, and a report of a face that is not alike.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAccessChain } from '../../src/core/inspection/access-log.ts'
import { sha256 } from '../../src/service/platform/codec.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { browserOf } from '../kit/provider.ts'
import { askPortrait, bytesInCode as bytesIn, digestOf as digest, portraitKeyOf } from '../kit/status.ts'
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
const ask = (key: string) => askPortrait(deployment.service.origin, key)
const shows = async () => bytesIn(String((await phone.show(jaithip.pin, 'age')).body.code))
const ownPortrait = async () => {
  const { card } = (await phone.get('/me')).view
  return new Uint8Array(await (await fetch(String(card?.portraitUrl))).arrayBuffer())
}
const looksOf = async (holder: Phone) => (await holder.get('/looks')).body.looks

describe('Jaithip’s card', () => {
  it('is seen in colour by whoever checks her code: once, and her log says so once', async () => {
    const [bytes, before] = [await shows(), (await looksOf(phone)).length]
    const answer = await ask(await portraitKeyOf(bytes))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    // The portrait itself, which her own session gets.
    const { portrait } = (await answer.json()) as { portrait: string }
    expect(Buffer.from(portrait, 'base64').equals(await ownPortrait())).toBe(true)
    expect(await looksOf(phone)).toHaveLength(before + 1)
    expect((await looksOf(phone))[0]).toMatchObject({ via: 'scan', scope: 'age', result: 'seen', grade: 'declared' })
    expect((await ask(await portraitKeyOf(bytes))).status).toBe(204)
    expect(await looksOf(phone)).toHaveLength(before + 1)
  })

  it('is seen in colour by one of eight who ask at once', async () => {
    const [key, before] = [await portraitKeyOf(await shows()), (await looksOf(phone)).length]
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(key)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(204)])
    expect(await looksOf(phone)).toHaveLength(before + 1)
  })

  it('is seen in colour by nobody with the digest, another key, after the code’s end or while the card is frozen: one answer', async () => {
    const [bytes, before] = [await shows(), (await looksOf(phone)).length]
    const late = await portraitKeyOf(await shows())
    const answers = [await ask(await digest(bytes)), await ask('A'.repeat(43))]
    await phone.post('/freeze')
    answers.push(await ask(await portraitKeyOf(bytes)))
    await phone.post('/unfreeze', { pin: jaithip.pin })
    expect((await ask(await portraitKeyOf(bytes))).status).toBe(200)
    await deployment.pass(4 * minute)
    answers.push(await ask(late))
    const said = await Promise.all(answers.map(async (one) => [one.status, await one.text()]))
    expect(said).toEqual(answers.map(() => [204, '']))
    expect(await looksOf(phone)).toHaveLength(before + 1)
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

  it('is seen in colour by nobody once it is erased', async () => {
    const key = await portraitKeyOf(await shows())
    await phone.post('/erase', { confirmed: true, pin: jaithip.pin })
    expect((await ask(key)).status).toBe(204)
  })

  it('is not seen in colour once it has ended, although a code that says so may still be shown', async () => {
    const { expiry } = somchai.card
    if (expiry === 'lifelong') throw new Error('this card never ends')
    await issueCard(deployment, somchai)
    const dayAfter = Date.UTC(expiry.year, (expiry.month ?? 1) - 1, (expiry.day ?? 1) + 2)
    await deployment.pass(dayAfter - deployment.now())
    const again = await issueCard(deployment, somchai)
    const { body } = await again.show(somchai.pin, 'name')
    expect((await ask(await portraitKeyOf(bytesIn(String(body.code))))).status).toBe(204)
  })
})
