import { afterEach, describe, expect, it, vi } from 'vitest'
import type { LaserCode } from '../../../src/core/card/laser-code.ts'
import { withDeadline } from '../../../src/service/population-register/deadline.ts'
import { noPopulationRegister } from '../../../src/service/population-register/none.ts'
import { createSandboxRegister } from '../../../src/service/population-register/sandbox.ts'
import { data } from '../../kit/store.ts'

const waits: number[] = []
let now = 0
const sandbox = createSandboxRegister({
  slowMs: 9000,
  wait: async (ms) => {
    waits.push(ms)
  },
  clock: () => now,
})
const ask = (laserCode?: string) => sandbox({ ...data, laserCode: laserCode as LaserCode | undefined })

afterEach(() => {
  vi.useRealTimers()
})

describe('the sandbox register', () => {
  it.each([
    ['ZZ9000000001', { answer: 'barred', reason: 'card_lost' }],
    ['ZZ9123456702', { answer: 'barred', reason: 'holder_died' }],
    ['ZZ9123456703', { answer: 'disagrees' }],
    ['ZZ9123456704', { answer: 'barred', reason: 'card_void' }],
    ['ZZ9123456705', { answer: 'silent' }],
    ['ZZ9123456707', { answer: 'valid', trial: true }],
    ['ZZ9123456799', { answer: 'valid', trial: true }],
    ['JT9123456701', { answer: 'valid', trial: true }],
    ['ZZ1123456701', { answer: 'valid', trial: true }],
    [undefined, { answer: 'valid', trial: true }],
  ])('answers for laser code %s', async (laserCode, answer) => {
    expect(await ask(laserCode)).toEqual(answer)
    expect(waits).toEqual([])
  })

  it('takes its time for laser codes that end in 06', async () => {
    expect(await ask('ZZ9123456706')).toEqual({ answer: 'valid', trial: true })
    expect(waits.splice(0)).toEqual([9000])
  })

  it.each([
    ['03:00:00', 'silent'],
    ['03:29:59', 'silent'],
    ['03:30:00', 'valid'],
    ['03:59:59', 'valid'],
    ['04:00:00', 'silent'],
  ])('is down for the first half of every hour for laser codes that end in 08: at %s it is %s', async (at, answer) => {
    now = Date.parse(`2026-11-23T${at}Z`)
    expect(await ask('ZZ9123456708')).toEqual(answer === 'valid' ? { answer, trial: true } : { answer })
  })
})

describe('no register', () => {
  it('says so', async () => {
    expect(await noPopulationRegister(data)).toEqual({ answer: 'none' })
  })
})

describe('a register with a deadline', () => {
  it('is silent when it takes longer', async () => {
    vi.useFakeTimers()
    const asked = withDeadline(() => new Promise(() => {}), 8000)(data)
    await vi.advanceTimersByTimeAsync(8000)
    expect(await asked).toEqual({ answer: 'silent' })
  })

  it('is silent when it fails', async () => {
    expect(await withDeadline(async () => Promise.reject(new Error('down')), 8000)(data)).toEqual({ answer: 'silent' })
  })

  it('returns an answer within the time and leaves no timer behind', async () => {
    vi.useFakeTimers()
    expect(await withDeadline(sandbox, 8000)(data)).toEqual({ answer: 'valid', trial: true })
    expect(vi.getTimerCount()).toBe(0)
  })
})
