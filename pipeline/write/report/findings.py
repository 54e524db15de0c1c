"""The findings as an auditor reads them: by cause, what follows folded under its headline."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Level, Plan, Project, SummaryLine
from pipeline.write.anchors import finding_anchor
from pipeline.write.folding import Headline, fold, rank
from pipeline.write.report.amounts import as_number, grouped, signed
from pipeline.write.report.document import ReportDocument
from pipeline.write.report.evidence import (
    Exhibit,
    concerned,
    note_exhibit,
    page_exhibit,
    page_href,
    project_exhibit,
    summary_exhibit,
)
from pipeline.write.report.phrases import Phrases
from pipeline.write.suggestion_text import suggestion_in

SHOWN_ROWS = 3  # crops of rows that stand open; the rest is folded
SHOWN_PAGES = 3
LOOK_AT = {Status.UNREADABLE: 0, Status.BLANK: 1, Status.AMOUNT: 2}  # budgets, in this order
CAUSES = tuple(Cause)
DECLARED_FIELDS = ("projects", "budget_baht")  # the columns of the summary
_OF_YEAR = re.compile(r"_\d{4}$")
UNITS = {"projects": "unit_projects", "budget_baht": "unit_baht"}
SUM_RULES = re.compile(r"^(?:goal|grand)_.*_sum$")  # both sides stand in the summary


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or text that a finding compares, with its unit."""

    name: str
    text: str
    unit: str = ""
    is_gap: bool = False


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page that a finding names."""

    number: int
    href: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding. `declared`, `rows`: the two sides; `more`: rows that are folded."""

    anchor: str
    severity: str
    severity_word: str
    rule: str
    title: str
    meaning: str
    message: str
    suggestion: str
    figures: tuple[Figure, ...]
    declared: tuple[Exhibit, ...]
    rows: tuple[Exhibit, ...]
    more: tuple[Exhibit, ...]
    pages: tuple[PageLink, ...]
    follows: tuple["FindingView", ...]


@dataclass(frozen=True, slots=True)
class CauseView:
    """The findings of one cause: those to act on, and those that only inform."""

    cause: str
    name: str
    advice: str
    headlines: tuple[FindingView, ...]
    infos: tuple[FindingView, ...]


def headlines(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings that follow from no other, worst first."""
    return tuple(one.finding for one in _folded(findings))


def _folded(findings: Sequence[Finding]) -> list[Headline]:
    return sorted(fold(findings), key=lambda one: rank(one.finding))


def view_findings(document: ReportDocument, words: Phrases) -> tuple[CauseView, ...]:
    """The causes that have findings, each with its headlines."""
    plan = document.result.plan
    if plan is None:
        return ()
    views: dict[Cause, list[tuple[Finding, FindingView]]] = {cause: [] for cause in CAUSES}
    witness = _Witness(document, plan, words)
    for one, followers in _folded(document.result.findings):
        below = tuple(witness.view(each, (), SHOWN_NONE) for each in followers)
        views[one.cause].append((one, witness.view(one, below, SHOWN_ROWS)))
    return tuple(
        CauseView(
            cause=cause.value,
            name=words.cause(cause),
            advice=words.advice(cause),
            headlines=tuple(view for one, view in views[cause] if one.severity != Severity.INFO),
            infos=tuple(view for one, view in views[cause] if one.severity == Severity.INFO),
        )
        for cause in CAUSES
        if views[cause]
    )


SHOWN_NONE = 0  # below a headline the rows are folded: they stand open above


class _Witness:
    """Finds what a finding can be checked against."""

    def __init__(self, document: ReportDocument, plan: Plan, words: Phrases) -> None:
        self._document = document
        self._plan = plan
        self._words = words
        self._index = {one.project_id: number for number, one in enumerate(plan.projects)}
        self._notes = list(enumerate(plan.notes))

    def view(self, finding: Finding, below: tuple[FindingView, ...], shown: int) -> FindingView:
        words = self._words
        rows = self._rows(finding)
        declared = tuple(
            summary_exhibit(self._document, line, finding.field, words)
            for line in summary_lines(self._plan, finding)
        )
        noted = self._noted(finding)
        if not (rows or declared or noted):
            noted = self._pages(finding)
        return FindingView(
            anchor=finding_anchor(finding.finding_id),
            severity=finding.severity.value,
            severity_word=words.severity(finding.severity),
            rule=finding.rule,
            title=words.rule_title(finding.rule),
            meaning=words.rule_meaning(finding.rule),
            message=finding.message_en if words.lang == "en" else finding.message_th,
            suggestion=suggestion_in(finding.suggestion, words.lang),
            figures=tuple(figures(finding, words)),
            declared=declared,
            rows=(*noted, *rows[:shown]),
            more=rows[shown:],
            pages=tuple(
                PageLink(number, page_href(self._document.original, number))
                for number in finding.pages
            ),
            follows=below,
        )

    def _rows(self, finding: Finding) -> tuple[Exhibit, ...]:
        numbers = (self._index.get(one) for one in finding.project_ids)
        known = sorted(
            (number for number in numbers if number is not None),
            key=lambda number: _doubt(self._plan.projects[number], finding.field),
        )
        projects = self._plan.projects
        return tuple(
            project_exhibit(self._document, projects[number], finding.field, self._words)
            for number in known
        )

    def _noted(self, finding: Finding) -> tuple[Exhibit, ...]:
        """The place of the reader's note that this finding reports; each note is taken once."""
        for position, (number, note) in enumerate(self._notes):
            if (note.code, note.scope or "all", note.field, note.project_ids) == (
                finding.rule,
                finding.scope,
                finding.field,
                finding.project_ids,
            ):
                del self._notes[position]
                exhibit = note_exhibit(self._document, number, note, self._words)
                return () if exhibit is None else (exhibit,)
        return ()

    def _pages(self, finding: Finding) -> tuple[Exhibit, ...]:
        found = (page_exhibit(self._document, one, self._words) for one in finding.pages)
        return tuple(one for one in found if one is not None)[:SHOWN_PAGES]


def _column(field: str) -> str:
    """The column that a finding speaks of, of whichever year.

    >>> _column("budget_baht_2566")
    'budget_baht'
    """
    return _OF_YEAR.sub("", field)


def _doubt(project: Project, column: str) -> tuple[int, float]:
    """Sorts the rows that a person should look at first to the front."""
    if _column(column) == "budget_baht":
        cell = concerned(project, column) or project.budget
        return LOOK_AT.get(cell.status, len(LOOK_AT)), project.confidence
    return 0, project.confidence


def summary_lines(plan: Plan, finding: Finding) -> tuple[SummaryLine, ...]:
    """The lines of the summary that a finding is about: where it compares with what is declared,
    or speaks of the summary itself."""
    names_nothing = not finding.field and not finding.expected
    if names_nothing or (finding.project_ids and not finding.expected):
        return ()
    own = tuple(line for line in plan.summary if _speaks_of(line, finding.scope))
    if SUM_RULES.search(finding.rule):
        return (*own, *_parts(plan, finding.scope))
    return own if _column(finding.field) in DECLARED_FIELDS or not finding.project_ids else ()


def _speaks_of(line: SummaryLine, scope: str) -> bool:
    if line.level is Level.GRAND_TOTAL:
        return scope == "all"
    if line.level is Level.GOAL_TOTAL:
        return line.goal_no == scope
    return line.indicator_no == scope


def _parts(plan: Plan, scope: str) -> Iterator[SummaryLine]:
    """What a printed total is the sum of: a goal's indicators, or the goals' totals."""
    totals = {line.goal_no for line in plan.summary if line.level is Level.GOAL_TOTAL}
    for line in plan.summary:
        is_part = line.level is Level.INDICATOR
        if scope == "all":
            is_part = line.level is Level.GOAL_TOTAL or (is_part and line.goal_no not in totals)
        elif line.goal_no != scope:
            is_part = False
        if is_part:
            yield line


def figures(finding: Finding, words: Phrases) -> Iterator[Figure]:
    """Expected, actual and difference, where the finding has them."""
    column = _column(finding.field)
    unit = words.say(UNITS[column]) if column in UNITS else ""
    for name, text in (("expected", finding.expected), ("actual", finding.actual)):
        if text:
            number = as_number(text)
            shown = text if number is None else grouped(number)
            yield Figure(words.say(name), shown, "" if number is None else unit)
    if finding.difference is not None:
        yield Figure(words.say("difference"), signed(finding.difference), unit, is_gap=True)
