"""Unpacks the typefaces into one folder as ttf/otf: @fontsource packages (woff2, Thai and Latin apart) and Debian's fonts-tlwg."""
import json
import os
import re
import shutil
import sys
from glob import glob

from PIL import ImageFont

# The typefaces of bench/specimens.ts, part "report". The net is never trained on them.
HELD_OUT = ["ibm-plex-sans-thai-looped", "trirong", "noto-sans-thai-looped", "norasi", "kinnari", "laksaman", "waree"]
# Typefaces with loops, as on a card. The others are used a third as often.
LOOPED = [
    *("sarabun", "niramit", "taviraj", "maitree", "pridi", "athiti", "mali", "koho", "kodchasan", "fahkwang", "noto-serif-thai"),
    *("garuda", "umpush", "loma", "tlwgtypo", "tlwgmono", "tlwgtypist", "tlwgtypewriter", "purisa", "sawasdee"),
]  # fmt: skip


def unpack(packages, tlwg, into):
    """Converts woff2 to ttf and copies otf. `packages`: node_modules/@fontsource. `tlwg`: folder with the .otf files of fonts-tlwg-*-otf."""
    from fontTools.ttLib import TTFont

    os.makedirs(into, exist_ok=True)
    for path in sorted(glob(f"{packages}/*/files/*-normal.woff2")):
        found = re.fullmatch(r"(.+)-(thai|latin)-([4567]00)-normal\.woff2", os.path.basename(path))
        if not found:
            continue
        font = TTFont(path)
        font.flavor = None
        font.save(f"{into}/{found[1]}_{found[3]}_{found[2]}.ttf")
    for path in sorted(glob(f"{tlwg}/**/*.otf", recursive=True)):
        name = os.path.basename(path)[:-4]
        if re.search("Oblique|Italic|Light", name):
            continue
        family, _, style = name.partition("-")
        shutil.copy(path, f"{into}/{family.lower()}_{700 if style == 'Bold' else 400}_thai.otf")


def families(folder, held_out):
    """(family, weight, path of the Thai font, path of the Latin font) of the held-out typefaces or of all others."""
    found = []
    for path in sorted(glob(f"{folder}/*_thai.?tf")):
        family, weight, _ = os.path.basename(path).split("_")
        if (family in HELD_OUT) != held_out:
            continue
        latin = path.replace("_thai.", "_latin.")
        found.append((family, int(weight), path, latin if os.path.exists(latin) else path))
    return found


class Face:
    """Sets a line in both scripts from two font files, as a browser does."""

    cache = {}

    def __init__(self, thai, latin, size):
        self.thai = self.load(thai, size)
        self.latin = self.load(latin, size)

    @classmethod
    def load(cls, path, size):
        key = (path, size)
        if key not in cls.cache:
            if len(cls.cache) > 600:
                cls.cache.clear()
            cls.cache[key] = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)
        return cls.cache[key]

    def runs(self, text):
        for run in re.findall("[\u0e00-\u0e7f]+|[^\u0e00-\u0e7f]+", text):
            yield run, self.thai if "\u0e00" <= run[0] <= "\u0e7f" else self.latin

    def width(self, text):
        return sum(font.getlength(run) for run, font in self.runs(text))

    def draw(self, pen, x, baseline, text, stroke=0):
        for run, font in self.runs(text):
            pen.text((x, baseline), run, font=font, fill=255, anchor="ls", stroke_width=stroke)
            x += font.getlength(run)


if __name__ == "__main__":
    unpack(*sys.argv[1:4])
    for held_out in (False, True):
        names = families(sys.argv[3], held_out)
        print("held out:" if held_out else "trained on:", len(names), json.dumps(sorted({name for name, *_ in names})))
