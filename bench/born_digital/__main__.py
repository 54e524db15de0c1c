"""Measures the reading of born-digital plans. New plans each run; `--seed N` repeats a run.

Truth against what thaiplan and the rivals read, family by family; then speed and memory. The
tables go to stdout and, with every miss, to outputs/bench/.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from bench.born_digital import speed
from bench.born_digital.look import FAMILIES, Family
from bench.born_digital.measure import measure_rivals, measure_thaiplan
from bench.born_digital.produce import planned, produce
from bench.born_digital.reading import Reading
from bench.born_digital.report import markdown, write_report
from bench.typeset.producer import ProducerError

RESULTS = Path("outputs/bench")
ROUNDS = 3


def main() -> int:
    """Exit 0 when everything was measured, whatever the figures; 1 without the producers."""
    options = _options()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as temp:
        folder = options.keep or Path(temp)
        try:
            report = _measure(options, seed, folder, Path(temp))
        except ProducerError as error:
            print(f"{error}; Debian: apt install chromium libreoffice", file=sys.stderr)
            return 1
    print(markdown(report))
    print(*write_report(report, RESULTS), sep="\n", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.born_digital", description=__doc__)
    parser.add_argument("--seed", type=int, help="repeat the plans of that run")
    parser.add_argument("--only", nargs="+", metavar="FAMILY", help="only these families")
    parser.add_argument("--quick", action="store_true", help="one document a family, no speed")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the PDFs and truth there")
    parser.add_argument("--no-rivals", action="store_true", help="thaiplan alone")
    parser.add_argument("--no-speed", action="store_true", help="no ratios, no memory")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="runs of each reader for speed")
    return parser.parse_args()


def _measure(options: argparse.Namespace, seed: int, folder: Path, temp: Path) -> dict[str, object]:
    """The report; what is known is written after every stage, lest a long run be lost."""
    documents = produce(planned(seed, _families(options)), folder, seed)
    readings: dict[str, Reading] = {"thaiplan": measure_thaiplan(documents, temp / "out")}
    report: dict[str, object] = {"seed": seed, "readings": readings}
    write_report(report, RESULTS)
    if not options.no_rivals:
        readings |= measure_rivals(documents)
        write_report(report, RESULTS)
    if not (options.quick or options.no_speed):
        plans = [document.pdf for document in speed.long_plans(temp / "speed", seed)]
        report["speed"] = [speed.race(pdf, options.rounds, temp) for pdf in plans]
        report["help_s"] = speed.help_seconds()
        report["memory"] = speed.memory(plans, temp)
    return report


def _families(options: argparse.Namespace) -> list[Family]:
    names = [family.name for family in FAMILIES]
    unknown = set(options.only or ()) - set(names)
    if unknown:
        sys.exit(f"no family {', '.join(sorted(unknown))}; there are: {', '.join(names)}")
    chosen = [f for f in FAMILIES if not options.only or f.name in options.only]
    if options.quick:
        chosen = [Family(f.name, f.looks[:1], f.rows) for f in chosen]
    return chosen


if __name__ == "__main__":
    sys.exit(main())
