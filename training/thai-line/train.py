"""train.py TRAIN HELD_OUT INTO --lines 300000 [--start CHECKPOINT] [--rate 2e-3]

Trains on the shards of one folder, reports the errors on held-out typefaces, and saves a running mean of the weights as INTO/last.pt.
"""
import argparse
import os
import time
from glob import glob

import numpy as np
import torch
from torch.nn import functional as F

from alphabet import decode, encode
from net import Net
from pipeline import HEIGHT


class Lines:
    def __init__(self, folder):
        self.folder, self.loaded = folder, set()
        self.pixels, self.at, self.codes, self.texts, self.families = [], [], [], [], []
        self.widths = np.zeros(0, int)
        self.load_new_shards()

    def load_new_shards(self):
        """Loads the shards written since the last call, because generate.py may still be running."""
        for path in sorted(set(glob(f"{self.folder}/???-???.npz")) - self.loaded):
            self.loaded.add(path)
            data, shard = np.load(path), len(self.pixels)
            self.pixels.append(data["pixels"])
            ends = np.cumsum(data["widths"].astype(np.int64)) * HEIGHT
            self.at += [(shard, end - width * HEIGHT) for end, width in zip(ends, data["widths"])]
            self.widths = np.concatenate([self.widths, data["widths"]])
            self.texts += data["texts"].tolist()
            self.codes += [encode(text) for text in data["texts"].tolist()]
            self.families += data["families"].tolist()

    def picture(self, i):
        shard, start = self.at[i]
        return self.pixels[shard][start : start + self.widths[i] * HEIGHT].reshape(-1, HEIGHT).T

    def batch(self, chosen):
        """The chosen lines as ink 0..1, padded with paper to the widest line, rounded up to a multiple of 4."""
        width = int(-(-self.widths[chosen].max() // 4) * 4)
        ink = np.zeros((len(chosen), 1, HEIGHT, width), np.float32)
        for row, i in enumerate(chosen):
            ink[row, 0, :, : self.widths[i]] = 255 - self.picture(i)
        return torch.from_numpy(ink / 255)


def augment(ink, rng):
    """Varies a whole batch cheaply: width and height, position on the rows, darkness, blur, noise. Also returns the factor of the width."""
    high, wide = rng.uniform(0.86, 1.14), rng.uniform(0.88, 1.12)
    rows, columns = ink.shape[2:]
    size = (round(rows * high), max(8, round(columns * wide / 4) * 4))
    ink = F.interpolate(ink, size=size, mode="bilinear", align_corners=False)
    top = int(rng.integers(-2, 3)) + (rows - size[0]) // 2
    ink = F.pad(ink, (0, 0, top, rows - size[0] - top))
    n = len(ink)
    power = torch.from_numpy(np.exp(rng.normal(0, 0.35, (n, 1, 1, 1))).astype(np.float32))
    ink = ink.clamp(0, 1) ** power
    if rng.random() < 0.25:
        kernel = torch.tensor([[1.0, 2, 1], [2, 4, 2], [1, 2, 1]])[None, None] / 16
        ink = F.conv2d(ink, kernel, padding=1)
    if rng.random() < 0.5:
        ink = ink + torch.randn_like(ink) * float(rng.uniform(0, 0.06))
    return ink.clamp(0, 1), wide


def distance(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(last + (x != y), row[j] + 1, row[j - 1] + 1)
    return row[-1]


def evaluate(net, lines, most=None):
    """The character error rate, the share of lines without an error, and the error rate by typeface."""
    net.eval()
    order = np.argsort(lines.widths[:most])
    errors, letters, right = {}, {}, 0
    with torch.no_grad():
        for start in range(0, len(order), 64):
            chosen = order[start : start + 64]
            best = net(lines.batch(chosen)).argmax(2).T
            for row, i in enumerate(chosen):
                steps = -(-int(lines.widths[i]) // 4)
                text, family = lines.texts[i], lines.families[i]
                away = distance(decode(best[row][:steps].tolist()), text)
                errors[family] = errors.get(family, 0) + away
                letters[family] = letters.get(family, 0) + len(text)
                right += away == 0
    net.train()
    by = {family: round(errors[family] / letters[family], 4) for family in sorted(errors)}
    return sum(errors.values()) / sum(letters.values()), right / len(order), by


def main():
    args = argparse.ArgumentParser()
    for name in ("train", "held_out", "into"):
        args.add_argument(name)
    args.add_argument("--lines", type=int, default=300_000)
    args.add_argument("--rate", type=float, default=2e-3)
    args.add_argument("--batch", type=int, default=24)
    args.add_argument("--start")
    args = args.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(2)
    rng = np.random.default_rng(1)
    lines, held_out = Lines(args.train), Lines(args.held_out)
    net = Net()
    if args.start:
        net.load_state_dict(torch.load(args.start))
    # A running mean of the weights, which varies less than the weights themselves.
    mean_weights = {k: v.clone() for k, v in net.state_dict().items()}
    optimiser = torch.optim.AdamW(net.parameters(), lr=args.rate, weight_decay=1e-2)
    ctc = torch.nn.CTCLoss(zero_infinity=True)
    os.makedirs(args.into, exist_ok=True)
    print(f"{len(lines.texts)} lines, {len(held_out.texts)} held out, {sum(p.numel() for p in net.parameters())} weights", flush=True)
    began, reported, step, trained, loss_mean = time.time(), time.time(), 0, 0, None
    done = False
    while not done:
        lines.load_new_shards()
        # A batch has lines of similar width, drawn anew each time. The first pass uses the short lines only, because on them
        # the net learns sooner that letters follow one another.
        order = np.argsort(lines.widths * rng.uniform(0.9, 1.1, len(lines.widths)))
        if trained == 0 and not args.start:
            order = order[: len(order) // 4]
        batches = np.array_split(order, max(1, len(order) // args.batch))
        for chosen in (batches[i] for i in rng.permutation(len(batches))):
            share = trained / args.lines
            if share >= 1:
                done = True
                break
            warm = min(1.0, (step + 1) / 100)
            for group in optimiser.param_groups:
                group["lr"] = args.rate * warm * (0.01 + 0.99 * 0.5 * (1 + np.cos(np.pi * share)))
            ink, wide = augment(lines.batch(chosen), rng)
            logs = F.log_softmax(net(ink), 2)
            steps = np.minimum(logs.shape[0], np.ceil(lines.widths[chosen] * wide / 4).astype(int))
            codes = [lines.codes[i] for i in chosen]
            loss = ctc(
                logs,
                torch.tensor([letter for code in codes for letter in code]),
                torch.from_numpy(steps),
                torch.tensor([len(code) for code in codes]),
            )
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            step, trained = step + 1, trained + len(chosen)
            keep = min(0.998, step / (step + 10))
            for name, value in net.state_dict().items():
                if value.dtype.is_floating_point:
                    mean_weights[name].mul_(keep).add_(value, alpha=1 - keep)
            loss_mean = loss.item() if loss_mean is None else 0.98 * loss_mean + 0.02 * loss.item()
            if time.time() - reported > 180 or step in (100, 200, 400, 800):
                reported = time.time()
                report(args, mean_weights, held_out, f"{(reported - began) / 60:.1f} min, {trained} lines, loss {loss_mean:.4f}", 600)
    report(args, mean_weights, held_out, f"end: {trained} lines, loss {loss_mean:.4f}", None)


def report(args, weights, held_out, text, most):
    net = Net()
    net.load_state_dict(weights)
    error, right, by = evaluate(net, held_out, most)
    print(f"{text}: held-out typefaces: character errors {error:.4f}, lines right {right:.3f}", by, flush=True)
    torch.save(weights, f"{args.into}/last.pt")


if __name__ == "__main__":
    main()
