"""The figures as tables in Markdown, for the terminal too, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.born_digital.reading import Reading
from bench.born_digital.score import Score

HEADS = ("rows", "F1", "budget", "quarters", "months", "CER", "exact text", "silent")
RIVAL_HEADS = ("F1", "budget", "quarters", "CER", "exact text", "CPU ms/page")


def markdown(report: dict[str, Any]) -> str:
    """The whole report: thaiplan by family, the rivals over all, speed and memory."""
    readings: dict[str, Reading] = report["readings"]
    parts = [f"# Born-digital plans, seed {report['seed']}", _families(readings["thaiplan"])]
    if len(readings) > 1:
        parts += ["## Beside the analyst's own scripts", _rivals(readings)]
        parts += ["## Family by family (exact quarters / exact text)", _by_family(readings)]
    if "speed" in report:
        parts += ["## Speed and memory", *_speed(report)]
    return "\n\n".join(parts) + "\n"


def write_report(report: dict[str, Any], folder: Path) -> tuple[Path, ...]:
    """Write born_digital.md and .json (with every miss) into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "born_digital.md", folder / "born_digital.json"
    page.write_text(markdown(report), encoding="utf-8")
    plain = report | {
        "readings": {
            reader: {
                "cpu_ms_a_page": 1000 * reading.cpu_s / max(reading.pages, 1),
                "families": {
                    name: figures(score) | {"misses": score.misses}
                    for name, score in reading.families.items()
                },
            }
            for reader, reading in report["readings"].items()
        }
    }
    data.write_text(json.dumps(plain, ensure_ascii=False, indent=1), encoding="utf-8")
    return page, data


def figures(score: Score) -> dict[str, float]:
    """The figures of a score by name."""
    return {
        "documents": score.documents,
        "pages": score.pages,
        "rows": score.truth_rows,
        "row_f1": score.row_f1,
        "budget": score.share(score.budgets),
        "quarters": score.share(score.quarters),
        "months": score.share(score.months),
        "character_error": score.character_error,
        "exact_text": score.share(score.texts),
        "silent": score.silent,
        "false_errors": score.false_errors,
        "ms_a_page": 1000 * score.seconds / score.pages if score.pages else 0.0,
    }


def _families(reading: Reading) -> str:
    rows = [*reading.families.items(), ("all that can be read", reading.readable)]
    heads = ("family", "docs", "pages", *HEADS, "false errors", "ms/page")
    return table(heads, [_family_row(name, figures(score)) for name, score in rows])


def _family_row(name: str, f: dict[str, float]) -> tuple[str, ...]:
    shares = (f["row_f1"], f["budget"], f["quarters"], f["months"])
    return (
        name, f"{f['documents']}", f"{f['pages']}", f"{f['rows']}",
        *(f"{share:.3f}" for share in shares),
        f"{f['character_error']:.4f}", f"{f['exact_text']:.3f}",
        f"{f['silent']}", f"{f['false_errors']}", f"{f['ms_a_page']:.0f}",
    )  # fmt: skip


def _rivals(readings: dict[str, Reading]) -> str:
    lines = []
    for reader, reading in readings.items():
        f = figures(reading.readable)
        shares = (f["row_f1"], f["budget"], f["quarters"])
        lines.append(
            (
                reader, *(f"{share:.3f}" for share in shares), f"{f['character_error']:.4f}",
                f"{f['exact_text']:.3f}", f"{1000 * reading.cpu_s / max(reading.pages, 1):.0f}",
            )
        )  # fmt: skip
    return table(("reader", *RIVAL_HEADS), lines)


def _by_family(readings: dict[str, Reading]) -> str:
    lines = []
    for family in readings["thaiplan"].families:
        each = [figures(reading.families[family]) for reading in readings.values()]
        lines.append((family, *(f"{f['quarters']:.2f} / {f['exact_text']:.2f}" for f in each)))
    return table(("family", *readings), lines)


def _speed(report: dict[str, Any]) -> list[str]:
    lines = []
    for race in report["speed"]:
        ms, ratio, cpu = race["ms_a_page"], race["ratio"], race["cpu_ratio"]
        beside = (f"{ms[r]:.1f} ({ratio[r]:.2f}, {cpu[r]:.2f})" for r in ratio)
        own = (race["document"], str(race["pages"]), f"{ms['thaiplan']:.1f}")
        lines.append((*own, *beside, f"{race['start_up_s']:.2f}"))
    rivals = list(report["speed"][0]["ratio"])
    heads = (
        "plan",
        "pages",
        "thaiplan ms/page",
        *(f"{r} (ratio, of CPU)" for r in rivals),
        "start-up s",
    )
    peak = report["memory"]
    return [
        table(heads, lines),
        f"- goal: at most 0.5 of pdfplumber's bare `extract_tables`, 0.1 of camelot's lattice\n"
        f"- `thaiplan --help`: {report['help_s']:.2f} s (goal 0.3)\n"
        f"- peak memory over {peak['pages']} pages: {peak['peak_mb']:.0f} MB (goal 500),"
        f" {peak['seconds']:.0f} s",
    ]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown that can be read as it stands."""
    widths = [max(len(line[at]) for line in (heads, *rows)) for at in range(len(heads))]

    def line(cells: Sequence[str]) -> str:
        first = cells[0].ljust(widths[0])
        rest = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
        return f"| {' | '.join((first, *rest))} |"

    rule = (
        f"|{'|'.join('-' * (width + 1) + (':' if at else '-') for at, width in enumerate(widths))}|"
    )
    return "\n".join((line(heads), rule, *map(line, rows)))
