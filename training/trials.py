"""Strips to measure the nets with: what is printed on them, in what font, how it was spoilt."""

import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.extract.scan.strip import Grey
from training.degrade import spoil_line
from training.draw import NEIGHBOURS, draw_line
from training.fonts import Face
from training.text import DANGLING, KNOWN, make_amount, make_line, make_other

HARDNESS: Final = {"clean": 0.0, "scan": 0.5, "hard": 1.0}  # as `spoil_line` counts it
LETTERS: Final = {"150 dpi": 9.0, "200 dpi": 12.0, "300 dpi": 18.0}  # 16 points of TH Sarabun
SCANS: Final = tuple(itertools.product(HARDNESS, LETTERS))
PLANS: Final = Path(__file__).parents[1] / "samples"
LONGEST: Final = 50  # characters of a line

Write = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Trial:
    """A strip cut from a scan, and what it says."""

    strip: Grey
    text: str
    face: Face
    scan: tuple[str, str]  # of SCANS

    @property
    def is_ordinary(self) -> bool:
        return self.scan[0] != "hard" and self.scan[1] != "150 dpi"


def draw_trials(r: random.Random, faces: tuple[Face, ...], write: Write, n: int) -> Iterator[Trial]:
    """`n` trials, as many of each of SCANS."""
    each = itertools.cycle(SCANS)
    while n:
        face, text = r.choices(faces, [one.share for one in faces])[0], write(r)
        if not set(text) <= face.characters:
            continue
        others = [make_line(r, LONGEST) if r.random() < NEIGHBOURS else "" for _ in range(2)]
        scan = next(each)
        drawn = draw_line(r, face, text, *others)
        yield Trial(spoil_line(r, drawn, LETTERS[scan[1]], HARDNESS[scan[0]]), text, face, scan)
        n -= 1


def write_mixed(r: random.Random) -> str:
    """Words, numbers, signs; a third of the lines have syllables without sense."""
    return make_line(r, r.randint(8, LONGEST))


def write_plan(r: random.Random) -> str:
    """A part of a line of the sample plan, which the nets never learn from."""
    while True:
        line = r.choice(_plan_lines())
        length = r.randint(8, LONGEST)
        start = r.randint(0, max(0, len(line) - length))
        text = DANGLING.sub("", line[start : start + length]).strip()
        if len(text) > 2:
            return text


def write_number(r: random.Random) -> str:
    """An amount, a count or a dash; now and then no number."""
    return make_amount(r) if r.random() < 0.8 else make_other(r)


@cache
def _plan_lines() -> list[str]:
    found = []
    for path in sorted(PLANS.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            printed = re.sub("[*<>|#]", " ", line)  # signs of the transcript
            plain = "".join(c for c in printed if c in KNOWN)
            if len(text := " ".join(plain.split())) > 8:
                found.append(text)
    return found
