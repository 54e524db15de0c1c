"""The net: convolutions over the strip, then dilated ones along the line; CTC on top.

No recurrence, so onnxruntime runs it in one pass, and int8 costs it little.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from pipeline.extract.scan.strip import AMOUNT_SIZE, LINE_SIZE

STRIDE = 2  # pixels of the strip for one column of the output


@dataclass(frozen=True)
class Shape:
    """How large a net is: channels of the stem, channels along the line, dilations there."""

    height: int
    stem: tuple[int, int, int]
    along: int
    dilations: tuple[int, ...]


LINE_SHAPE = Shape(LINE_SIZE.height, (24, 40, 80), 168, (1, 2, 4, 8, 1))
AMOUNT_SHAPE = Shape(AMOUNT_SIZE.height, (16, 32, 48), 80, (1, 2, 4))


def _conv(
    ins: int, outs: int, stride: tuple[int, int], kernel: tuple[int, int] = (3, 3)
) -> nn.Module:
    padding = (kernel[0] // 2, kernel[1] // 2)
    return nn.Sequential(
        nn.Conv2d(ins, outs, kernel, stride, padding, bias=False), nn.BatchNorm2d(outs), nn.ReLU()
    )


class _Residual(nn.Module):
    """What stands left and right of a column, near or far."""

    def __init__(self, channels: int, dilation: int) -> None:
        super().__init__()
        self.conv = nn.Conv2d(
            channels, channels, (1, 3), padding=(0, dilation), dilation=(1, dilation), bias=False
        )
        self.norm = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(x + self.norm(self.conv(x)))


class Net(nn.Module):
    """Strips (n, 1, height, width) to the logits of each column (n, classes, width / 2)."""

    def __init__(self, shape: Shape, classes: int) -> None:
        super().__init__()
        one, two, three = shape.stem
        rows = -(-shape.height // 8)
        self.stem = nn.Sequential(
            _conv(1, one, (2, STRIDE)),
            _conv(one, two, (2, 1)),
            _conv(two, three, (2, 1)),
            nn.Conv2d(three, shape.along, (rows, 3), padding=(0, 1), bias=False),
            nn.BatchNorm2d(shape.along),
            nn.ReLU(),
        )
        self.along = nn.Sequential(*(_Residual(shape.along, step) for step in shape.dilations))
        self.head = nn.Conv2d(shape.along, classes, 1)

    def forward(self, strips: Tensor) -> Tensor:
        logits: Tensor = self.head(self.along(self.stem(strips)))
        return logits.squeeze(2)
