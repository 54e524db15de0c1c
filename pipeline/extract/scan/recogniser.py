"""Reads strips with the nets in `weights/`: characters, where they stand, how sure the net is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime

from pipeline.extract.scan.alphabet import AMOUNT, LINE, Alphabet
from pipeline.extract.scan.beam import Chances
from pipeline.extract.scan.confidence import Kind, chance_of_loss, confidence_of
from pipeline.extract.scan.decode import Spelt, spell
from pipeline.extract.scan.grammar import least_sure
from pipeline.extract.scan.spacing import has_hole
from pipeline.extract.scan.strip import AFTER, AMOUNT_SIZE, LINE_SIZE, Grey, Size, Strip, prepare

WEIGHTS: Final = Path(__file__).with_name("weights")
STRIDE: Final = 2  # pixels of a strip for a column of the net's output
BATCH: Final = 8  # strips of about one width, read at once

NETS: Final[dict[Kind, tuple[Alphabet, Size]]] = {
    "line": (LINE, LINE_SIZE),
    "amount": (AMOUNT, AMOUNT_SIZE),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A class as read, where it stands in the strip (0 to 1), and the chance that it is right."""

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

    @property
    def as_number(self) -> float:
        """The confidence of a number: of the least sure place that matters."""
        signs = [letter.text for letter in self.letters]
        sure = least_sure(signs, [letter.confidence for letter in self.letters])
        return min(1 - self.missed, sure)


@cache
def _session(kind: Kind) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a worker has one core
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # strips differ in width
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        WEIGHTS / f"{kind}.onnx", options, providers=["CPUExecutionProvider"]
    )


def read_strips(kind: Kind, strips: Sequence[Grey]) -> list[Reading]:
    """One reading for each strip, in order."""
    readings = {index: decode(kind, chances) for index, chances in look(kind, strips)}
    return [readings[index] for index in range(len(strips))]


def look(kind: Kind, strips: Sequence[Grey]) -> Iterator[tuple[int, Chances]]:
    """What the net says of each strip, with the strip's number; the narrow ones come first."""
    ready = [prepare(strip, NETS[kind][1]) for strip in strips]
    order = sorted(range(len(ready)), key=lambda index: ready[index].shape[1])
    for start in range(0, len(order), BATCH):
        part = order[start : start + BATCH]
        yield from zip(part, _chances(kind, [ready[i] for i in part]), strict=True)


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


def decode(kind: Kind, chances: Chances) -> Reading:
    """The likeliest letters, with confidences as measured."""
    return judge(kind, *spell(chances, NETS[kind][0]), len(chances))


def judge(kind: Kind, spelt: Sequence[Spelt], missed: float, columns: int) -> Reading:
    """Letters spelt from so many columns as a reading, with confidences as measured."""
    named = [(NETS[kind][0].classes[one.number], one) for one in spelt]
    if kind == "line" and has_hole([(text, one.column) for text, one in named]):
        missed = 1.0
    letters = tuple(
        Letter(text, (one.column + 0.5) / columns, confidence_of(kind, text, one.chance))
        for text, one in named
    )
    return Reading(letters, chance_of_loss(kind, missed))
