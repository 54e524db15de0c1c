"""`python -m training.evaluate`: errors on fonts that were never learned from, as Markdown."""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Levenshtein

from pipeline.extract.scan.confidence import Kind
from pipeline.extract.scan.recogniser import Reading, read_strips
from training.fonts import find_faces
from training.text import amount_target
from training.trials import (
    SCANS,
    Trial,
    Write,
    draw_trials,
    write_mixed,
    write_number,
    write_plan,
)

SURE: Final = 0.9  # confidence above which a reading is taken
TOP: Final = 20  # confusions that are listed
_DIGITS: Final = re.compile("[0-9๐-๙]+")


@dataclass(frozen=True, slots=True)
class Read:
    """A trial as it was read; `wanted`: what the net should have said."""

    trial: Trial
    wanted: str
    reading: Reading

    @property
    def errors(self) -> int:
        return Levenshtein.distance(self.reading.text, self.wanted)


def read_trials(kind: Kind, write: Write, n: int) -> tuple[list[Read], float]:
    """`n` trials of each scan in held-out fonts, and milliseconds a strip."""
    r, faces = random.Random(f"{kind} 5"), find_faces(True)
    trials = list(draw_trials(r, faces, write, n * len(SCANS)))
    began = time.process_time()
    readings = read_strips(kind, [trial.strip for trial in trials])
    spent = 1000 * (time.process_time() - began) / len(trials)
    wanted = [amount_target(t.text) if kind == "amount" else t.text for t in trials]
    return [Read(*one) for one in zip(trials, wanted, readings, strict=True)], spent


def table(name: str, found: Sequence[Read], group: Callable[[Read], str]) -> Iterator[str]:
    """Lines of a table: character error, whole strips exact, digit runs, how the sure ones did."""
    yield f"| {name} | character error | exact | digit runs right | sure | of these wrong |"
    yield "|---|---|---|---|---|---|"
    groups: dict[str, list[Read]] = {}
    for one in found:
        groups.setdefault(group(one), []).append(one)
    for title, some in (*groups.items(), ("all", list(found))):
        sure = [one for one in some if one.reading.confidence >= SURE]
        letters = sum(len(one.wanted) for one in some)
        runs = [right for one in some for right in runs_right(one.reading.text, one.wanted)]
        yield (
            f"| {title} | {sum(one.errors for one in some) / letters:.4f} "
            f"| {sum(not one.errors for one in some) / len(some):.3f} "
            f"| {f'{sum(runs) / len(runs):.3f} of {len(runs)}' if runs else ''} "
            f"| {len(sure) / len(some):.3f} | {sum(one.errors > 0 for one in sure)} |"
        )


def runs_right(read: str, wanted: str) -> Iterator[bool]:
    """For each run of digits of `wanted` whether it stands in `read`, no digit more or less.

    >>> list(runs_right("ปี ๒๕๖๖ ข้อ ๓", "ปี ๒๕๖๖ ข้อ ๑๓"))
    [True, False]
    """
    place = {
        block.b + i: block.a + i
        for block in Levenshtein.opcodes(read, wanted).as_matching_blocks()
        for i in range(block.size)
    }
    read_runs = {match.span() for match in _DIGITS.finditer(read)}
    for match in _DIGITS.finditer(wanted):
        found = [place.get(index) for index in range(*match.span())]
        first, last = found[0], found[-1]
        yield None not in found and (first, (last or 0) + 1) in read_runs


def confusions(found: Sequence[Read]) -> Iterator[str]:
    """The commonest errors: what was printed, what was read, how often."""
    counted = Counter(
        (one.wanted[op.dest_start : op.dest_end], one.reading.text[op.src_start : op.src_end])
        for one in found
        for op in Levenshtein.opcodes(one.reading.text, one.wanted)
        if op.tag != "equal"
    )
    yield "| printed | read | times |"
    yield "|---|---|---|"
    for (printed, read), times in counted.most_common(TOP):
        yield f"| `{printed or ' '}` | {f'`{read}`' if read else 'nothing'} | {times} |"


def by_scan(one: Read) -> str:
    return ", ".join(one.trial.scan)


def by_font(one: Read) -> str:
    slanted = " italic" if "italic" in one.trial.face.style else ""
    return one.trial.face.family + slanted


def report(n: int) -> Iterator[str]:
    """Markdown: `n` strips of each kind of scan and of text."""
    for title, kind, write in (
        ("line net, text of a plan", "line", write_plan),
        ("line net, words and syllables without sense", "line", write_mixed),
        ("amount net", "amount", write_number),
    ):
        found, spent = read_trials(kind, write, n)
        yield f"\n### {title} ({spent:.1f} ms a strip)\n"
        yield from table("scan", found, by_scan)
        yield ""
        yield from table("font", sorted(found, key=by_font), by_font)
        yield ""
        yield from confusions(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=150, help="strips of each kind of scan")
    args = parser.parse_args()
    for row in report(args.lines):
        print(row, flush=True)
