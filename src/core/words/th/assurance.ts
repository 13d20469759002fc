// Grades and what they rest on: the same words in the chat, the mini-app and on the official's page.
export const assurance = {
  grade: {
    confirmed: 'ยืนยันตัวแล้ว',
    checked: 'ตรวจทางไกลแล้ว',
    declared: 'ตามที่เจ้าของแจ้ง',
    doubted: 'อยู่ระหว่างตรวจสอบ',
  },
  document: {
    read: 'โทรศัพท์ของเจ้าของอ่านจากรูปบัตร',
    typed: 'เจ้าของพิมพ์เอง',
    trial: 'ตรวจกับทะเบียนทดลอง',
    registry: 'ตรวจกับทะเบียนแล้ว',
    seen: 'เจ้าหน้าที่เห็นบัตรจริงแล้ว',
    'seen-registry': 'เจ้าหน้าที่เห็นบัตรจริง และตรวจกับทะเบียนแล้ว',
    chip: 'เจ้าหน้าที่อ่านจากชิปในบัตรแล้ว',
  },
  face: {
    self: 'เทียบบนโทรศัพท์ของเจ้าของเท่านั้น',
    rechecked: 'ระบบเทียบซ้ำแล้ว',
    reviewed: 'เจ้าหน้าที่เทียบรูปแล้ว',
    'in-person': 'เจ้าหน้าที่พบตัวจริงแล้ว',
    doubted: 'ยังไม่ตรงกัน',
  },
} as const
