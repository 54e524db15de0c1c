"""The figures as tables in Markdown and as JSON, with every miss in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.born_digital.report import table
from bench.reconcile.case import Case

ALONE = 1  # kinds of faults in a plan


@dataclass
class Report:
    """All cases: of the data model, of plans of local bodies in it, and through PDF."""

    seed: int
    model: list[Case] = field(default_factory=list)
    forms: list[Case] = field(default_factory=list)
    paper: list[Case] = field(default_factory=list)

    @property
    def ways(self) -> dict[str, list[Case]]:
        """The cases by the way they came, where there are any."""
        return {
            name: cases
            for name, cases in (
                ("data model", self.model),
                ("forms of local bodies", self.forms),
                ("through PDF", self.paper),
            )
            if cases
        }


def markdown(report: Report) -> str:
    """The whole report: what was aimed at, then rule by rule and kind by kind."""
    parts = [f"# Reconciliation, seed {report.seed}", _summary(report)]
    for name, cases in report.ways.items():
        parts += [f"## By rule, {name}", _by_rule(cases), f"## By kind, {name}", _by_kind(cases)]
    return "\n\n".join(parts) + "\n"


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write reconcile.md and .json (with every miss) into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "reconcile.md", folder / "reconcile.json"
    page.write_text(markdown(report), encoding="utf-8")
    misses = {
        way: {
            case.name: {"kinds": case.kinds, "misses": case.misses} for case in cases if case.misses
        }
        for way, cases in report.ways.items()
    }
    figures = {"seed": report.seed, "misses": misses}
    data.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    return page, data


def _share(flags: Iterable[bool]) -> str:
    """`0.987 (78/79)`; a dash where there is nothing to count."""
    all_of = list(flags)
    return f"{sum(all_of) / len(all_of):.3f} ({sum(all_of)}/{len(all_of)})" if all_of else "–"


def _summary(report: Report) -> str:
    rows: list[tuple[str, Callable[[list[Case]], str]]] = [
        ("recall (goal 1.000)", lambda cases: _share(_found(cases))),
        ("false errors in clean plans (goal 0)", _false_errors),
        ("false errors beside planted faults", _surplus),
        ("cause right (goal 0.98)", lambda cases: _share(_blamed(cases))),
        ("cell of a misreading named (goal 0.9)", lambda cases: _share(_named(cases, "misread_"))),
        ("cell of a misprint named", lambda cases: _share(_named(cases, "misprinted_"))),
    ]
    ways = report.ways
    return table(
        ("", *ways), [(name, *(of(cases) for cases in ways.values())) for name, of in rows]
    )


def _false_errors(cases: Sequence[Case]) -> str:
    clean = [case for case in cases if not case.kinds]
    return f"{sum(len(case.surplus) for case in clean)} in {len(clean)} plans"


def _surplus(cases: Sequence[Case]) -> str:
    planted = [case for case in cases if case.kinds]
    return f"{sum(len(case.surplus) for case in planted)} in {len(planted)} plans"


def _found(cases: Iterable[Case], rule: str = "") -> list[bool]:
    return [one.is_found for case in cases for one in case.outcomes if rule in ("", one.rule)]


def _blamed(cases: Iterable[Case], rule: str = "") -> list[bool]:
    return [
        one.is_cause_right
        for case in cases
        for one in case.outcomes
        if one.is_found and rule in ("", one.rule)
    ]


def _named(cases: Iterable[Case], kind: str) -> list[bool]:
    return [told for case in cases for name, told in case.named if name.startswith(kind)]


def _by_rule(cases: Sequence[Case]) -> str:
    rules = sorted({one.rule for case in cases for one in case.outcomes})
    rows = [(rule, _share(_found(cases, rule)), _share(_blamed(cases, rule))) for rule in rules]
    return table(("rule", "recall", "cause right"), rows)


def _by_kind(cases: Sequence[Case]) -> str:
    kinds = sorted({kind for case in cases for kind in case.kinds})
    rows = []
    for kind in kinds:
        alone = [case for case in cases if case.kinds == (kind,)]
        among = [case for case in cases if kind in case.kinds and len(case.kinds) > ALONE]
        surplus = str(sum(len(case.surplus) for case in alone))
        figures = (
            _share(_found(alone)),
            _share(_blamed(alone)),
            surplus,
            _share(_named(alone, kind)),
        )
        rows.append((kind, str(len(alone)), *figures, _share(_found(among))))
    heads = (
        "planted",
        "alone",
        "recall",
        "cause right",
        "false errors",
        "named",
        "recall among others",
    )
    return table(heads, rows)
