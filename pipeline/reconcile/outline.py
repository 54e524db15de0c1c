"""The numbers of goals and indicators themselves: gaps and doubles."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.parsed import UNKNOWN, declared_value
from pipeline.contracts.record import Level, Plan, SummaryLine
from pipeline.normalize.numbering import sort_key
from pipeline.reconcile.doubt import is_doubtful, is_seen_page
from pipeline.reconcile.lacking import lacking_pages
from pipeline.reconcile.paging import holes, holes_at_summary
from pipeline.reconcile.roots import hole_root
from pipeline.reconcile.tally import goals, unassigned
from pipeline.reconcile.wording import finding

GIVEN = "number_given"  # flag of a row below a heading without a printed number
MAX_GAP = 5  # numbers in a row that lack; a larger jump is a number misread


def missing_indicator(plan: Plan) -> Iterator[Finding]:
    """A number between those of two indicators, or of two goals, stands nowhere in the plan."""
    lost = holes_at_summary(plan) if plan.summary else holes(plan)
    given = _given(plan)
    for number, before, after in _gaps(_numbers(plan)):
        if given & {before, after}:
            continue
        is_goal = before in goals(plan)
        yield finding(
            plan,
            "missing_indicator",
            number,
            Cause.COVERAGE if lost else _cause(plan),
            message="goal" if is_goal else "default",
            field="goal_no" if is_goal else "indicator_no",
            pages=[line.page for line in plan.summary],
            root=hole_root(plan, lost),
            before=before,
            after=after,
            lacking=lacking_pages(lost),
        )


def duplicate_indicator(plan: Plan) -> Iterator[Finding]:
    """The summary lists an indicator or a goal twice; a summary printed twice, where it differs."""
    given = _given(plan)
    lines = [line for line in plan.summary if line.indicator_no and line.indicator_no not in given]
    again = _is_printed_again(plan)
    for number in dict.fromkeys(line.indicator_no or "" for line in lines):
        same = [line for line in lines if line.indicator_no == number]
        if len(same) > 1 and not (again and len(set(map(_said, same))) == 1):
            yield _doubled(plan, number, same, "indicator_no")
    if not again:
        for number, begun in _goals_begun_again(plan):
            if number not in given:
                yield _doubled(plan, number, begun, "goal_no")


def _given(plan: Plan) -> set[str | None]:
    """The numbers that may be ours: of strategies and แผนงาน that print none."""
    rows = [one for one in plan.projects if GIVEN in one.flags]
    return {number for one in rows for number in (one.goal_no, one.indicator_no)}


# -- gaps ----------------------------------------------------------------------------------------


def _numbers(plan: Plan) -> set[tuple[int, ...]]:
    """Every number of a goal, a group or an indicator in the plan, and those that stand above."""
    found = [*goals(plan), *(line.indicator_no or "" for line in plan.summary)]
    found += [one.indicator_no for one in plan.indicators]
    found += [one.indicator_no or "" for one in plan.projects]
    keys = {sort_key(number) for number in found}
    return {key[:depth] for key in keys for depth in range(1, len(key) + 1)}


def _gaps(numbers: Iterable[tuple[int, ...]]) -> Iterator[tuple[str, str, str]]:
    """The numbers that lack, each with those before and after it."""
    in_order = sorted(numbers, key=lambda key: (len(key), key))
    for first, second in pairwise(in_order):
        if first[:-1] == second[:-1] and second[-1] - first[-1] <= MAX_GAP + 1:
            for lost in range(first[-1] + 1, second[-1]):
                yield _name((*first[:-1], lost)), _name(first), _name(second)


def _name(key: tuple[int, ...]) -> str:
    return ".".join(map(str, key))


def _cause(plan: Plan) -> Cause:
    """A number or the place of rows was not read surely; else the plan skips it."""
    unnamed = any(
        line.level is Level.INDICATOR and (not line.indicator_no or UNKNOWN in line.title)
        for line in plan.summary
    )
    inferred = any("indicator_inferred" in one.flags for one in plan.projects)
    unsure = unnamed or inferred or bool(unassigned(plan))
    seen = is_seen_page(plan, [line.page for line in plan.summary])
    return Cause.READING if unsure or seen else Cause.SOURCE


# -- doubles -------------------------------------------------------------------------------------


def _said(line: SummaryLine) -> tuple[str, Decimal | None, Decimal | None]:
    counts, baht = declared_value(line.projects), declared_value(line.budget)
    return line.indicator_no or "", counts, baht


def _is_printed_again(plan: Plan) -> bool:
    """The summary stands twice in the plan, line for line."""
    numbers = [line.indicator_no for line in plan.summary if line.level is Level.INDICATOR]
    half = len(numbers) // 2
    return half > 1 and numbers[:half] == numbers[half:]


def _goals_begun_again(plan: Plan) -> Iterator[tuple[str, list[SummaryLine]]]:
    """The goals whose lines stand in two places with others' between them, and where they begin."""
    lines = [line for line in plan.summary if line.goal_no]
    starts = [
        line
        for before, line in zip([None, *lines], lines, strict=False)
        if before is None or before.goal_no != line.goal_no
    ]
    for number in dict.fromkeys(line.goal_no or "" for line in starts):
        begun = [line for line in starts if line.goal_no == number]
        if len(begun) > 1:
            yield number, begun


def _doubled(plan: Plan, number: str, lines: Sequence[SummaryLine], field: str) -> Finding:
    unsure = any(UNKNOWN in line.title or is_doubtful(line.projects) for line in lines)
    unsure = unsure or is_seen_page(plan, [line.page for line in lines])
    return finding(
        plan,
        "duplicate_indicator",
        number,
        Cause.READING if unsure else Cause.SOURCE,
        message="goal" if field == "goal_no" else "default",
        field=field,
        pages=[line.page for line in lines],
        lines=", ".join(str(line.line_no) for line in lines),
    )
