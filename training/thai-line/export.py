"""export.py CHECKPOINT WEIGHTS FIXTURE HELD_OUT

Writes the file that the product reads, and a fixture: one line with the outputs that the product must reproduce.
The file has the header's length (4 bytes), the header (JSON: letters and layers), then scales, biases and weights of each layer.
The normalisation is folded into the weights. The weights are 8-bit integers with one scale for each output.
"""
import json
import struct
import sys

import numpy as np
import torch

from alphabet import LETTERS, decode
from net import LAYERS, Net
from train import Lines, evaluate


def main():
    checkpoint, weights, fixture, held_out = sys.argv[1:5]
    net = Net()
    net.load_state_dict(torch.load(checkpoint))
    net.eval()
    convs = [part for part in net.parts if isinstance(part, torch.nn.Conv2d)]
    norms = [part for part in net.parts if isinstance(part, torch.nn.BatchNorm2d)] + [None]
    header, blobs = [], []
    for conv, norm, (a, b, kernel, stride, padding) in zip(convs, norms, LAYERS):
        weight = conv.weight.detach().double().numpy()
        bias = np.zeros(b) if conv.bias is None else conv.bias.detach().double().numpy()
        if norm is not None:
            factor = (norm.weight / torch.sqrt(norm.running_var + norm.eps)).detach().double().numpy()
            weight = weight * factor[:, None, None, None]
            bias = norm.bias.detach().double().numpy() - norm.running_mean.double().numpy() * factor
        scale = np.abs(weight).max((1, 2, 3)) / 127
        whole = np.rint(weight / scale[:, None, None, None]).astype(np.int8)
        header.append({"from": a, "to": b, "kernel": kernel, "stride": stride, "padding": padding})
        # Output, row, column, input: the order in which the product reads them.
        blobs += [scale.astype("<f4").tobytes(), bias.astype("<f4").tobytes(), whole.transpose(0, 2, 3, 1).tobytes()]
        with torch.no_grad():
            conv.weight.copy_(torch.from_numpy(whole * scale[:, None, None, None]))
            conv.bias = torch.nn.Parameter(torch.from_numpy(bias).float())
            if norm is not None:
                norm.running_mean.zero_(), norm.running_var.fill_(1 - norm.eps), norm.weight.fill_(1), norm.bias.zero_()
    head = json.dumps({"letters": LETTERS, "layers": header}, ensure_ascii=False).encode()
    head += b" " * (-(4 + len(head)) % 4)
    with open(weights, "wb") as file:
        file.write(struct.pack("<I", len(head)) + head + b"".join(blobs))
    lines = Lines(held_out)
    error, right, by = evaluate(net, lines)
    net.eval()
    print(f"in 8 bits: character errors {error:.4f}, lines right {right:.3f}", by)
    with torch.no_grad():
        for i in range(len(lines.texts)):
            picture = lines.picture(i)
            if "ฌ" not in lines.texts[i] or not 100 < picture.shape[1] < 180:
                continue
            shares = torch.softmax(net(lines.batch([i]))[:, 0], 1)
            if decode(shares.argmax(1).tolist()) == lines.texts[i]:
                break
        else:
            raise SystemExit("no held-out line with ฌ is read correctly: do not ship this net")
    json.dump({
        "text": lines.texts[i], "width": int(picture.shape[1]), "height": int(picture.shape[0]),
        "pixels": picture.ravel().tolist(), "best": shares.argmax(1).tolist(),
        "share": [round(v, 5) for v in shares.max(1).values.tolist()],
    }, open(fixture, "w"), ensure_ascii=False)  # fmt: skip
    print(lines.texts[i])


if __name__ == "__main__":
    main()
