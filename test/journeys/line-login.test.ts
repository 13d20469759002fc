// Tests that an official signs in with LINE Login when no OpenID provider is set.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { browserOf } from '../kit/provider.ts'

let deployment: Deployment
beforeAll(async () => {
  deployment = await openDeployment()
})
afterAll(() => deployment.close())

const signsIn = async (person: string) => {
  const browser = browserOf(deployment.service.origin)
  const sentTo = (await browser.request('/official/sign-in')).headers.get('location') ?? ''
  const chosen = await browser.request(`${sentTo}&person=${person}`)
  const back = (chosen.headers.get('location') ?? '').slice(deployment.service.origin.length)
  const end = (await browser.request(back)).headers.get('location')
  return { browser, end, back }
}

it('an official whom the operator registered signs in with LINE Login; another LINE account does not', async () => {
  const { browser, end } = await signsIn('fatima')
  expect(end).toBe('/official')
  expect(await browser.json('/api/official')).toMatchObject({ agency: 'ด่านตรวจ สภ.ตัวอย่าง' })
  expect((await signsIn('noi')).end).toBe('/official?why=unregistered')
})

it('a session ends after ten hours, and a callback works for only one sign-in', async () => {
  const { browser, back } = await signsIn('fatima')
  expect((await browser.request(back)).headers.get('location')).toBe('/official?why=again')
  await deployment.pass(10 * 3_600_000)
  expect((await browser.request('/api/official')).status).toBe(401)
})
