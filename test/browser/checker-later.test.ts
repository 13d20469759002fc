// Tests that a check made offline enters the holder's access log, once, when the official's phone is online again.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStand } from '../kit/browser/checker-stand.ts'

let [folder, stand] = ['', undefined as unknown as Awaited<ReturnType<typeof openStand>>]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'checker-later-'))
  stand = await openStand(folder)
})
afterAll(async () => {
  await stand.close()
  await rm(folder, { recursive: true })
})

test('a check made offline is reported once the phone is online', async () => {
  const { page, context } = await stand.phone()
  await page.goto(`${stand.origin}/v`)
  await page.getByText('ใช้ได้แม้ไม่มีสัญญาณ').waitFor()
  await context.setOffline(true)
  await page.evaluate((hash) => location.assign(hash), new URL(await stand.qr()).hash)
  await page.waitForSelector('html[data-verdict=STATUS_UNKNOWN]')
  const reportCount = () => stand.requests.filter(({ url }) => url === '/api/looks').length
  expect(reportCount()).toBe(0)
  const answer = page.waitForResponse(/\/api\/looks$/)
  await context.setOffline(false)
  await page.waitForSelector('html[data-verdict=CHECKED]')
  expect((await answer).status()).toBe(204)
  expect(reportCount()).toBe(1)
  await context.close()
})
