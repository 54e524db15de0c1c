"""Reads strips with the nets in `weights/`: characters, where they stand, how sure the net is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import onnxruntime

from pipeline.extract.scan.alphabet import AMOUNT, LINE, Alphabet
from pipeline.extract.scan.strip import AFTER, AMOUNT_SIZE, LINE_SIZE, Grey, Size, Strip, prepare

WEIGHTS: Final = Path(__file__).with_name("weights")
STRIDE: Final = 2  # pixels of a strip for a column of the net's output
BLANK: Final = 0
BATCH: Final = 8  # strips of about one width, read at once

Kind = Literal["line", "amount"]
_NETS: Final[dict[Kind, tuple[Alphabet, Size]]] = {
    "line": (LINE, LINE_SIZE),
    "amount": (AMOUNT, AMOUNT_SIZE),
}
Chances = npt.NDArray[np.float32]  # (columns, classes)


@dataclass(frozen=True, slots=True)
class Letter:
    """A class as read; `x` is where it stands in the strip, 0 to 1, `confidence` likewise."""

    text: str
    x: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A strip as read. `missed`: the chance that a letter was passed over somewhere."""

    letters: tuple[Letter, ...]
    missed: float

    @property
    def text(self) -> str:
        return "".join(letter.text for letter in self.letters)

    @property
    def confidence(self) -> float:
        """Of the least sure place; 1 for an empty strip."""
        return min([1 - self.missed, *(letter.confidence for letter in self.letters)])


@cache
def _session(kind: Kind) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a worker has one core
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        WEIGHTS / f"{kind}.onnx", options, providers=["CPUExecutionProvider"]
    )


def read_strips(kind: Kind, strips: Sequence[Grey]) -> list[Reading]:
    """One reading for each strip, in order."""
    alphabet, size = _NETS[kind]
    ready = [prepare(strip, size) for strip in strips]
    readings: list[Reading | None] = [None] * len(ready)
    order = sorted(range(len(ready)), key=lambda index: ready[index].shape[1])
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        for index, chances in zip(part, _chances(kind, [ready[i] for i in part]), strict=True):
            readings[index] = decode(chances, alphabet)
    return [reading for reading in readings if reading is not None]


def _chances(kind: Kind, strips: Sequence[Strip]) -> Iterator[Chances]:
    height, width = strips[0].shape[0], max(strip.shape[1] for strip in strips) + AFTER
    batch = np.zeros((len(strips), 1, height, width), np.float32)
    for index, strip in enumerate(strips):
        batch[index, 0, :, : strip.shape[1]] = strip
    (logits,) = _session(kind).run(None, {"strips": batch})
    powers = np.exp(logits - logits.max(1, keepdims=True))
    chances = (powers / powers.sum(1, keepdims=True)).transpose(0, 2, 1)
    for strip, one in zip(strips, chances, strict=True):
        yield one[: -(-strip.shape[1] // STRIDE)]


def decode(chances: Chances, alphabet: Alphabet) -> Reading:
    """The likeliest class of each column, runs made one, blanks left out."""
    best = chances.argmax(1)
    starts = np.flatnonzero(np.r_[True, best[1:] != best[:-1]])
    ends = np.r_[starts[1:], len(best)]
    letters = []
    missed = 0.0
    for start, end in zip(starts, ends, strict=True):
        number = int(best[start])
        if number == BLANK:
            missed = max(missed, float(1 - chances[start:end, BLANK].min()))
        else:
            peak = start + int(chances[start:end, number].argmax())
            letters.append(
                Letter(
                    alphabet.classes[number], (peak + 0.5) / len(best), float(chances[peak, number])
                )
            )
    return Reading(tuple(letters), missed)
