"""Measures reconciliation. New plans each run; `--seed N` repeats a run.

Faults are planted in invented plans, alone and three at a time, as print has them and as reading
makes them; then the findings are held against what was planted. The tables go to stdout and, with
every miss, to outputs/bench/.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from bench.reconcile.case import clean_case, planted_cases
from bench.reconcile.form_case import form_cases
from bench.reconcile.on_paper import default_jobs, paper_cases
from bench.reconcile.report import Report, markdown, write_report
from bench.typeset.producer import ProducerError

RESULTS = Path("outputs/bench")
PLANS, PRINTED = 100, 20
QUICK_PLANS, QUICK_PRINTED = 10, 2


def main() -> int:
    """Exit 0 when everything was measured, whatever the figures; 1 without the producers."""
    options = _options()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    print(f"seed {seed}", file=sys.stderr)
    report = Report(seed)
    for at in range(QUICK_PLANS if options.quick else options.plans):
        report.model += [clean_case(seed, at), *planted_cases(seed, at)]
        report.forms += form_cases(seed, at)
        print(f"\r{at + 1} plans reconciled", end="", file=sys.stderr)
    print(file=sys.stderr)
    write_report(report, RESULTS)
    try:
        sheets = QUICK_PRINTED if options.quick else options.printed
        for case in paper_cases(seed, sheets, options.jobs):
            report.paper.append(case)
            write_report(report, RESULTS)
    except ProducerError as error:
        print(f"{error}; Debian: apt install chromium libreoffice", file=sys.stderr)
        return 1
    print(markdown(report))
    print(*write_report(report, RESULTS), sep="\n", file=sys.stderr)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.reconcile", description=__doc__)
    parser.add_argument("--seed", type=int, help="repeat the plans of that run")
    parser.add_argument("--plans", type=int, default=PLANS, help="of the data model")
    parser.add_argument("--printed", type=int, default=PRINTED, help="of these, through PDF")
    parser.add_argument("--quick", action="store_true", help="a tenth of both")
    parser.add_argument("--jobs", type=int, default=default_jobs(), help="processes that print")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
