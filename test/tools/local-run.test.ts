// Promises of a local run: starting over empties the service, the clock that it moves is everybody's, the terminal shows
// what matters, and the official's pages are the built ones with one script more.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chat as words } from '../../src/core/words/th/chat.ts'
import { movableClock } from '../../tools/dev/clock.ts'
import { type Local, newSecrets, officials, onNode, startLocal } from '../../tools/dev/local.ts'
import { pagesWithStandIn } from '../../tools/dev/officials-phone.ts'
import { localPrint, terminalLine } from '../../tools/dev/terminal.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 23, 3)
let folder = ''
let local: Local
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'phokbat-local-'))
  local = await startLocal(onNode, {
    servicePort: 0,
    simulatorPort: 0,
    databaseUrl: `file:${join(folder, 'phokbat.db')}`,
    secrets: await newSecrets(),
    playground: true,
    movable: movableClock(() => now),
    log: () => {},
    scheduledJobs: false,
  })
})
afterAll(async () => {
  await local?.close()
  rmSync(folder, { recursive: true, force: true })
})

const people = async () => {
  const { platform } = local.simulator
  await platform.settled()
  return platform.received('jaithip').length
}
const timeOfService = async () => Date.parse((await fetch(`${local.service.origin}/health`)).headers.get('date') ?? '')

describe('a local run', () => {
  it('moves the clock of the service, of the simulated LINE and of the header that checkers take the time from', async () => {
    expect(await timeOfService()).toBe(now)
    await local.simulator.platform.moveClock(30 * day)
    expect(await timeOfService()).toBe(now + 30 * day)
    await local.simulator.platform.person('jaithip').follows()
    expect(local.simulator.platform.chat('jaithip')[0]?.at).toBe(now + 30 * day)
    await local.simulator.platform.moveClock(0)
    expect(await timeOfService()).toBe(now)
  })

  it('starts over from nothing: the service does not know a person whom it knew', async () => {
    const { platform } = local.simulator
    const asks = async () => {
      const idToken = await platform.person('bunma').idToken()
      const answer = await fetch(`${local.service.origin}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ idToken }),
      })
      return ((await answer.json()) as { view?: { step?: string } }).view?.step
    }
    await platform.person('bunma').follows()
    await platform.person('bunma').says('ลงทะเบียน')
    await platform.settled()
    await platform.person('bunma').taps(words.steps.terms.go)
    await platform.settled()
    const { userId } = platform.person('bunma').person
    expect(await asks()).toBe('faceConsent')
    await platform.startOver()
    expect(platform.person('bunma').person.userId).toBe(userId)
    expect(await people()).toBe(0)
    await platform.person('bunma').follows()
    await platform.settled()
    expect(platform.received('bunma').length).toBeGreaterThan(0)
    expect(await asks()).not.toBe('faceConsent')
  })

  it('has an official and two reviewers among its people, because a judgement can take two', () => {
    expect(officials.filter(({ reviewer }) => reviewer)).toHaveLength(2)
    expect(officials.map(({ name }) => name)).toEqual(['สมชาย (ตัวอย่าง)', 'ฟาติมา (ตัวอย่าง)'])
  })

  it('lets only the simulator’s page frame the official’s pages', async () => {
    for (const page of ['/v', '/official']) {
      const policy = (await fetch(`${local.service.origin}${page}`)).headers.get('content-security-policy') ?? ''
      expect(policy).toContain(`frame-ancestors ${local.simulator.origin}`)
    }
  })
})

describe('the pages of the official’s phone', () => {
  it('are the built ones, and load the stand-in for the camera before their own script', () => {
    const built = join(folder, 'built')
    mkdirSync(join(built, 'checker/official'), { recursive: true })
    const html = '<html><head><script type="module" src="/assets/a.js"></script></head></html>'
    for (const page of ['checker/index.html', 'checker/official/index.html', 'checker/offline.js'])
      writeFileSync(join(built, page), html)
    const { folder: pages, remove } = pagesWithStandIn(built, 'http://localhost:4010')
    const read = (page: string) => readFileSync(join(pages, page), 'utf8')
    for (const page of ['checker/index.html', 'checker/official/index.html'])
      expect(read(page).indexOf('http://localhost:4010/official.js')).toBeLessThan(read(page).indexOf('/assets/a.js'))
    expect(read('checker/official/index.html')).toContain('official.js')
    expect(read('checker/offline.js')).toBe(html)
    expect(readFileSync(join(built, 'checker/index.html'), 'utf8')).toBe(html)
    remove()
  })
})

describe('the terminal', () => {
  const request = (route: string, status: number, ms = 4) => ({ event: 'request', method: 'GET', route, status, ms })

  it('shows no request that was answered in time, such as the examiner’s every two seconds', () => {
    expect(terminalLine(request('/internal/cases', 204))).toBeUndefined()
    expect(terminalLine(request('/api/official', 401))).toBeUndefined()
  })
  it('shows a request that failed or was slow, and everything that happened, on one line each', () => {
    expect(terminalLine(request('/api/session', 500))).toContain('✗ GET /api/session 500')
    expect(terminalLine(request('/webhook', 200, 9_000))).toContain('9000 ms')
    expect(terminalLine({ event: 'moved', from: 'terms', to: 'faceConsent' })).toBe(
      '  · moved · from terms · to faceConsent',
    )
  })
  it('keeps every line, and shows as it is what is no line of the log', () => {
    const kept: string[] = []
    const shown: string[] = []
    const print = localPrint(
      (line) => kept.push(line),
      (line) => shown.push(line),
    )
    const lines = [JSON.stringify(request('/health', 200)), 'a stack trace', '[1, 2]']
    for (const line of lines) print(line)
    expect(kept).toEqual(lines)
    expect(shown).toEqual(['a stack trace', '[1, 2]'])
  })
})
