// The verdict on an exported access log or office log: whole, changed, cut short, or sealed by another issuer.
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type AccessEntry,
  type AccessLogExport,
  accessChainStart,
  accessEntryText,
  type ChainedAccessEntry,
} from '../../src/core/inspection/access-log.ts'
import {
  type ChainedOfficeEntry,
  type OfficeEntry,
  officeChainStart,
  officeEntryText,
} from '../../src/core/inspection/office-log.ts'
import { exportAccessLog, exportOfficeLog } from '../../src/service/access-log/access-log.ts'
import type { Deps } from '../../src/service/deps.ts'
import { createKeys } from '../../src/service/keys/keys.ts'
import { generateKeys } from '../../src/service/keys/material.ts'
import { sha256 } from '../../src/service/platform/codec.ts'
import { verifyLog } from '../../tools/ops/verify-log/verify.ts'

const now = Date.UTC(2026, 10, 23, 9)
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))
const keysOf = async () => createKeys(await generateKeys(random), () => now)
const chained = async (entries: readonly AccessEntry[]): Promise<ChainedAccessEntry[]> => {
  const all: ChainedAccessEntry[] = []
  for (const [i, entry] of entries.entries()) {
    const hash = await sha256(accessEntryText(all[i - 1]?.hash ?? accessChainStart, i + 1, entry))
    all.push({ ...entry, seq: i + 1, hash })
  }
  return all
}
const entry = (minute: number): AccessEntry => ({
  at: now + minute * 60_000,
  via: 'scan',
  scope: 'name',
  result: 'seen',
})

let log: AccessLogExport
let issuer: { id: string; keys: JsonWebKey[] }
const exported = async (entries: ChainedAccessEntry[], keys: Deps['keys']) =>
  exportAccessLog(
    {
      store: { accessLog: { all: async () => entries } },
      config: { issuer: { id: 'demo' } },
      keys,
      clock: () => now,
    } as unknown as Deps,
    'p',
  )
beforeAll(async () => {
  const keys = await keysOf()
  log = await exported(await chained([entry(1), entry(2), entry(3)]), keys)
  issuer = { id: 'demo', keys: keys.published() }
})
const sentence = async (changed: Partial<AccessLogExport>, by = issuer) => {
  const judged = await verifyLog({ ...log, ...changed }, by)
  return judged.ok ? '' : judged.sentence
}

describe('an exported access log', () => {
  test('is whole as it was exported, also an empty one', async () => {
    expect(await verifyLog(log, issuer)).toEqual({ ok: true })
    const keys = await keysOf()
    expect(await verifyLog(await exported([], keys), { id: 'demo', keys: keys.published() })).toEqual({ ok: true })
  })
  test('every changed field of every entry is found', async () => {
    const changes: Partial<ChainedAccessEntry>[] = [
      { at: 1 },
      { via: 'link' as const },
      { scope: 'full' as const },
      { result: 'masked' as const },
      { by: { name: 'x', agency: 'y' } },
      { hash: 'x' },
    ]
    for (const i of [0, 1, 2])
      for (const change of changes) {
        const entries = log.looks.map((entry, at) => (at === i ? { ...entry, ...change } : entry))
        expect(await sentence({ looks: entries }), JSON.stringify(change)).toContain(`Entry ${i + 1} `)
      }
  })
  test('a changed name or agency of a viewer is found, each by itself', async () => {
    const by = { name: 'ร.ต.อ. ตัวอย่าง', agency: 'สภ.ตัวอย่าง' }
    const keys = await keysOf()
    const named = await exported(await chained([{ ...entry(1), by }]), keys)
    for (const other of [{ ...by, name: 'x' }, { ...by, agency: 'x' }, undefined]) {
      const judged = await verifyLog({ ...named, looks: named.looks.map((entry) => ({ ...entry, by: other })) })
      expect(judged).toMatchObject({ ok: false, sentence: expect.stringContaining('Entry 1 was changed') })
    }
  })
  test('an entry left out, moved, or cut off at the end is found', async () => {
    const [a, b, c] = log.looks as [ChainedAccessEntry, ChainedAccessEntry, ChainedAccessEntry]
    expect(await sentence({ looks: [a, c] })).toContain('Entry 2 is missing')
    expect(await sentence({ looks: [b, a, c] })).toContain('Entry 1 is missing')
    expect(await sentence({ looks: [a, b] })).toContain('does not end where it says')
    expect(await sentence({ looks: [a, b], head: b.hash })).toContain('cut off or added')
  })
  test('a log rewritten without the issuer’s key is not the issuer’s', async () => {
    const forged = await exported(await chained([entry(1)]), await keysOf())
    expect(await sentence(forged)).toContain('by no key that this issuer publishes')
    const [header, claims, signature] = log.seal.split('.')
    const [, , other] = (await exported(log.looks, await keysOf())).seal.split('.')
    expect(await sentence({ seal: `${header}.${claims}.${other}` })).toBe('The seal is not this issuer’s.')
    expect(await sentence({ seal: `${header}.${claims}.${signature}` })).toBe('')
    expect(await sentence({ seal: 'nonsense' })).toBe('The seal is not this issuer’s.')
  })
})

describe('an exported office log', () => {
  const by = { name: 'น.ส. ผู้เทียบ', agency: 'สำนักทะเบียน', subject: 'official-1' }
  const line = (n: number): OfficeEntry => ({
    at: now + n,
    by,
    act: 'case_judged',
    about: `c${n}`,
    said: 'no',
    why: 'x',
  })
  const linesOf = async (entries: readonly OfficeEntry[]) => {
    const all: ChainedOfficeEntry[] = []
    for (const [i, each] of entries.entries()) {
      const hash = await sha256(officeEntryText(all[i - 1]?.hash ?? officeChainStart, i + 1, each))
      all.push({ ...each, seq: i + 1, hash })
    }
    return all
  }
  const sealed = async (office: ChainedOfficeEntry[], keys: Deps['keys'], id = 'demo') =>
    exportOfficeLog({
      store: { officeLog: { all: async () => office } } as unknown as Deps['store'],
      config: { issuer: { id } },
      keys,
      clock: () => now,
    })
  const whole = async () => {
    const keys = await keysOf()
    const office = await linesOf([line(1), line(2), line(3)])
    return { office: await sealed(office, keys), keys, issuer: { id: 'demo', keys: keys.published() } }
  }

  test('is whole as it was exported; a line that is changed, left out, moved, cut off or added is found', async () => {
    const { office, issuer } = await whole()
    const said = async (lines: readonly ChainedOfficeEntry[], head = office.head) => {
      const judged = await verifyLog({ ...office, office: [...lines], head }, issuer)
      return judged.ok ? '' : judged.sentence
    }
    const [a, b, c] = office.office as [ChainedOfficeEntry, ChainedOfficeEntry, ChainedOfficeEntry]
    expect(await said([a, b, c])).toBe('')
    const changes: Partial<ChainedOfficeEntry>[] = [
      { at: 1 },
      { by: { ...by, subject: 'official-2' } },
      { by: { ...by, name: 'y' } },
      { by: { ...by, agency: 'y' } },
      { act: 'visit_judged' },
      { about: 'other' },
      { said: 'yes' },
      { why: 'y' },
      { hash: 'x' },
    ]
    for (const change of changes)
      expect(await said([a, { ...b, ...change }, c]), JSON.stringify(change)).toContain('Entry 2 was changed')
    expect(await said([a, c])).toContain('Entry 2 is missing')
    expect(await said([b, a, c])).toContain('Entry 1 is missing')
    expect(await said([a, b])).toContain('does not end where it says')
    expect(await said([a, b], b.hash)).toContain('cut off or added')
    const longer = await linesOf([line(1), line(2), line(3), line(4)])
    expect(await said(longer, longer[3]!.hash)).toContain('cut off or added')
  })
  test('is by its own issuer alone, and its seal fits no holder’s log', async () => {
    const { office, keys, issuer } = await whole()
    expect(await verifyLog(office, { ...issuer, id: 'other' })).toMatchObject({ ok: false })
    expect(await verifyLog(office, { id: 'demo', keys: (await keysOf()).published() })).toMatchObject({ ok: false })
    const empty = await exported([], keys)
    const { seal } = await sealed([], keys)
    expect(await verifyLog({ ...empty, seal }, issuer)).toMatchObject({ ok: false })
  })
})
