"""`python -m training.evaluate`: errors on fonts that were never learned from, as Markdown."""

import argparse
import itertools
import random
import time
from collections.abc import Iterator
from typing import Final

from rapidfuzz.distance import Levenshtein

from pipeline.extract.scan.recogniser import read_strips
from pipeline.extract.scan.strip import Grey
from training.degrade import spoil_line
from training.draw import draw_line
from training.fonts import find_faces
from training.samples import NEIGHBOURS, Kind
from training.text import amount_target, make_amount, make_line, make_other

HARDNESS: Final = {"clean": 0.0, "scan": 0.5, "hard": 1.0}  # as `spoil_line` counts it
LETTERS: Final = {"150 dpi": 9.0, "200 dpi": 12.0, "300 dpi": 18.0}  # 16 points of TH Sarabun
SURE: Final = 0.9  # confidence above which a reading is taken


def draw_set(kind: Kind, hardness: float, letter: float, n: int) -> Iterator[tuple[Grey, str]]:
    """`n` strips cut from scans, and what they say; a seed of their own."""
    r, faces = random.Random(f"{kind} {hardness} {letter}"), find_faces(True)
    regular = [face for face in faces if face.style in ("regular", "bold")]
    while n:
        face = r.choice(regular)
        text = _text(r, kind)
        if set(text) <= face.characters:
            others = [make_line(r, 50) if r.random() < NEIGHBOURS else "" for _ in range(2)]
            yield spoil_line(r, draw_line(r, face, text, *others), letter, hardness), text
            n -= 1


def _text(r: random.Random, kind: Kind) -> str:
    if kind == "line":
        return make_line(r, r.randint(8, 50))
    return make_amount(r) if r.random() < 0.8 else make_other(r)


def evaluate(kind: Kind, n: int) -> Iterator[str]:
    """Lines of a table: character error, whole strips exact, and how the sure ones did."""
    yield "| scan | character error | exact | sure | of these wrong | ms a strip |"
    yield "|---|---|---|---|---|---|"
    for (bad, hardness), (dpi, letter) in itertools.product(HARDNESS.items(), LETTERS.items()):
        found = list(draw_set(kind, hardness, letter, n))
        began = time.process_time()
        readings = read_strips(kind, [strip for strip, _ in found])
        spent = 1000 * (time.process_time() - began) / n
        wanted = [amount_target(text) if kind == "amount" else text for _, text in found]
        errors = sum(
            Levenshtein.distance(reading.text, text)
            for reading, text in zip(readings, wanted, strict=True)
        )
        right = [a.text == b for a, b in zip(readings, wanted, strict=True)]
        sure = [ok for ok, one in zip(right, readings, strict=True) if one.confidence >= SURE]
        yield (
            f"| {bad}, {dpi} | {errors / sum(map(len, wanted)):.4f} | {sum(right) / n:.3f} "
            f"| {len(sure) / n:.3f} | {len(sure) - sum(sure)} | {spent:.1f} |"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=400, help="strips of each kind of scan")
    args = parser.parse_args()
    for kind in ("line", "amount"):
        print(f"\n{kind} net, fonts {', '.join(sorted({f.family for f in find_faces(True)}))}\n")
        for row in evaluate(kind, args.lines):
            print(row, flush=True)
