"""Scores printed documents: `python -m bench.born_digital.check PDF...`

Reads each PDF with thaiplan, compares with the truth in the .csv beside it, prints the figures
and what is wrong (`truth | read`).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.born_digital.convert import convert
from bench.born_digital.score import Score, count_errors, named_projects, score_rows
from bench.born_digital.truth import read_rows

SHOWN = 40


def main() -> int:
    """Exit 0 when every value was right, 1 when not."""
    parser = argparse.ArgumentParser(prog="python -m bench.born_digital.check", description=__doc__)
    parser.add_argument("pdfs", nargs="+", type=Path, metavar="PDF")
    parser.add_argument("--all", action="store_true", help=f"more than {SHOWN} misses a document")
    options = parser.parse_args()
    is_exact = True
    for pdf in options.pdfs:
        with tempfile.TemporaryDirectory() as folder:
            convert([pdf], Path(folder))
            truth = read_rows(pdf.with_suffix(".csv"))
            findings = read_rows(Path(folder) / "findings.csv")
            read = read_rows(Path(folder) / "projects.csv")
            score = score_rows(truth, read, doubted=named_projects(findings))
        score.false_errors = count_errors(findings)
        _print(pdf.stem, score, findings, options.all)
        is_exact = is_exact and not score.misses and not score.false_errors
    return 0 if is_exact else 1


def figures(score: Score) -> str:
    """The figures in one line."""
    return (
        f"rows {score.matched}/{score.truth_rows} (read {score.read_rows}, F1 {score.row_f1:.3f})"
        f"  budget {score.share(score.budgets):.3f}  quarters {score.share(score.quarters):.3f}"
        f"  months {score.share(score.months):.3f}  CER {score.character_error:.4f}"
        f"  exact text {score.share(score.texts):.3f}  silent {score.silent}"
        f"  false errors {score.false_errors}"
    )


def _print(name: str, score: Score, findings: list[dict[str, str]], shows_all: bool) -> None:
    print(f"{name}\n  {figures(score)}")
    shown = score.misses if shows_all else score.misses[:SHOWN]
    for miss in shown:
        print(f"   {miss}")
    if len(shown) < len(score.misses):
        print(f"    … {len(score.misses) - len(shown)} more")
    for finding in findings:
        if finding["severity"] == "error":
            print(f"    finding {finding['rule']} {finding['scope']} {finding['message_en']}")


if __name__ == "__main__":
    sys.exit(main())
