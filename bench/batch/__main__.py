"""Measures batches: workers, resuming, memory, Dask. Everything in one run; look at the ratios.

The tables go to stdout and to outputs/bench/.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.batch.cluster import overhead
from bench.batch.inputs import born_digital, scanned_pages, scans
from bench.batch.memory import peaks
from bench.batch.report import Report, markdown, write_report
from bench.batch.resume import killed, resumed
from bench.batch.speed import rates

RESULTS = Path("outputs/bench")
SEED = 7  # of the wear of scans
TABLES, PEOPLE = "csv,json,parquet", "csv,json,xlsx,html"


@dataclass(frozen=True)
class Sizes:
    """How many plans of each kind, and pages of the scans (of fewer than 8 none is read ahead)."""

    born_digital: int = 32
    scans: int = 8
    scan_pages: int = 6
    long_pages: int = 24
    resumed: int = 500
    tables: tuple[int, ...] = (100, 1_000, 10_000)
    people: tuple[int, ...] = (100, 2_000)


QUICK = Sizes(6, 2, 3, 8, 12, (20, 100), (20, 60))


@dataclass(frozen=True)
class Bench:
    """What the parts share."""

    sizes: Sizes
    rounds: int
    folder: Path
    report: Report

    def speed(self) -> None:
        """Born-digital plans, short scans, one long scan."""
        sizes, plans = self.sizes, born_digital(self.sizes.born_digital, self.folder / "plans")
        self._rate("born-digital", plans)
        pictures = scanned_pages(sizes.long_pages, SEED)
        self._rate("scans", scans(pictures, sizes.scans, sizes.scan_pages, self.folder / "scans"))
        self._rate("one long scan", scans(pictures, 1, sizes.long_pages, self.folder / "long"))

    def resume(self) -> None:
        """One new plan among many."""
        self.report.resumed = resumed(self.sizes.resumed, self.folder)

    def kill(self) -> None:
        """Against the same plans left in peace."""
        inputs = born_digital(self.sizes.born_digital, self.folder / "plans")
        self.report.killed = killed(inputs, self.folder)

    def dask(self) -> None:
        """Against the local pool."""
        sizes, pictures = self.sizes, scanned_pages(self.sizes.long_pages, SEED)
        kinds = {
            "born-digital": born_digital(sizes.born_digital, self.folder / "plans"),
            "scans": scans(pictures, sizes.scans, sizes.scan_pages, self.folder / "scans"),
        }
        for name, inputs in kinds.items():
            one = overhead(name, inputs, self.folder / f"dask_{name}")
            self.report.overheads.append(one)

    def memory(self) -> None:
        """Tables for programs, then files for people."""
        for formats, counts in ((TABLES, self.sizes.tables), (PEOPLE, self.sizes.people)):
            self.report.peaks.append(peaks(formats, counts, self.folder))
            write_report(self.report, RESULTS)

    def _rate(self, name: str, inputs: list[Path]) -> None:
        self.report.rates.append(rates(name, inputs, self.folder / name, self.rounds))
        write_report(self.report, RESULTS)


PARTS: dict[str, Callable[[Bench], None]] = {
    "speed": Bench.speed,
    "resume": Bench.resume,
    "kill": Bench.kill,
    "dask": Bench.dask,
    "memory": Bench.memory,
}


def main() -> int:
    """Exit 0 when everything was measured, whatever the figures."""
    options = _options()
    sizes = QUICK if options.quick else Sizes()
    report = Report("quick" if options.quick else "full", os.cpu_count() or 1, [_load()])
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(sizes, options.rounds, Path(folder), report)
        for name in options.only or PARTS:
            print(f"{name} …", file=sys.stderr)
            PARTS[name](bench)
            write_report(report, RESULTS)
    report.load.append(_load())
    print(markdown(report))
    print(*write_report(report, RESULTS), sep="\n", file=sys.stderr)
    return 0


def _load() -> float:
    """Processes that want a core, of the last minute."""
    return os.getloadavg()[0]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.batch", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a few plans of everything")
    parser.add_argument("--rounds", type=int, default=1, help="of the speeds; their median counts")
    parser.add_argument("--only", nargs="+", choices=PARTS, help="these parts")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
