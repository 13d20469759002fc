// Tests that a no about an ID number, and refused faces, outlive an erasure, a withdrawal, a restart and another account.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { examineOneCase } from '../kit/examine-one-case.ts'
import { openAccount } from '../kit/people/crowd.ts'
import { bunma, idNumberFrom, jaithip, type Person, somchai } from '../kit/people/people.ts'
import { browserOf, type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'
import { realCardOf } from '../kit/visit.ts'

const secret = 'a-secret-that-only-examiners-have'
const minute = 60_000
let deployment: Deployment
let provider: Provider
let now = () => 0
let [first, second]: ReturnType<typeof browserOf>[] = []
beforeAll(async () => {
  provider = await startProvider(() => now())
  deployment = await openDeployment(async () => ({ ...settingsFor(provider, reviewers), EXAMINER_SECRET: secret }))
  now = deployment.now
  const signedIn = async (subject: string) => {
    provider.signedIn = subject
    const browser = browserOf(deployment.service.origin)
    await browser.signIn()
    return browser
  }
  first = await signedIn('reviewer-1')
  second = await signedIn('reviewer-2')
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

const numbered = (person: Person, first12: string): Person => ({
  ...person,
  card: { ...person.card, idNumber: idNumberFrom(first12) },
})
const viewOf = async (line: string) => {
  const phone = await deployment.phone(line)
  return { phone, view: (await phone.signIn()).view }
}

describe('a reviewer’s no', () => {
  const person = numbered(somchai, '310060012351')

  it('holds the card', async () => {
    const phone = await issueCard(deployment, person)
    const id = await examineOneCase(deployment.service.origin, secret)
    await second!.post(`/api/official/cases/${id}/open`)
    await second!.post(`/api/official/cases/${id}/verdict`, { said: 'no', why: 'คนละคน' })
    expect((await phone.get('/me')).view).toMatchObject({ cardStatus: 'held', caseReason: 'face_refused' })
  })

  it.each([
    ['a withdrawal of the consent and a new start', '/withdraw-face'],
    ['an erasure', '/erase'],
  ])('is not undone by %s: the new card begins held, with a code for the counter', async (_, way) => {
    const { phone } = await viewOf(person.line)
    expect((await phone.post(way, { confirmed: true, pin: person.pin })).status).toBe(200)
    await (await viewOf(person.line)).phone.post('/restart')
    const again = await issueCard(deployment, person)
    const { view } = await again.get('/me')
    expect(view).toMatchObject({ step: 'issued', cardStatus: 'held', caseReason: 'face_refused' })
    expect(view.helpCode).toMatch(/^[A-Z]\d-\d{4}$/)
    expect(await again.show(person.pin)).toMatchObject({ status: 403, reason: 'held' })
    expect(await again.post('/unfreeze', { pin: person.pin })).toMatchObject({ status: 403, reason: 'held' })
    await deployment.service.catchUp()
    expect(await deployment.hears(person.line)).toContain(th.help.face_refused.title)
  })

  it('is not undone by another account, and the officer at the counter sees it and can free the number', async () => {
    const { phone } = await viewOf(person.line)
    await phone.post('/erase', { confirmed: true, pin: person.pin })
    const elsewhere = { ...person, line: 'noi' }
    const other = await issueCard(deployment, elsewhere)
    const { view } = await other.get('/me')
    expect(view).toMatchObject({ cardStatus: 'held', caseReason: 'face_refused' })

    const { body } = await first!.post('/api/official/visits/open', { code: view.helpCode })
    expect(body.earlier).toEqual([{ what: 'face_refused', by: 'reviewer', at: expect.any(Number), freed: false }])
    expect(JSON.stringify(body)).not.toContain(person.card.idNumber)
    const card = realCardOf(elsewhere)
    const yes = { code: view.helpCode, said: 'yes', why: 'ตรงกับบัตรจริง', card }
    expect((await first!.post('/api/official/visits/verdict', yes)).status).toBe(204)
    expect((await other.get('/me')).view.cardStatus).toBe('valid')
    await other.post('/erase', { confirmed: true, pin: person.pin })
    expect((await (await issueCard(deployment, elsewhere)).get('/me')).view.cardStatus).toBe('valid')
  })

  it('is in the copy of a holder’s data, and no restart of the service forgets it', async () => {
    const third = numbered({ ...bunma, line: 'fatima' }, '310060012352')
    const phone = await issueCard(deployment, third)
    for (;;) {
      const id = await examineOneCase(deployment.service.origin, secret)
      await second!.post(`/api/official/cases/${id}/open`)
      await second!.post(`/api/official/cases/${id}/verdict`, { said: 'no', why: 'คนละคน' })
      if ((await phone.get('/me')).view.cardStatus === 'held') break
    }
    await phone.post('/erase', { confirmed: true, pin: third.pin })
    await deployment.restart()
    expect((await (await issueCard(deployment, third)).get('/me')).view.cardStatus).toBe('held')
  })
})

describe('an examiner’s doubt', () => {
  const person = numbered({ ...jaithip, line: 'doubted' }, '310060012371')
  const gradeOf = async (phone: Awaited<ReturnType<typeof issueCard>>) => (await phone.get('/me')).view.card?.grade
  const examineAll = async (more: object) => {
    for (;;) {
      const last = await examineOneCase(deployment.service.origin, secret, more).catch(() => undefined)
      if (!last) return
    }
  }

  it('outlives an erasure and the LINE account, and the next reviewer sees it', async () => {
    await examineAll({})
    await openAccount(deployment.simulator.origin, person.line)
    await deployment.simulator.platform.person(person.line).follows()
    const phone = await issueCard(deployment, person)
    await examineOneCase(deployment.service.origin, secret, { whole: false, roundScore: 0.1, cardScore: 0.1 })
    expect(await gradeOf(phone)).toBe('doubted')
    await phone.post('/erase', { confirmed: true, pin: person.pin })
    await deployment.restart()
    await openAccount(deployment.simulator.origin, 'stranger')
    await deployment.simulator.platform.person('stranger').follows()
    const elsewhere = await issueCard(deployment, { ...person, line: 'stranger' })
    expect(await gradeOf(elsewhere)).toBe('doubted')
    const id = await examineOneCase(deployment.service.origin, secret)
    expect(await gradeOf(elsewhere)).toBe('doubted')
    const { body } = await second!.post(`/api/official/cases/${id}/open`)
    expect(body.earlier).toEqual([{ what: 'face_doubted', by: 'examiner', at: expect.any(Number), freed: false }])
  })
})

describe('refused faces', () => {
  const person = numbered({ ...jaithip, line: 'jaithip' }, '310060012353')
  const refuse = async (times: number, whose: Person) => {
    const phone = await walkThrough(deployment, whose, 'selfie')
    for (let i = 0; i < times; i++) await phone.selfie({ score: 0.25 }, deployment.pass)
    return phone
  }

  it('are remembered when everything is erased: the account has no new tries today', async () => {
    const phone = await refuse(2, person)
    expect((await phone.get('/me')).view.triesLeft).toBe(1)
    await phone.post('/erase', { confirmed: true })
    const again = await walkThrough(deployment, person, 'selfie')
    expect((await again.selfie({ score: 0.25 }, deployment.pass)).reason).toBe('face_unlike')
    expect((await again.get('/me')).view).toMatchObject({ step: 'inPerson', caseReason: 'three_failures' })
  })

  it('count for the number as well: another account with the same card is helped at the counter', async () => {
    const elsewhere = { ...person, line: 'bunma' }
    const phone = await walkThrough(deployment, elsewhere, 'checkData')
    expect((await phone.data(elsewhere)).view).toMatchObject({ step: 'inPerson', caseReason: 'three_failures' })
  })

  it('by somebody without the card do not send its holder to the counter: the laser code is another', async () => {
    const holder = { ...person, line: 'somchai' }
    const phone = await walkThrough(deployment, holder, 'checkData')
    expect((await phone.data(holder, { laserCode: 'JT9876543210' })).view).toMatchObject({ step: 'selfie' })
  })

  it('are forgotten after a day', async () => {
    await deployment.pass(25 * 60 * minute)
    const elsewhere = { ...person, line: 'bunma' }
    await (await viewOf('bunma')).phone.post('/restart')
    const phone = await walkThrough(deployment, elsewhere, 'selfie')
    expect((await phone.selfie({}, deployment.pass)).view.step).toBe('setPin')
  })
})
