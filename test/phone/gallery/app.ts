// The app context of the gallery: an invented person, a service that never answers, and cameras that show drawings.
import type { CardData } from '../../../src/core/card/card.ts'
import type { View } from '../../../src/core/contract/responses/view.ts'
import type { Step } from '../../../src/core/journey/map.ts'
import type { Api } from '../../../src/phone/api.ts'
import type { AppContext } from '../../../src/phone/app-context.ts'
import { type Draft, openDrafts, type ReadField } from '../../../src/phone/draft.ts'
import type { PhoneVision } from '../../../src/phone/phone-vision.ts'
import { cropOf, portraitUrl } from './drawings.ts'

const data = { idNumber: '3191976185509', birthDate: { year: 1958, month: 9, day: 8 } } as unknown as CardData

export const viewAt = (step: Step, more: Partial<View> = {}): View => ({
  language: 'th',
  step,
  triesLeft: 2,
  issuer: { name: 'ผู้ออกบัตรตัวอย่าง', notice: 'ผู้ออกบัตรตัวอย่าง ไม่ใช่เอกสารราชการ' },
  draftKey: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  photos: [],
  helpCode: 'K7-204',
  pinPicture: 'elephant',
  data,
  card: {
    nameThai: ['น.ส. ใจทิพย์', 'สุขเกษม'],
    nameEnglish: 'Miss Jaithip Sukkasem',
    idMasked: 'x xxxx xxxx5 50 9',
    assurance: { document: 'registry', face: 'self' },
    grade: 'declared',
    issuedOn: '23 พ.ย. 2569',
    validUntil: '7 ก.ย. 2575',
    portraitUrl: portraitUrl(),
  },
  ...more,
})

/** The calls that the screens made, in order, for tests. */
export const calls: unknown[] = []
const unanswered = new Proxy(
  {},
  {
    get:
      (_, name) =>
      (...parameters: unknown[]) => {
        calls.push([name, ...parameters])
        return new Promise(() => undefined)
      },
  },
) as Api
const blindVision = new Proxy({}, { get: () => () => new Promise(() => undefined) }) as PhoneVision

const read = (value: string, status: ReadField['status'], candidates: string[] = []): ReadField => ({
  value,
  readAs: value,
  status,
  confirmed: false,
  candidates,
  crops: [cropOf(value)],
})

export const draft = (): Draft => ({
  portrait: cropOf('portrait'),
  fields: {
    nameThai: { ...read('น.ส. ใจทิพย์ สุขเกษน', 'doubtful', ['น.ส. ใจทิพย์ สุขเกษม']), crops: [cropOf('น.ส. ใจทิพย์ สุขเกษม')] },
    idNumber: read('3 1919 76185 50 9', 'accepted'),
    birthDate: { ...read('19580908', 'accepted'), crops: [cropOf('8 ก.ย. 2501'), cropOf('8 Sep. 1958')] },
    nameEnglish: read('Miss Jaithip', 'accepted'),
    lastNameEnglish: read('Sukkasem', 'accepted'),
    address: read('328 หมู่ที่ 4 ต.หาดใหญ่ อ.หาดใหญ่ จ.สงขลา', 'doubtful'),
    issueDate: { ...read('20231025', 'accepted'), crops: [cropOf('25 ต.ค. 2566')] },
    expiry: { ...read('20320907', 'accepted'), crops: [cropOf('7 ก.ย. 2575')] },
    laserCode: read('', 'missing'),
  },
})

export const memoryDrafts = async (key: string, content?: Draft) => {
  let stored: unknown
  const drafts = openDrafts(
    {
      get: async () => stored,
      put: async (value) => {
        stored = value
      },
      clear: async () => {
        stored = undefined
      },
    },
    key,
  )
  if (content) await drafts.save(content)
  return drafts
}

/** The clock of the gallery: it starts at 9:48:12 on 23 November 2026 in Bangkok. */
const startedAt = Date.now()
export const now = () => Date.UTC(2026, 10, 23, 2, 48, 12) + Date.now() - startedAt

export const quietApp = {
  api: unanswered,
  vision: blindVision,
  speech: { say: () => undefined, hush: () => undefined },
  now,
  close: () => undefined,
  inClient: true,
  share: async () => 'unavailable',
  browse: async () => undefined,
  setView: () => undefined,
  path: 'home',
  go: () => undefined,
} satisfies Partial<AppContext>
