"""The product's steps from a photo to a line, in numpy: src/vision/homography.ts, card/flatten.ts and card/ink.ts."""
import numpy as np
from scipy import ndimage

# The net's picture: number of rows, height of a letter's body according to the layout, and the row of the ink's centre.
HEIGHT, LETTER, MIDDLE = 48, 14.5, 26
EIGHT = np.ones((3, 3), int)


def warp(photo, matrix, width, height, samples):
    """Cuts bilinearly, with the mean of samples² points for each pixel. `matrix` maps pixels of the cut to pixels of the photo."""
    at = (np.arange(width * samples) + 0.5) / samples
    down = (np.arange(height * samples) + 0.5) / samples
    u, v = np.meshgrid(at, down)
    w = matrix[2, 0] * u + matrix[2, 1] * v + matrix[2, 2]
    x = (matrix[0, 0] * u + matrix[0, 1] * v + matrix[0, 2]) / w - 0.5
    y = (matrix[1, 0] * u + matrix[1, 1] * v + matrix[1, 2]) / w - 0.5
    x = np.clip(x, 0, photo.shape[1] - 1.001)
    y = np.clip(y, 0, photo.shape[0] - 1.001)
    ix, iy = x.astype(np.int32), y.astype(np.int32)
    fx, fy = (x - ix).astype(np.float32), (y - iy).astype(np.float32)
    flat = photo.astype(np.float32).ravel()
    i = iy * photo.shape[1] + ix
    above = flat[i] + fx * (flat[i + 1] - flat[i])
    i += photo.shape[1]
    below = flat[i] + fx * (flat[i + 1] - flat[i])
    value = above + fy * (below - above)
    return np.rint(value.reshape(height, samples, width, samples).mean((1, 3))).astype(np.uint8)


def flatten(grey, reach):
    height, width = grey.shape
    grey = grey.astype(np.float32)
    padded = np.pad(grey, ((0, height % 2), (0, width % 2)), "edge").astype(np.int32)
    half = (padded[::2, ::2] + padded[1::2, ::2] + padded[::2, 1::2] + padded[1::2, 1::2] + 2) >> 2
    size = 2 * round(reach / 2) + 1
    paper = ndimage.maximum_filter(half, size, mode="constant", cval=0).astype(np.float32)
    paper = ndimage.uniform_filter(paper, size, mode="nearest")
    paper = np.repeat(np.repeat(paper, 2, 0), 2, 1)[:height, :width]
    flat = np.clip(np.rint(255.0 * grey / np.maximum(1, np.rint(paper))), 0, 255)
    order = np.sort(flat, axis=None)
    white = order[min(order.size - 1, int(np.ceil(order.size * 0.6)) - 1)]
    black = min(white * 0.75, order[max(0, int(np.ceil(order.size * 0.01)) - 1)])
    return np.clip(np.rint(255 * (flat - black) / (white - black)), 0, 255).astype(np.uint8)


def bands_of(boxes, areas, letter, height):
    bands = [[y0, y1, area, area * (y0 + y1) / 2] for (y0, y1), area in zip(boxes, areas) if y1 - y0 + 1 >= letter * 0.6]
    bands.sort(key=lambda band: band[3] / band[2])
    while True:
        gaps = [
            np.inf if below[1] >= height - 2 and below[0] > above[1] else below[3] / below[2] - above[3] / above[2]
            for above, below in zip(bands, bands[1:])
        ]
        if not gaps or min(gaps) >= letter * 1.6:
            return bands
        at = int(np.argmin(gaps))
        a, b = bands[at : at + 2]
        bands[at : at + 2] = [[min(a[0], b[0]), max(a[1], b[1]), a[2] + b[2], a[3] + b[3]]]


def lines_of(crop, letter):
    """[(picture, y0, y1, x0, x1)], top to bottom. The bounds are those of the ink in the crop, both ends included."""
    height, width = crop.shape
    label, count = ndimage.label(crop < 140, EIGHT)
    if count == 0:
        return []
    area = np.bincount(label.ravel(), minlength=count + 1)[1:]
    spans = [(s[0].start, s[0].stop - 1, s[1].start, s[1].stop - 1) for s in ndimage.find_objects(label)]
    kept = [
        area[i] >= 3
        and not (y0 <= 1 and y1 < letter * 0.8)
        and not (y1 >= height - 2 and height - y0 < letter * 0.8)
        for i, (y0, y1, _, _) in enumerate(spans)
    ]
    bands = bands_of(
        [spans[i][:2] for i in range(count) if kept[i]], [area[i] for i in range(count) if kept[i]], letter, height
    )
    home = np.full(count + 1, -1)
    for i, (y0, y1, _, _) in enumerate(spans):
        if not kept[i] or not bands:
            continue
        away = [max(0, band[0] - y1, y0 - band[1]) for band in bands]
        if min(away) <= letter:
            home[i + 1] = int(np.argmin(away))
    out = []
    margin = round(letter * 0.7)
    for index in range(len(bands)):
        mine = [spans[i] for i in range(count) if home[i + 1] == index]
        if not mine:
            continue
        y0, y1 = min(s[0] for s in mine), max(s[1] for s in mine)
        x0, x1 = min(s[2] for s in mine), max(s[3] for s in mine)
        rim = ndimage.binary_dilation(home[label] == index, EIGHT)
        whole = np.pad(np.where(rim, crop, 255), margin, constant_values=255)
        out.append((whole[y0 : y1 + 1 + 2 * margin, x0 : x1 + 1 + 2 * margin], y0, y1, x0, x1))
    return out


def place_on_rows(picture):
    """The picture on HEIGHT rows, with the centre of its ink on row MIDDLE."""
    ink = (255 - picture.astype(np.int64)).sum(1)
    middle = (ink * np.arange(len(ink))).sum() / max(1, ink.sum())
    top = int(np.floor(MIDDLE - middle + 0.5))
    to = np.full((HEIGHT, picture.shape[1]), 255, np.uint8)
    first, last = max(0, top), min(HEIGHT, top + len(picture))
    to[first:last] = picture[first - top : last - top]
    return to
