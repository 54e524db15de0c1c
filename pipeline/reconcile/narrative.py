"""What the sheet about a project says of its budget, against the table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import MoneyField, Status
from pipeline.contracts.record import Basis, Narrative, Plan, Project
from pipeline.lexicon.rule_book import rule_text
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.tally import pages_of
from pipeline.reconcile.wording import ALL, filled, finding, joined, plain

NARRATIVE = "narrative_budget"
FIELD = "budget_baht"
NOTHING = (Status.NONE, Status.DASH, Status.BLANK)
SAID = (Status.AMOUNT, Status.NONE, Status.DASH)  # what a sheet can be held to


@dataclass(frozen=True, slots=True)
class _Difference:
    """Two amounts that do not agree; `year`: of one year alone. `yearly`: of each year, as the
    sheet states it; with a year the one that is other than that."""

    table: Decimal
    sheet: Decimal
    year: int | None = None
    yearly: bool = False


def narrative_budget(plan: Plan) -> Iterator[Finding]:
    """The sheet about a project states another budget than the table.

    It may give that of every year or of all years; where words tell which, only that one agrees.
    """
    projects = {one.project_id: one for one in plan.projects}
    left: list[Narrative] = []
    for sheet in plan.narratives:
        project = projects.get(sheet.project_id or "")
        found = _differences(sheet, project) if project else None
        if project is None or found is None:
            left.append(sheet)
            continue
        for one in found:
            yield _finding(plan, sheet, project, one)
    if left and projects:
        yield _left_over(plan, left)


def _differences(sheet: Narrative, project: Project) -> tuple[_Difference, ...] | None:
    """Where the two do not agree; None where they cannot be compared."""
    table = {one.fiscal_year_be: one.budget for one in project.budgets} or {None: project.budget}
    named = {one.fiscal_year_be: one.budget for one in sheet.years if one.fiscal_year_be in table}
    if named:
        return tuple(_by_year(named, table))
    if sheet.budget.status not in SAID:
        return None
    amounts = {year: _amount(cell) for year, cell in table.items()}
    if None in amounts.values():
        return None
    stated = _amount(sheet.budget) or Decimal(0)
    return _together(stated, sheet.basis, {year: one for year, one in amounts.items() if one})


def _amount(cell: MoneyField) -> Decimal | None:
    """What a cell comes to; 0 where it says that there is none, None where that is unknown."""
    return Decimal(0) if cell.status in NOTHING else cell.value


def _by_year(
    named: Mapping[int | None, MoneyField], table: Mapping[int | None, MoneyField]
) -> Iterator[_Difference]:
    for year, cell in named.items():
        stated, printed = _amount(cell), _amount(table[year])
        if stated is not None and printed is not None and stated != printed:
            yield _Difference(printed, stated, year=year)


def _together(
    stated: Decimal, basis: Basis, years: Mapping[int | None, Decimal]
) -> tuple[_Difference, ...]:
    """Against the amount of each year, and against their sum."""
    amounts = tuple(years.values())
    total = sum(amounts, Decimal(0))
    odd = {year: one for year, one in years.items() if one != stated}
    if basis != "year" and stated == total:
        return ()
    if basis != "plan" and len(years) > 1 and not odd:
        return ()
    if basis != "plan" and 2 * len(odd) < len(years):
        return tuple(_Difference(one, stated, year, yearly=True) for year, one in odd.items())
    if basis == "year" and odd:
        return (_Difference(next(iter(odd.values())), stated, yearly=True),)
    is_alike = len(years) > 1 and len(set(amounts)) == 1
    if is_alike and not basis and abs(stated - amounts[0]) < abs(stated - total):
        return (_Difference(amounts[0], stated, yearly=True),)
    return (_Difference(total, stated),) if stated != total else ()


def _finding(plan: Plan, sheet: Narrative, project: Project, one: _Difference) -> Finding:
    money = [sheet.budget, project.budget, *(year.budget for year in project.budgets)]
    names = [sheet.title, project.project_name]
    unsure = any(map(is_doubtful, money)) or any(map(is_doubtful, names))
    return finding(
        plan,
        NARRATIVE,
        project.indicator_no or ALL,
        Cause.READING if unsure else Cause.SOURCE,
        message=_message(one),
        items=project.item_no.value or "",
        field=FIELD if one.year is None else f"{FIELD}_{one.year}",
        expected=plain(one.table),
        actual=plain(one.sheet),
        difference=one.sheet - one.table,
        pages=[sheet.page, *pages_of([project])],
        project_ids=(project.project_id,),
        name=project.project_name.value or sheet.title.value or "-",
        year="" if one.year is None else str(one.year),
    )


def _message(one: _Difference) -> str:
    if one.year is not None:
        return "odd_year" if one.yearly else "of_year"
    if not one.sheet:
        return "sheet_none"
    if not one.table:
        return "table_none"
    return "yearly" if one.yearly else "default"


def _left_over(plan: Plan, sheets: list[Narrative]) -> Finding:
    """The sheets that were compared with nothing: no project of that name, or no amount in them."""
    words = rule_text(NARRATIVE, plan.layout).messages
    strangers = sum(sheet.project_id is None for sheet in sheets)
    sizes = {"strangers": strangers, "silent": len(sheets) - strangers}
    reasons = (filled(words[name], {"size": str(size)}) for name, size in sizes.items() if size)
    return finding(
        plan,
        NARRATIVE,
        ALL,
        Cause.READING,
        message="left_over",
        severity=Severity.INFO,
        field=FIELD,
        pages=[sheet.page for sheet in sheets],
        suggestion="left_over",
        size=str(len(sheets)),
        total=str(len(plan.narratives)),
        reasons=joined(reasons, words["reasons_between"]),
    )
