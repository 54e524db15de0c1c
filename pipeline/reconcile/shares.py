"""Printed percents, and what each would be as a share of one whole or another."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pipeline.contracts.parsed import Field, TextField, declared_value
from pipeline.contracts.record import Level, Plan, Project, SummaryLine
from pipeline.lexicon.rule_book import rule_book
from pipeline.normalize.digits import to_arabic
from pipeline.reconcile.measure import Measure, cell_of, found_value
from pipeline.reconcile.tally import (
    Tally,
    account_total,
    accounts,
    line_sum,
    part_lines,
    printed_total,
    tallies,
)
from pipeline.reconcile.wording import ALL

MIN_AGREEING = 2  # percents that bear out what a column is a share of; one may do so by chance
MIN_STATED = 1  # where the heading says what they are shares of
WHOLE = Decimal(100)

_PERCENT = re.compile(r"(?:ร้อยละ)?\s*(\d{1,3}(?:\.(\d{1,4}))?)\s*%?")


@dataclass(frozen=True, slots=True)
class Share:
    """One printed percent beside the number that it should be a share of."""

    scope: str
    item: str
    project_id: str
    pages: tuple[int | None, ...]
    heading: str
    cell: TextField
    percent: Decimal
    decimals: int  # of the percent as printed
    measure: Measure
    part: Decimal
    whole: Decimal
    found: Decimal | None  # what an indicator's rows add up to, where it declares something else
    fields: tuple[Field[Any], ...]  # what percent and part were read from

    @property
    def expected(self) -> Decimal:
        """The percent that follows from the numbers, with as many digits as are printed."""
        return self._of(self.part)

    @property
    def follows(self) -> bool:
        """Whether the printed percent is this share, rounded either way at the half."""
        return self._fits(self.part)

    @property
    def follows_from_rows(self) -> bool:
        """Whether it is the share of what was found, and not of what is declared."""
        return self.found is not None and self._fits(self.found)

    def _of(self, part: Decimal) -> Decimal:
        step = Decimal(1).scaleb(-self.decimals)
        return (WHOLE * part / self.whole).quantize(step, ROUND_HALF_UP)

    def _fits(self, part: Decimal) -> bool:
        half = Decimal("0.5").scaleb(-self.decimals)
        return abs(WHOLE * part / self.whole - self.percent) <= half


Shares = tuple[Share, ...]
_Whole = Callable[[Plan, str | None, Measure], Decimal | None]
_Basis = tuple[Measure, _Whole, bool]  # what is shared out, its whole, and whether the goal's own


def percent_columns(plan: Plan) -> Iterator[Shares]:
    """Each column of percents as shares of what bears it out best; columns of other percents (of
    success, say) are left out."""
    lines = {name: None for line in plan.summary for name in line.extra}
    rows = {name: None for project in plan.projects for name in project.extra}
    for heading in filter(_is_percent, lines):
        if stated := _stated(heading):
            yield _best_stated([tuple(_of_lines(plan, heading, *basis)) for basis in stated])
        else:
            yield _best([tuple(_of_lines(plan, heading, *basis)) for basis in _LINE_BASES])
    for heading in filter(_is_percent, rows):
        yield _best([tuple(_of_rows(plan, heading, wholes)) for wholes in _row_wholes(plan)])


def _is_percent(heading: str) -> bool:
    return any(word in heading for word in rule_book().percent_words)


def _stated(heading: str) -> tuple[_Basis, ...]:
    """What a heading says that its percents are shares of: `ร้อยละของโครงการทั้งหมด`."""
    words = rule_book().stated_totals
    named = [
        measure
        for measure, of in ((Measure.COUNT, words.projects), (Measure.BUDGET, words.budget))
        if any(word in heading for word in of)
    ]
    is_of_all = any(word in heading for word in words.whole)
    return tuple(
        basis for basis in _LINE_BASES if is_of_all and [basis[0]] == named and not basis[2]
    )


def _best_stated(bases: Sequence[Shares]) -> Shares:
    best = max(bases, key=_agreeing, default=())
    return best if _agreeing(best) >= MIN_STATED else ()


def _best(bases: Sequence[Shares]) -> Shares:
    """The shares most of which follow, as long as more do than do not; else none."""
    best = max(bases, key=_agreeing, default=())
    agreeing, others = _agreeing(best), sum(not share.follows for share in best)
    return best if agreeing >= MIN_AGREEING and agreeing > others else ()


def _agreeing(shares: Shares) -> int:
    """How many percents follow that tell something: not 0 and not the whole."""
    return sum(share.follows and 0 < share.part < share.whole for share in shares)


def _percent(cell: TextField | None) -> tuple[Decimal, int] | None:
    """A printed percent and how many decimals it has."""
    match = _PERCENT.fullmatch(to_arabic(cell.value or "").strip()) if cell else None
    return (Decimal(match[1]), len(match[2] or "")) if match else None


# -- the summary's lines -------------------------------------------------------------------------


def _declared_sum(plan: Plan, goal: str | None, measure: Measure) -> Decimal | None:
    return line_sum(part_lines(plan, goal), measure)


# The whole as printed, or as its lines add up.
_LINE_BASES: tuple[_Basis, ...] = tuple(
    (measure, whole, of_goal)
    for of_goal in (False, True)
    for whole in (printed_total, _declared_sum)
    for measure in (Measure.COUNT, Measure.BUDGET)
)


def _of_lines(
    plan: Plan, heading: str, measure: Measure, whole_of: _Whole, of_goal: bool
) -> Iterator[Share]:
    by_number = {one.number: one for one in tallies(plan)}
    own = {line.line_no: lines for lines in accounts(plan) for line in lines}
    for line in plan.summary:
        cell = line.extra.get(heading)
        percent = _percent(cell)
        part = declared_value(cell_of(line, measure))
        whole = whole_of(plan, line.goal_no if of_goal else None, measure)
        if whole_of is printed_total and not of_goal:  # an account's shares are of its own total
            whole = account_total(own[line.line_no], measure)
        is_above = of_goal and line.level is Level.GRAND_TOTAL
        if cell is None or percent is None or part is None or not whole or is_above:
            continue
        yield Share(
            scope=_scope(line),
            item="",
            project_id="",
            pages=(line.page,),
            heading=heading,
            cell=cell,
            percent=percent[0],
            decimals=percent[1],
            measure=measure,
            part=part,
            whole=whole,
            found=_found(by_number.get(line.indicator_no or ""), measure, part),
            fields=(cell, cell_of(line, measure)),
        )


def _found(tally: Tally | None, measure: Measure, part: Decimal) -> Decimal | None:
    """What an indicator's rows add up to, where that is not what its line declares."""
    if tally is None or tally.declared(measure) != part or not tally.difference(measure):
        return None
    return tally.found(measure)


def _scope(line: SummaryLine) -> str:
    return line.indicator_no or line.goal_no or ALL


# -- the projects' rows --------------------------------------------------------------------------


def _row_wholes(plan: Plan) -> Iterator[Mapping[str, Decimal]]:
    """By project: the budget of the plan, of its goal, of its indicator, declared or found."""
    of_plan = printed_total(plan, None, Measure.BUDGET)
    yield {one.project_id: of_plan for one in plan.projects if of_plan}
    declared = {one.number: one.declared(Measure.BUDGET) for one in tallies(plan)}
    totals = {one.project_id: declared.get(one.indicator_no or "") for one in plan.projects}
    yield {project_id: total for project_id, total in totals.items() if total}
    for key in (_everything, _goal, _indicator):
        yield _sums(plan.projects, key)


def _everything(_project: Project) -> str:
    return ALL


def _goal(project: Project) -> str:
    return project.goal_no or ""


def _indicator(project: Project) -> str:
    return project.indicator_no or ""


def _sums(projects: Iterable[Project], key: Callable[[Project], str]) -> dict[str, Decimal]:
    groups: dict[str, list[Project]] = {}
    for project in projects:
        groups.setdefault(key(project), []).append(project)
    sums = {name: found_value(rows, Measure.BUDGET) for name, rows in groups.items()}
    return {
        one.project_id: total
        for name, rows in groups.items()
        if (total := sums[name])
        for one in rows
    }


def _of_rows(plan: Plan, heading: str, wholes: Mapping[str, Decimal]) -> Iterator[Share]:
    for project in plan.projects:
        cell = project.extra.get(heading)
        percent = _percent(cell)
        part, whole = declared_value(project.budget), wholes.get(project.project_id)
        if cell is None or percent is None or part is None or not whole:
            continue
        yield Share(
            scope=project.indicator_no or ALL,
            item=project.item_no.value or "",
            project_id=project.project_id,
            pages=(project.page_first, project.page_last),
            heading=heading,
            cell=cell,
            percent=percent[0],
            decimals=percent[1],
            measure=Measure.BUDGET,
            part=part,
            whole=whole,
            found=None,
            fields=(cell, project.budget),
        )
