// Tests that every reason that sends a person to an officer ends there with a confirmed card, or with a written refusal.
import { createClient } from '@libsql/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardDraft } from '../../src/core/card/card.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { people as accounts } from '../../src/simulator/people.ts'
import { atCounter } from '../kit/counter.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { openAccount } from '../kit/people/crowd.ts'
import { bunma, idNumberFrom, jaithip, laser, type Person, somchai } from '../kit/people/people.ts'
import { type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'
import { issueCard, walkThrough } from '../kit/steps.ts'

const minute = 60_000
/** An officer who also holds a card. */
const own = { subject: 'officer-9', name: 'นาย เจ้าหน้าที่ เก้า', agency: 'สำนักทะเบียนตัวอย่าง', reviewer: true }

let deployment: Deployment
let provider: Provider
let now = () => 0
let url = ''
const counterPlace = 'สำนักทะเบียนตัวอย่าง ชั้น 1 จันทร์–ศุกร์ 8.30–16.30 น.'
type Desk = Awaited<ReturnType<typeof atCounter>>
let [desk, otherDesk, ownDesk]: Desk[] = []
beforeAll(async () => {
  provider = await startProvider(() => now())
  const line = accounts.find(({ id }) => id === bunma.line)?.userId
  deployment = await openDeployment(async (databaseUrl) => {
    url = databaseUrl
    return { ...settingsFor(provider, [...reviewers, { ...own, line }]), ISSUER_CONTACT_TH: counterPlace }
  })
  now = deployment.now
  desk = await atCounter(deployment, provider)
  otherDesk = await atCounter(deployment, provider, reviewers[1].subject)
  ownDesk = await atCounter(deployment, provider, own.subject)
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

let accountsMade = 0
/** A person with a LINE account and a number of their own. */
const somebody = async (changes: Partial<CardDraft> = {}): Promise<Person> => {
  const number = ++accountsMade
  const person = {
    ...jaithip,
    line: `counter${number}`,
    card: { ...jaithip.card, idNumber: idNumberFrom(String(310_060_050_000 + number)), ...changes },
  }
  await openAccount(deployment.simulator.origin, person.line)
  await deployment.simulator.platform.person(person.line).follows()
  await deployment.settled()
  return person
}
type Phone = Awaited<ReturnType<Deployment['phone']>>
const viewOf = async (phone: Phone) => (await phone.get('/me')).view
const codeOf = async (phone: Phone) => (await viewOf(phone)).helpCode ?? ''

const failsThrice = async (phone: Phone) => {
  for (let tries = 0; tries < 3; tries++) await phone.post('/failure', { reason: 'blurred' })
}
/** How a person comes to each reason for the counter. */
const ways: Record<string, (person: Person) => Promise<Phone>> = {
  no_face_consent: async (person) => {
    const phone = await walkThrough(deployment, person, 'faceConsent')
    await phone.face(false)
    return phone
  },
  three_failures: async (person) => {
    const phone = await walkThrough(deployment, person, 'cardFront')
    await failsThrice(phone)
    return phone
  },
  asked_for_help: async (person) => {
    const phone = await walkThrough(deployment, person, 'selfie')
    await phone.post('/help')
    return phone
  },
  card_lost: (person) => confirmsData(person, laser.lost),
  holder_died: (person) => confirmsData(person, laser.dead),
  card_void: (person) => confirmsData(person, laser.void),
}
const confirmsData = async (person: Person, laserCode: string) => {
  const phone = await walkThrough(deployment, person, 'checkData')
  await phone.data(person, { laserCode })
  return phone
}
/** Chooses a PIN and consents, after an officer has signed. */
const finishes = async (phone: Phone, { pin }: Person) => {
  await deployment.settled()
  expect((await viewOf(phone)).step).toBe('setPin')
  await phone.pin(pin)
  await phone.sign(pin)
  const { card } = await viewOf(phone)
  expect(card).toMatchObject({ grade: 'confirmed', assurance: { document: 'seen-registry', face: 'in-person' } })
}

describe('a person without a card comes to the counter', () => {
  it.each(Object.keys(ways))(
    '%s: the officer reads the real card, and the person gets a confirmed card',
    async (reason) => {
      const person = await somebody()
      const phone = await ways[reason]!(person)
      const code = await codeOf(phone)
      const opened = await desk!.open(code)
      expect(opened).toMatchObject({ status: 200, body: { reason } })
      expect(JSON.stringify(opened.body)).not.toContain(person.card.idNumber)
      expect((await desk!.compare(code, person.card)).status).toBe(200)
      await deployment.hears(person.line)
      expect((await desk!.sign(code, person.card)).status).toBe(204)
      expect(await deployment.hears(person.line)).toContain(th.sentences.counterSigned)
      await finishes(phone, person)
      const heard = await deployment.hears(person.line)
      expect(heard).toContain(person.card.firstNameThai)
      // The code opens nothing any more.
      expect((await desk!.open(code)).status).toBe(404)
    },
  )

  it('id_has_card: the number goes to whoever shows the real card; the other card ends, and both are told', async () => {
    const thief = await somebody()
    const thiefPhone = await issueCard(deployment, thief)
    const owner = await somebody({ idNumber: thief.card.idNumber })
    const phone = await confirmsData(owner, owner.card.laserCode ?? '')
    expect(await viewOf(phone)).toMatchObject({ step: 'inPerson', caseReason: 'id_has_card' })
    const code = await codeOf(phone)
    await desk!.open(code)
    expect((await desk!.compare(code, owner.card)).body).toMatchObject({ elsewhere: true })
    expect((await desk!.sign(code, owner.card)).status).toBe(204)
    // Nothing ends before the owner has consented.
    expect((await viewOf(thiefPhone)).cardStatus).toBe('valid')
    await deployment.hears(thief.line)
    await finishes(phone, owner)
    expect(await viewOf(thiefPhone)).toMatchObject({ step: 'inPerson', caseReason: 'number_reclaimed' })
    expect((await viewOf(thiefPhone)).card).toBeUndefined()
    expect(await thiefPhone.show(thief.pin)).toMatchObject({ ok: false })
    await deployment.service.catchUp()
    const heard = await deployment.hears(thief.line)
    expect(heard).toContain(th.help.number_reclaimed.title)
    expect(heard).toContain(await codeOf(thiefPhone))
  })

  it('leaves nothing of a face where the person refused it: no case for an examiner, and no selfie', async () => {
    const person = await somebody()
    const phone = await ways.no_face_consent!(person)
    const code = await codeOf(phone)
    await desk!.open(code)
    await desk!.sign(code, person.card)
    await finishes(phone, person)
    expect((await viewOf(phone)).newPinByFace).toBe(false)
    const { cases } = await desk!.browser.json('/api/official/cases')
    expect(cases).toEqual([])
  })
})

describe('an officer who cannot sign', () => {
  it('refuses in writing: the chat says why, without numbers, and the same code opens again', async () => {
    const person = await somebody()
    const phone = await ways.asked_for_help!(person)
    const code = await codeOf(phone)
    await desk!.open(code)
    await deployment.hears(person.line)
    expect((await desk!.refuse(code, 'รูปในบัตรไม่เหมือนผู้มาติดต่อ โทร 02-123-4567')).status).toBe(204)
    const heard = await deployment.hears(person.line)
    expect(heard).toContain(th.help.counter_refused.title)
    expect(heard).toContain('รูปในบัตรไม่เหมือนผู้มาติดต่อ')
    expect(heard).not.toContain('02-123')
    expect(heard).toContain(counterPlace)
    expect(await viewOf(phone)).toMatchObject({
      step: 'inPerson',
      caseReason: 'counter_refused',
      helpCode: code,
      refusal: expect.stringContaining('ไม่เหมือนผู้มาติดต่อ'),
      issuer: { contact: counterPlace },
    })
    expect((await desk!.open(code)).body).toMatchObject({ reason: 'counter_refused' })
  })

  it('ends what an officer signed before: the person cannot go on to a card after a later no', async () => {
    const person = await somebody()
    const phone = await ways.no_face_consent!(person)
    const code = await codeOf(phone)
    await desk!.open(code)
    await desk!.sign(code, person.card)
    await deployment.settled()
    await phone.post('/help')
    const again = await codeOf(phone)
    await desk!.open(again)
    expect((await desk!.refuse(again, 'บัตรตัวจริงเป็นของปลอม')).status).toBe(204)
    expect(await viewOf(phone)).toMatchObject({ step: 'inPerson', canGoOn: false })
    await phone.post('/go-on')
    expect((await viewOf(phone)).step).toBe('inPerson')
  })

  it('reads nothing of a person whose real card differs, and after five tries only a refusal is left', async () => {
    const person = await somebody()
    const phone = await ways.asked_for_help!(person)
    const code = await codeOf(phone)
    await desk!.open(code)
    for (let left = 4; left >= 0; left--)
      expect(await desk!.compare(code, somchai.card)).toMatchObject({
        status: 422,
        reason: 'card_differs',
        triesLeft: left,
      })
    expect(await desk!.compare(code, person.card)).toMatchObject({ status: 422, reason: 'card_differs', triesLeft: 0 })
    expect(await desk!.sign(code, person.card)).toMatchObject({ status: 422, reason: 'card_differs' })
    expect((await desk!.refuse(code, 'ข้อมูลไม่ตรงกับบัตรจริง')).status).toBe(204)
  })

  it('is told when the register bars the real card: the person is back at the counter with a new reason', async () => {
    const person = await somebody({ laserCode: laser.dead })
    const phone = await ways.no_face_consent!(person)
    const code = await codeOf(phone)
    await desk!.open(code)
    expect((await desk!.sign(code, person.card)).status).toBe(204)
    await deployment.settled()
    expect(await viewOf(phone)).toMatchObject({ step: 'inPerson', caseReason: 'holder_died' })
    const differs = await somebody({ laserCode: laser.wrong })
    const second = await ways.no_face_consent!(differs)
    const secondCode = await codeOf(second)
    await desk!.open(secondCode)
    await desk!.sign(secondCode, differs.card)
    await deployment.settled()
    expect(await viewOf(second)).toMatchObject({ step: 'inPerson', caseReason: 'register_differs' })
  })

  it('keeps what was signed while the register is down, and goes on once it answers', async () => {
    const person = await somebody({ laserCode: laser.down })
    const phone = await ways.no_face_consent!(person)
    const code = await codeOf(phone)
    await desk!.open(code)
    expect((await desk!.sign(code, person.card)).status).toBe(204)
    await deployment.settled()
    expect((await viewOf(phone)).step).toBe('register')
    await deployment.pass(31 * minute)
    await deployment.service.catchUp()
    await finishes(phone, person)
  })
})

describe('a code at the counter', () => {
  it('is one officer’s at a time, for half an hour', async () => {
    const person = await somebody()
    const phone = await ways.three_failures!(person)
    const code = await codeOf(phone)
    expect((await desk!.open(code)).status).toBe(200)
    expect(await otherDesk!.open(code)).toMatchObject({ status: 409, reason: 'case_taken' })
    expect(await otherDesk!.sign(code, person.card)).toMatchObject({ status: 409, reason: 'case_taken' })
    await deployment.pass(31 * minute)
    expect((await otherDesk!.open(code)).status).toBe(200)
    expect(await desk!.sign(code, person.card)).toMatchObject({ status: 409, reason: 'case_taken' })
  })

  it('is signed once, of two signatures at the same time', async () => {
    const person = await somebody()
    const phone = await ways.no_face_consent!(person)
    const code = await codeOf(phone)
    await desk!.open(code)
    const both = await Promise.all([desk!.sign(code, person.card), desk!.sign(code, person.card)])
    expect(both.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1)
    await finishes(phone, person)
  })

  it('opens nothing for its own officer, before the terms, and after a restart', async () => {
    const phone = await walkThrough(deployment, bunma, 'selfie')
    await phone.post('/help')
    expect(await ownDesk!.open(await codeOf(phone))).toMatchObject({ status: 403, reason: 'own_case' })

    const early = await somebody()
    const earlyPhone = await walkThrough(deployment, early, 'terms')
    await earlyPhone.post('/help')
    expect(await desk!.open(await codeOf(earlyPhone))).toMatchObject({ status: 409, reason: 'terms_first' })

    const person = await somebody()
    const restarting = await ways.asked_for_help!(person)
    const code = await codeOf(restarting)
    await restarting.post('/restart')
    expect((await desk!.open(code)).status).toBe(404)
  })

  it('leads to nobody else when somebody changes the database: the sealed facts name the code', async () => {
    const [victim, attacker] = [await somebody(), await somebody()]
    const phone = await ways.no_face_consent!(victim)
    const attackers = await ways.no_face_consent!(attacker)
    const [code, other] = [await codeOf(phone), await codeOf(attackers)]
    const client = createClient({ url })
    await client.execute({
      sql: 'update help_case set person = (select person from help_case where code = ?) where code = ?',
      args: [other, code],
    })
    client.close()
    expect((await desk!.open(code)).status).toBe(404)
  })

  it('is for officers: other officials and visitors are refused', async () => {
    const clerk = await atCounter(deployment, provider, 'officer-7')
    expect((await clerk.open('K7-2345')).status).toBe(403)
    const visitor = await fetch(`${deployment.service.origin}/api/official/counter/open`, { method: 'POST' })
    expect(visitor.status).toBe(401)
  })

  it('takes no card with a wrong number, and no picture that is none', async () => {
    const person = await somebody()
    const phone = await ways.no_face_consent!(person)
    const code = await codeOf(phone)
    await desk!.open(code)
    const [first12, last] = [person.card.idNumber.slice(0, 12), Number(person.card.idNumber.at(-1))]
    const wrong = { ...person.card, idNumber: `${first12}${(last + 1) % 10}` }
    expect(await desk!.sign(code, wrong)).toMatchObject({ status: 422, reason: 'id_number_wrong_check_digit' })
    const pictures = { portrait: btoa('GIF89a'), tinyFace: btoa('GIF89a') }
    expect(await desk!.sign(code, person.card, { pictures })).toMatchObject({ status: 422, reason: 'not_a_picture' })
    expect((await viewOf(phone)).step).toBe('inPerson')
  })
})
