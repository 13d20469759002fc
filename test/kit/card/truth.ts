// The specimen cards beside the project, drawn by an independent designer, and the correct reading of each.
import { existsSync, readFileSync } from 'node:fs'
import type { Quad } from '../../../src/vision/pixels.ts'

export type Specimen = Record<
  | 'idPrinted'
  | 'titleTh'
  | 'firstTh'
  | 'middleTh'
  | 'lastTh'
  | 'titleEn'
  | 'firstEn'
  | 'middleEn'
  | 'lastEn'
  | 'dobTh'
  | 'dobEn'
  | 'address'
  | 'issueTh'
  | 'expTh'
  | 'laser',
  string
> & { n: number; files: Record<string, { file: string; quad: Quad; screen?: object }> }

export const specimenFolder = '../shared/data/cards'
export const haveSpecimens = existsSync(`${specimenFolder}/truth.json`)

export const specimens = (): Specimen[] => JSON.parse(readFileSync(`${specimenFolder}/truth.json`, 'utf8'))

const joined = (...words: string[]) => words.filter(Boolean).join(' ')

/** Printed value of each field, in the reader's format. */
export const truthOf = (s: Specimen, side: 'front' | 'back'): Record<string, string> =>
  side === 'back'
    ? { laserCode: s.laser }
    : {
        idNumber: s.idPrinted,
        nameThai: joined(s.titleTh, s.firstTh, s.middleTh, s.lastTh),
        nameEnglish: joined(s.titleEn, s.firstEn, s.middleEn),
        lastNameEnglish: s.lastEn,
        birthDateThai: s.dobTh,
        birthDateEnglish: s.dobEn,
        issueDate: s.issueTh,
        expiryDate: s.expTh,
        address: s.address,
      }
