"""Strips with their targets, without end: what both nets learn from."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import torch
from torch.utils.data import IterableDataset, get_worker_info

from pipeline.extract.scan.alphabet import AMOUNT, LINE, Alphabet
from pipeline.extract.scan.strip import AFTER, AMOUNT_SIZE, LINE_SIZE, Size, Strip, prepare
from training.degrade import draw_letter, spoil_line
from training.draw import NEIGHBOURS, draw_line
from training.fonts import Face, find_faces
from training.net import AMOUNT_SHAPE, LINE_SHAPE, STRIDE, Shape
from training.text import amount_target, make_amount, make_line, make_other

NARROW: Final = 14  # letters of a line in a narrow column at most
SHORT: Final = 0.3  # of the batches hold the lines of narrow columns
NUMBERS: Final = (0.45, 0.05)  # of the line net's lines, in narrow columns and in others
CLEAN: Final = 0.12  # of the lines are as a printer drew them

Kind = Literal["line", "amount"]


@dataclass(frozen=True, slots=True)
class Task:
    """What a net is, what it says, and how much it is given at once."""

    shape: Shape
    size: Size
    alphabet: Alphabet
    batch: int


TASKS: Final[dict[Kind, Task]] = {
    "line": Task(LINE_SHAPE, LINE_SIZE, LINE, 32),
    "amount": Task(AMOUNT_SHAPE, AMOUNT_SIZE, AMOUNT, 64),
}
Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def draw_sample(
    r: random.Random, kind: Kind, faces: tuple[Face, ...], longest: int
) -> tuple[Strip, str]:
    """A strip and what the net should say of it."""
    face = r.choices(faces, [one.share for one in faces])[0]
    while True:
        if kind == "amount":
            text = make_amount(r) if r.random() < 0.8 else make_other(r)
        else:
            share = NUMBERS[longest > NARROW]
            text = make_amount(r) if r.random() < share else make_line(r, longest)
        text = "".join(c for c in text if c in face.characters).strip()
        if text:
            break
    others = [make_line(r, len(text) + 8) if r.random() < NEIGHBOURS else "" for _ in range(2)]
    others = ["".join(c for c in other if c in face.characters) for other in others]
    hardness = 0.0 if r.random() < CLEAN else r.choice((0.5, 1.0, 1.0))
    scan = spoil_line(r, draw_line(r, face, text, *others), draw_letter(r), hardness)
    strip = prepare(scan, TASKS[kind].size)
    return strip, amount_target(text) if kind == "amount" else text


class Samples(IterableDataset[Batch]):
    """Batches of one kind of net; lines of a batch are about as long as each other."""

    def __init__(self, kind: Kind, seed: int) -> None:
        self.kind, self.seed = kind, seed

    def __iter__(self) -> Iterator[Batch]:
        worker = get_worker_info()
        r = random.Random(self.seed * 1000 + (worker.id if worker else 0))
        task, faces = TASKS[self.kind], find_faces(False)
        while True:
            longest = r.randint(6, NARROW) if r.random() < SHORT else r.randint(NARROW + 1, 56)
            found: list[tuple[Strip, list[int]]] = []
            while len(found) < task.batch:
                strip, text = draw_sample(r, self.kind, faces, longest)
                target = task.alphabet.encode(text)
                if _columns(strip) > 1.15 * len(target) + 1:
                    found.append((strip, target))
            yield _batched(found)


def _columns(strip: Strip) -> int:
    return -(-strip.shape[1] // STRIDE)


def _batched(found: list[tuple[Strip, list[int]]]) -> Batch:
    width = max(strip.shape[1] for strip, _ in found) + AFTER
    strips = torch.zeros(len(found), 1, found[0][0].shape[0], width)
    for index, (strip, _) in enumerate(found):
        strips[index, 0, :, : strip.shape[1]] = torch.from_numpy(strip)
    return (
        strips,
        torch.tensor([_columns(strip) for strip, _ in found]),
        torch.tensor([one for _, target in found for one in target]),
        torch.tensor([len(target) for _, target in found]),
    )
