"""A plan with its faults, reconciled: what was found of what was planted, and what beside it."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.reconcile.fault import Fault, Key, Named, causes_of, key_of
from bench.reconcile.invent import Invented, invented
from bench.reconcile.misreading import (
    Look,
    misread_budget,
    misread_declared,
    page_removed,
    page_unread,
)
from bench.reconcile.plant import IN_PRINT, Site
from bench.reconcile.record import record_of
from bench.typeset.plan import DetailSection, TypesetPlan
from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.record import Plan
from pipeline.reconcile import reconcile

LOOKS: dict[str, Look] = {
    look.__name__: look for look in (misread_budget, misread_declared, page_unread, page_removed)
}  # in the order in which they are planted: the page that is taken out renumbers the others
KINDS = (*IN_PRINT, *LOOKS)
FAULTS_AT_ONCE = 3
TRIPLES = 4  # a plan
MIN_ROWS = 4  # of an indicator in which a fault is planted


@dataclass(frozen=True)
class Outcome:
    """What came of one planted or wanted thing."""

    rule: str
    is_found: bool
    is_cause_right: bool = False


@dataclass(frozen=True)
class Case:
    """One reconciled plan."""

    name: str
    kinds: tuple[str, ...]  # none: a clean plan
    outcomes: tuple[Outcome, ...]
    named: tuple[tuple[str, bool], ...]  # kind, whether the suggestion names cell and truth
    surplus: tuple[str, ...]  # errors that nothing planted explains
    misses: tuple[str, ...]  # in words


def case_of(name: str, faults: Sequence[Fault], plan: Plan) -> Case:
    """Reconciles the plan and holds the findings against the faults."""
    findings = reconcile(plan)
    by_key: dict[Key, list[Finding]] = {}
    for one in findings:
        by_key.setdefault(key_of(one), []).append(one)
    wanted = causes_of(faults)
    outcomes = [_outcome(key, causes, by_key.get(key, [])) for key, causes in wanted.items()]
    named = [(fault.kind, one, _is_named(one, findings)) for fault in faults for one in fault.named]
    surplus = [
        f"{one.rule} {one.scope} {one.field}: {one.message_en}"
        for one in findings
        if one.severity is Severity.ERROR and key_of(one) not in wanted
    ]
    return Case(
        name=name,
        kinds=tuple(fault.kind for fault in faults),
        outcomes=tuple(outcomes),
        named=tuple((kind, told) for kind, _, told in named),
        surplus=tuple(surplus),
        misses=(
            *(f"not found: {key}" for key in wanted if key not in by_key),
            *_blamed(wanted, by_key),
            *(
                f"not named: {one}: {_suggestion(one, findings)}"
                for _, one, told in named
                if not told
            ),
            *(f"surplus: {one}" for one in surplus),
        ),
    )


def _blamed(
    wanted: Mapping[Key, set[Cause]], by_key: Mapping[Key, Sequence[Finding]]
) -> Iterator[str]:
    """Findings that blame another than who is to blame."""
    for key, causes in wanted.items():
        told = {one.cause for one in by_key.get(key, ())}
        if told and not told & causes:
            yield f"blamed on {', '.join(told)} and not on {', '.join(causes)}: {key}"


def _outcome(key: Key, causes: set[Cause], found: Sequence[Finding]) -> Outcome:
    return Outcome(key[0], bool(found), any(one.cause in causes for one in found))


def _suggestion(named: Named, findings: Sequence[Finding]) -> str:
    told = [one for one in findings if (one.rule, one.scope) == (named.rule, named.scope)]
    return told[0].suggestion if told else ""


def _is_named(named: Named, findings: Sequence[Finding]) -> bool:
    """The cell, and right after it what truly stands there."""
    in_thai = _suggestion(named, findings).split(" / ")[0]
    for after in in_thai.split(named.cell)[1:]:
        meant = after.partition("ต้องเป็น “")[2].partition("”")[0]
        if meant == named.truth:
            return True
    return False


def clean_case(seed: int, at: int) -> Case:
    """The clean plan of that number."""
    return case_of(f"{at} clean", (), record_of(invented(seed, at, is_clean=True).plan))


def planted_cases(seed: int, at: int) -> Iterator[Case]:
    """Every kind of fault alone in the plan of that number, then several at once."""
    base = invented(seed, at, is_clean=False)
    chance = random.Random(f"plant {seed} {at}")
    for kind in KINDS:
        yield _planted(base, (kind,), chance, f"{at} {kind}")
    for nth in range(TRIPLES):
        kinds = chance.sample(KINDS, FAULTS_AT_ONCE)
        yield _planted(base, kinds, chance, f"{at} at once {nth}")


def sites(base: Invented) -> list[DetailSection]:
    """The indicators in which a fault can be told from a trait of the plan."""
    return [
        one
        for one in base.plan.sections
        if len(one.rows) >= MIN_ROWS and one.indicator.indicator_no != base.twice_numbered
    ]


def _planted(base: Invented, kinds: Sequence[str], chance: random.Random, name: str) -> Case:
    """Each kind in an indicator of its own, as far as there are so many."""
    places = sites(base)
    chance.shuffle(places)
    spread = {
        kind: Site(base, place, nth, chance)
        for nth, (kind, place) in enumerate(zip(kinds, places, strict=False))
    }
    in_print = [IN_PRINT[kind](site) for kind, site in spread.items() if kind in IN_PRINT]
    record = record_of(printed(base.plan, in_print))
    looks = [look(spread[kind], record) for kind, look in LOOKS.items() if kind in spread]
    after = [fault for fault in looks if fault is not None]
    for fault in after:
        record = fault.as_read(record)
    return case_of(name, (*in_print, *after), record)


def printed(plan: TypesetPlan, faults: Sequence[Fault]) -> TypesetPlan:
    """The plan with all that is changed in print."""
    for fault in faults:
        plan = fault.in_print(plan)
    return plan
