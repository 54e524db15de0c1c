"""Measures the reading of scans. New plans each run; `--seed N` repeats a run.

Every amount is right, flagged or silently wrong, condition by condition; then Tesseract and
img2table over some of the pages, and the real scans. The tables go to stdout and to outputs/bench/,
with every silent error.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from pathlib import Path

from bench.scans.condition import CONDITIONS, Condition
from bench.scans.measure import measure_thaiplan
from bench.scans.planned import planned
from bench.scans.real import REAL, read_real_scans
from bench.scans.report import Report, markdown, write_report
from bench.scans.rivals import race
from bench.scans.scanner import print_and_scan
from bench.scans.type_face import offer_fetched_fonts
from bench.typeset.producer import ProducerError

RESULTS = Path("outputs/bench")
QUICK_SCALE = 0.12  # of the rows
QUICK_SLOTS = 2  # documents a condition, one by each producer


def main() -> int:
    """Exit 0 when everything was measured, whatever the figures; 1 without the producers."""
    options = _options()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="scans-", ignore_cleanup_errors=True) as temp:
        try:
            report = _measure(options, seed, Path(temp))
        except ProducerError as error:
            print(f"{error}; Debian: apt install chromium libreoffice", file=sys.stderr)
            return 1
    print(markdown(report))
    print(*write_report(report, RESULTS), sep="\n", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scans", description=__doc__)
    parser.add_argument("--seed", type=int, help="repeat the plans of that run")
    parser.add_argument("--only", nargs="+", metavar="CONDITION", help="such as 300_scan")
    parser.add_argument("--quick", action="store_true", help="two short documents a condition")
    parser.add_argument("--no-rivals", action="store_true", help="thaiplan alone")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave prints and scans there")
    parser.add_argument("--real", type=Path, default=REAL, metavar="DIR", help="real scans")
    return parser.parse_args()


def _measure(options: argparse.Namespace, seed: int, temp: Path) -> Report:
    """The report; what is known is written after every stage, lest a long run be lost."""
    offer_fetched_fonts(temp)
    size = (QUICK_SCALE, QUICK_SLOTS) if options.quick else ()
    documents = planned(seed, _conditions(options.only), *size)
    scans = print_and_scan(documents, options.keep or temp / "scans", seed, options.jobs)
    fonts = sorted({document.look.font for document in documents})
    report = Report(seed, fonts)
    for name, reading in measure_thaiplan(scans, temp / "out", options.jobs):
        report.readings[name] = reading
        write_report(report, RESULTS)
    if not options.no_rivals:
        report.race = race(scans, report.readings, temp)
        write_report(report, RESULTS)
    report.real = tuple(read_real_scans(options.real, temp / "real"))
    return report


def _conditions(only: list[str] | None) -> list[Condition]:
    names = [condition.name for condition in CONDITIONS]
    if unknown := set(only or ()) - set(names):
        sys.exit(f"no condition {', '.join(sorted(unknown))}; there are: {', '.join(names)}")
    return [condition for condition in CONDITIONS if not only or condition.name in only]


if __name__ == "__main__":
    sys.exit(main())
