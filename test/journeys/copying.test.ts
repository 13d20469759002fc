// Tests the copy of a user's data: it is complete, can be fetchCopy once within minutes, and only by that user.
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { copyPage } from '../../src/core/words/th/own-data.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())
/** The rate limit allows only a few copies a minute, so a minute passes before each test. */
beforeEach(() => deployment.pass(60_000))

const line = (id: string) => deployment.simulator.platform.person(id)
const requestCopy = async (phone: Awaited<ReturnType<typeof issueCard>>, pin?: string) =>
  phone.post('/copy', { confirmed: true, pin })
const fetchCopy = async (url: string, method: string) => {
  const answer = await fetch(url, { method })
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) }
}
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
/** Everything in an answer that a caller could compare, without the parts that differ in every request. */
const comparable = ({ answer, bytes }: Awaited<ReturnType<typeof fetchCopy>>) => {
  const headers = [...answer.headers].filter(([name]) => !['x-request-id', 'date', 'content-length'].includes(name))
  return { status: answer.status, headers, body: text(bytes) }
}

describe('Jaithip asks for a copy of her data', () => {
  it('finds the way in the chat, and is asked for the PIN and a yes', async () => {
    const phone = await issueCard(deployment, jaithip)
    await line('jaithip').says('ขอสำเนาข้อมูล')
    expect(await deployment.hears('jaithip')).toContain(th.copy.rows[0]!.title)
    expect(await line('jaithip').taps(th.copy.go)).toMatchObject({ opens: expect.stringMatching(/\/copy$/) })
    expect((await phone.post('/copy', { pin: jaithip.pin })).status).toBe(400)
    expect(await requestCopy(phone)).toMatchObject({ status: 403, reason: 'pin_needed' })
    expect((await requestCopy(phone, '00000001')).reason).toBe('wrong_pin')
    expect(await deployment.hears('jaithip')).not.toContain(th.sentences.copyOffered)
  })

  it('gets it once, outside LINE, by a tap: card, pictures, consents and access log; the chat has announced it', async () => {
    const phone = await issueCard(deployment, jaithip)
    const shareOptions = { pin: jaithip.pin, scope: 'full', minutes: 15, once: false, unmasked: true }
    const [link = ''] = /[\w-]{22}$/.exec(String((await phone.post('/shares', shareOptions)).body.url)) ?? []
    await phone.post(`/shares/${link}`)
    const { body } = await requestCopy(phone, jaithip.pin)
    const url = String(body.url)
    expect(Number(body.expiresAt)).toBe(deployment.now() + 10 * 60_000)
    expect(await deployment.hears('jaithip')).toContain(th.sentences.copyOffered)

    for (const method of ['GET', 'HEAD', 'GET']) {
      const { answer, bytes } = await fetchCopy(url, method)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
      if (method === 'GET') expect(text(bytes)).toContain(copyPage.go)
      expect(text(bytes)).not.toContain(jaithip.card.firstNameThai)
    }
    const takes = await Promise.all([1, 2, 3].map(() => fetchCopy(url, 'POST')))
    const files = takes.filter(({ answer }) => answer.status === 200)
    expect(files).toHaveLength(1)
    const { answer, bytes } = files[0]!
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="phokbat-2026-11-23\.zip"$/)
    expect(answer.headers.get('cache-control')).toBe('no-store')

    const copy = unzipSync(bytes)
    const data = JSON.parse(text(copy['data.json']))
    expect(data.cards).toMatchObject([{ status: 'valid', content: { data: { idNumber: jaithip.card.idNumber } } }])
    expect(data.cards[0].content.data).toMatchObject({ firstNameThai: jaithip.card.firstNameThai })
    expect(data.person).toMatchObject([{ content: { lineUserId: expect.stringMatching(/^U[0-9a-f]{32}$/) } }])
    expect(data.consents.map(({ kind }: { kind: string }) => kind)).toEqual(['terms', 'face', 'issue'])
    expect(data.sharedLinks).toHaveLength(1)
    expect(JSON.parse(text(copy['who-looked.json'])).looks).toHaveLength(1)
    const pictures = Object.keys(copy).filter((name) => name.startsWith('pictures/'))
    expect(pictures.filter((name) => /portrait-.*\.jpg$/.test(name))).toHaveLength(1)
    expect(pictures.filter((name) => /evidence-.*-frame-\d\.jpg$/.test(name)).length).toBeGreaterThanOrEqual(5)
    for (const compared of ['card', 'portrait'])
      expect(pictures.filter((name) => new RegExp(`evidence-.*-${compared}\\.jpg$`).test(name))).toHaveLength(1)
    expect(data.secondLooks).toMatchObject([{ state: 'waiting' }])
    for (const name of pictures.filter((each) => each.endsWith('.jpg')))
      expect([...copy[name]!.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
  })

  it('contains no PIN, nothing that helps to guess it, and no key of the service', async () => {
    const { body } = await requestCopy(await issueCard(deployment, jaithip), jaithip.pin)
    const { bytes } = await fetchCopy(String(body.url), 'POST')
    const data = text(unzipSync(bytes)['data.json'])
    expect(data).not.toContain(jaithip.pin)
    expect(data).not.toMatch(/"(salt|idHash|lineHash|keyWrapped|secret|replyToken|retryKey)"/)
    const at = new Date(deployment.now()).toISOString()
    const pinRecord = { failures: 0, lockedUntil: 0, setAt: expect.any(String), content: { picture: 'elephant' } }
    expect(JSON.parse(data)).toMatchObject({ madeAt: at, pin: [pinRecord] })
    expect(Object.keys(JSON.parse(data).pin[0]).sort()).toEqual(Object.keys(pinRecord).sort())
  })

  it('an address that was used, has ended, was never made or never could be is answered alike', async () => {
    const phone = await issueCard(deployment, jaithip)
    const used = String((await requestCopy(phone, jaithip.pin)).body.url)
    await fetchCopy(used, 'POST')
    const late = String((await requestCopy(phone, jaithip.pin)).body.url)
    await deployment.pass(10 * 60_000)
    const guessed = `${deployment.service.origin}/copy/${'A'.repeat(22)}`
    for (const method of ['GET', 'POST']) {
      const answers = await Promise.all(
        [used, late, guessed].map(async (url) => comparable(await fetchCopy(url, method))),
      )
      expect(answers[0]).toMatchObject({ status: 404, body: expect.stringContaining(copyPage.ended) })
      expect(answers[1]).toEqual(answers[0])
      expect(answers[2]).toEqual(answers[0])
    }
  })

  it('leaves no address and no value in the log', () => {
    const logged = deployment.logged.join('\n')
    expect(logged).toContain('copy_taken')
    expect(logged).not.toMatch(/copy\/[\w-]{22}/)
    expect(logged).not.toContain(jaithip.card.idNumber)
  })

  it('gets a copy while the card is frozen, and none after erasure', async () => {
    const phone = await issueCard(deployment, jaithip)
    await phone.post('/freeze')
    const { body, status } = await requestCopy(phone, jaithip.pin)
    expect(status).toBe(200)
    expect((await phone.post('/erase', { confirmed: true, pin: jaithip.pin })).status).toBe(200)
    expect((await fetchCopy(String(body.url), 'POST')).answer.status).toBe(404)
  })
})

it('Somchai without a card needs no PIN, only a confirmation, and gets the data of his enrolment', async () => {
  const phone = await walkThrough(deployment, somchai, 'selfie')
  const { body } = await requestCopy(phone)
  const { bytes } = await fetchCopy(String(body.url), 'POST')
  const data = JSON.parse(text(unzipSync(bytes)['data.json']))
  expect(data.enrolment).toMatchObject([{ step: 'selfie', content: { data: { idNumber: somchai.card.idNumber } } }])
})
