// Searches the raw bytes of files, as a thief would, for a person's values in every form in which they could be stored.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from './people/people.ts'

export type SearchForm = { what: string; bytes: Buffer }

/** Minimal length (bytes) of a search form: shorter ones occur by chance in a few megabytes of ciphertext. */
const minLength = 6

/** The base64 of a piece at each of the three offsets, without the characters that depend on neighbouring bytes. */
const base64Forms = (bytes: Buffer) =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -2))
  })
const textForms = (text: string) => {
  const little = Buffer.from(text, 'utf16le')
  return [Buffer.from(text), little, Buffer.from(little).swap16(), Buffer.from(JSON.stringify(text).slice(1, -1))]
}

const twoDigits = (n: number) => String(n).padStart(2, '0')
const monthsThai = 'ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.'.split(' ')
const monthsThaiFull = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(
  ' ',
)
const monthsEnglish = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const dateTexts = ({ year, month = 0, day = 0 }: { year: number; month?: number; day?: number }) =>
  [year, year + 543].flatMap((y) => [
    `${y}-${twoDigits(month)}-${twoDigits(day)}`,
    `${y}${twoDigits(month)}${twoDigits(day)}`,
    `${twoDigits(day)}${twoDigits(month)}${y}`,
    `${day}/${month}/${y}`,
    `${twoDigits(day)}/${twoDigits(month)}/${y}`,
    `${twoDigits(day)}-${twoDigits(month)}-${y}`,
    ...[monthsThai, monthsThaiFull].map((names) => `${day} ${names[month - 1]} ${y}`),
    `${day} ${monthsEnglish[month - 1]} ${y}`,
    `${day} ${monthsEnglish[month - 1]}. ${y}`,
    `"year":${y}`,
  ])

const numberTexts = (id: string) => {
  const parts = [id.slice(0, 1), id.slice(1, 5), id.slice(5, 10), id.slice(10, 12), id.slice(12)]
  return [id, parts.join('-'), parts.join(' ')]
}

/** Search forms of a person's values. `pictures`: sent files; the search covers the start, middle and end of each. */
export const formsOf = ({ card, pin }: Person, pictures: Record<string, Uint8Array>): SearchForm[] => {
  const { birthDate, idNumber, address = '', laserCode = '', expiry: _, issueDate: __, ...names } = card
  const texts: [string, string[]][] = [
    ['number', numberTexts(idNumber)],
    ['birth date', dateTexts(birthDate)],
    ['address', address.split(/[\s.]+/)],
    ['laser code', [laserCode]],
    ['PIN', [pin]],
    ...Object.entries(names).map(([name, value]): [string, string[]] => [name, [value ?? '']]),
    ['picture', ['JFIF\0', 'WEBPVP8', '\x89PNG\r\n\x1a\n']],
  ]
  const ofTexts = texts.flatMap(([what, values]) =>
    values.flatMap((text) => [...textForms(text), ...base64Forms(Buffer.from(text))].map((bytes) => ({ what, bytes }))),
  )
  const ofPictures = Object.entries(pictures).flatMap(([what, picture]) =>
    [0, Math.floor(picture.length / 2), Math.max(0, picture.length - 33)].flatMap((from) => {
      const piece = Buffer.from(picture.subarray(from, from + 32))
      return [piece, ...base64Forms(piece)].map((bytes) => ({ what, bytes }))
    }),
  )
  return [...ofTexts, ...ofPictures].filter(({ bytes }) => bytes.length >= minLength)
}

export const filesIn = (folder: string): { name: string; bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({ name: entry.name, bytes: readFileSync(join(entry.parentPath, entry.name)) }))

/** The values found, each as `what in file`. */
export const search = (files: { name: string; bytes: Buffer }[], forms: readonly SearchForm[]): string[] => [
  ...new Set(
    files.flatMap(({ name, bytes }) =>
      forms.filter((form) => bytes.includes(form.bytes)).map(({ what }) => `${what} in ${name}`),
    ),
  ),
]
