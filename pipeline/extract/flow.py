"""The flow of headings and tables: which headings govern rows, and which only stand in prose."""

from dataclasses import replace
from itertools import zip_longest

from pipeline.contracts.place import Place
from pipeline.contracts.table import Heading, RawRow, RawValue, Role, Segment
from pipeline.normalize.numbering import goal_of


def states(target: RawValue | None) -> bool:
    """Whether a target has words; a label alone has none."""
    return target is not None and bool(target.text)


def is_whole(row: RawRow) -> bool:
    """Whether name, budget and agency all have text."""
    needed = (row.get(role) for role in (Role.PROJECT, Role.BUDGET, Role.AGENCY))
    return all(value is not None and value.text.strip() for value in needed)


def places_of(flow: tuple[Heading | Segment, ...]) -> frozenset[Place]:
    """Where the headings and targets stand that the indicators keep."""
    headings = [item for item in flow if isinstance(item, Heading) and item.level != "reset"]
    targets = [place for item in headings if item.target for place in item.target.places]
    return frozenset((*(item.place for item in headings), *targets))


def settle_themes(flow: list[Heading | Segment]) -> list[Heading | Segment]:
    """Themes (ยุทธศาสตร์ที่ ๑) as goals, where the plan has no goals and indicators of theirs follow.

    Others are left out of the flow: they stand above goals, or in prose.
    """
    has_goals = any(isinstance(item, Heading) and item.level == "goal" for item in flow)
    settled: list[Heading | Segment] = []
    for item, after in zip_longest(flow, flow[1:]):
        if not isinstance(item, Heading) or item.level != "theme":
            settled.append(item)
        elif not has_goals and _governs(item, after):
            settled.append(replace(item, level="goal"))
    return settled


def _governs(theme: Heading, after: Heading | Segment | None) -> bool:
    if not isinstance(after, Heading):
        return after is not None
    return after.level == "indicator" and goal_of(after.number) == theme.number


def split_loose(
    flow: list[Heading | Segment],
) -> tuple[tuple[Heading | Segment, ...], tuple[Heading, ...]]:
    """Headings that govern rows, and those in prose: no rows come between them and a reset."""
    kept: list[Heading | Segment] = []
    loose: list[Heading] = []
    pending: list[Heading] = []
    for item in flow:
        if isinstance(item, Segment):
            kept.extend([*pending, item])
            pending = []
        elif item.level == "reset":
            loose.extend(pending)
            pending = []
            kept.append(item)
        else:
            pending.append(item)
    had_rows = any(isinstance(item, Segment) for item in kept)
    if had_rows:
        kept.extend(pending)
    else:
        loose.extend(pending)
    return tuple(kept), tuple(loose)
