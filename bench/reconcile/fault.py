"""What a fault is: a change in print or after reading, and all that must be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bench.typeset.plan import TypesetPlan
from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan

ALL = "all"
Key = tuple[str, str, str]  # rule, scope, year
ERRORS = frozenset(
    "indicator_count indicator_budget missing_item duplicate_item goal_count_sum goal_budget_sum"
    " grand_count_sum grand_budget_sum".split()
)


@dataclass(frozen=True)
class Expected:
    """A finding that must be there. `cause`: whom it must blame."""

    rule: str
    scope: str
    cause: Cause
    year: str = ""  # of a plan over several; empty for all of them

    @property
    def key(self) -> Key:
        """What findings are matched by."""
        return self.rule, self.scope, self.year


def key_of(finding: Finding) -> Key:
    """The same of a finding."""
    year = finding.field.rpartition("_")[2]
    return finding.rule, finding.scope, year if year.isdecimal() else ""


@dataclass(frozen=True)
class Named:
    """What the suggestion of a finding must name: the cell, and what truly stands there."""

    rule: str
    scope: str
    cell: str
    truth: str


def _as_printed(plan: TypesetPlan) -> TypesetPlan:
    return plan


def _as_read(plan: Plan) -> Plan:
    return plan


@dataclass(frozen=True)
class Fault:
    """One planted fault. Changes in print come before reading, the others after it."""

    kind: str
    in_print: Callable[[TypesetPlan], TypesetPlan] = _as_printed
    as_read: Callable[[Plan], Plan] = _as_read
    expected: tuple[Expected, ...] = ()
    named: tuple[Named, ...] = field(default=())


def expect(cause: Cause, *keys: tuple[str, str], year: str = "") -> tuple[Expected, ...]:
    """Findings that all blame the same."""
    return tuple(Expected(rule, scope, cause, year) for rule, scope in keys)


def causes_of(faults: Iterable[Fault]) -> dict[Key, set[Cause]]:
    """All that must be found, and whom each may blame where several faults meet in one sum."""
    causes: dict[Key, set[Cause]] = {}
    for fault in faults:
        for one in fault.expected:
            causes.setdefault(one.key, set()).add(one.cause)
    return causes
