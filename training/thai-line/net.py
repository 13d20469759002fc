"""The neural net: for every fourth column of a line's picture it gives a score for each letter. It sees 1.5 letters to each side."""
from torch import nn

from alphabet import LETTERS

# Inputs, outputs, kernel (vertical, horizontal), stride, padding. The view along the line stays narrow, so the net cannot learn words.
LAYERS = [
    (1, 16, (5, 5), (2, 2), (2, 2)),
    (16, 32, (3, 3), (2, 2), (1, 1)),
    (32, 48, (3, 3), (2, 1), (1, 1)),
    (48, 64, (3, 3), (1, 1), (1, 1)),
    (64, 160, (6, 1), (1, 1), (0, 0)),
    (160, 160, (1, 3), (1, 1), (0, 1)),
    (160, 160, (1, 3), (1, 1), (0, 1)),
    (160, len(LETTERS) + 1, (1, 1), (1, 1), (0, 0)),
]  # fmt: skip


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        parts = []
        for i, (a, b, kernel, stride, padding) in enumerate(LAYERS):
            last = i == len(LAYERS) - 1
            parts.append(nn.Conv2d(a, b, kernel, stride, padding, bias=last))
            if not last:
                parts += [nn.BatchNorm2d(b), nn.ReLU()]
        self.parts = nn.Sequential(*parts)

    def forward(self, ink):
        """Maps (n, 1, 48, width), paper 0 and ink 1, to (steps, n, letters), before the softmax."""
        return self.parts(ink).squeeze(2).permute(2, 0, 1)
