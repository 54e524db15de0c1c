"""One root cause, one headline: what follows from a finding is shown beneath it."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.contracts.finding import Finding, Severity

ORDER = tuple(Severity)  # worst first


class Headline(NamedTuple):
    """A finding and what follows from it, each worst first."""

    finding: Finding
    followers: tuple[Finding, ...]

    @property
    def rank(self) -> int:
        """The place in ORDER of the worst among them."""
        return min(ORDER.index(one.severity) for one in (self.finding, *self.followers))


def headlines(findings: Sequence[Finding]) -> tuple[Headline, ...]:
    """Every finding once: as a headline, or beneath the one that its `root` leads to."""
    by_id = {finding.finding_id: finding for finding in findings}
    tops = [_top(finding, by_id) for finding in findings]
    folded = [
        Headline(
            finding,
            tuple(sorted(
                (one for one, top in zip(findings, tops, strict=True)
                 if top == finding.finding_id and one is not finding),
                key=_rank,
            )),
        )
        for finding, top in zip(findings, tops, strict=True)
        if top == finding.finding_id
    ]  # fmt: skip
    return tuple(sorted(folded, key=lambda headline: headline.rank))


def _top(finding: Finding, by_id: dict[str, Finding]) -> str:
    """The finding_id at the end of the roots; its own where they lead nowhere or in a circle."""
    seen = {finding.finding_id}
    one = finding
    while one.root in by_id and one.root not in seen:
        one = by_id[one.root]
        seen.add(one.finding_id)
    return finding.finding_id if one.root in seen else one.finding_id


def _rank(finding: Finding) -> int:
    return ORDER.index(finding.severity)
