// Tests that the list of officials is asked at each request: a session outlives neither its official nor the official's role.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Deployment, openDeployment } from '../kit/deployment.ts'
import { jaithip } from '../kit/people/people.ts'
import { browserOf, officer, type Provider, reviewers, settingsFor, startProvider } from '../kit/provider.ts'
import { issueCard } from '../kit/steps.ts'

let deployment: Deployment
let provider: Provider
let now = () => 0
beforeAll(async () => {
  provider = await startProvider(() => now())
  deployment = await openDeployment(async () => settingsFor(provider, reviewers))
  now = deployment.now
})
afterAll(async () => {
  await deployment.close()
  await provider.close()
})

const signedIn = async (subject: string) => {
  provider.signedIn = subject
  const browser = browserOf(deployment.service.origin)
  await browser.signIn()
  return browser
}
type Browser = Awaited<ReturnType<typeof signedIn>>
const status = async (browser: Browser, path: string) => (await browser.request(path)).status
const list = (officials: readonly object[]) => deployment.restart({ OFFICIALS: JSON.stringify(officials) })
const asks = (browser: Browser) => browser.post('/api/official/requests', { scope: 'name', why: 'ตรวจที่ด่าน' })
const again = (browser: Browser) => {
  const other = browserOf(deployment.service.origin)
  for (const [name, value] of browser.jar) other.jar.set(name, value)
  return other
}

describe('a signed-in official', () => {
  it('who was struck off is out at once, reviewers too, and has no open request left', async () => {
    const phone = await issueCard(deployment, jaithip)
    const before = [await signedIn(officer.subject), await signedIn('reviewer-1')] as const
    expect(await status(before[0], '/api/official')).toBe(200)
    expect(await status(before[1], '/api/official/cases')).toBe(200)
    const request = (await asks(before[0])).body
    expect((await phone.get(`/requests/${request.id}`)).status).toBe(200)
    await list([])
    const [struck, reviewer] = before.map(again) as [Browser, Browser]
    expect(await status(struck, '/api/official')).toBe(401)
    expect((await asks(struck)).status).toBe(401)
    expect(await status(struck, `/api/official/requests/${request.id}`)).toBe(401)
    expect(await status(reviewer, '/api/official/cases')).toBe(401)
    const later = await deployment.phone('jaithip')
    await later.signIn()
    expect(await later.get(`/requests/${request.id}`)).toMatchObject({ status: 410, reason: 'request_ended' })
  })

  it('has the name, the agency and the role of the list of now', async () => {
    await list([officer, ...reviewers])
    const browsers = [await signedIn(officer.subject), await signedIn('reviewer-1')] as const
    const moved = { ...officer, agency: 'สภ.อื่น', reviewer: true }
    await list([moved, { ...reviewers[0], reviewer: false }])
    const [promoted, demoted] = browsers.map(again) as [Browser, Browser]
    expect(await promoted.json('/api/official')).toEqual({ name: officer.name, agency: 'สภ.อื่น', reviews: true })
    expect(await status(promoted, '/api/official/cases')).toBe(200)
    expect(await status(demoted, '/api/official')).toBe(200)
    expect(await status(demoted, '/api/official/cases')).toBe(403)
  })
})
