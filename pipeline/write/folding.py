"""One root cause, one headline: what follows from a finding is shown beneath it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.contracts.finding import Finding, Severity

ORDER = tuple(Severity)  # worst first
_OF_YEAR = re.compile(r"(\w+)_(\d{4})")


class Headline(NamedTuple):
    """A finding that follows from no other, and what follows from it, directly or not."""

    finding: Finding
    followers: tuple[Finding, ...]


def fold(findings: Sequence[Finding]) -> tuple[Headline, ...]:
    """Every finding once, in their order: as a headline, or beneath the one at the end of its
    roots. Roots that lead nowhere or in a circle leave it a headline."""
    by_id = {finding.finding_id: finding for finding in findings}
    tops = [(finding, _top(finding, by_id)) for finding in findings]
    below: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding, top in tops:
        if top != finding.finding_id:
            below[top].append(finding)
    return tuple(
        Headline(finding, tuple(below[top])) for finding, top in tops if top == finding.finding_id
    )


def rank(finding: Finding) -> int:
    """The place of its severity in ORDER."""
    return ORDER.index(finding.severity)


def over_years(findings: Sequence[Finding]) -> tuple[tuple[Finding, ...], ...]:
    """The findings in their order, those that say the same of several fiscal years together."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        column, year = year_of(finding.field)
        same = (finding.rule, finding.scope, finding.severity.value, column)
        groups.setdefault(same if year else (finding.finding_id,), []).append(finding)
    return tuple(map(tuple, groups.values()))


def year_of(field: str) -> tuple[str, str]:
    """A finding's column, and the fiscal year where it is that of one year.

    >>> year_of("budget_baht_2566"), year_of("budget_baht")
    (('budget_baht', '2566'), ('budget_baht', ''))
    """
    found = _OF_YEAR.fullmatch(field)
    return (found[1], found[2]) if found else (field, "")


def _top(finding: Finding, by_id: dict[str, Finding]) -> str:
    """The finding_id at the end of the roots; its own where they lead in a circle."""
    seen = {finding.finding_id}
    one = finding
    while one.root in by_id and one.root not in seen:
        one = by_id[one.root]
        seen.add(one.finding_id)
    return finding.finding_id if one.root in seen else one.finding_id
