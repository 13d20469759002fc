"""Prints lines, photographs them, and reads them into shards: what the net is trained on.

generate.py FONTS PLACES INTO --shards 20 --size 2000 --seed 1 [--held-out]
A shard is an .npz: `pixels` all pictures one after the other (HEIGHT rows each, column by column), `widths`, `texts`, `families`.
"""
import argparse
import io
import os

import numpy as np
from PIL import Image, ImageDraw
from scipy import ndimage

from alphabet import NUMBER, as_printed
from fonts import LOOPED, Face, families
from pipeline import LETTER, flatten, lines_of, placed, warp
from words import Words, load_places

EM = 50  # size of the type that is printed with, pixels
BASE = 2.4  # baseline below the strip's upper edge, in ems; the strip is 4 high
HIGH = 4.0


def print_strip(dice, words, face, text, stroke):
    """Coverage 0..1 of the strip, and the bounds of the line's own ink in it: x0, x1."""
    pad = 2 * EM
    width = int(face.width(text)) + 2 * pad
    own = Image.new("L", (width, int(HIGH * EM)))
    face.draw(ImageDraw.Draw(own), pad, BASE * EM, text, stroke)
    box = own.getbbox()
    if box is None:
        return None
    pen = ImageDraw.Draw(own)
    for way in (-1, 1):
        if dice.random() < 0.55:
            other = Face(face.paths[0], face.paths[1], int(EM * dice.uniform(0.6, 1.0)))
            away = dice.uniform(1.35, 1.9) * EM * way
            other.draw(pen, pad + dice.uniform(-1, 3) * EM, BASE * EM + away, words.line(), stroke)
    return np.asarray(own, np.float32) / 255, box[0], box[2]


def paper(dice, height, width):
    """Grey of the ground: a level, a slope, clouds, and the fine waves of a guilloche."""
    level = dice.uniform(140, 245)
    clouds = Image.fromarray(dice.normal(level, dice.uniform(0, 10), (3, max(2, width // 150))).astype(np.float32))
    ground = np.array(clouds.resize((width, height), Image.BILINEAR))
    for _ in range(dice.integers(0, 3)):
        picture = Image.new("L", (width, height))
        pen = ImageDraw.Draw(picture)
        step, wave, length, lean = dice.uniform(8, 40), dice.uniform(0, 40), dice.uniform(80, 600), dice.uniform(-0.5, 0.5)
        xs = np.arange(0, width + 12, 12)
        for y in np.arange(-wave - abs(lean) * width, height + wave + abs(lean) * width, step):
            ys = y + lean * xs + wave * np.sin(xs / length * 6.28 + y / 40)
            pen.line(list(zip(xs.tolist(), ys.tolist())), fill=255, width=int(dice.integers(1, 4)))
        ground += np.asarray(picture, np.float32) / 255 * dice.uniform(-28, 18)
    return ground


def photographed(dice, strip, matrix, size):
    """The strip seen through `matrix` (strip → photo), `size` wide and high."""
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


def befallen(dice, photo, em):
    """Light, focus, the hand, the sensor, the file. @param em size of the type in the photo: small photos are no blurrier"""
    height, width = photo.shape
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = dice.uniform(0, 6.28)
    far = ((x - width / 2) * np.float32(np.cos(angle)) + (y - height / 2) * np.float32(np.sin(angle))) / max(width, height) * 2
    photo = photo * (1 - np.float32(dice.uniform(0, 0.35)) * (far + 1) / 2)
    if dice.random() < 0.2:
        photo = photo * np.where(far > dice.uniform(-0.5, 0.5), np.float32(1 - dice.uniform(0.05, 0.4)), np.float32(1))
    if dice.random() < 0.1:
        photo = photo + dice.uniform(10, 70) * np.exp(-((far - dice.uniform(-1, 1)) ** 2) / 0.1)
    most = min(2.0, em / 24)
    if dice.random() < 0.75:
        photo = ndimage.gaussian_filter(photo.astype(np.float32), dice.uniform(0.2, most), truncate=3)
    if dice.random() < 0.2:
        length = int(dice.integers(2, max(3, min(6, em // 8))))
        angle = dice.uniform(0, 6.28)
        steps = [(round(k * np.sin(angle)), round(k * np.cos(angle))) for k in range(length)]
        photo = sum(np.roll(photo, step, (0, 1)) for step in steps) / np.float32(length)
    photo = photo + dice.standard_normal(photo.shape, np.float32) * np.float32(dice.uniform(0.3, 6))
    photo = np.clip(photo, 0, 255).astype(np.uint8)
    if dice.random() < 0.85:
        file = io.BytesIO()
        Image.fromarray(photo).save(file, "JPEG", quality=int(dice.integers(45, 96)))
        photo = np.asarray(Image.open(file))
    return photo


def one(dice, words, choice):
    """(picture of the line, text, family), or nothing where the line did not come out whole."""
    family, weight, thai, latin = choice
    text = words.line()
    face = Face(thai, latin, EM)
    face.paths = (thai, latin)
    # A browser fattens a type that lacks the weight.
    stroke = int(dice.choice([0, 0, 0, 0, 1, 1, 2] if weight < 600 else [0, 0, 0, 1]))
    printed = print_strip(dice, words, face, text, stroke)
    if printed is None:
        return None
    coverage, ink0, ink1 = printed
    if dice.random() < 0.3:
        coverage = ndimage.gaussian_filter(coverage, dice.uniform(0.3, 1.6))
    height, width = coverage.shape
    dark = dice.uniform(10, 75) if dice.random() < 0.85 else dice.uniform(75, 110)
    ground = paper(dice, height, width)
    strip = ground + (dark - ground) * coverage * dice.uniform(0.85, 1)

    em = np.exp(dice.uniform(np.log(20), np.log(58)))
    squeeze = dice.uniform(0.76, 1.1) if dice.random() < 0.4 else 1.0
    turn = np.radians(dice.uniform(-9, 9) if dice.random() < 0.6 else dice.uniform(-1, 1))
    k = em / EM
    cos, sin = np.cos(turn), np.sin(turn)
    seen = np.array([[k * squeeze * cos, -k * sin, 0], [k * squeeze * sin, k * cos, 0], [0, 0, 1]])
    seen = np.array([[1, 0, 0], [0, 1, 0], [dice.normal(0, 2e-5), dice.normal(0, 5e-5), 1]]) @ seen
    corners = seen @ np.array([[0, width, width, 0], [0, 0, height, height], [1, 1, 1, 1]])
    corners = corners[:2] / corners[2]
    low, high = corners.min(1), corners.max(1)
    shift = np.eye(3)
    shift[:2, 2] = -low + dice.uniform(0, 1, 2)
    seen = shift @ seen
    photo = photographed(dice, strip, seen, [int(v) + 2 for v in np.ceil(high - low)])
    photo = befallen(dice, photo, em)

    # The cut: what the place promises is a body of LETTER pixels; types differ, corners are a little wrong.
    size = float(np.clip(dice.normal(28.5, 3), 21, 37))
    wide = size * squeeze * dice.uniform(0.93, 1.07)
    up, down = dice.uniform(2.6, 4.2) * LETTER, dice.uniform(1.15, 2.6) * LETTER
    left, right = dice.uniform(0.5, 1.8) * EM, dice.uniform(0.5, 1.8) * EM
    lean, bent = dice.normal(0, 0.004), dice.normal(0, 0.004)
    a, b = EM / wide, EM / size
    to_strip = np.array([
        [a, dice.normal(0, 0.01) + bent, ink0 - left],
        [lean, b, BASE * EM - up * b - lean * (ink1 - ink0) / 2 / a],
        [0, 0, 1],
    ])
    cut_width, cut_height = int((ink1 - ink0 + left + right) / a), int(up + down)
    samples = int(np.clip(round(em / size), 1, 3))
    crop = warp(photo, seen @ to_strip, cut_width, cut_height, samples)
    flat = flatten(crop, round(LETTER * 0.8))
    body = up - LETTER / 2
    near = [line for line in lines_of(flat, LETTER) if line[1] - 4 <= body <= line[2] + 4]
    if not near:
        return None
    picture, _, _, x0, x1 = near[0]
    whole = abs(x0 - left / a) < LETTER * 0.7 and abs(x1 - (ink1 - ink0 + left) / a) < LETTER * 0.7
    return (placed(picture), text, family) if whole else None


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
        dice = np.random.default_rng([args.seed, shard])
        words = Words(args.seed * 1000 + shard, places)
        made, tried = [], 0
        while len(made) < args.size:
            name = names[dice.choice(len(names), p=odds)]
            of = [face for face in faces if face[0] == name]
            line = one(dice, words, of[dice.integers(len(of))])
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
