// Tests face reviews: reviewers judge a case, its holder visits an office, and nobody judges their own case.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenCase } from '../../src/core/contract/responses/officials.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { people as accounts } from '../../src/simulator/people.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { examineOneCase } from '../kit/examine-one-case.ts'
import { bunma, jaithip, type Person, somchai } from '../kit/people/people.ts'
import { browserOf, officer, type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'
import { realCardOf } from '../kit/visit.ts'

const secret = 'a-secret-that-only-examiners-have'
/** A reviewer who is also a card holder. */
const own = { subject: 'reviewer-3', name: 'นาย ผู้เทียบ สาม', agency: 'สำนักทะเบียนตัวอย่าง', reviewer: true }

let deployment: Deployment
let provider: Provider
let now = () => 0
type ReviewerBrowser = ReturnType<typeof browserOf>
let [first, second, third, ownCaseReviewer]: ReviewerBrowser[] = []
const signedIn = async (subject: string) => {
  provider.signedIn = subject
  const browser = browserOf(deployment.service.origin)
  await browser.signIn()
  return browser
}
beforeAll(async () => {
  provider = await startProvider(() => now())
  const line = accounts.find(({ id }) => id === bunma.line)?.userId
  deployment = await openDeployment(async () => ({
    ...settingsFor(provider, [
      ...reviewers,
      { ...reviewers[1], subject: 'reviewer-4', name: 'น.ส. ผู้เทียบ สี่' },
      { ...own, line },
    ]),
    EXAMINER_SECRET: secret,
  }))
  now = deployment.now
  first = await signedIn('reviewer-1')
  second = await signedIn('reviewer-2')
  third = await signedIn('reviewer-4')
  ownCaseReviewer = await signedIn('reviewer-3')
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

const casesOf = async (browser = first!) => (await browser.json('/api/official/cases')).cases
const open = (browser: ReviewerBrowser, id: string) => browser.post(`/api/official/cases/${id}/open`)
const judge = (browser: ReviewerBrowser, id: string, said: string, why = 'เทียบสองรูปแล้ว') =>
  browser.post(`/api/official/cases/${id}/verdict`, { said, why })

/** Issues a card whose selfie the recheck leaves to a reviewer. */
const inReview = async (person: Person) => {
  const phone = await walkThrough(deployment, person, 'checkData')
  const report = person === jaithip ? { onScreen: true, doubtful: ['nameThai', 'address'] } : {}
  await phone.post('/data', { data: person.card, corrected: [], ...report })
  await issueCard(deployment, person)
  const id = await examineOneCase(deployment.service.origin, secret)
  await deployment.hears(person.line)
  return { phone, id }
}
const faceOf = async (phone: Awaited<ReturnType<Deployment['phone']>>) =>
  (await phone.get('/me')).view.card?.assurance.face

describe('the cases that wait for a reviewer', () => {
  it('are listed only for reviewers, by reason and time, without a name', async () => {
    const { id } = await inReview(jaithip)
    provider.signedIn = officer.subject
    const otherOfficial = await signedIn(officer.subject)
    expect((await otherOfficial.request('/api/official/cases')).status).toBe(403)
    expect((await open(otherOfficial, id)).status).toBe(403)
    expect((await fetch(`${deployment.service.origin}/api/official/cases`)).status).toBe(401)
    expect(await first!.json('/api/official')).toMatchObject({ reviews: true })
    expect(await casesOf()).toEqual([{ id, kind: 'enrolment', reason: 'not_calibrated', openedAt: expect.any(Number) }])
  })

  it('show pictures, angles and flags, no score, and the holder’s access log names the reviewer, once', async () => {
    const [{ id }] = (await casesOf()) as [OpenCase]
    expect((await judge(first!, id, 'yes')).status).toBe(409)
    const { body } = await open(first!, id)
    expect(body).toMatchObject({ id, card: expect.any(String), selfie: expect.any(String) })
    // Her phone flagged the photo of her card; the flag did not stop the enrolment.
    expect(body.flags).toEqual(['card_on_screen'])
    expect(JSON.stringify({ ...body, card: '', selfie: '' })).not.toMatch(/score|0\.8|0\.6/i)
    expect(body.typed).toEqual(['nameThai'])
    expect(body.angles.length).toBeGreaterThanOrEqual(5)
    expect(JSON.stringify(body)).not.toContain(jaithip.card.idNumber)
    await open(first!, id)
    const phone = await deployment.phone('jaithip')
    await phone.signIn()
    const { looks: entries } = (await phone.get('/looks')).body
    const by = { name: reviewers[0].name, agency: reviewers[0].agency }
    expect(entries).toEqual([expect.objectContaining({ seq: 1, via: 'review', scope: 'face', result: 'seen', by })])
  })

  it('go to another reviewer after “unsure”, and of two clicks at once one counts', async () => {
    const [{ id }] = (await casesOf()) as [OpenCase]
    expect((await judge(first!, id, 'unsure')).status).toBe(204)
    expect(await casesOf()).toEqual([])
    expect((await judge(first!, id, 'yes')).status).toBe(404)
    await open(second!, id)
    const clicks = await Promise.all([judge(second!, id, 'yes'), judge(second!, id, 'yes')])
    expect(clicks.map(({ status }) => status).sort()[0]).toBe(204)
    expect(clicks.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(await casesOf(second!)).toEqual([])
  })

  it('are not raised by one person: a “yes” alone changes nothing, and the next reviewer is not told of it', async () => {
    const phone = await deployment.phone('jaithip')
    await phone.signIn()
    expect(await faceOf(phone)).toBe('self')
    // Who gave a verdict cannot be the second person too.
    expect(await casesOf(second!)).toEqual([])
    const [{ id }] = (await casesOf(third!)) as [OpenCase]
    expect((await judge(second!, id, 'yes')).status).toBe(404)
    const { body } = await open(third!, id)
    expect(JSON.stringify({ ...body, card: '', selfie: '' })).not.toMatch(/yes|unsure|ผู้เทียบ|reviewer-/)
    expect((await judge(third!, id, 'yes')).status).toBe(204)
  })

  it('raise the card after a second “yes”, and the chat says so once', async () => {
    const heard = await deployment.hears('jaithip')
    expect(heard.split(th.sentences.faceReviewed)).toHaveLength(2)
    expect(heard).toContain(th.card.face.reviewed)
    const phone = await deployment.phone('jaithip')
    await phone.signIn()
    expect(await faceOf(phone)).toBe('reviewed')
  })

  it('suspend the card after a “no”: the PIN does not unfreeze it, and the chat says where to go', async () => {
    const { id, phone } = await inReview(somchai)
    expect((await phone.post('/freeze')).view.cardStatus).toBe('frozen')
    expect((await phone.post('/unfreeze', { pin: somchai.pin })).view.cardStatus).toBe('valid')
    await deployment.hears('somchai')
    await open(second!, id)
    expect((await judge(second!, id, 'no', 'no')).status).toBe(400)
    expect((await judge(second!, id, 'no')).status).toBe(204)
    const heard = await deployment.hears('somchai')
    expect(heard).toContain(th.help.face_refused.title)
    const { view } = await phone.get('/me')
    expect(view).toMatchObject({ cardStatus: 'held', caseReason: 'face_refused' })
    expect(heard).toContain(view.helpCode)
    // The chat does not offer to unfreeze the card either, and repeats the code.
    await deployment.simulator.platform.person('somchai').says('ระงับบัตร')
    const again = await deployment.hears('somchai')
    expect(again).not.toContain(th.looking.freeze.go.frozen)
    expect(again).toContain(view.helpCode)
    expect(await phone.post('/unfreeze', { pin: somchai.pin })).toMatchObject({ status: 403, reason: 'held' })
    expect(await phone.show(somchai.pin)).toMatchObject({ status: 403, reason: 'held' })
    expect((await phone.get('/me')).view.cardStatus).toBe('held')
  })

  it('let the holder visit with the code: a “no” leaves the card suspended, a “yes” makes it usable and is announced', async () => {
    const phone = await deployment.phone('somchai')
    await phone.signIn()
    const { helpCode = '' } = (await phone.get('/me')).view
    const open = (code: string, browser = first!) => browser.post('/api/official/visits/open', { code })
    const judgeVisit = (said: string, card: object = realCardOf(somchai), code = helpCode) =>
      first!.post('/api/official/visits/verdict', { code, said, why: 'บัตรจริงตรงกับตัว', ...(said === 'yes' && { card }) })
    const compare = (card: object) => first!.post('/api/official/visits/compare', { code: helpCode, card })
    expect((await open('Z9-9999')).status).toBe(404)
    expect((await open('what')).status).toBe(400)
    // A verdict counts only after opening the visit, also from a reviewer who compared the pictures before.
    expect((await judgeVisit('yes')).status).toBe(409)
    const { body } = await open(helpCode.toLowerCase().replace('-', ' '))
    expect(body).toMatchObject({ held: true, shown: { face: expect.any(String) }, card: expect.any(String) })
    // Nothing that the holder entered, or the officer would copy the screen.
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${somchai.card.firstNameThai}|xxxx|${somchai.card.idNumber}`))
    const { idNumber, birthDate } = realCardOf(somchai)
    const other = realCardOf(jaithip)
    // The officer has another person's card in hand, or one with another birth date: the answer is the same.
    const differs = await compare({ idNumber, birthDate: other.birthDate })
    expect(differs).toMatchObject({ status: 422, reason: 'card_differs', triesLeft: 4 })
    expect(await compare({ idNumber: other.idNumber, birthDate })).toMatchObject({
      status: 422,
      reason: 'card_differs',
    })
    expect(await judgeVisit('yes', other)).toMatchObject({ status: 422, reason: 'card_differs' })
    expect((await judgeVisit('yes', {})).status).toBe(400)
    expect((await compare({ idNumber, birthDate })).body).toMatchObject({
      name: expect.stringContaining(somchai.card.firstNameThai),
    })
    expect((await phone.get('/me')).view.cardStatus).toBe('held')
    expect((await phone.get('/looks')).body.looks[0]).toMatchObject({
      via: 'review',
      scope: 'name',
      result: 'seen',
    })
    expect((await judgeVisit('no')).status).toBe(204)
    expect(await deployment.hears('somchai')).toContain(helpCode)
    expect((await phone.get('/me')).view).toMatchObject({ cardStatus: 'held', helpCode })
    await open(helpCode)
    expect((await judgeVisit('yes')).status).toBe(204)
    const heard = await deployment.hears('somchai')
    expect(heard).toContain(th.sentences.faceSeen)
    expect(heard).toContain(th.card.face['in-person'])
    const { view } = await phone.get('/me')
    expect(view).toMatchObject({
      cardStatus: 'valid',
      card: { assurance: { document: 'seen-registry', face: 'in-person' }, grade: 'confirmed' },
    })
    expect(view.helpCode).toBeUndefined()
    expect((await phone.show(somchai.pin)).status).toBe(200)
    expect((await judgeVisit('no')).status).toBe(404)
  })

  it('exclude a reviewer’s own: a reviewer with a card neither sees nor judges that case', async () => {
    const { id, phone } = await inReview(bunma)
    expect(await open(ownCaseReviewer!, id)).toMatchObject({ status: 403, reason: 'own_case' })
    expect((await judge(ownCaseReviewer!, id, 'yes')).status).toBe(403)
    expect((await phone.get('/looks')).body).toEqual({ looks: [] })
    expect(await faceOf(phone)).toBe('self')
  })

  it('end after two reviewers were unsure: the card stays unchanged, and the chat says how to raise it', async () => {
    const [{ id }] = (await casesOf()) as [OpenCase]
    for (const browser of [first!, second!]) {
      await open(browser, id)
      expect((await judge(browser, id, 'unsure')).status).toBe(204)
    }
    expect(await casesOf(ownCaseReviewer!)).toEqual([])
    const heard = await deployment.hears('bunma')
    expect(heard).toContain(th.help.face_unsure.title)
    const phone = await deployment.phone('bunma')
    await phone.signIn()
    const { view } = await phone.get('/me')
    expect(view).toMatchObject({
      cardStatus: 'valid',
      caseReason: 'face_unsure',
      card: { assurance: { face: 'self' } },
    })
    expect(heard).toContain(view.helpCode)
    expect((await phone.show(bunma.pin)).status).toBe(200)
    const { helpCode: code } = view
    expect(await ownCaseReviewer!.post('/api/official/visits/open', { code })).toMatchObject({ reason: 'own_case' })
  })

  it('end with a “no” alone once the real card differed five times: nobody finds out by trying', async () => {
    const phone = await deployment.phone('bunma')
    await phone.signIn()
    const code = (await phone.get('/me')).view.helpCode ?? ''
    const at = (path: string, body: object) => first!.post(`/api/official/visits/${path}` as never, { code, ...body })
    const wrong = { card: realCardOf(somchai) }
    // Who has not opened the visit compares nothing.
    expect(await second!.post('/api/official/visits/compare', { code, ...wrong })).toMatchObject({ status: 409 })
    await at('open', {})
    for (const triesLeft of [4, 3, 2, 1, 0])
      expect(await at('compare', wrong)).toMatchObject({ reason: 'card_differs', triesLeft })
    const right = { card: realCardOf(bunma) }
    expect(await at('compare', right)).toMatchObject({ status: 403, reason: 'compared_too_often' })
    expect(await at('verdict', { said: 'yes', why: 'ตรงกัน', ...right })).toMatchObject({ reason: 'compared_too_often' })
    expect((await at('verdict', { said: 'no', why: 'ไม่ตรง' })).status).toBe(204)
  })
})
