"""The truth of a plan over several years, in the columns of the files that a run writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal

from bench.born_digital.layout import baht_text
from bench.forms.truth import FormDeclared, FormLine, FormNarrative, FormRow, FormYear
from bench.forms.years_plan import Figure, Key, YearMoney, YearsCase

Typed = Callable[[str], str]  # a text with the digits of the text layer


def row_truth(case: YearsCase, typed: Typed, has_agency: bool = True) -> tuple[FormRow, ...]:
    """Every project in print order."""
    years = case.plan.years
    rows = []
    for strategy, group in case.plan.groups:
        for project in group.projects:
            status, baht = total_money(project.years)
            rows.append(
                FormRow(
                    goal_no=strategy.number,
                    indicator_no=group.number,
                    item_no=project.item_no,
                    project_name=typed(project.name),
                    method="",
                    kpi=typed(project.kpi),
                    budget_status=status,
                    budget_baht=baht,
                    budget_raw="",
                    q1="",
                    q2="",
                    q3="",
                    q4="",
                    schedule_text="",
                    start_month="",
                    end_month="",
                    agency=typed(project.agency).replace(" ", "") if has_agency else "",
                    fiscal_year_be=str(years[0]),
                    fiscal_year_end_be=str(years[-1]),
                )
            )
    return tuple(rows)


def year_truth(case: YearsCase, typed: Typed, has_sources: bool) -> tuple[FormYear, ...]:
    """Every project's money, a line a year."""
    return tuple(
        FormYear(
            group.number,
            project.item_no,
            str(year),
            money.status,
            baht_text(money.baht) if money.baht is not None and not money.overflows else "",
            typed(money.source) if money.baht is not None and has_sources else "",
        )
        for _, group in case.plan.groups
        for project in group.projects
        for year, money in zip(case.plan.years, project.years, strict=True)
    )


def declared_truth(case: YearsCase, keys: Sequence[Key]) -> tuple[FormDeclared, ...]:
    """What is printed of the declared figures, a line a place and year.

    The row of a มิติ sums each year's money, and counts its projects for all years alone.
    """
    return tuple(
        _declared(key, case.figures[key], has_count=not case.kinds or key[2] is None)
        for key in keys
    )


def line_truth(case: YearsCase, typed: Typed, has_count: bool) -> tuple[FormLine, ...]:
    """The lines of ผ.๐๑ in print order. `has_count`: a column counts all years together."""
    lines = []
    for strategy in case.plan.strategies:
        title = typed(strategy.title)
        lines.append(FormLine("group", strategy.number, "", title, "", "blank", "", "blank"))
        lines += [
            _line(case, ("indicator", group.number, None), typed(group.title), has_count)
            for group in strategy.groups
        ]
        lines.append(_line(case, ("goal", strategy.number, None), "", has_count))
    return (*lines, _line(case, ("grand", "all", None), "", has_count))


def dimension_truth(case: YearsCase, has_grand_total: bool) -> tuple[FormLine, ...]:
    """The row of sums below each มิติ, and the one below them all."""
    keys: list[Key] = [("goal", strategy.number, None) for strategy in case.plan.strategies]
    keys += [("grand", "all", None)] if has_grand_total else []
    return tuple(_line(case, key, "", has_count=True) for key in keys)


def _line(case: YearsCase, key: Key, title: str, has_count: bool) -> FormLine:
    """One line; where no column is of all years, its money is theirs together."""
    level, number, _ = key
    figure = case.figures[key]
    baht = figure.baht
    if not has_count or case.kinds:
        baht = sum((case.figures[level, number, year].baht for year in case.plan.years), Decimal(0))
    return FormLine(
        level=level if level == "indicator" else f"{level}_total",
        goal_no="" if level == "grand" else number.split(".")[0],
        indicator_no=number if level == "indicator" else "",
        title=title,
        projects=str(figure.count) if has_count else "",
        projects_status="ok" if has_count else "blank",
        budget_baht=baht_text(baht) if baht else "",
        budget_status="amount" if baht else "dash",
    )


def narrative_truth(case: YearsCase, typed: Typed) -> tuple[FormNarrative, ...]:
    """What every narrative sheet states for one year."""
    return tuple(
        FormNarrative(
            sheet.indicator_no,
            sheet.project.item_no,
            typed(sheet.project.name),
            "none" if sheet.baht is None else "amount",
            "" if sheet.baht is None else baht_text(sheet.baht),
        )
        for sheet in case.sheets
    )


def total_money(years: Sequence[YearMoney]) -> tuple[str, str]:
    """Status and baht of all years together, as projects.csv must have them."""
    statuses = Counter(money.status for money in years)
    if statuses["unreadable"]:
        return "unreadable", ""
    if statuses["amount"]:
        return "amount", baht_text(sum((m.baht or Decimal(0) for m in years), Decimal(0)))
    order = ("none", "dash", "blank")
    return max(order, key=lambda status: (statuses[status], -order.index(status))), ""


def _declared(key: Key, figure: Figure, has_count: bool) -> FormDeclared:
    level, number, year = key
    return FormDeclared(
        level=level,
        goal_no="" if level == "grand" else number.split(".")[0],
        indicator_no=number if level == "indicator" else "",
        fiscal_year_be="" if year is None else str(year),
        projects=str(figure.count) if figure.count and has_count else "",
        budget_baht=baht_text(figure.baht) if figure.baht else "",
    )
