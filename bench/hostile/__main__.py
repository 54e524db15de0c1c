"""How `thaiplan convert` bears bad input: `python -m bench.hostile`.

Bad inputs lie in folders beside good ones; each folder is one run of the command. Counted are the
answers: a typed error or a partial result is one. A hang, a run that ends without its tables, and
a good neighbour that is not read are none. New damage each run; `--seed N` repeats it.
"""

from __future__ import annotations

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bench.hostile.cases import TRANSCRIPT, Case, draw_cases
from bench.hostile.damage import SAMPLES

CASES, QUICK_CASES = 400, 40
BATCH = 40  # bad inputs in a folder
NEIGHBOURS = 3
LONG_S = 60.0  # a document that takes longer hangs, whoever stops it
BATCH_S = 1800.0
READ = ("ok", "partial")


@dataclass(slots=True)
class Tally:
    """What became of the inputs."""

    statuses: Counter[str] = field(default_factory=Counter)  # of the bad ones
    unanswered: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    crashes: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    longest: tuple[float, str] = (0.0, "")

    @property
    def is_clean(self) -> bool:
        """Whether every input was answered, and no neighbour harmed."""
        return not (self.unanswered or self.hangs or self.crashes or self.lost)


def main() -> int:
    """Exit 0 where every input was answered, 1 otherwise."""
    options = _options()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", file=sys.stderr)
    tally = Tally()
    number = QUICK_CASES if options.quick else options.cases
    for at, batch in enumerate(_batches(draw_cases(seed, number))):
        _run(batch, at, options.jobs, tally)
        print(f"{sum(tally.statuses.values())} inputs", file=sys.stderr)
    print(_told(tally, seed, number))
    return int(not tally.is_clean)


def _batches(cases: Iterable[Case]) -> Iterator[list[Case]]:
    waiting = iter(cases)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _run(batch: list[Case], at: int, jobs: int, tally: Tally) -> None:
    """One folder converted, and its documents.csv counted."""
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "in", Path(name) / "out"
        folder.mkdir()
        names = {f"{number:03}.{case.suffix}": case.name for number, case in enumerate(batch)}
        for file_name, case in zip(names, batch, strict=True):
            (folder / file_name).write_bytes(case.data)
        neighbours = _neighbours(folder)
        command = (sys.executable, "-m", "pipeline.app.cli", "convert", str(folder), "--out")
        limits = (str(out), "--quiet", "--lang", "en", "--jobs", str(jobs))
        began = time.monotonic()
        try:
            run = subprocess.run(
                [*command, *limits], capture_output=True, timeout=BATCH_S, check=False
            )
        except subprocess.TimeoutExpired:
            tally.hangs.append(f"batch {at}, not done within {BATCH_S:g} s")
            return
        if run.returncode not in (0, 1) or not (out / "documents.csv").is_file():
            said = run.stderr.decode(errors="replace")[-1500:]
            tally.crashes.append(f"batch {at} after {time.monotonic() - began:.0f} s: {said}")
            return
        with (out / "documents.csv").open(encoding="utf-8-sig", newline="") as stream:
            rows = {row["source_file"]: row for row in csv.DictReader(stream)}
        _count(names, neighbours, rows, tally)


def _neighbours(folder: Path) -> list[str]:
    """Good plans between the bad ones: two transcripts, each with a line of its own, and a PDF."""
    text = TRANSCRIPT.read_text(encoding="utf-8")
    names = [f"{100 * number + 20:03}-good.txt" for number in range(NEIGHBOURS - 1)]
    for name in names:
        (folder / name).write_text(f"{text}\n{name}\n", encoding="utf-8")
    sample = next(iter(sorted(SAMPLES.glob("*.pdf"))))
    (folder / "010-good.pdf").write_bytes(sample.read_bytes())
    return [*names, "010-good.pdf"]


def _count(
    names: dict[str, str], neighbours: list[str], rows: dict[str, dict[str, str]], tally: Tally
) -> None:
    for file_name, name in names.items():
        row = rows.get(file_name)
        if row is None or (row["status"] not in READ and not row["error"]):
            tally.unanswered.append(name)
            continue
        tally.statuses[row["status"]] += 1
        seconds = float(row["seconds"])
        tally.longest = max(tally.longest, (seconds, name))
        if seconds > LONG_S or "not read within" in row["error"]:
            tally.hangs.append(f"{name}: {row['seconds']} s, {row['error']}")
        if "reader died" in row["error"]:
            tally.crashes.append(f"{name}: {row['error']}")
    tally.lost += [name for name in neighbours if rows.get(name, {}).get("status") not in READ]


def _told(tally: Tally, seed: int, number: int) -> str:
    answered = sum(tally.statuses.values())
    kinds = ", ".join(f"{status} {times}" for status, times in tally.statuses.most_common())
    lines = [
        f"of {number} bad inputs (seed {seed}) {answered} were answered: {kinds}",
        f"hangs {len(tally.hangs)}, crashes {len(tally.crashes)}, neighbours lost"
        f" {len(tally.lost)}, unanswered {len(tally.unanswered)}",
        f"the longest took {tally.longest[0]:.1f} s: {tally.longest[1]}",
        *tally.hangs, *tally.crashes, *tally.lost, *tally.unanswered,
    ]  # fmt: skip
    return "\n".join(lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.hostile", description=__doc__)
    parser.add_argument("--seed", type=int, help="repeat the damage of that run")
    parser.add_argument("--cases", type=int, default=CASES, help="bad inputs")
    parser.add_argument("--quick", action="store_true", help="a tenth of them")
    parser.add_argument("--jobs", type=int, default=2, help="worker processes of a run")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
