"""Makes the texts of the training data: meaningless Thai-looking words, addresses, dates. Without names, so that none is learnt."""
import json
import random

CONSONANTS = [chr(c) for c in range(0x0E01, 0x0E2F) if chr(c) not in "ฤฦ"]
COMMON = "กขคงจชดตทธนบปผพภมยรลวศสหอ" * 2 + "ฉซญฐณถฟฎฏฑฒษฮฆฝฬฌ"
FINALS = "งนมยวกดบตทธณญรลพศษสชคจ" * 2 + "ฎฏฐฑฒขภฟซฌฆฬ"
TONES = ["", "", "", "", "", "", "่", "่", "้", "้", "๊", "๋"]
# C: consonant. T: tone. F: final consonant. f: optional final consonant.
FRAMES = [
    "CTะ", "CัTF", "CัTF", "CTาf", "CTาf", "CTาf", "CิTf", "CิTF", "CีTf", "CึTF", "CืTF", "CืTอ", "CุTf", "CุTF", "CูTf",
    "เCTะ", "เC็F", "เCTf", "แCTะ", "แC็F", "แCTf", "โCTf", "CTอf", "C็อF", "เCTา", "เCTาะ", "CTำ", "CTำ", "ไCT", "ใCT",
    "CัTว", "CTวF", "เCีTยf", "เCืTอf", "เCิTF", "เCTอ", "เCTย", "CTF", "CTF", "CรรF", "C", "ไCTย", "โCTะ",
]  # fmt: skip
TITLES = ["นาย", "นาง", "น.ส.", "ด.ช.", "ด.ญ.", "ว่าที่ ร.ต.", "พ.ต.", "ร.ต.อ.", "พล.ต.", "จ.ส.อ.", "ส.ต.ท.", "พระ", "ม.ล.", "ดร."]
MONTHS = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
LABELS = ["ชื่อตัวและชื่อสกุล", "เกิดวันที่", "ที่อยู่", "วันออกบัตร", "วันบัตรหมดอายุ", "ตลอดชีพ", "เลขประจำตัวประชาชน", "หมู่ที่", "ศาสนา"]


def load_places(path):
    """The names of tambon, amphoe and provinces: a JSON list of strings, written by places.mjs."""
    with open(path, encoding="utf8") as file:
        return json.load(file)


class Words:
    def __init__(self, seed, places):
        self.rng = random.Random(seed)
        self.places = places

    def consonant(self):
        d = self.rng
        one = d.choice(CONSONANTS) if d.random() < 0.4 else d.choice(COMMON)
        chance = d.random()
        if chance < 0.1:
            return one + d.choice("รลว")
        if chance < 0.14:
            return "ห" + d.choice("งญนมยรลว")
        return one

    def final(self):
        d = self.rng
        if d.random() < 0.25:
            return d.choice(CONSONANTS)
        return d.choice(FINALS)

    def syllable(self):
        d = self.rng
        chance = d.random()
        if chance < 0.012:
            return d.choice(["ฤ", "ฤๅ", "ฦ", "ฤ" + self.final()])
        out = ""
        for part in d.choice(FRAMES):
            if part == "C":
                out += self.consonant()
            elif part == "T":
                out += d.choice(TONES)
            elif part == "F" or (part == "f" and d.random() < 0.5):
                out += self.final()
            elif part != "f":
                out += part
        if d.random() < 0.1:
            out += self.final() + d.choice(["", "", "ิ", "ุ"]) + "์"
        return out

    def word(self, most=4):
        d = self.rng
        if d.random() < 0.01:
            return "ก็"
        return "".join(self.syllable() for _ in range(d.randint(1, most)))

    def number(self):
        d = self.rng
        return str(d.randint(1, 10 ** d.randint(1, 3)))

    def name(self):
        d = self.rng
        words = [self.word(3)]
        if d.random() < 0.6:
            words.insert(0, d.choice(TITLES[:3] if d.random() < 0.7 else TITLES))
        if d.random() < 0.5:
            words.append(self.word(3))
        if d.random() < 0.04:
            words.insert(-1, "ณ")
        return " ".join(words)

    def address(self):
        d = self.rng
        house = self.number() + (f"/{self.number()}" if d.random() < 0.5 else "")
        place = d.choice(self.places) if d.random() < 0.7 else self.word()
        of = d.choice(["ต.", "อ.", "จ.", "แขวง", "เขต", "ซ.", "ถ.", "บ้าน", "ซอย ", "ถนน "])
        lane = f"{d.choice(['ซ.', 'ถ.', 'ตรอก'])}{self.word(2)} {self.number()}"
        return d.choice([
            f"{house} {of}{place}", f"{house} หมู่ที่ {d.randint(1, 20)}", f"{of}{place}", f"หมู่ที่ {d.randint(1, 20)} {of}{place}",
            f"{house} {lane}", f"{of}{place} {d.choice(['อ.', 'จ.', 'เขต'])}{d.choice(self.places)}", f"{lane} {of}{place}",
            f"{of}{place} กรุงเทพมหานคร", house,
        ])  # fmt: skip

    def date(self):
        d = self.rng
        if d.random() < 0.08:
            return "ตลอดชีพ"
        text = f"{d.randint(1, 31)} {d.choice(MONTHS)} {d.randint(2460, 2590)}"
        return ("เกิดวันที่ " if d.random() < 0.15 else "") + text

    def loose(self):
        """Marks and letters in any printable order, so that the net does not learn to read a letter from its neighbours alone."""
        d = self.rng
        out = ""
        for _ in range(d.randint(2, 7)):
            out += d.choice(["", "", "", "เ", "แ", "โ", "ไ", "ใ"]) + d.choice(CONSONANTS)
            out += d.choice(["", "", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็"])
            if out[-1] != "็":
                out += d.choice(["", "", "่", "้", "๊", "๋", "์"])
            out += d.choice(["", "", "", "ะ", "า", "ๆ", " "])
        return out.strip()

    def line(self):
        chance = self.rng.random()
        if chance < 0.56:
            text = self.name()
        elif chance < 0.72:
            text = self.address()
        elif chance < 0.80:
            text = self.date()
        elif chance < 0.82:
            text = self.rng.choice(LABELS)
        elif chance < 0.92:
            text = self.loose()
        else:
            text = " ".join(self.word(2) for _ in range(self.rng.randint(1, 3)))
        return text if len(text) <= 30 else text[:30].strip()
