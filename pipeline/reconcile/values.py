"""Single cells: malformed, unreadable, blank; and columns that lack or are unknown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import UNKNOWN, Field, Status
from pipeline.contracts.record import Plan, Project, SummaryLine
from pipeline.lexicon.facts import load_lexicon
from pipeline.lexicon.rule_book import Text, rule_book
from pipeline.normalize.money import amount_fault
from pipeline.reconcile.candidates import (
    fitting_budget,
    fitting_declaration,
    fitting_item,
    told,
)
from pipeline.reconcile.doubt import MALFORMED, cause_of_value, stands_in_print
from pipeline.reconcile.measure import Kind, Measure, cell_of, has_years, money_cell
from pipeline.reconcile.tally import pages_of
from pipeline.reconcile.wording import ALL, finding, finding_id, grouped, numbered, plain

UNREADABLE = "unreadable_value"
MAX_RAW = 80  # characters of a cell that a message quotes; the JSON has them all

# What a project must say, and how bad it is where it does not.
REQUIRED = {
    "project_name": Severity.WARNING,
    "agency": Severity.WARNING,
    "budget_baht": Severity.WARNING,
    "kpi": Severity.INFO,
}

# Which of the candidates for a number the rest of the plan bears out.
FITTING: dict[str, Callable[[Plan, Project, Measure], Decimal | None]] = {
    "item_no": fitting_item,
    "budget_baht": fitting_budget,
}


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell of a project or of a line of the summary; `measure`: of money or a count, whose."""

    name: str
    field: Field[Any]
    measure: Measure | None = None

    @property
    def is_malformed(self) -> bool:
        """An unreadable amount of money that has digits, all of them known."""
        unreadable = self.field.status is Status.UNREADABLE and self.name == "budget_baht"
        known = UNKNOWN not in self.field.raw
        return unreadable and known and any(char.isdigit() for char in self.field.raw)


def _cells(project: Project) -> Iterator[_Cell]:
    """A project's cells; its money year by year, where it is of several."""
    for name, field in project.cells.items():
        if name != "budget_baht":
            yield _Cell(name, field)
        elif not has_years(project):
            yield _Cell(name, field, Measure.BUDGET)
        else:
            for year in project.budgets:
                yield _Cell(name, year.budget, Measure(Kind.BUDGET, year.fiscal_year_be))


def _declaring_cells(line: SummaryLine) -> Iterator[_Cell]:
    """The cells of a line of the summary: of all years, and of each."""
    for year in (None, *(one.fiscal_year_be for one in line.years)):
        for whole in (Measure.COUNT, Measure.BUDGET):
            measure = Measure(whole.kind, year)
            yield _Cell(whole.field, cell_of(line, measure), measure)


def _unread_cells(plan: Plan, *, malformed: bool) -> Iterator[tuple[Project, _Cell]]:
    """The projects' cells with text that was not understood, by the rule that reports them."""
    for project in plan.projects:
        for cell in _cells(project):
            if cell.field.status is Status.UNREADABLE and cell.is_malformed is malformed:
                yield project, cell


def unread_budget_id(plan: Plan, project: Project, measure: Measure) -> str:
    """The id of the finding that speaks of a project's unread budget; empty for that of all its
    years together."""
    own = measure if has_years(project) else Measure.BUDGET
    malformed = _Cell("budget_baht", money_cell(project, own)).is_malformed
    rule = MALFORMED if malformed else UNREADABLE
    cells = tuple(_unread_cells(plan, malformed=malformed))
    ids = numbered(finding_id(plan, rule, one.indicator_no or ALL, _year(c)) for one, c in cells)
    keys = [(one.project_id, cell.measure) for one, cell in cells]
    return dict(zip(keys, ids, strict=True)).get((project.project_id, own), "")


def _year(cell: _Cell) -> int | None:
    return cell.measure.year_be if cell.measure else None


def malformed_amount(plan: Plan) -> Iterator[Finding]:
    """A budget cell, of a project or of the summary, has digits that are no amount; says why."""
    for project, cell in _unread_cells(plan, malformed=True):
        yield _of_row(plan, MALFORMED, project, cell)
    for line in plan.summary:
        for cell in _declaring_cells(line):
            if cell.is_malformed:
                yield _of_line(plan, MALFORMED, line, cell)


def unreadable_value(plan: Plan) -> Iterator[Finding]:
    """A cell has text that was not understood; malformed amounts have a rule of their own."""
    for project, cell in _unread_cells(plan, malformed=False):
        yield _of_row(plan, UNREADABLE, project, cell)
    for line in plan.summary:
        for cell in _declaring_cells(line):
            if cell.field.status is Status.UNREADABLE and not cell.is_malformed:
                yield _of_line(plan, UNREADABLE, line, cell)


def blank_required(plan: Plan) -> Iterator[Finding]:
    """A project lacks its name, agency or budget, or its number where others have one; a lacking
    KPI is info."""
    numbered = {one.indicator_no for one in plan.projects if one.item_no.value}
    for project in plan.projects:
        cells = project.cells
        for name, severity in REQUIRED.items():
            if cells[name].status is Status.BLANK:
                yield _of_row(plan, "blank_required", project, _Cell(name, cells[name]), severity)
        if project.item_no.status is Status.BLANK and project.indicator_no in numbered:
            cell = _Cell("item_no", project.item_no)
            yield _of_row(plan, "blank_required", project, cell)


def missing_column(plan: Plan) -> Iterator[Finding]:
    """No detail table has a column that the form should have."""
    noted = {note.field for note in plan.notes if note.code == "missing_column"}
    known = rule_book().columns_not_of_layouts.get(plan.layout, frozenset())
    for name in (one for one in REQUIRED if one not in known):
        absent = [project.cells[name].status is Status.ABSENT for project in plan.projects]
        if absent and all(absent) and name not in noted:
            field_name = rule_book().fields[name]
            yield finding(
                plan, "missing_column", ALL, Cause.READING, field=name, field_name=field_name
            )


def unknown_column(plan: Plan) -> Iterator[Finding]:
    """A column's heading is unknown; the reader's own notes speak first (see `notes`)."""
    if any(note.code in ("unknown_column", "kept_column") for note in plan.notes):
        return
    for heading in dict.fromkeys(name for one in plan.projects for name in one.extra):
        rows = [one for one in plan.projects if heading in one.extra]
        yield finding(
            plan,
            "unknown_column",
            ALL,
            Cause.READING,
            message="note",
            field=heading,
            pages=pages_of(rows),
            project_ids=(one.project_id for one in rows),
            text=heading,
        )


def _of_row(
    plan: Plan, rule: str, project: Project, cell: _Cell, severity: Severity | None = None
) -> Finding:
    name, field = cell.name, cell.field
    is_torn = field.status is Status.BLANK and "cell_shared" in project.flags
    is_seen = field.status is Status.BLANK and project.extractor == PICTURES
    fits = name in FITTING and field.doubts
    fit = FITTING[name](plan, project, cell.measure or Measure.COUNT) if fits else None
    return finding(
        plan,
        rule,
        project.indicator_no or ALL,
        Cause.READING if is_torn or is_seen else _cause(plan, rule, field),
        severity=severity,
        items=project.item_no.value or "",
        field=name,
        measure=cell.measure if has_years(project) else None,
        pages=pages_of([project]),
        project_ids=(project.project_id,),
        raw=_on_one_line(field),
        why=_why(field),
        field_name=rule_book().fields[name],
        name=project.project_name.value or "-",
        **_candidates(field, "item" if name == "item_no" else "default", fit),
    )


def _of_line(plan: Plan, rule: str, line: SummaryLine, cell: _Cell) -> Finding:
    measure, field = cell.measure or Measure.BUDGET, cell.field
    fit = fitting_declaration(plan, line, measure) if field.doubts else None
    return finding(
        plan,
        rule,
        line.indicator_no or line.goal_no or ALL,
        _cause(plan, rule, field),
        measure=measure,
        pages=(line.page,),
        raw=_on_one_line(field),
        why=_why(field),
        field_name=rule_book().fields[cell.name],
        **_candidates(field, "declared", fit),
    )


def _cause(plan: Plan, rule: str, cell: Field[Any]) -> Cause:
    is_print = rule == MALFORMED and stands_in_print(plan, cell)
    return Cause.SOURCE if is_print else cause_of_value(cell)


def _on_one_line(cell: Field[Any]) -> str:
    text = " / ".join(line.strip() for line in cell.raw.splitlines())
    return text if len(text) <= MAX_RAW else f"{text[:MAX_RAW].rstrip()} …"


def _why(cell: Field[Any]) -> str | Text:
    """What is wrong with the digits of a cell, in words; nothing where they are an amount."""
    fault = amount_fault(cell.raw, load_lexicon().budget)
    return rule_book().amount_faults[fault] if fault else ""


def _candidates(cell: Field[Any], message: str, fit: Decimal | None) -> dict[str, Any]:
    """Which words to use for a cell: those with candidates where its readers left some."""
    candidates = told(cell)
    if not candidates:
        return {"message": "declared" if message == "declared" else "default"}
    return {
        "message": f"{message}_candidates",
        "suggestion": "" if fit is None else "fits",
        "candidates": candidates,
        "fits": "" if fit is None else grouped(plain(fit)),
    }
