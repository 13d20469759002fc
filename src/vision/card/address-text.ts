// The address lines, tidied after the engine. Snapping to a gazetteer is another, later witness.
import { normaliseThai } from '../../core/card/thai-text.ts'

const places = 'แขวง|เขต|ต\\.|อ\\.|จ\\.|ซ\\.|ถ\\.|ตรอก|หมู่ที่'

/** Both lines as one: without the label `ที่อยู่`, a space before each kind of place, `หมู่ที่` in its one spelling; no kind of place begins with ช. */
export const tidyAddress = (text: string): string =>
  normaliseThai(text)
    .replace(/^\D{0,9}(?=\d)|^ที่?อ\S*\s+/, '')
    .replace(/หม[ูุ]?่?\s?ที่?(?=\s?\d)/g, 'หมู่ที่')
    .replace(/(หมู่ที่)(?=\d)/g, '$1 ')
    .replace(/(?<=\s)ช\.(?=[ก-๎])/gu, 'ซ.')
    .replace(/(?<=\s)([ตอจซถ])\s(?=[ก-๎])/gu, '$1.')
    .replace(/(?<=[\dก-๎])(?=(?:ต|อ|จ|ซ|ถ)\.)/gu, ' ')
    .replace(new RegExp(`(?<=\\d)(?=(?:${places}))`, 'gu'), ' ')
    .replace(/\s+/g, ' ')
    .trim()
