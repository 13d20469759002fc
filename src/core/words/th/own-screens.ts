// The screens on which a person erases everything, takes back the consent to the face, gets a copy, or chooses a new PIN, in Thai. Fetched with those screens.
import { dataCopy, erasure, faceWithdrawal, forgottenPin } from './own-data.ts'

export const ownScreens = {
  erase: {
    ...erasure,
    withPin: 'ลบด้วยรหัส',
    now: 'ลบทั้งหมดเดี๋ยวนี้',
    done: 'ลบข้อมูลของคุณแล้วค่ะ',
    doneText: 'เก็บเลขใบรับไว้ ใช้อ้างถึงการลบครั้งนี้',
    number: 'เลขใบรับ',
    at: 'ลบเมื่อ',
    again: 'ลงทะเบียนใหม่',
  },
  withdraw: { ...faceWithdrawal, withPin: 'ถอนด้วยรหัส', now: 'ถอนความยินยอม' },
  copy: {
    ...dataCopy,
    withPin: 'ขอด้วยรหัส',
    now: 'ขอสำเนา',
    opened: 'เปิดในเบราว์เซอร์แล้วค่ะ',
    openedText: 'แตะ “ดาวน์โหลด” ในหน้านั้น ลิงก์ใช้ได้ครั้งเดียว ภายใน 10 นาที',
    again: 'เปิดเบราว์เซอร์อีกครั้ง',
  },
  newPin: {
    ...forgottenPin,
    start: 'ถ่ายหน้า',
    officer: 'รับรหัสไปพบเจ้าหน้าที่',
    held: 'รอก่อนนะคะ เพื่อกันคนอื่นมาตั้งแทน',
    heldText: 'ตั้งรหัสใหม่ได้ตั้งแต่',
    heldMore: 'นึกรหัสเดิมออกเมื่อไร ใส่รหัสเดิมได้เลย',
    unconfirmed: 'ยังรอยืนยันหน้าค่ะ',
    unconfirmedText: 'ครบเวลาพักแล้ว บอกรหัสขอความช่วยเหลือกับเจ้าหน้าที่ พร้อมบัตรประชาชนตัวจริง',
    code: 'บอกรหัสขอความช่วยเหลือนี้กับเจ้าหน้าที่ พร้อมบัตรประชาชนตัวจริง',
    stopped: 'ตอนนี้ขอตั้งรหัสใหม่ไม่ได้ค่ะ',
    stoppedText: 'มีการหยุดไว้ ขอใหม่ได้ตั้งแต่',
    stop: 'ไม่ใช่ฉัน หยุดเลย',
  },
}
