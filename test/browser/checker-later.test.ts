// Promises that a card checked without a signal still comes into its holder's log, once, when the signal is back.
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

test('a look without a signal is told once there is one', async () => {
  const { page, context } = await stand.phone()
  await page.goto(`${stand.origin}/v`)
  await page.getByText('ใช้ได้แม้ไม่มีสัญญาณ').waitFor()
  await context.setOffline(true)
  await page.evaluate((hash) => location.assign(hash), new URL(await stand.qr()).hash)
  await page.waitForSelector('html[data-verdict=STATUS_UNKNOWN]')
  const told = () => stand.asked.filter(({ url }) => url === '/api/looks').length
  expect(told()).toBe(0)
  const answer = page.waitForResponse(/\/api\/looks$/)
  await context.setOffline(false)
  await page.waitForSelector('html[data-verdict=VALID]')
  expect((await answer).status()).toBe(204)
  expect(told()).toBe(1)
  await context.close()
})
