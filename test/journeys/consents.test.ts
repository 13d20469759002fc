// Tests that a consent counts only for the text that is in force.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
})
