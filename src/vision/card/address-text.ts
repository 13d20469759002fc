// Tidies the address lines that the engine read. Comparing them with the gazetteer is a separate, later check.
import { normaliseThai } from '../../core/card/thai-text.ts'

const places = 'แขวง|เขต|ต\\.|อ\\.|จ\\.|ซ\\.|ถ\\.|ตรอก|หมู่ที่'

/**
 * Both lines as one, without the label `ที่อยู่`: with a space before each kind of place, `หมู่ที่` in one spelling,
 * and `ซ.` for `ช.`, because no kind of place begins with ช.
 * Without look-behind, which iOS before 16.4 cannot parse.
 */
export const tidyAddress = (text: string): string =>
  normaliseThai(text)
    .replace(/^\D{0,9}(?=\d)|^ที่?อ\S*\s+/, '')
    .replace(/หม[ูุ]?่?\s?ที่?(?=\s?\d)/g, 'หมู่ที่')
    .replace(/(หมู่ที่)(?=\d)/g, '$1 ')
    .replace(/(\s)ช\.(?=[ก-๎])/gu, '$1ซ.')
    .replace(/(\s[ตอจซถ])\s(?=[ก-๎])/gu, '$1.')
    .replace(/([\dก-๎])(?=(?:ต|อ|จ|ซ|ถ)\.)/gu, '$1 ')
    .replace(new RegExp(`(\\d)(?=(?:${places}))`, 'gu'), '$1 ')
    .replace(/\s+/g, ' ')
    .trim()
