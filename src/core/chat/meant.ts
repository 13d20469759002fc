// Finds what a chat message means. A text is read once and dropped, so that a PIN typed into the chat is never stored.
// Decision 016: users type PINs and ID numbers into chats.
import { languages, languageTable } from '../languages.ts'
import type { Command } from './button.ts'
import type { Heard, HeardEvent } from './heard.ts'
import { secretIn } from './numbers.ts'

export type Meant =
  | Exclude<Heard, { heard: 'text' }>
  | { heard: 'command'; command: Command }
  | { heard: 'pinTyped' }
  | { heard: 'idNumberTyped' }
  | { heard: 'tooLong' }
  | { heard: 'otherWords' }
export type MeantEvent = Omit<HeardEvent, 'heard'> & { heard: Meant }

/** UTF-16 units. Longer texts are not read: no command is that long. */
const longest = 200

/** The words for each command, in every language. The first match wins. */
const spoken: readonly (readonly [RegExp, Command])[] = [
  [/ถอน(ความ)?ยินยอม|withdraw/i, 'withdraw'],
  [/ลบ(ข้อมูล|บัตร|บัญชี)|erase|delete|forget me/i, 'erase'],
  [/ลืม\s*(รหัส|พิน|pin)|forgot/i, 'forgotPin'],
  [/ไม่ใช่ฉัน|ไม่ใช่ผม|not me/i, 'notMe'],
  [/(ขอ|ดาวน์โหลด|ส่งออก)\s*(สำเนา)?ข้อมูล|สำเนาข้อมูล|export|copy of my data|download/i, 'copy'],
  // A lost phone or card is stopped before anything else is asked.
  [/ระงับ|อายัด|freeze/i, 'freeze'],
  [/(โทรศัพท์|มือถือ|เครื่อง|บัตร|กระเป๋า).*(หาย|ขโมย)/, 'freeze'],
  [/(phone|card|wallet|bag)\b.*\b(lost|stolen|missing)|(lost|stole)\b.*\b(phone|card|wallet|bag)/i, 'freeze'],
  [/เริ่มใหม่|เริ่มต้นใหม่|ยกเลิก|restart|start over|cancel/i, 'restart'],
  [/คุยกับคน|เจ้าหน้าที่|ช่วย|help|person|agent/i, 'help'],
  [/ต้องเตรียม|เตรียมอะไร|prepare/i, 'prepare'],
  // The default language comes last: a user who names it beside another language wants the other one.
  ...[...languages]
    .reverse()
    .map((language) => [languageTable[language].typed, languageTable[language].command] as const),
  [/ทำต่อ|ไปต่อ|ต่อ$|continue|go on|resume/i, 'goOn'],
  [/ใครดู|ใครเปิด|who looked/i, 'looked'],
  [/แสดงบัตร|ขอดูบัตร|^บัตร|บัตรของฉัน|my card|show/i, 'card'],
  [/ลงทะเบียน|สมัคร|เริ่ม|ทำบัตร|สวัสดี|register|sign ?up|start|hello|^hi$/i, 'start'],
]

const meaningOf = (text: string): Meant => {
  if (text.length > longest) return { heard: 'tooLong' }
  const secret = secretIn(text)
  if (secret) return { heard: `${secret}Typed` }
  const command = spoken.find(([pattern]) => pattern.test(text.trim()))?.[1]
  return command ? { heard: 'command', command } : { heard: 'otherWords' }
}

/** Returns the event with its meaning in place of the text that the user typed. */
export const understand = (event: HeardEvent): MeantEvent => ({
  ...event,
  heard: event.heard.heard === 'text' ? meaningOf(event.heard.text) : event.heard,
})
