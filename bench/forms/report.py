"""The figures as tables in Markdown, for the terminal too, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from bench.born_digital.report import table
from bench.forms.measure import Reading
from bench.forms.score import FormScore

HEADS = (
    "family", "docs", "pages", "rows", "F1", "budget", "months", "place", "exact text", "silent",
    "summary", "years", "declared", "sheets", "facts", "planted found", "false errors", "ms/page",
)  # fmt: skip
RIVAL_HEADS = (
    "family",
    "reader",
    "F1",
    "budget",
    "months",
    "place",
    "exact text",
    "CPU of thaiplan's",
)


def markdown(seed: int, readings: Mapping[str, Reading]) -> str:
    """thaiplan by family, and the rivals beside it over all that they were given."""
    reading = readings["thaiplan"]
    lines = [*reading.families.items(), ("all", reading.whole)]
    parts = [f"# Forms of local government, seed {seed}"]
    parts.append(table(HEADS, [_line(name, score) for name, score in lines]))
    rivals = {name: one for name, one in readings.items() if name != "thaiplan"}
    if rivals:
        parts += ["## Beside the analyst's own scripts", _rivals(reading, rivals)]
    return "\n\n".join(parts) + "\n"


def write_report(seed: int, readings: Mapping[str, Reading], folder: Path) -> tuple[Path, ...]:
    """Write forms.md and forms.json (with every miss) into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "forms.md", folder / "forms.json"
    page.write_text(markdown(seed, readings), encoding="utf-8")
    plain = {
        reader: {
            family: dict(zip(HEADS[1:], _line(family, score)[1:], strict=True))
            | {"misses": score.misses}
            for family, score in reading.families.items()
        }
        for reader, reading in readings.items()
    }
    text = json.dumps({"seed": seed, "readings": plain}, ensure_ascii=False, indent=1)
    data.write_text(text, encoding="utf-8")
    return page, data


def _line(name: str, score: FormScore) -> tuple[str, ...]:
    rows = score.rows
    return (
        name, str(rows.documents), str(rows.pages), str(rows.truth_rows),
        *_shares(score), str(rows.silent),
        f"{score.lines_right}/{score.lines}", f"{score.years_right}/{score.years}",
        f"{score.declared_right}/{score.declared}", f"{score.sheets_right}/{score.sheets}",
        f"{score.facts_right}/{score.facts}", f"{score.planted_found}/{score.planted}",
        str(rows.false_errors), f"{1000 * rows.seconds / max(rows.pages, 1):.0f}",
    )  # fmt: skip


def _rivals(own: Reading, rivals: Mapping[str, Reading]) -> str:
    """Family by family thaiplan and the rivals that were given it; over all of them the CPU."""
    families = next(iter(rivals.values())).families
    mine = Reading({name: own.families[name] for name in families}, own.cpu_s)
    readings = {"thaiplan": mine} | dict(rivals)
    lines = [
        (family, name, *_shares(reading.families[family]), "")
        for family in families
        for name, reading in readings.items()
    ]
    pages = own.whole.rows.pages
    for name, reading in readings.items():
        read = pages if reading is mine else reading.whole.rows.pages
        ratio = reading.cpu_s / max(read, 1) / (own.cpu_s / max(pages, 1))
        lines.append(("all", name, *_shares(reading.whole), f"{ratio:.1f}"))
    return table(RIVAL_HEADS, lines)


def _shares(score: FormScore) -> tuple[str, ...]:
    rows = score.rows
    shares = (rows.row_f1, rows.share(rows.budgets), rows.share(rows.months))
    more = (rows.share(score.places), rows.share(rows.texts))
    return tuple(f"{share:.3f}" for share in (*shares, *more))
