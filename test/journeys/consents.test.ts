// Tests that a consent counts only for the text that is in force.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buttonData } from '../../src/core/chat/button.ts'
import { chat as en } from '../../src/core/words/en/chat.ts'
import { chat as th } from '../../src/core/words/th/chat.ts'
import { type Deployment, openDeployment } from '../kit/deployment.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

describe('a consent to another text than the one in force', () => {
  it('is refused at each of the three consents, and no receipt is written', async () => {
    const phone = await deployment.phone('noi')
    await phone.signIn()
    const { view } = await phone.get('/me')
    const before = (await phone.get('/consents')).body
    const asked: [string, object][] = [
      ['/terms', { accepted: true }],
      ['/terms', { accepted: false }],
      ['/face-consent', { given: true }],
      ['/consent', { pin: '90817263' }],
    ]
    for (const [path, body] of asked)
      for (const version of ['1999-01-01', '1', ' '])
        expect((await phone.post(path, { ...body, version })).reason, `${path} ${version}`).toBe('other_version')
    expect((await phone.get('/me')).view.step).toBe(view.step)
    expect((await phone.get('/consents')).body).toEqual(before)
  })
  it('is refused in the chat too: a button of an older text says so, shows the text of today, and no receipt is written', async () => {
    const line = deployment.simulator.platform.person('somchai')
    await line.follows()
    await deployment.hears('somchai')
    const phone = await deployment.phone('somchai')
    await phone.signIn()
    const receipts = async () => (await phone.get('/consents')).body
    const before = await receipts()
    const old = async (step: 'terms' | 'faceConsent', events: readonly string[]) => {
      for (const event of events)
        for (const version of ['', '@1999-01-01', '@']) {
          await line.taps({ data: `${event}@${step}${version}` })
          const heard = await deployment.hears('somchai')
          expect(heard, `${event}${version}`).toContain(th.sentences.textChanged)
          expect(heard).toContain(th.steps[step].title)
          expect((await phone.get('/me')).view.step).toBe(step)
        }
    }
    await old('terms', ['termsAccepted', 'termsDeclined'])
    expect(await receipts()).toEqual(before)
    await line.taps(th.steps.terms.go)
    await deployment.hears('somchai')
    const agreed = await receipts()
    await old('faceConsent', ['faceAgreed', 'faceRefused'])
    expect(await receipts()).toEqual(agreed)
    // A receipt names the text by its hash: a Thai bubble must not give one of the English text.
    const thai = buttonData({ event: 'faceAgreed', at: 'faceConsent' }, 'th')
    await line.says('English')
    await deployment.hears('somchai')
    await line.taps({ data: thai })
    expect(await deployment.hears('somchai')).toContain(en.steps.faceConsent.title)
    expect(await receipts()).toEqual(agreed)
    await line.taps(en.steps.faceConsent.go)
    await deployment.hears('somchai')
    expect((await phone.get('/me')).view.step).toBe('cardFront')
  })
})
