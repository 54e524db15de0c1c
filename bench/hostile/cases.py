"""Bad inputs by the hundred: every file that we can think of, then sound ones damaged by chance."""

import random
from collections.abc import Iterator
from itertools import count, islice
from typing import NamedTuple

from bench.hostile.damage import SAMPLES, cut, flipped, one_page
from bench.hostile.pdfs import PDFS
from bench.hostile.pictures import PICTURES
from bench.hostile.texts import TEXTS

TENTHS = range(1, 10)
PAGES = (0, 3, 9)  # of a sample: the cover, the summary, a table of projects
TRANSCRIPT = SAMPLES / "petchaburi_2566_transcript.txt"


class Case(NamedTuple):
    """A bad input: what is bad about it, and its name's suffix."""

    name: str
    suffix: str
    data: bytes


def draw_cases(seed: int, number: int) -> Iterator[Case]:
    """So many cases; the same for the same seed. Made when their turn comes."""
    return islice(_all(seed), number)


def _all(seed: int) -> Iterator[Case]:
    for name, make in PDFS.items():
        yield Case(name, "pdf", make())
    for name, text in TEXTS.items():
        yield Case(name, text.suffix, text.make())
    for name, picture in PICTURES.items():
        yield Case(name, picture.suffix, picture.make())
    samples = sorted(SAMPLES.glob("*.pdf"))
    for path in samples:
        data = path.read_bytes()
        yield Case(f"{path.stem} named txt", "txt", data)
        for tenths in TENTHS:
            yield Case(f"{path.stem} cut at {tenths}0 %", "pdf", cut(data, tenths))
    sound = [one_page(path, number) for path in samples for number in PAGES]
    transcript = TRANSCRIPT.read_bytes()
    chance = random.Random(seed)
    for _ in count():
        own = chance.randrange(2**32)
        if chance.random() < 0.8:
            yield Case(f"a page flipped, seed {own}", "pdf", flipped(chance.choice(sound), own))
        else:
            yield Case(f"a transcript flipped, seed {own}", "txt", flipped(transcript, own))
