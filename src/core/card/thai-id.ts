// The 13-digit Thai citizen number: checked as far as arithmetic goes, and shown in the card's own grouping.
import { err, ok, type Result } from '../result.ts'

/** Thirteen ASCII digits that passed `checkIdNumber`. */
export type IdNumber = string & { readonly brand: 'IdNumber' }

export type IdNumberFault = 'not_13_digits' | 'wrong_check_digit' | 'unknown_province' | 'not_a_citizen'

/** Two-digit codes of the 77 provinces (Ministry of Interior; digits 2-3 of the number name the registering province). */
export const provinces: Readonly<Record<string, string>> = {
  10: 'กรุงเทพมหานคร',
  11: 'สมุทรปราการ',
  12: 'นนทบุรี',
  13: 'ปทุมธานี',
  14: 'พระนครศรีอยุธยา',
  15: 'อ่างทอง',
  16: 'ลพบุรี',
  17: 'สิงห์บุรี',
  18: 'ชัยนาท',
  19: 'สระบุรี',
  20: 'ชลบุรี',
  21: 'ระยอง',
  22: 'จันทบุรี',
  23: 'ตราด',
  24: 'ฉะเชิงเทรา',
  25: 'ปราจีนบุรี',
  26: 'นครนายก',
  27: 'สระแก้ว',
  30: 'นครราชสีมา',
  31: 'บุรีรัมย์',
  32: 'สุรินทร์',
  33: 'ศรีสะเกษ',
  34: 'อุบลราชธานี',
  35: 'ยโสธร',
  36: 'ชัยภูมิ',
  37: 'อำนาจเจริญ',
  38: 'บึงกาฬ',
  39: 'หนองบัวลำภู',
  40: 'ขอนแก่น',
  41: 'อุดรธานี',
  42: 'เลย',
  43: 'หนองคาย',
  44: 'มหาสารคาม',
  45: 'ร้อยเอ็ด',
  46: 'กาฬสินธุ์',
  47: 'สกลนคร',
  48: 'นครพนม',
  49: 'มุกดาหาร',
  50: 'เชียงใหม่',
  51: 'ลำพูน',
  52: 'ลำปาง',
  53: 'อุตรดิตถ์',
  54: 'แพร่',
  55: 'น่าน',
  56: 'พะเยา',
  57: 'เชียงราย',
  58: 'แม่ฮ่องสอน',
  60: 'นครสวรรค์',
  61: 'อุทัยธานี',
  62: 'กำแพงเพชร',
  63: 'ตาก',
  64: 'สุโขทัย',
  65: 'พิษณุโลก',
  66: 'พิจิตร',
  67: 'เพชรบูรณ์',
  70: 'ราชบุรี',
  71: 'กาญจนบุรี',
  72: 'สุพรรณบุรี',
  73: 'นครปฐม',
  74: 'สมุทรสาคร',
  75: 'สมุทรสงคราม',
  76: 'เพชรบุรี',
  77: 'ประจวบคีรีขันธ์',
  80: 'นครศรีธรรมราช',
  81: 'กระบี่',
  82: 'พังงา',
  83: 'ภูเก็ต',
  84: 'สุราษฎร์ธานี',
  85: 'ระนอง',
  86: 'ชุมพร',
  90: 'สงขลา',
  91: 'สตูล',
  92: 'ตรัง',
  93: 'พัทลุง',
  94: 'ปัตตานี',
  95: 'ยะลา',
  96: 'นราธิวาส',
}

/** The thirteenth digit for the first twelve: (11 − Σ dᵢ·(13−i) mod 11) mod 10, i from 0. */
export const checkDigitOf = (first12: string): string => {
  let sum = 0
  for (let i = 0; i < 12; i++) sum += Number(first12[i]) * (13 - i)
  return String((11 - (sum % 11)) % 10)
}

/**
 * Accepts the number with or without its spaces or dashes.
 * The check digit lets 9 % of single-digit errors pass, so the province is checked too. Citizens start with 1-5 or 8;
 * 0, 6 and 7 are people without Thai nationality, who carry another card.
 */
export const checkIdNumber = (text: string): Result<IdNumber, IdNumberFault> => {
  const digits = text.replace(/[\s\-–.]/g, '')
  if (!/^\d{13}$/.test(digits)) return err('not_13_digits')
  if (digits[12] !== checkDigitOf(digits.slice(0, 12))) return err('wrong_check_digit')
  if (!/^[1-58]/.test(digits)) return err('not_a_citizen')
  if (provinces[digits.slice(1, 3)] === undefined) return err('unknown_province')
  return ok(digits as IdNumber)
}

/** `1234567890123` → `1 2345 67890 12 3`, as printed on the card. Anything else than 13 characters comes back as it is. */
export const formatIdNumber = (digits: string): string => digits.replace(/^(.)(.{4})(.{5})(.{2})(.)$/, '$1 $2 $3 $4 $5')

/** Only the last four digits stay readable: `x xxxx xxxx5 50 9`. */
export const maskIdNumber = (idNumber: IdNumber): string => formatIdNumber(`xxxxxxxxx${idNumber.slice(9)}`)
