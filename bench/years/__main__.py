"""Measures compare_plans on invented years of many agencies. `--seed N` repeats a run.

With `--write FOLDER` writes one agency's years as transcripts instead: the plans of the notebooks.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

from bench.typeset import Transcription, write_transcript
from bench.years.invent import invented_years, of_nobody
from bench.years.measure import FIRST_YEAR, YEARS, measure

AGENCIES, SHOWN = 100, 20
KEPT_SEED = 8  # of the plans in docs/notebooks/plans


def main() -> int:
    """Exit 0 when everything was measured, whatever the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.years", description=__doc__)
    parser.add_argument("--seed", type=int, help="repeat the plans of that run")
    parser.add_argument("--agencies", type=int, default=AGENCIES)
    parser.add_argument("--write", type=Path, help="folder for the notebooks' plans")
    options = parser.parse_args()
    if options.write:
        return write_years(options.write)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    started = time.perf_counter()
    scores = measure(seed, options.agencies)
    print(f"seed {seed}, {time.perf_counter() - started:.0f} s", file=sys.stderr)
    print("| projects | right | missed | wrong | precision | recall |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, score in zip(("kept", "renamed"), scores, strict=True):
        counts = " | ".join(str(score.counts[kind]) for kind in ("right", "missed", "wrong"))
        print(f"| {name} | {counts} | {score.precision:.4f} | {score.recall:.4f} |")
    for score in scores:
        print(*score.misses[:SHOWN], sep="\n")
    return 0


def write_years(folder: Path) -> int:
    """The plans of the notebooks, a transcript a year."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in kept_years().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def kept_years() -> dict[str, str]:
    """File name → transcript of each year that the notebooks read."""
    how = Transcription(dialect="tsv", rows_per_page=6)
    return {
        f"{year.plan.fiscal_year_be}.txt": write_transcript(of_nobody(year.plan), how)
        for year in invented_years(KEPT_SEED, 0, FIRST_YEAR, YEARS)
    }


if __name__ == "__main__":
    sys.exit(main())
