// Tests that a holder sees every offline pass, takes back one of them at once, and what freezing does to the others.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBase64 } from '../../src/core/base64.ts'
import { readToken } from '../../src/core/card/token.ts'
import { statusAt } from '../../src/core/inspection/status-list.ts'
import { scan } from '../../tools/demo/official.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { browserOf } from '../kit/provider.ts'
import { askPortrait, bytesInCode, portraitKeyOf, statusOfToken } from '../kit/status.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const hour = 3_600_000
const origin = () => deployment.service.origin
type Phone = Awaited<ReturnType<typeof issueCard>>
type Listed = { id: string; scope: string; madeAt: number; expiresAt: number }

/** A pass as the chat got it: its picture's address, the token in it and its place in the status list. */
const makePass = async (phone: Phone, scope: 'age' | 'name' = 'name', hours = 24) => {
  expect((await phone.post('/pass', { pin: jaithip.pin, scope, hours })).status).toBe(200)
  await deployment.settled()
  const images = deployment.simulator.platform.received('jaithip').filter(({ type }) => type === 'image')
  const { originalContentUrl: url } = images.at(-1) as { originalContentUrl: string }
  const bytes = bytesInCode((await scan(new Uint8Array(await (await fetch(url)).arrayBuffer()))) ?? '')
  const token = await readToken(bytes, async () => true)
  if (!token.ok) throw new Error(token.reason)
  return { url, bytes, place: token.value.statusIndex ?? -1 }
}
const statusOf = async ({ place }: { place: number }) => {
  await deployment.pass(5000)
  const { lst } = await browserOf(origin()).json('/.well-known/phokbat/status')
  const list = new Blob([fromBase64(lst)]).stream().pipeThrough(new DecompressionStream('deflate'))
  return statusAt(new Uint8Array(await new Response(list).arrayBuffer()), place)
}
const listed = async (phone: Phone): Promise<Listed[]> => (await phone.get('/passes')).body.passes
const takeBack = (phone: Phone, id = '') => phone.delete(`/passes/${id}`)
const fetched = async (url: string) => (await fetch(url)).status

describe('Jaithip’s passes', () => {
  it('are listed, the newest first, with scope and times; those that ended are not', async () => {
    const phone = await issueCard(deployment, jaithip)
    expect(await listed(phone)).toEqual([])
    const begun = deployment.now()
    await makePass(phone, 'age', 4)
    await deployment.pass(60_000)
    await makePass(phone, 'name', 24)
    expect(await listed(phone)).toEqual([
      { id: expect.any(String), scope: 'name', madeAt: begun + 60_000, expiresAt: begun + 60_000 + 24 * hour },
      { id: expect.any(String), scope: 'age', madeAt: begun, expiresAt: begun + 4 * hour },
    ])
    await deployment.pass(5 * hour)
    expect((await listed(await issueCard(deployment, jaithip))).map(({ scope }) => scope)).toEqual(['name'])
  })

  it('are taken back one at a time, without the PIN: the place reads revoked, the picture is gone, the others go on', async () => {
    await deployment.pass(25 * hour)
    const phone = await issueCard(deployment, jaithip)
    const first = await makePass(phone)
    await deployment.pass(1_000)
    const second = await makePass(phone)
    const [latest, earlier] = await listed(phone)
    expect([await fetched(first.url), await fetched(second.url)]).toEqual([200, 200])
    const answer = await takeBack(phone, earlier?.id)
    expect(answer.body.passes).toEqual([latest])
    expect([await statusOf(first), await statusOf(second)]).toEqual(['revoked', 'valid'])
    expect([await fetched(first.url), await fetched(second.url)]).toEqual([404, 200])
    expect(await takeBack(phone, earlier?.id)).toMatchObject({ status: 404, reason: 'not_found' })
    expect((await phone.show(jaithip.pin)).status).toBe(200)
  })

  it('are nobody else’s to see or to take back', async () => {
    const phone = await issueCard(deployment, jaithip)
    const [mine] = await listed(phone)
    const stranger = await issueCard(deployment, somchai)
    expect(await listed(stranger)).toEqual([])
    const tried = await takeBack(stranger, mine?.id)
    expect(tried).toMatchObject({ status: 404, reason: 'not_found' })
    expect(tried.body).toEqual((await takeBack(stranger, 'A'.repeat(22))).body)
    expect(await listed(phone)).toEqual([mine])
  })

  it('have no status by their digest, where a revocation of one pass could not be seen', async () => {
    const phone = await issueCard(deployment, jaithip)
    const pass = await makePass(phone)
    expect(await statusOfToken(origin(), pass.bytes)).toBe('unissued')
  })

  it('give no colour portrait once they were taken back, and the others of the card still do', async () => {
    await deployment.pass(25 * hour)
    const phone = await issueCard(deployment, jaithip)
    const first = await makePass(phone)
    await deployment.pass(1_000)
    const second = await makePass(phone)
    const [, earlier] = await listed(phone)
    await takeBack(phone, earlier?.id)
    const asked = async ({ bytes }: { bytes: Uint8Array<ArrayBuffer> }) =>
      (await askPortrait(origin(), await portraitKeyOf(bytes))).status
    expect([await asked(first), await asked(second)]).toEqual([204, 200])
    expect(await asked(second)).toBe(204)
  })

  it('are frozen with the card and good again with it, but one that was taken back meanwhile stays revoked', async () => {
    await deployment.pass(25 * hour)
    const phone = await issueCard(deployment, jaithip)
    const kept = await makePass(phone)
    await deployment.pass(1_000)
    const thiefs = await makePass(phone)
    await phone.post('/freeze')
    expect([await statusOf(kept), await statusOf(thiefs)]).toEqual(['frozen', 'frozen'])
    expect(await fetched(kept.url)).toBe(404)
    const [unknown] = await listed(phone)
    expect((await takeBack(phone, unknown?.id)).status).toBe(200)
    expect([await statusOf(kept), await statusOf(thiefs)]).toEqual(['frozen', 'revoked'])
    await phone.post('/unfreeze', { pin: jaithip.pin })
    expect([await statusOf(kept), await statusOf(thiefs)]).toEqual(['valid', 'revoked'])
    expect([await fetched(kept.url), await fetched(thiefs.url)]).toEqual([200, 404])
  })
})

describe('the portrait of a frozen card', () => {
  it('is behind no address that was sent on, and no new one is given; its holder’s session still gets it', async () => {
    const phone = await issueCard(deployment, jaithip)
    const address = String((await phone.get('/me')).view.card?.portraitUrl)
    const portrait = await (await fetch(address)).arrayBuffer()
    expect((await phone.post('/freeze')).view.card).not.toHaveProperty('portraitUrl')
    expect(await fetched(address)).toBe(404)
    const own = () => fetch(`${origin()}/api/portrait`, { headers: { authorization: `Bearer ${phone.token()}` } })
    expect(Buffer.from(await (await own()).arrayBuffer()).equals(Buffer.from(portrait))).toBe(true)
    expect((await own()).headers.get('cache-control')).toBe('no-store')
    await phone.post('/unfreeze', { pin: jaithip.pin })
    expect(await fetched(address)).toBe(200)
  })

  it('does not keep its holder from a new PIN: the phone gets it to compare, and the face check goes on', async () => {
    const phone = await issueCard(deployment, jaithip)
    await phone.post('/freeze')
    expect((await phone.get('/portrait')).status).toBe(200)
    const answer = await phone.selfie({}, deployment.pass, '/new-pin/face')
    expect(answer).toMatchObject({ status: 200, view: { cardStatus: 'frozen', newPin: { state: 'held' } } })
  })

  it('is given to nobody without a card', async () => {
    const phone = await deployment.phone('fatima')
    await phone.signIn()
    expect((await phone.get('/portrait')).status).toBe(404)
  })
})
