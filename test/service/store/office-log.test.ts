// The office log: each act of an official leaves one line in the same write, and no line can be dropped, changed or moved.
import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { type OfficeEntry, withoutNumbers } from '../../../src/core/inspection/office-log.ts'
import { withOfficeLine } from '../../../src/service/store/office-log.ts'
import { firstTransition, material, now, openStore, partsOn, someCard, temporaryFile } from '../../kit/store.ts'

const by = { name: 'น.ส. ผู้เทียบ', agency: 'สำนักทะเบียน' }
const line = (n: number): OfficeEntry => ({
  at: now + n,
  by: { ...by, subject: `official-${n}` },
  act: 'case_judged',
  about: `case-${n}`,
  said: 'no',
  why: 'คนละคน',
})
type Parts = Awaited<ReturnType<typeof openStore>>
const append = ({ db, seal }: Pick<Parts, 'db' | 'seal'>, n: number) =>
  withOfficeLine({ db, seal }, line(n), async (office) => {
    const [first, ...rest] = office.statements(sql`true`)
    await db.batch([first!, ...rest])
  })
const threeLines = async (url?: string) => {
  const parts = await openStore(url)
  for (const n of [1, 2, 3]) await append(parts, n)
  return parts
}

describe('the office log', () => {
  test('has a line for each act, in order, with who, when, what, on which case and why', async () => {
    const { store } = await threeLines()
    const lines = await store.officeLog.all()
    expect(lines.map(({ seq, hash, ...rest }) => ({ seq, ...rest }))).toEqual(
      [1, 2, 3].map((n) => ({ seq: n, ...line(n) })),
    )
    expect(await (await openStore()).store.officeLog.all()).toEqual([])
  })

  test('has every line, without gap or fork, when twenty officials act at once', async () => {
    const parts = await openStore()
    await Promise.all(Array.from({ length: 20 }, (_, n) => append(parts, n)))
    const lines = await parts.store.officeLog.all()
    expect(lines.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(new Set(lines.map(({ about }) => about)).size).toBe(20)
  })

  test.each([
    ['drops one in the middle', 'delete from office_line where seq = 2'],
    ['drops the last', 'delete from office_line where seq = 3'],
    ['drops all', 'delete from office_line where seq > 0'],
    ['drops the head', 'delete from office_line where seq = 0'],
    ['changes one', 'update office_line set content = zeroblob(80) where seq = 2'],
    [
      'replaces one by another',
      'update office_line set content = (select content from office_line where seq = 1) where seq = 2',
    ],
    [
      'makes one the head',
      'update office_line set content = (select content from office_line where seq = 2) where seq = 0',
    ],
    ['moves one', 'update office_line set seq = 9 where seq = 3'],
  ])('is refused after somebody who can write the database %s', async (_, statement) => {
    const { store, client } = await threeLines()
    expect(await store.officeLog.all()).toHaveLength(3)
    await client.execute(statement)
    await expect(store.officeLog.all()).rejects.toThrow()
  })

  test('is refused when two lines changed places', async () => {
    const { store, client } = await threeLines()
    for (const swap of ['seq = -1 where seq = 1', 'seq = 1 where seq = 2', 'seq = 2 where seq = -1'])
      await client.execute(`update office_line set ${swap}`)
    await expect(store.officeLog.all()).rejects.toThrow()
  })

  test('is sealed under a key of its own, also while the master key is replaced', async () => {
    const url = `file:${temporaryFile()}`
    const { store, client } = await threeLines(url)
    const { rows } = await client.execute('select content from office_line')
    for (const { content } of rows)
      expect(Buffer.from(content as ArrayBuffer).toString('utf8')).not.toContain('official-1')
    const newer = { ...material, currentVersion: 2, masterKeys: { ...material.masterKeys, 2: btoa('k'.repeat(32)) } }
    const rotated = partsOn(url, newer)
    const { officeLog } = rotated.store
    await append(rotated, 4)
    expect(await officeLog.all()).toHaveLength(4)
    expect(await officeLog.reseal(2)).toBe(2)
    expect(await officeLog.all()).toHaveLength(4)
    while ((await officeLog.reseal(2)) > 0);
    const alone = partsOn(url, { ...newer, masterKeys: { 2: newer.masterKeys[2] } })
    expect(await alone.store.officeLog.all()).toHaveLength(4)
    await expect(store.officeLog.all()).rejects.toThrow()
    for (const parts of [rotated, alone]) parts.client.close()
  })
})

test('the reason in the log has no number of a person', () => {
  for (const why of ['เลข 1101500147220 ผิด', '1 1015 00147 22 0', 'เกิด 15/3/2535', '๑๑๐๑๕๐๐', 'โทร 081-234 5678'])
    expect(withoutNumbers(why)).not.toMatch(/[0-9๐-๙]/)
  expect(withoutNumbers('ไฝ 2 จุด ตาข้างซ้าย')).toBe('ไฝ 2 จุด ตาข้างซ้าย')
})

describe('a verdict and its line', () => {
  const inReview = async () => {
    const parts = await openStore()
    const { store } = parts
    const { id } = await store.people.findOrCreate('U1', 'th', now)
    const selfie = { portrait: 'p', tinyFace: 'AAAA', evidence: 'e', head: 'h', score: 0.6, sameRound: 0.8 }
    await store.transition(
      firstTransition(id, { facts: { selfie }, card: someCard(1), to: { step: 'issued', failures: {} } }),
    )
    const leased = await store.faceCases.lease(now, now + 1)
    await store.faceCases.result(leased!.id, leased!.lease, { review: 'no_face' }, {}, [], now)
    return { ...parts, id: leased!.id }
  }
  const look = { at: now, via: 'review', by, scope: 'face', result: 'seen' } as const
  test('are one write: who lost the race leaves neither', async () => {
    const { store, id } = await inReview()
    const subjects = ['r1', 'r2', 'r3']
    for (const subject of subjects)
      await store.faceReviews.recordAccess((await store.faceReviews.find(id, subject))!, subject, look)
    const found = (await store.faceReviews.find(id, 'r1'))!
    const review = { by, said: 'no', why: 'คนละคน', at: now } as const
    const outcome = { state: 'visit', code: 'K7-2345', card: 'suspended' } as const
    const written = await Promise.all(
      subjects.map((subject) => store.faceReviews.judge(found, subject, review, outcome, [])),
    )
    expect(written.filter(Boolean)).toHaveLength(1)
    const lines = await store.officeLog.all()
    expect(lines.map(({ act }) => act)).toEqual(['case_opened', 'case_opened', 'case_opened', 'case_judged'])
    expect(lines.at(-1)).toMatchObject({ about: id, said: 'no', by: { subject: subjects[written.indexOf(true)] } })
  })
})
