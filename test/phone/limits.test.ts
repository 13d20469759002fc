// Tests that a wait ends: with the result, with its failure, or at its limit.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { download, fetchWithin, limits, TimedOut, within } from '../../src/phone/waiting/limits.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const never = new Promise<never>(() => undefined)
/** Rejects when its signal is aborted, like `fetch`. */
const hanging = (_: string, { signal }: { signal: AbortSignal }) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

test('a wait ends with its result or failure, and leaves no timer', async () => {
  expect(await within(1_000, Promise.resolve(7))).toBe(7)
  await expect(within(1_000, Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  expect(vi.getTimerCount()).toBe(0)
})
test('a wait for nothing ends at its limit', async () => {
  const waiting = expect(within(1_000, never)).rejects.toBeInstanceOf(TimedOut)
  await vi.advanceTimersByTimeAsync(1_000)
  await waiting
})
test('a request without an answer ends', async () => {
  vi.stubGlobal('fetch', hanging)
  const asking = expect(fetchWithin('/api/me')).rejects.toThrow()
  await vi.advanceTimersByTimeAsync(limits.request)
  await asking
})

const bodyOf = (...parts: (Uint8Array | 'stall')[]) =>
  new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const part = parts.shift()
      if (part === 'stall') return never
      if (part) controller.enqueue(part)
      else controller.close()
      return undefined
    },
  })
test('a file is downloaded, with its progress', async () => {
  vi.stubGlobal('fetch', async () => new Response(bodyOf(new Uint8Array([1, 2]), new Uint8Array([3]))))
  const seen: number[] = []
  expect([...(await download('/data', (bytes) => seen.push(bytes)))]).toEqual([1, 2, 3])
  expect(seen).toEqual([2, 3])
  expect(vi.getTimerCount()).toBe(0)
})
test.each([
  ['a refusal', new Response('no', { status: 404 })],
  ['the page of a captive portal', new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })],
])('%s is no file', async (_, answer) => {
  vi.stubGlobal('fetch', async () => answer)
  vi.stubGlobal('location', new URL('https://card.example/app'))
  await expect(download('/data', () => undefined)).rejects.toThrow('no file')
})
test('a download that never begins or stands still ends', async () => {
  vi.stubGlobal('fetch', hanging)
  const first = expect(download('/data', () => undefined)).rejects.toThrow()
  await vi.advanceTimersByTimeAsync(limits.stalled)
  await first
  vi.stubGlobal('fetch', async (_: string, { signal }: { signal: AbortSignal }) => {
    const reader = bodyOf(new Uint8Array([1]), 'stall').getReader()
    const read = () => Promise.race([reader.read(), hanging('', { signal })])
    return { ok: true, headers: new Headers(), body: { getReader: () => ({ read }) } }
  })
  const second = expect(download('/data', () => undefined)).rejects.toThrow()
  await vi.advanceTimersByTimeAsync(limits.stalled + 1)
  await second
})
