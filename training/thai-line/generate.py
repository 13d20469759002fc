"""Makes the training data: draws lines of print, simulates photos of them, and writes the cut-out lines into shards.

generate.py FONTS PLACES INTO --shards 20 --size 2000 --seed 1 [--held-out]
A shard is an .npz with `pixels` (all pictures one after the other, HEIGHT rows each, column by column), `widths`, `texts`, `families`.
"""
import argparse
import io
import os

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from alphabet import NUMBER, as_printed
from fonts import LOOPED, Face, families
from pipeline import LETTER, flatten, lines_of, place_on_rows, warp
from words import Words, load_places

EM = 50  # type size of the drawn line, pixels
BASE = 2.4  # distance of the baseline from the strip's upper edge, in ems
HIGH = 4.0  # height of the strip, in ems


def print_strip(rng, words, face, text, stroke):
    """The ink coverage (0..1) of a strip with one line, perhaps with neighbouring lines, and the bounds x0, x1 of the line's own ink."""
    pad = 2 * EM
    width = int(face.width(text)) + 2 * pad
    own = Image.new("L", (width, int(HIGH * EM)))
    face.draw(ImageDraw.Draw(own), pad, BASE * EM, text, stroke)
    box = own.getbbox()
    if box is None:
        return None
    pen = ImageDraw.Draw(own)
    for way in (-1, 1):
        if rng.random() < 0.55:
            other = Face(face.paths[0], face.paths[1], int(EM * rng.uniform(0.6, 1.0)))
            away = rng.uniform(1.35, 1.9) * EM * way
            other.draw(pen, pad + rng.uniform(-1, 3) * EM, BASE * EM + away, words.line(), stroke)
    return np.asarray(own, np.float32) / 255, box[0], box[2]


def paper(rng, height, width):
    """The grey of the background: a level, clouds, and the fine waves of a guilloche."""
    level = rng.uniform(140, 245)
    clouds = Image.fromarray(rng.normal(level, rng.uniform(0, 10), (3, max(2, width // 150))).astype(np.float32))
    ground = np.array(clouds.resize((width, height), Image.BILINEAR))
    for _ in range(rng.integers(0, 3)):
        picture = Image.new("L", (width, height))
        pen = ImageDraw.Draw(picture)
        step, wave, length, lean = rng.uniform(8, 40), rng.uniform(0, 40), rng.uniform(80, 600), rng.uniform(-0.5, 0.5)
        xs = np.arange(0, width + 12, 12)
        for y in np.arange(-wave - abs(lean) * width, height + wave + abs(lean) * width, step):
            ys = y + lean * xs + wave * np.sin(xs / length * 6.28 + y / 40)
            pen.line(list(zip(xs.tolist(), ys.tolist())), fill=255, width=int(rng.integers(1, 4)))
        ground += np.asarray(picture, np.float32) / 255 * rng.uniform(-28, 18)
    return ground


def photograph(rng, strip, matrix, size):
    """A photo of `size` pixels of the strip. `matrix` maps points of the strip to the photo."""
    width, height = size
    double = np.diag([2.0, 2.0, 1.0]) @ matrix
    scale = np.sqrt(abs(np.linalg.det(double[:2, :2])))
    picture = Image.fromarray(np.clip(strip, 0, 255).astype(np.uint8))
    if scale < 0.75:
        less = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        double = double @ np.diag([picture.width / less[0], picture.height / less[1], 1.0])
        picture = picture.resize(less, Image.BOX)
    back = np.linalg.inv(double)
    back /= back[2, 2]
    fill = int(np.median(strip))
    photo = picture.transform((2 * width, 2 * height), Image.PERSPECTIVE, tuple(back.ravel()[:8]), Image.BILINEAR, fillcolor=fill)
    return np.asarray(photo.reduce(2), np.float32)


def degrade(rng, photo, em):
    """Adds uneven light, blur, hand movement, noise and JPEG. `em`: type size in the photo; it limits the blur in small photos."""
    height, width = photo.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = rng.uniform(0, 6.28)
    far = ((x - width / 2) * np.float32(np.cos(angle)) + (y - height / 2) * np.float32(np.sin(angle))) / max(width, height) * 2
    photo = photo * (1 - np.float32(rng.uniform(0, 0.35)) * (far + 1) / 2)
    if rng.random() < 0.2:
        photo = photo * np.where(far > rng.uniform(-0.5, 0.5), np.float32(1 - rng.uniform(0.05, 0.4)), np.float32(1))
    if rng.random() < 0.1:
        photo = photo + rng.uniform(10, 70) * np.exp(-((far - rng.uniform(-1, 1)) ** 2) / 0.1)
    most = min(2.0, em / 24)
    if rng.random() < 0.75:
        photo = ndimage.gaussian_filter(photo.astype(np.float32), rng.uniform(0.2, most), truncate=3)
    if rng.random() < 0.2:
        length = int(rng.integers(2, max(3, min(6, em // 8))))
        angle = rng.uniform(0, 6.28)
        steps = [(round(k * np.sin(angle)), round(k * np.cos(angle))) for k in range(length)]
        photo = sum(np.roll(photo, step, (0, 1)) for step in steps) / np.float32(length)
    photo = photo + rng.standard_normal(photo.shape, np.float32) * np.float32(rng.uniform(0.3, 6))
    photo = np.clip(photo, 0, 255).astype(np.uint8)
    if rng.random() < 0.85:
        file = io.BytesIO()
        Image.fromarray(photo).save(file, "JPEG", quality=int(rng.integers(45, 96)))
        photo = np.asarray(Image.open(file))
    return photo


def make_line(rng, words, choice):
    """(picture of the line, text, family), or None if the line is not whole after cutting."""
    family, weight, thai, latin = choice
    text = words.line()
    face = Face(thai, latin, EM)
    face.paths = (thai, latin)
    # A browser thickens the strokes of a typeface that lacks the requested weight.
    stroke = int(rng.choice([0, 0, 0, 0, 1, 1, 2] if weight < 600 else [0, 0, 0, 1]))
    printed = print_strip(rng, words, face, text, stroke)
    if printed is None:
        return None
    coverage, ink0, ink1 = printed
    if rng.random() < 0.3:
        coverage = ndimage.gaussian_filter(coverage, rng.uniform(0.3, 1.6))
    height, width = coverage.shape
    dark = rng.uniform(10, 75) if rng.random() < 0.85 else rng.uniform(75, 110)
    ground = paper(rng, height, width)
    strip = ground + (dark - ground) * coverage * rng.uniform(0.85, 1)

    em = np.exp(rng.uniform(np.log(20), np.log(58)))
    squeeze = rng.uniform(0.76, 1.1) if rng.random() < 0.4 else 1.0
    turn = np.radians(rng.uniform(-9, 9) if rng.random() < 0.6 else rng.uniform(-1, 1))
    k = em / EM
    cos, sin = np.cos(turn), np.sin(turn)
    to_photo = np.array([[k * squeeze * cos, -k * sin, 0], [k * squeeze * sin, k * cos, 0], [0, 0, 1]])
    to_photo = np.array([[1, 0, 0], [0, 1, 0], [rng.normal(0, 2e-5), rng.normal(0, 5e-5), 1]]) @ to_photo
    corners = to_photo @ np.array([[0, width, width, 0], [0, 0, height, height], [1, 1, 1, 1]])
    corners = corners[:2] / corners[2]
    low, high = corners.min(1), corners.max(1)
    shift = np.eye(3)
    shift[:2, 2] = -low + rng.uniform(0, 1, 2)
    to_photo = shift @ to_photo
    photo = photograph(rng, strip, to_photo, [int(v) + 2 for v in np.ceil(high - low)])
    photo = degrade(rng, photo, em)

    # The cut. The layout's letter body is LETTER pixels, but typefaces differ and the corners are slightly wrong.
    size = float(np.clip(rng.normal(28.5, 3), 21, 37))
    wide = size * squeeze * rng.uniform(0.93, 1.07)
    up, down = rng.uniform(2.6, 4.2) * LETTER, rng.uniform(1.15, 2.6) * LETTER
    left, right = rng.uniform(0.5, 1.8) * EM, rng.uniform(0.5, 1.8) * EM
    lean, bent = rng.normal(0, 0.004), rng.normal(0, 0.004)
    a, b = EM / wide, EM / size
    to_strip = np.array([
        [a, rng.normal(0, 0.01) + bent, ink0 - left],
        [lean, b, BASE * EM - up * b - lean * (ink1 - ink0) / 2 / a],
        [0, 0, 1],
    ])
    cut_width, cut_height = int((ink1 - ink0 + left + right) / a), int(up + down)
    samples = int(np.clip(round(em / size), 1, 3))
    crop = warp(photo, to_photo @ to_strip, cut_width, cut_height, samples)
    flat = flatten(crop, round(LETTER * 0.8))
    body = up - LETTER / 2
    near = [line for line in lines_of(flat, LETTER) if line[1] - 4 <= body <= line[2] + 4]
    if not near:
        return None
    picture, _, _, x0, x1 = near[0]
    whole = abs(x0 - left / a) < LETTER * 0.7 and abs(x1 - (ink1 - ink0 + left) / a) < LETTER * 0.7
    return (place_on_rows(picture), text, family) if whole else None


def main():
    args = argparse.ArgumentParser()
    for name in ("fonts", "places", "into"):
        args.add_argument(name)
    args.add_argument("--shards", type=int, default=20)
    args.add_argument("--size", type=int, default=2000)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--held-out", action="store_true")
    args = args.parse_args()
    os.makedirs(args.into, exist_ok=True)
    places = load_places(args.places)
    faces = families(args.fonts, args.held_out)
    names = sorted({name for name, *_ in faces})
    odds = np.array([3.0 if args.held_out or name in LOOPED else 1.0 for name in names])
    odds /= odds.sum()
    for shard in range(args.shards):
        path = f"{args.into}/{args.seed:03d}-{shard:03d}.npz"
        if os.path.exists(path):
            continue
        rng = np.random.default_rng([args.seed, shard])
        words = Words(args.seed * 1000 + shard, places)
        made, tried = [], 0
        while len(made) < args.size:
            name = names[rng.choice(len(names), p=odds)]
            of = [face for face in faces if face[0] == name]
            line = make_line(rng, words, of[rng.integers(len(of))])
            tried += 1
            if line and line[0].shape[1] <= 520:
                made.append(line)
        pixels = np.concatenate([picture.T.ravel() for picture, _, _ in made])
        widths = np.array([picture.shape[1] for picture, _, _ in made], np.int32)
        np.savez(f"{path}.part.npz", pixels=pixels, widths=widths, texts=[t for _, t, _ in made], families=[f for *_, f in made])
        os.rename(f"{path}.part.npz", path)
        print(path, f"{args.size} of {tried}", flush=True)


if __name__ == "__main__":
    main()
