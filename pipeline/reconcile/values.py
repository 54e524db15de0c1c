"""Single cells: malformed, unreadable, blank; and columns that lack or are unknown."""

from collections.abc import Callable, Iterator
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
from pipeline.reconcile.measure import Measure
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
FITTING: dict[str, Callable[[Plan, Project], Decimal | None]] = {
    "item_no": fitting_item,
    "budget_baht": fitting_budget,
}


def _is_malformed(name: str, cell: Field[Any]) -> bool:
    """An unreadable amount of money that has digits, all of them known."""
    unreadable = cell.status is Status.UNREADABLE and name == "budget_baht"
    known = UNKNOWN not in cell.raw
    return unreadable and known and any(char.isdigit() for char in cell.raw)


def _unread_cells(plan: Plan, *, malformed: bool) -> Iterator[tuple[Project, str]]:
    """The projects' cells with text that was not understood, by the rule that reports them."""
    for project in plan.projects:
        for name, cell in project.cells.items():
            if cell.status is Status.UNREADABLE and _is_malformed(name, cell) is malformed:
                yield project, name


def unread_budget_id(plan: Plan, project: Project) -> str:
    """The id of the finding that speaks of a project's unread budget."""
    malformed = _is_malformed("budget_baht", project.budget)
    rule = MALFORMED if malformed else UNREADABLE
    cells = [(one.project_id, name) for one, name in _unread_cells(plan, malformed=malformed)]
    scopes = (one.indicator_no or ALL for one, _ in _unread_cells(plan, malformed=malformed))
    ids = numbered(finding_id(plan, rule, scope) for scope in scopes)
    return dict(zip(cells, ids, strict=True))[project.project_id, "budget_baht"]


def malformed_amount(plan: Plan) -> Iterator[Finding]:
    """A budget cell, of a project or of the summary, has digits that are no amount; says why."""
    for project, name in _unread_cells(plan, malformed=True):
        yield _of_row(plan, MALFORMED, project, name)
    for line in plan.summary:
        if _is_malformed("budget_baht", line.budget):
            yield _of_line(plan, MALFORMED, line, "budget_baht", line.budget)


def unreadable_value(plan: Plan) -> Iterator[Finding]:
    """A cell has text that was not understood; malformed amounts have a rule of their own."""
    for project, name in _unread_cells(plan, malformed=False):
        yield _of_row(plan, UNREADABLE, project, name)
    for line in plan.summary:
        declared: dict[str, Field[Any]] = {"projects": line.projects, "budget_baht": line.budget}
        for name, cell in declared.items():
            if cell.status is Status.UNREADABLE and not _is_malformed(name, cell):
                yield _of_line(plan, UNREADABLE, line, name, cell)


def blank_required(plan: Plan) -> Iterator[Finding]:
    """A project lacks its name, agency or budget, or its number where others have one; a lacking
    KPI is info."""
    numbered = {one.indicator_no for one in plan.projects if one.item_no.value}
    for project in plan.projects:
        cells = project.cells
        for name, severity in REQUIRED.items():
            if cells[name].status is Status.BLANK:
                yield _of_row(plan, "blank_required", project, name, severity)
        if project.item_no.status is Status.BLANK and project.indicator_no in numbered:
            yield _of_row(plan, "blank_required", project, "item_no")


def missing_column(plan: Plan) -> Iterator[Finding]:
    """No detail table has a column that the form should have."""
    noted = {note.field for note in plan.notes if note.code == "missing_column"}
    for name in REQUIRED:
        absent = [project.cells[name].status is Status.ABSENT for project in plan.projects]
        if absent and all(absent) and name not in noted:
            field_name = rule_book().fields[name]
            yield finding(
                plan, "missing_column", ALL, Cause.READING, field=name, field_name=field_name
            )


def unknown_column(plan: Plan) -> Iterator[Finding]:
    """A column's heading is unknown; the reader's own notes speak first (see `notes`)."""
    if any(note.code == "unknown_column" for note in plan.notes):
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
    plan: Plan, rule: str, project: Project, name: str, severity: Severity | None = None
) -> Finding:
    cell = project.cells[name]
    is_torn = cell.status is Status.BLANK and "cell_shared" in project.flags
    is_seen = cell.status is Status.BLANK and project.extractor == PICTURES
    fit = FITTING[name](plan, project) if name in FITTING and cell.doubts else None
    return finding(
        plan,
        rule,
        project.indicator_no or ALL,
        Cause.READING if is_torn or is_seen else _cause(plan, rule, cell),
        severity=severity,
        items=project.item_no.value or "",
        field=name,
        pages=pages_of([project]),
        project_ids=(project.project_id,),
        raw=_on_one_line(cell),
        why=_why(cell),
        field_name=rule_book().fields[name],
        name=project.project_name.value or "-",
        **_candidates(cell, "item" if name == "item_no" else "default", fit),
    )


def _of_line(plan: Plan, rule: str, line: SummaryLine, name: str, cell: Field[Any]) -> Finding:
    measure = Measure.COUNT if name == Measure.COUNT.field else Measure.BUDGET
    fit = fitting_declaration(plan, line, measure) if cell.doubts else None
    return finding(
        plan,
        rule,
        line.indicator_no or line.goal_no or ALL,
        _cause(plan, rule, cell),
        field=name,
        pages=(line.page,),
        raw=_on_one_line(cell),
        why=_why(cell),
        field_name=rule_book().fields[name],
        **_candidates(cell, "declared", fit),
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
