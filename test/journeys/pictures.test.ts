// Tests whose pictures a card carries: an official compares a person with pictures that were judged, or is told that nobody did.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBase64 } from '../../src/core/base64.ts'
import { faceToWebp } from '../../src/core/card/face-picture.ts'
import { readToken } from '../../src/core/card/token.ts'
import * as at from '../../src/core/contract/addresses.ts'
import type { RecheckReport } from '../../src/core/face/recheck.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { serviceAt } from '../../src/examiner/examine.ts'
import { calibration } from '../kit/calibration.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { examineOneCase } from '../kit/examine-one-case.ts'
import { derivedPictures } from '../kit/faces/derived.ts'
import { bunma, jaithip, type Person, somchai } from '../kit/people/people.ts'
import { browserOf, type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'
import { drawnWebp, greyWebp } from '../kit/specimen.ts'
import { bytesInCode } from '../kit/status.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'
import { realCardOf } from '../kit/visit.ts'

const secret = 'a-secret-that-only-examiners-have'
const day = 86_400_000
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

let deployment: Deployment
let provider: Provider
let now = () => 0
let [first, second]: ReturnType<typeof browserOf>[] = []
const signedIn = async (subject: string) => {
  provider.signedIn = subject
  const browser = browserOf(deployment.service.origin)
  await browser.signIn()
  return browser
}
beforeAll(async () => {
  provider = await startProvider(() => now())
  deployment = await openDeployment(async () => ({
    ...settingsFor(provider, reviewers),
    EXAMINER_SECRET: secret,
    FACE_CALIBRATION: JSON.stringify(calibration),
  }))
  now = deployment.now
  first = await signedIn('reviewer-1')
  second = await signedIn('reviewer-2')
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

type Phone = Awaited<ReturnType<Deployment['phone']>>
const examined = (more?: Partial<RecheckReport>, options?: { pictures: boolean }) =>
  examineOneCase(deployment.service.origin, secret, more, options)
const faceOf = async (phone: Phone) => (await phone.get('/me')).view.card?.assurance.face
/** The face in the QR code that the phone shows now, as a WebP file in base64. */
const faceInCode = async (phone: Phone, { pin }: Person): Promise<string> => {
  const token = await readToken(bytesInCode(String((await phone.show(pin)).body.code)), async () => true)
  if (!token.ok) throw new Error(token.reason)
  return toBase64(faceToWebp(token.value.claims.face as Uint8Array))
}
const otherFace = async () => base64(await greyWebp((x, y) => (x + y) / 2, 20))
/** Starts anew with a card's number: the account's data is erased, and so is the card. */
const registersAgain = async (person: Person) => {
  const phone = await deployment.phone(person.line)
  await phone.signIn()
  await phone.post('/erase', { confirmed: true, pin: person.pin })
  return issueCard(deployment, person)
}
const openCase = (id: string, browser = first!) => browser.post(`/api/official/cases/${id}/open`)
const judge = (id: string, said: string, browser = first!) =>
  browser.post(`/api/official/cases/${id}/verdict`, { said, why: 'เทียบรูปแล้ว' })

describe('another face in the QR code', () => {
  it('that was put into an honest round afterwards is refused', async () => {
    const phone = await walkThrough(deployment, jaithip, 'selfie')
    const round = await phone.round({}, deployment.pass)
    if (!('claim' in round) || !round.claim) throw new Error('no round')
    const changed = { ...round.claim, tinyFace: await otherFace() }
    expect((await phone.post('/selfie', changed)).reason).toBe('challenge_mismatch')
  })

  it('that a made phone chains into its round stays at the lowest level, and is gone once an examiner has judged the frames', async () => {
    const phone = await walkThrough(deployment, jaithip, 'selfie')
    await phone.selfie({ tinyFace: await otherFace() }, deployment.pass)
    await issueCard(deployment, jaithip)
    expect(await faceInCode(phone, jaithip)).toBe(await otherFace())
    expect(await faceOf(phone)).toBe('self')
    const before = (await phone.get('/me')).view.card!.portraitUrl
    await examined({ centred: { version: calibration.version, score: 0.9, frames: 3 } })
    const { portrait, tinyFace } = await derivedPictures()
    expect(await faceInCode(phone, jaithip)).toBe(tinyFace)
    expect(await faceOf(phone)).toBe('rechecked')
    // An address that the chat got before leads to the portrait that was judged as well.
    for (const url of [before, (await phone.get('/me')).view.card!.portraitUrl])
      expect(base64(new Uint8Array(await (await fetch(String(url))).arrayBuffer()))).toBe(portrait)
  })
})

describe('a card whose pictures only the phone has seen', () => {
  it('is not raised by a match without pictures, nor by a reviewer, nor by an officer', async () => {
    const phone = await issueCard(deployment, somchai)
    const id = await examined({ centred: { version: calibration.version, score: 0.9, frames: 3 } }, { pictures: false })
    expect(await faceOf(phone)).toBe('self')
    await deployment.hears('somchai')
    await openCase(id)
    expect((await judge(id, 'yes')).status).toBe(204)
    expect(await faceOf(phone)).toBe('self')
    const { helpCode: code } = (await phone.get('/me')).view
    expect(await deployment.hears('somchai')).toContain(code)
    await first!.post('/api/official/visits/open', { code })
    await first!.post('/api/official/visits/verdict', {
      code,
      said: 'yes',
      why: 'บัตรจริงตรงกับตัว',
      card: realCardOf(somchai),
    })
    expect(await faceOf(phone)).toBe('self')
    expect(await deployment.hears('somchai')).toContain(th.sentences.faceSeenOnly)
  })

  it('takes no picture from an examiner that is none, is too large for its QR code or is a bomb', async () => {
    const phone = await registersAgain(somchai)
    const call = serviceAt(deployment.service.origin, secret)
    const leased = await call(at.leaseCase)
    if (!leased.ok || !leased.value) throw new Error('no case waits')
    const { id: param, lease } = leased.value
    const measured = { whole: true, frames: [], posesFollow: true, flags: [], ms: 1 }
    const report: RecheckReport = { ...measured, recipe: 'mobilefacenet/1' }
    const good = await derivedPictures()
    const noise = base64(await greyWebp((x, y) => 255 * ((x * 31 + y * y * 17) % 2), 60))
    const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0])
    const bomb = Buffer.concat([
      Buffer.from(good.portrait, 'base64').subarray(0, -2),
      ...Array(20).fill(scan),
      Buffer.from([0xff, 0xd9]),
    ])
    for (const pictures of [
      { ...good, portrait: good.tinyFace },
      { ...good, portrait: base64(bomb) },
      { ...good, tinyFace: good.portrait.slice(0, 1200) },
      { ...good, tinyFace: noise },
      { ...good, tinyFace: base64(await drawnWebp(80, 64)) },
    ])
      expect(await call(at.reportRecheck, { param, body: { lease, report, pictures } })).toMatchObject({
        status: 422,
        reason: 'not_a_picture',
      })
    expect(await call(at.reportRecheck, { param, body: { lease, report, pictures: good } })).toMatchObject({ ok: true })
    expect(await faceInCode(phone, somchai)).toBe(good.tinyFace)
  })
})

describe('a reviewer and an officer', () => {
  it('see byte for byte the face that the token carries and the portrait that a checker gets, beside the card’s and all frames', async () => {
    const phone = await issueCard(deployment, bunma)
    const id = await examined()
    const { body } = await openCase(id)
    expect(body.shown.face).toBe(await faceInCode(phone, bunma))
    const portraitUrl = String((await phone.get('/me')).view.card?.portraitUrl)
    expect(body.shown.portrait).toBe(base64(new Uint8Array(await (await fetch(portraitUrl)).arrayBuffer())))
    expect(body.frames).toHaveLength(body.angles.length)
    for (const browser of [first!, second!]) {
      await openCase(id, browser)
      await judge(id, 'unsure', browser)
    }
    const { helpCode: code } = (await phone.get('/me')).view
    const visit = (await first!.post('/api/official/visits/open', { code })).body
    expect(visit.shown).toEqual(body.shown)
    expect(visit.shown.face).toBe(await faceInCode(phone, bunma))
    await first!.post('/api/official/visits/verdict', {
      code,
      said: 'yes',
      why: 'บัตรจริงตรงกับตัว',
      card: realCardOf(bunma),
    })
    expect(await faceOf(phone)).toBe('in-person')
  })
})

describe('a recheck that finds another face', () => {
  it('puts the card in doubt at once and tells the holder what to do; neither a fortnight nor a new registration heals it', async () => {
    const phone = await registersAgain(bunma)
    await deployment.hears('bunma')
    await examined({ whole: false, posesFollow: false, roundScore: 0.1, portraitScore: 0.1, cardScore: 0.1 })
    expect((await phone.get('/me')).view.card).toMatchObject({ assurance: { face: 'doubted' }, grade: 'doubted' })
    const heard = await deployment.hears('bunma')
    expect(heard).toContain(th.sentences.faceDoubted)
    expect(heard).toContain(th.card.face.doubted)
    expect(deployment.logged.find((line) => line.includes('evidence_changed'))).toContain('"doubted":true')
    // The PIN of a card in doubt still shows it: the code itself says so.
    expect((await phone.show(bunma.pin)).status).toBe(200)
    await deployment.pass(15 * day)
    await deployment.service.catchUp()
    const later = await deployment.phone('bunma')
    await later.signIn()
    expect(await faceOf(later)).toBe('doubted')
    const again = await registersAgain(bunma)
    expect(await faceOf(again)).toBe('doubted')
    // The new round alone decides nothing here: this deployment has no calibration, so people judge it.
    await examined()
    expect(await faceOf(again)).toBe('doubted')
  })
  it('is ended by reviewers who find one person', async () => {
    const phone = await registersAgain(jaithip)
    // A fortnight has ended their sessions.
    ;[first, second] = [await signedIn('reviewer-1'), await signedIn('reviewer-2')]
    const id = await examined({ whole: false })
    expect(await faceOf(phone)).toBe('doubted')
    for (const browser of [first!, second!]) {
      await openCase(id, browser)
      await judge(id, 'yes', browser)
    }
    expect(await faceOf(phone)).toBe('reviewed')
  })
})
