// Names for invented people: common Thai given names and surnames with usual and unusual romanisations. Pairs are drawn at random.

type Name = readonly [thai: string, english: string]
const pairs = (text: string): Name[] =>
  text
    .trim()
    .split(/\s*,\s*/)
    .map((pair): Name => {
      const [thai, english] = pair.split(' ')
      return [thai, english]
    })

export const maleNames =
  pairs(`สมศักดิ์ Somsak, ประเสริฐ Prasert, วิชัย Wichai, ธนกฤต Thanakrit, ณัฐพล Nattapon, กิตติศักดิ์ Kittisak,
พงศ์พัฒน์ Pongpat, อภิสิทธิ์ Apisit, จิรายุ Jirayu, ธีรเดช Teeradet, สุรชัย Surachai, เกียรติภูมิ Kiattiphum, ชัยวัฒน์ Chaiwat,
ศุภชัย Supachai, วีรยุทธ Weerayut, ปิยะ Piya, อนุชา Anucha, ก้องภพ Kongphop, นิธิศ Nithit, ภาณุพงศ์ Panupong, สิทธิโชค Sitthichok,
เอกชัย Ekkachai, ไพโรจน์ Pairoj, บุญเลิศ Boonlert, ฉัตรชัย Chatchai, รัฐภูมิ Rattapoom, ทวีศักดิ์ Thaweesak, มนตรี Montri,
เจษฎา Jetsada, ฐิติพงศ์ Thitipong, อัครเดช Akkaradet, ชิษณุพงศ์ Chitsanupong, ยุทธนา Yutthana, โกวิท Kowit, ดำรงค์ Damrong,
เสกสรรค์ Seksan, พิเชษฐ์ Pichet, ปฏิภาณ Patiphan, สัญญา Sanya, หาญณรงค์ Hannarong, ซูไฮมี Suhaimi, อับดุลเลาะ Abdulloh,
วรพจน์ Worapoj, ไกรวุฒิ Kraiwut, ธวัชชัย Thawatchai, เฉลิมพล Chaloemphon, กฤษฎา Kritsada, วุฒิชัย Wutthichai`)

export const femaleNames =
  pairs(`สมหญิง Somying, พรทิพย์ Porntip, วรรณา Wanna, กัญญารัตน์ Kanyarat, ณัฐธิดา Nattida, สุนิสา Sunisa,
จันทร์เพ็ญ Chanpen, ศิริพร Siriporn, อรทัย Orathai, รัตนาภรณ์ Rattanaporn, เพ็ญพักตร์ Penpak, นันทนา Nanthana, ปวีณา Paweena,
ชุติมา Chutima, มาลัย Malai, บุษบา Butsaba, ดวงใจ Duangjai, กมลวรรณ Kamonwan, วิไลลักษณ์ Wilailak, สุดารัตน์ Sudarat,
พิมพ์ชนก Pimchanok, อัจฉรา Atchara, เบญจวรรณ Benjawan, ฐิติมา Thitima, ปาริชาติ Parichat, ธิดารัตน์ Thidarat, นงลักษณ์ Nongluck,
ฉวีวรรณ Chaweewan, ลัดดาวัลย์ Laddawan, อารีรัตน์ Areerat, จิราภรณ์ Jiraporn, เยาวลักษณ์ Yaowalak, หทัยรัตน์ Hathairat,
กาญจนา Kanchana, พัชรี Patcharee, ญาณิศา Yanisa, ภัทราวดี Pattarawadee, สุภาพร Supaporn, ขนิษฐา Khanittha, ฟ้าใส Fasai,
เมธาวี Methawee, ไอลดา Ailada, น้ำผึ้ง Namphueng, กิ่งแก้ว Kingkaew, ปิ่นมณี Pinmanee, เฌอปราง Cherprang, ฟาตีเมาะ Fateemoh, ใบเฟิร์น Baifern`)

export const surnames = pairs(`ใจดี Jaidee, แซ่ลิ้ม Saelim, ศรีสุวรรณ Srisuwan, บุญมี Boonmee, ทองดี Thongdee, แก้วกล้า Kaewkla,
วงศ์ใหญ่ Wongyai, สุขสวัสดิ์ Suksawat, จันทร์แก้ว Chankaew, พิทักษ์ธรรม Pitaktham, รุ่งเรือง Rungruang, อินทรประเสริฐ Intaraprasert,
คงเจริญ Khongcharoen, ชูศักดิ์ Choosak, เพชรรัตน์ Petcharat, มณีวงศ์ Maneewong, ศักดิ์สิทธิ์ Saksit, ปานทอง Panthong,
วัฒนากุล Wattanakul, หนูแก้ว Nukaew, ภูมิพัฒน์ Phumiphat, กลิ่นหอม Klinhom, ยิ้มแย้ม Yimyaem, สิงห์โต Singto, ดวงดี Duangdee,
ธนสมบัติ Thanasombat, น้อยสุข Noisuk, โพธิ์งาม Phongam, เกตุแก้ว Ketkaew, ไชยวงศ์ Chaiwong, อยู่เย็น Yuyen, สายบุญ Saiboon,
ตั้งตรงจิต Tangtrongchit, ลิ้มเจริญ Limcharoen, พูลสวัสดิ์ Poonsawat, อ่อนละมัย Onlamai, ขำคม Khamkhom, นาคสุข Naksuk, สังข์ทอง Sangthong,
ฤทธิเดช Ritthidet, กุลวานิช Kulwanit, บัวลอย Bualoy, เปรมปรีดิ์ Prempree, หวังดี Wangdee, มะลิวัลย์ Maliwan, เจ๊ะอาแว Jehawae, ประทุมมา Pratumma,
ทรัพย์อนันต์ Supanan, ขวัญเมือง Kwanmuang, ศิลปชัย Sinlapachai, จุลละครินทร์ Julkarin, วิเศษสุข Wisetsuk, ผ่องใส Phongsai, ก้อนทอง Konthong,
ปัญญาดี Panyadee, เทพวงศ์ Thepwong, ช่างเหล็ก Changlek, อุดมโชค Udomchok, รัตนพันธ์ Rattanapan, พึ่งบุญ Phuengboon`)

/** Given names with letters that tesseract's Thai model lacks (ฌ) or rarely saw in training. */
export const rareNames =
  pairs(`เฌอปราง Cherprang, ฌานนท์ Chanon, พิมพ์ฌา Pimcha, อัฌชา Atcha, ฌลวรรณ Chonlawan, ณฌา Nacha, มัฆวาน Makkhawan,
จุฬา Chula, วัฒนา Wattana, มณฑา Montha, ฎีกา Deeka, ปฏิมา Patima, ฤทัย Ruethai, ฌัชชา Chatcha, เฌอมาลย์ Chermarn, ฆนัท Khanat`)
