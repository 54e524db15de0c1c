"""Faults of reading: a number misread and flagged, a page removed, a page that nobody can read."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bench.born_digital.invent import to_arabic, to_thai
from bench.reconcile.fault import ALL, Expected, Fault, Named, expect
from bench.reconcile.invent import amount
from bench.reconcile.plant import Site, like_number, row_cell
from pipeline.contracts.finding import Cause
from pipeline.contracts.parsed import CountField, MoneyField
from pipeline.contracts.record import Indicator, Plan, Project, SummaryLine
from pipeline.normalize.doubts import LOW

MISREAD_CONFIDENCE = 0.7
MIN_DIGITS = 3  # of a number that may lose one
SLIPS = ("digit", "digit", "digit", "lost", "twice")  # as often as each is drawn
FLAGGED = 2  # rows beside it that were read with doubt, and rightly

Look = Callable[[Site, Plan], Fault | None]  # the fault at a site of the plan as it was read


def misread_budget(site: Site, plan: Plan) -> Fault | None:
    """A row's amount is misread, and flagged; so are others that were read rightly."""
    rows = [one for one in rows_of(plan, site.number) if one.budget.value]
    row = site.chance.choice(rows) if rows else None
    truth = amount(row.budget.value or Decimal(0)) if row else ""
    read = _misread(site, truth) if row else None
    if row is None or read is None:
        return None
    flagged = site.chance.sample(rows, min(len(rows), FLAGGED))
    fields = {one.project_id: one.budget.model_copy(update=_doubt()) for one in flagged}
    fields[row.project_id] = _money(row.budget, read)

    def as_read(found: Plan) -> Plan:
        def changed(one: Project) -> Project:
            if one.project_id not in fields:
                return one
            flags = tuple(dict.fromkeys((*one.flags, LOW)))
            return one.model_copy(update={"budget": fields[one.project_id], "flags": flags})

        return found.model_copy(update={"projects": tuple(map(changed, found.projects))})

    cell = row_cell(site.number, row.item_no.value or "")
    return Fault(
        "misread_budget",
        as_read=as_read,
        expected=expect(Cause.READING, ("indicator_budget", site.number)),
        named=(Named("indicator_budget", site.number, cell, truth),),
    )


def misread_declared(site: Site, plan: Plan) -> Fault | None:
    """One digit of an amount or count in the summary is taken for another, and flagged."""
    line = next((one for one in plan.summary if one.indicator_no == site.number), None)
    measure = site.chance.choice(("count", "budget"))
    if line is None:
        return None
    cell = line.projects if measure == "count" else line.budget
    truth = to_thai(str(cell.value)) if measure == "count" else amount(Decimal(cell.value or 0))
    read = _misread(site, truth) if cell.value else None
    if read is None:
        return None
    summary = "projects" if measure == "count" else "budget"
    field = _count(line.projects, read) if measure == "count" else _money(line.budget, read)

    def as_read(found: Plan) -> Plan:
        def of_line(one: SummaryLine) -> SummaryLine:
            return one.model_copy(update={summary: field}) if one.line_no == line.line_no else one

        def of_indicator(one: Indicator) -> Indicator:
            is_meant = one.indicator_no == site.number
            return one.model_copy(update={f"declared_{summary}": field}) if is_meant else one

        lines, indicators = map(of_line, found.summary), map(of_indicator, found.indicators)
        return found.model_copy(update={"summary": tuple(lines), "indicators": tuple(indicators)})

    rule = f"indicator_{measure}"
    named = Named(rule, site.number, f"ตารางสรุป ตัวชี้วัดที่ {site.number} ", truth)
    keys = ((rule, site.number), site.sum_rule(measure))
    return Fault(
        "misread_declared", as_read=as_read, expected=expect(Cause.READING, *keys), named=(named,)
    )


def _misread(site: Site, printed: str) -> str | None:
    """The number with a digit taken for another, lost or doubled; None where that cannot be."""
    slip = site.chance.choice(SLIPS)
    baht, point, satang = to_arabic(printed).replace(",", "").partition(".")
    if slip == "digit" or len(baht) < MIN_DIGITS:
        return like_number(site.chance, printed)
    at = site.chance.randrange(1, len(baht))
    other = baht[:at] + (baht[at] * 2 if slip == "twice" else "") + baht[at + 1 :]
    return to_thai(f"{int(other):,}{point}{satang}")


def _money(cell: MoneyField, read: str) -> MoneyField:
    value = Decimal(to_arabic(read).replace(",", ""))
    return cell.model_copy(update={"raw": read, "value": value, **_doubt()})


def _count(cell: CountField, read: str) -> CountField:
    value = int(to_arabic(read))
    return cell.model_copy(update={"raw": read, "value": value, **_doubt()})


def _doubt() -> dict[str, object]:
    return {"flags": (LOW,), "confidence": MISREAD_CONFIDENCE}


def rows_of(plan: Plan, number: str) -> list[Project]:
    return [one for one in plan.projects if one.indicator_no == number]


def page_of(site: Site, plan: Plan) -> int | None:
    """A page on which only rows of this indicator stand, not broken over pages."""
    rows = rows_of(plan, site.number)
    pages = {one.page_first for one in rows}
    whole = [page for page in pages if page is not None and _holds_only(plan, site.number, page)]
    return site.chance.choice(sorted(whole)) if whole else None


def _holds_only(plan: Plan, number: str, page: int) -> bool:
    there = [one for one in plan.projects if page in (one.page_first, one.page_last)]
    return all(one.indicator_no == number and one.page_first == one.page_last for one in there)


def lost(plan: Plan, number: str, page: int) -> tuple[Expected, ...]:
    """What must be said of an indicator whose page is gone."""
    gone = [one for one in rows_of(plan, number) if one.page_first == page]
    rules = ["indicator_count", "missing_item"]
    rules += ["indicator_budget"] if any(one.budget.value for one in gone) else []
    return expect(Cause.COVERAGE, *((rule, number) for rule in rules))


def without_rows_of(plan: Plan, page: int) -> Plan:
    """The plan without the rows of the page, and without the heading where it stood there."""
    kept = tuple(one for one in plan.projects if one.page_first != page)
    number = next(one.indicator_no for one in plan.projects if one.page_first == page)
    first = min(one.page_first or 0 for one in plan.projects if one.indicator_no == number)

    def changed(one: Indicator) -> Indicator:
        is_headless = one.indicator_no == number and first == page
        return one.model_copy(update={"headed": False}) if is_headless else one

    return plan.model_copy(
        update={"projects": kept, "indicators": tuple(map(changed, plan.indicators))}
    )


def page_removed(site: Site, plan: Plan) -> Fault | None:
    """A page of rows is taken out of the file; the printed page numbers jump."""
    page = page_of(site, plan)
    if page is None:
        return None

    def as_read(found: Plan) -> Plan:
        shorter = without_rows_of(found, page)
        pages = [one for one in shorter.pages if one.number != page]

        def moved(number: int | None) -> int | None:
            return number - 1 if number is not None and number > page else number

        renumbered = [one.model_copy(update={"number": moved(one.number)}) for one in pages]
        rows = [
            one.model_copy(
                update={"page_first": moved(one.page_first), "page_last": moved(one.page_last)}
            )
            for one in shorter.projects
        ]
        return shorter.model_copy(update={"pages": tuple(renumbered), "projects": tuple(rows)})

    expected = lost(plan, site.number, page)
    jump = expect(Cause.COVERAGE, ("missing_page", ALL)) if page < len(plan.pages) else ()
    return Fault("page_removed", as_read=as_read, expected=expected + jump)


def page_unread(site: Site, plan: Plan) -> Fault | None:
    """A page of rows cannot be read."""
    page = page_of(site, plan)
    if page is None:
        return None

    def as_read(found: Plan) -> Plan:
        shorter = without_rows_of(found, page)
        pages = tuple(
            one.model_copy(update={"status": "unread", "reason": "damaged"})
            if one.number == page
            else one
            for one in shorter.pages
        )
        return shorter.model_copy(update={"pages": pages})

    unread = expect(Cause.COVERAGE, ("page_unread", ALL))
    return Fault("page_unread", as_read=as_read, expected=lost(plan, site.number, page) + unread)
