// Tests guessing a PIN, in parallel and one after another: the limit on tries is what protects eight digits.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip, somchai } from '../kit/people/people.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const wrongPins = Array.from({ length: 49 }, (_, i) => String(20_183_947 + i * 104_729))

it('fifty guesses at once, the right one among the last, get five tries and win nothing', async () => {
  const phone = await issueCard(deployment, jaithip)
  await phone.prepare([...wrongPins, jaithip.pin])
  const wrong = wrongPins.map((pin) => phone.show(pin))
  // The right one comes while the others are under way, and not among the first: it would clear their count.
  const locked = wrong.map(async (answer) => expect((await answer).reason).toBe('locked'))
  const right = Promise.any(locked).then(() => phone.show(jaithip.pin))
  const answers = await Promise.all([...wrong, right])
  const reasons = answers.map(({ reason }) => reason ?? 'shown')
  const shownCount = reasons.filter((reason) => reason === 'shown').length
  expect(reasons.filter((reason) => reason === 'wrong_pin').length + shownCount).toBeLessThanOrEqual(5)
  expect(reasons.filter((reason) => reason === 'locked').length).toBeGreaterThanOrEqual(45)
  expect(new Set(reasons).size).toBeLessThanOrEqual(3)
})

it('digits in place of a stretched PIN are refused and cost no try: the service cannot hash them', async () => {
  const phone = await issueCard(deployment, jaithip)
  await deployment.pass(31_000)
  for (const pin of [jaithip.pin, '', 'A'.repeat(42), 'A'.repeat(44), `${'A'.repeat(42)}=`]) {
    const answer = await fetch(`${deployment.service.origin}/api/show`, {
      method: 'POST',
      headers: { authorization: `Bearer ${phone.token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ pin, scope: 'name' }),
    })
    expect([answer.status, (await answer.json()) as object]).toMatchObject([400, { reason: 'malformed' }])
  }
  expect((await phone.show(jaithip.pin)).status).toBe(200)
})

it('the salt of a PIN is told to its own session alone, is drawn anew for each PIN, and never with a hash', async () => {
  const phone = await issueCard(deployment, jaithip)
  const { view } = await phone.get('/me')
  expect(view.pinSalt).toEqual({ salt: expect.stringMatching(/^[\w-]{22}$/), n: 2 ** 14 })
  const other = await issueCard(deployment, somchai)
  expect((await other.get('/me')).view.pinSalt?.salt).not.toBe(view.pinSalt?.salt)
})

it('while the PIN is locked, no route checks even the right PIN', async () => {
  const phone = await issueCard(deployment, somchai)
  for (const pin of wrongPins.slice(0, 5)) expect((await phone.show(pin)).reason).toBe('wrong_pin')
  const { pin } = somchai
  const ways: [string, object][] = [
    ['/show', { pin, scope: 'age' }],
    ['/shares', { pin, scope: 'age', minutes: 5, once: true, unmasked: false }],
    ['/pass', { pin, scope: 'age', hours: 1 }],
    ['/unfreeze', { pin }],
  ]
  const answers = await Promise.all(ways.map(([path, body]) => phone.post(path, body)))
  expect(answers.map(({ status, reason }) => `${status} ${reason}`)).toEqual(ways.map(() => '429 locked'))
})

it('a second phone of the same person waits too, and the chat still offers an official’s help', async () => {
  const second = await deployment.phone('somchai')
  await second.signIn()
  expect(await second.show(somchai.pin)).toMatchObject({ status: 429, reason: 'locked' })
  await deployment.hears('somchai')
  await deployment.simulator.platform.person('somchai').says('ช่วยด้วย')
  expect(await deployment.hears('somchai')).not.toBe('')
})

it('after a wait there is one try, however many ask at once', async () => {
  await deployment.pass(31_000)
  const phone = await deployment.phone('somchai')
  await phone.signIn()
  const answers = await Promise.all(wrongPins.slice(5).map((pin) => phone.show(pin)))
  expect(answers.filter(({ reason }) => reason === 'wrong_pin')).toHaveLength(1)
  expect(answers.filter(({ reason }) => reason === 'locked')).toHaveLength(answers.length - 1)
})
