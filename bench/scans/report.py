"""The figures as tables in Markdown, the gate and the goals, and the silent errors one by one."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.born_digital.report import table
from bench.scans.condition import CONDITIONS, Condition
from bench.scans.measure import Reading
from bench.scans.real import RealScan
from bench.scans.rivals import Race
from bench.scans.score import Tally

GATE_ORDINARY, GATE_HARD = 0.0005, 0.002
MIN_AMOUNTS = 6000
MAX_MB = 300
MAX_OF_TESSERACT = 1.0  # of its seconds for the same page; half is the goal
HEADS = (
    "condition", "pages", "amounts", "right", "flagged", "told", "silent", "of them lost",
    "silent share", "row F1", "quarters right", "unknown", "wrong", "CER", "CER, spaces too",
    "CPU s/page", "peak MB",
)  # fmt: skip


@dataclass
class Report:
    """All that was measured."""

    seed: int
    fonts: Sequence[str]
    readings: dict[str, Reading] = field(default_factory=dict)  # by condition
    race: Race | None = None
    real: Sequence[RealScan] = field(default_factory=tuple)


def markdown(report: Report) -> str:
    """The whole report."""
    parts = [
        f"# Scans, seed {report.seed}",
        f"Fonts: {', '.join(report.fonts)}. *flagged*: not read or with a flag, right or not;"
        " *told*: flagged and not right; *silent*: wrong without a flag, or a row lost without"
        " a finding. right + told + silent = all.",
        _conditions(report),
    ]
    if report.race is not None:
        parts += ["## Beside others, on the same pages", report.race.markdown()]
    parts += ["## Real scans", *(scan.line for scan in report.real)]
    if not report.real:
        parts.append("none here")
    parts += ["## Gate and goals", "\n".join(_verdicts(report))]
    return "\n\n".join(parts) + "\n"


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write scans.md, scans.json and scans_silent.tsv into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data, silent = (folder / f"scans{end}" for end in (".md", ".json", "_silent.tsv"))
    page.write_text(markdown(report), encoding="utf-8")
    plain = {
        "seed": report.seed,
        "conditions": {
            name: {k: v for k, v in vars(r.tally).items() if k != "silent"}
            | {"silent": len(r.tally.silent), "cpu_s": r.cpu_s, "peak_mb": r.peak_mb}
            for name, r in report.readings.items()
        },
        "rivals": report.race.figures if report.race else None,
        "real": [scan.line for scan in report.real],
    }
    data.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    with silent.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter="\t")
        writer.writerow(("document", "place", "expected", "got", "sum is said not to agree"))
        for reading in report.readings.values():
            for one in reading.tally.silent:
                writer.writerow(
                    (one.document, one.place, one.expected, one.got, one.is_sum_doubted)
                )
    return page, data, silent


def _conditions(report: Report) -> str:
    groups = {
        "all at 200–300 dpi, ordinary": [c for c in CONDITIONS if c.is_ordinary],
        "all hard or 150 dpi": [c for c in CONDITIONS if not c.is_ordinary],
    }
    lines = [_line(name, reading) for name, reading in report.readings.items()]
    lines += [_line(name, together(report.readings, group)) for name, group in groups.items()]
    return table(HEADS, lines)


def together(readings: Mapping[str, Reading], conditions: Iterable[Condition]) -> Reading:
    """The readings of these conditions as one."""
    whole = Reading()
    for reading in (readings[c.name] for c in conditions if c.name in readings):
        whole.tally.add(reading.tally)
        whole.cpu_s += reading.cpu_s
        whole.peak_mb = max(whole.peak_mb, reading.peak_mb)
    return whole


def _line(name: str, reading: Reading) -> tuple[str, ...]:
    t = reading.tally
    silent = len(t.silent)
    wrong = t.rows - t.quarters_right - t.quarters_unknown
    return (
        name, f"{t.pages}", f"{t.amounts}", f"{t.share(t.right):.4f}", f"{t.share(t.flagged):.4f}",
        f"{t.told}", f"{silent}", f"{sum(s.is_lost for s in t.silent)}", f"{t.share(silent):.5f}",
        f"{t.row_f1:.4f}", f"{t.of_rows(t.quarters_right):.4f}",
        f"{t.of_rows(t.quarters_unknown):.4f}", f"{t.of_rows(wrong):.4f}",
        f"{t.of_letters(t.wrong_unspaced):.4f}", f"{t.of_letters(t.wrong_letters):.4f}",
        f"{reading.cpu_s_a_page:.2f}", f"{reading.peak_mb:.0f}",
    )  # fmt: skip


def _verdicts(report: Report) -> list[str]:
    ordinary = together(report.readings, (c for c in CONDITIONS if c.is_ordinary))
    hard = together(report.readings, (c for c in CONDITIONS if not c.is_ordinary))
    good, bad = ordinary.tally, hard.tally
    digits = good.with_digits + bad.with_digits
    peak = max(ordinary.peak_mb, hard.peak_mb)
    lines = [
        _gate("GATE silently wrong, 200–300 dpi ordinary", good, GATE_ORDINARY),
        _gate("GATE silently wrong, hard or 150 dpi", bad, GATE_HARD),
        _at_least("amounts with digits", digits, MIN_AMOUNTS),
        _at_least("amounts right, ordinary", good.share(good.right), 0.995),
        _at_most("amounts flagged, ordinary", good.share(good.flagged), 0.03),
        _at_least("row F1, ordinary", good.row_f1, 0.995),
        _at_least("quarters right, ordinary", good.of_rows(good.quarters_right), 0.99),
        _at_most("character error, spaces ignored, ordinary",
                 good.of_letters(good.wrong_unspaced), 0.01),
        _at_most("peak MB of a worker", peak, MAX_MB),
    ]  # fmt: skip
    if report.race is not None and (ratio := report.race.ratio_to_page_pass) is not None:
        lines.append(_at_most("seconds, to one Tesseract pass", ratio, MAX_OF_TESSERACT))
    return lines


def _gate(name: str, tally: Tally, most: float) -> str:
    if not tally.amounts:
        return f"- {name}: not measured"
    return _at_most(name, tally.share(len(tally.silent)), most)


def _at_most(name: str, figure: float, most: float) -> str:
    return f"- {name}: {figure:.5g} (at most {most:g}) {'PASS' if figure <= most else 'MISSED'}"


def _at_least(name: str, figure: float, least: float) -> str:
    return f"- {name}: {figure:.5g} (at least {least:g}) {'PASS' if figure >= least else 'MISSED'}"
