// Everything that the service can say, with data at the limits of what is valid.
import { documentAssurances, faceAssurances } from '../../src/core/card/card.ts'
import { gradeOf } from '../../src/core/card/grade.ts'
import { scopes } from '../../src/core/card/token-claims.ts'
import { type Said, sentences } from '../../src/core/chat/said.ts'
import type { CardFace } from '../../src/core/contract/responses/view.ts'
import { type AccessEntry, accessMethods, accessResults, accessScopes } from '../../src/core/inspection/access-log.ts'
import { caseReasons } from '../../src/core/journey/failures.ts'
import { steps } from '../../src/core/journey/map.ts'
import type { Config } from '../../src/service/deps.ts'

export const config: Config = {
  origin: 'https://card.example',
  issuer: {
    id: 'demo',
    name: { th: 'ผู้ออกบัตรตัวอย่าง', en: 'Demo issuer' },
    notice: { th: 'ผู้ออกบัตรตัวอย่าง ไม่ใช่เอกสารราชการ', en: 'Demo issuer. Not a government document.' },
  },
  newPinCooldownMs: 86_400_000,
  perMinute: { person: 300, network: 6000 },
  faces: { model: 'mobilefacenet' },
  line: { channelSecret: 'secret', liffId: '2000000002-phokbat1' },
}

export const face: CardFace = {
  nameThai: ['น.ส. ใจทิพย์', 'สุขเกษม'],
  nameEnglish: 'Miss Jaithip Sukkasem',
  idMasked: 'x xxxx xxxx5 50 9',
  assurance: { document: 'registry', face: 'self' },
  grade: 'declared',
  issuedOn: '23 พ.ย. 2569',
  validUntil: '7 ก.ย. 2575',
  portraitUrl: 'https://card.example/i/r7Qm2x9VbE4k',
}

const cards: CardFace[] = documentAssurances.flatMap((document) =>
  faceAssurances.map((seen) => ({
    ...face,
    assurance: { document, face: seen },
    grade: gradeOf({ document, face: seen }, 'agency'),
  })),
)

const at = Date.UTC(2026, 10, 23, 2, 5)
/** The longest names that an official may have. */
const by = { name: 'น'.repeat(80), agency: 'ส'.repeat(80) }
const entries: AccessEntry[] = accessResults.flatMap((result) =>
  accessMethods.map((via, i) => ({ at, via, scope: accessScopes[i % 4]!, result, ...(i % 2 === 0 && { by }) })),
)

export const allSaid: Said[] = [
  { say: 'welcome' },
  ...steps
    .filter((step) => step !== 'inPerson' && step !== 'issued')
    .flatMap((step): Said[] => [
      { say: 'step', step },
      { say: 'step', step, photosWaiting: 1 },
      { say: 'step', step, photosWaiting: 99 },
    ]),
  ...steps.map((step): Said => ({ say: 'confirmRestart', step })),
  ...caseReasons.map((reason): Said => ({ say: 'help', code: 'K7M-2PX', reason })),
  { say: 'help', code: '', reason: 'asked_for_help' },
  { say: 'help', code: 'K7M-2PX', reason: 'three_failures', canGoOn: true },
  ...cards.map((card): Said => ({ say: 'card', card })),
  { say: 'holderHelp' },
  { say: 'sentence', sentence: 'sticker', withCard: true },
  ...entries.map((entry): Said => ({ say: 'looked', look: entry })),
  { say: 'looks', looks: [] },
  { say: 'looks', looks: entries.slice(0, 5) },
  { say: 'freeze', status: 'valid' },
  { say: 'freeze', status: 'frozen' },
  { say: 'erase' },
  { say: 'withdraw' },
  { say: 'copy' },
  { say: 'forgotPin', byFace: true },
  { say: 'forgotPin', byFace: false },
  { say: 'newPinAsked', until: at },
  { say: 'newPinReady' },
  { say: 'erased', number: 'K7M2-PXAB-QRS9', at },
  { say: 'erased', number: 'K7M2-PXAB-QRS9', at, cardOver: true },
  ...scopes.map(
    (scope): Said => ({ say: 'pass', url: 'https://card.example/i/r7Qm2x9VbE4k.png', scope, until: at + 86_400_000 }),
  ),
  { say: 'runsOut', days: 90, on: { year: 2032, month: 9, day: 7 } },
  { say: 'runsOut', days: 0, on: { year: 2032 } },
  ...sentences.map((sentence): Said => ({ say: 'sentence', sentence })),
]
