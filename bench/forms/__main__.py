"""Measures the reading of local government's forms. New plans each run; `--seed N` repeats a run.

Truth against what thaiplan and the rivals read, family by family. The tables go to stdout and,
with every miss, to outputs/bench/.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from bench.forms.case import Case
from bench.forms.families import FAMILIES, RIVAL_ROWS
from bench.forms.measure import Reading, measure_rivals, measure_thaiplan
from bench.forms.produce import produce
from bench.forms.report import markdown, write_report
from bench.typeset.producer import ProducerError

RESULTS = Path("outputs/bench")
QUICK = 3  # documents a family


def main() -> int:
    """Exit 0 when everything was measured, whatever the figures; 1 without the producers."""
    options = _options()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="forms-", ignore_cleanup_errors=True) as temp:
        folder = options.keep or Path(temp)
        try:
            printed = produce(_cases(options, seed), folder)
        except ProducerError as error:
            print(f"{error}; Debian: apt install chromium libreoffice", file=sys.stderr)
            return 1
        readings: dict[str, Reading] = {"thaiplan": measure_thaiplan(printed, Path(temp) / "out")}
        known = [one for one in printed if one.case.family in RIVAL_ROWS]
        if known and not options.no_rivals:
            readings |= measure_rivals(known)
    print(markdown(seed, readings))
    for miss in readings["thaiplan"].whole.misses if options.misses else ():
        print(miss)
    print(*write_report(seed, readings, RESULTS), sep="\n", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.forms", description=__doc__)
    parser.add_argument("--seed", type=int, help="repeat the plans of that run")
    parser.add_argument("--only", nargs="+", metavar="FAMILY", help="only these families")
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} documents a family")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the PDFs and truth there")
    parser.add_argument("--no-rivals", action="store_true", help="thaiplan alone")
    parser.add_argument("--misses", action="store_true", help="print every miss")
    return parser.parse_args()


def _cases(options: argparse.Namespace, seed: int) -> list[Case]:
    unknown = set(options.only or ()) - set(FAMILIES)
    if unknown:
        sys.exit(f"no family {', '.join(sorted(unknown))}; there are: {', '.join(FAMILIES)}")
    most = QUICK if options.quick else None
    return [
        case
        for name, invent in FAMILIES.items()
        if not options.only or name in options.only
        for case in invent(seed)[:most]
    ]


if __name__ == "__main__":
    sys.exit(main())
