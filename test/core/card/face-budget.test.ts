// Tests that no name makes a QR code larger than version 22 at error correction M, in any scope.
import fc from 'fast-check'
import { correction, generate } from 'lean-qr'
import { beforeAll, expect, test } from 'vitest'
import { type CardData, checkCardData, nameLine } from '../../../src/core/card/card.ts'
import { faceBudget, faceSoftness } from '../../../src/core/card/face-budget.ts'
import { FACE_AIM_BYTES } from '../../../src/core/card/face-picture.ts'
import { claimsFor, codeOf, signToken } from '../../../src/core/card/token.ts'
import { type Scope, scopes } from '../../../src/core/card/token-claims.ts'
import { drawnFace, greyWebp, inScope, keyPair, specimenPass, specimenToken } from '../../kit/specimen.ts'

const today = { year: 2026, month: 11, day: 23 }
const origin = 'https://card.agency-name.example'
const person = {
  idNumber: '3831640857441',
  titleThai: 'นาย',
  firstNameThai: 'ใจดี',
  lastNameThai: 'สุขเกษม',
  titleEnglish: 'Mr.',
  firstNameEnglish: 'Jaidee',
  lastNameEnglish: 'Sukkasem',
  birthDate: { year: 1958, month: 5, day: 9 },
  issueDate: { year: 2025, month: 1, day: 1 },
  expiry: { year: 2033, month: 5, day: 8 },
  laserCode: 'JS2541687417',
} as CardData

let [drawn, keys] = [] as unknown as [Uint8Array, Awaited<ReturnType<typeof keyPair>>]
beforeAll(async () => {
  drawn = await drawnFace()
  keys = await keyPair('AbCdEf12')
})
/** The version of the QR code in each scope, with a face of `room` bytes. */
const versions = (card: CardData, room: number, shown: readonly Scope[] = scopes) => {
  const face = Uint8Array.from({ length: room }, (_, i) => drawn[i] ?? (i * 197) % 251)
  return Promise.all(
    shown.map(async (scope) => {
      const claims = claimsFor(scope, card, face, today)
      const one = { issuer: 'agency.example01', claims }
      const token =
        scope === 'full' ? specimenToken(face, one) : specimenPass(face, { ...one, statusIndex: 2 ** 20 - 1 })
      const text = codeOf(origin, scope, await signToken(inScope(token, scope), keys.kid, keys.sign))
      return (generate(text, { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M }).size - 17) / 4
    }),
  )
}
/** No face needs more bytes at its softest. The test after the next draws the hardest faces. */
const SOFTEST_BYTES = 150
/** Bilinear interpolation, as a canvas enlarges a small picture. */
const smooth = (cells: number[], across: number, down: number, x: number, y: number): number => {
  const [u, v] = [x * across - 0.5, y * down - 0.5]
  const at = (i: number, j: number) =>
    cells[Math.min(down - 1, Math.max(0, j)) * across + Math.min(across - 1, Math.max(0, i))] ?? 0
  const [i, j] = [Math.floor(u), Math.floor(v)]
  const row = (k: number) => at(i, k) * (1 - (u - i)) + at(i + 1, k) * (u - i)
  return row(j) * (1 - (v - j)) + row(j + 1) * (v - j)
}
const letters = (alphabet: string) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 60 }).map((all) => all.join(''))
const thai = letters('กขคงจชซณดตถทนบปผพภมยรลวศสหอะาิีุูเแโ')
const english = letters('abcdefghijklmnopqrstuvwxyz')
const named = fc
  .record({
    titleThai: fc.constantFrom('นาย', 'ว่าที่ร้อยตรีหญิง', 'พลตำรวจเอก ศาสตราจารย์ ดร.'),
    firstNameThai: thai,
    middleNameThai: fc.option(thai, { nil: undefined }),
    lastNameThai: fc.option(thai, { nil: undefined }),
    titleEnglish: fc.constantFrom('Mr.', 'Acting Sub Lt.'),
    firstNameEnglish: english,
    middleNameEnglish: fc.option(english, { nil: undefined }),
    lastNameEnglish: fc.option(english, { nil: undefined }),
  })
  .map((names): CardData => ({ ...person, ...names }) as CardData)
  .filter((card) => checkCardData(card, today).ok)

test('a card with any permitted name stays within version 22 in every scope, and no byte is wasted', async () => {
  await fc.assert(
    fc.asyncProperty(named, async (card) => {
      const room = await faceBudget(card, origin, today)
      expect(room).toBeGreaterThan(SOFTEST_BYTES)
      expect(Math.max(...(await versions(card, room)))).toBeLessThanOrEqual(22)
      // The issuer, the list and the key of this test are nearly as long as the stand-ins, so a dozen more bytes are
      // too many.
      if (room < FACE_AIM_BYTES) expect(await versions(card, room + 12, ['full'])).toEqual([23])
    }),
    { numRuns: 12 },
  )
})
test('a usual name leaves as many bytes as improve a face, and the longest name on a chip still leaves enough for one', async () => {
  expect(await faceBudget(person, origin, today)).toBe(FACE_AIM_BYTES)
  const foreign = {
    ...person,
    titleThai: 'ว่าที่ร้อยตรีหญิง',
    firstNameThai: 'อเล็กซานดรา',
    middleNameThai: 'คอนสแตนติน่า',
    lastNameThai: 'ฟอนโฮเฮนโลเฮอวัลเดนบวร์ก',
    titleEnglish: 'Acting Sub Lt.',
    firstNameEnglish: 'Alexandra',
    middleNameEnglish: 'Constantina',
    lastNameEnglish: 'von Hohenlohe-Waldenburg',
  }
  const room = await faceBudget(foreign, origin, today)
  expect(room).toBeLessThan(FACE_AIM_BYTES)
  expect(room).toBeGreaterThan(250)
  const longest = {
    ...person,
    firstNameThai: 'ก'.repeat(46),
    lastNameThai: 'ข'.repeat(49),
    firstNameEnglish: 'A'.repeat(46),
    lastNameEnglish: 'B'.repeat(49),
  }
  expect(nameLine([longest.titleThai, longest.firstNameThai, longest.lastNameThai])).toHaveLength(100)
  const checked = checkCardData(longest, today)
  expect(checked.ok && (await faceBudget(checked.value, origin, today))).toBeGreaterThan(150)
})
test('the softest face needs no more than that, even for the harshest possible noise', async () => {
  const { detail, quality } = faceSoftness.at(-1)!
  const rows = Math.round((detail * 80) / 64)
  const harsh = fc.array(fc.constantFrom(0, 255), { minLength: detail * rows, maxLength: detail * rows })
  await fc.assert(
    fc.asyncProperty(harsh, async (cells) => {
      const webp = await greyWebp((x, y) => smooth(cells, detail, rows, (x + 0.5) / 64, (y + 0.5) / 80), quality)
      expect(webp.length - 20).toBeLessThanOrEqual(SOFTEST_BYTES)
    }),
    { numRuns: 12 },
  )
})
