"""What could not be verified, and why: an auditor signs for no more than was checked."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.contracts.finding import Finding
from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Level, Plan, Project
from pipeline.lexicon.rule_book import rule_book
from pipeline.write.anchors import finding_anchor, project_anchor
from pipeline.write.report.document import ReportDocument
from pipeline.write.report.evidence import OPTIONAL, page_href
from pipeline.write.report.phrases import Phrases
from pipeline.write.report.tally import has_time, undeclared

FULL_FORMS = ("quarter_plan", "month_plan")  # the yearly plan of a province
WORDS = frozenset({"method", "kpi"})  # columns that other forms need not have
NOT_READ = (Status.BLANK, Status.UNREADABLE, Status.ABSENT)
NONE_SAID = (Status.DASH, Status.NONE)


@dataclass(frozen=True, slots=True)
class Reference:
    """Something named: an indicator, a row on this page, a page of the original."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Unchecked:
    """One thing that was not verified. `limits`: an agreement does not hold for it."""

    code: str
    text: str
    references: tuple[Reference, ...] = ()
    limits: bool = True


def not_checked(document: ReportDocument, words: Phrases) -> tuple[Unchecked, ...]:
    """Everything of the plan that could not be verified; empty where all was."""
    plan = document.result.plan
    if plan is None:
        return ()
    return (
        *_pages(document, plan, words),
        *_declarations(plan, words),
        *_rows(plan, words),
        *_columns(plan, words),
        *_sources(document, plan, words),
    )


def _pages(document: ReportDocument, plan: Plan, words: Phrases) -> Iterator[Unchecked]:
    unread = [page for page in plan.pages if page.status == "unread"]
    if unread:
        yield Unchecked(
            "pages_unread",
            words.say("pages_unread", n=len(unread)),
            tuple(
                Reference(
                    words.say("page", n=page.number) + f" ({words.unread_reason(page.reason)})",
                    page_href(document.original, page.number),
                )
                for page in unread
            ),
        )
    for rule in ("missing_page", "table_doubtful"):
        found = [one for one in document.result.findings if one.rule == rule]
        if found:
            yield Unchecked(rule, words.say(rule), tuple(_finding_reference(found, words)))


def _finding_reference(findings: Iterable[Finding], words: Phrases) -> Iterator[Reference]:
    for one in findings:
        text = one.message_en if words.lang == "en" else one.message_th
        yield Reference(text, f"#{finding_anchor(one.finding_id)}")


def _declarations(plan: Plan, words: Phrases) -> Iterator[Unchecked]:
    if not plan.summary:
        yield Unchecked("no_summary", words.say("no_summary"))
        return
    lines = [line for line in plan.summary if line.level is not Level.GROUP]
    for name in ("projects", "budget"):
        for key, statuses, limits in (
            ("not_read", NOT_READ, True),
            ("none_said", NONE_SAID, False),
        ):
            found = [
                Reference(line.indicator_no or words.say(line.level.value), "")
                for line in lines
                if getattr(line, name).status in statuses
            ]
            if found:
                code = f"{name}_{key}"
                yield Unchecked(code, words.say(code, n=len(found)), tuple(found), limits)
    if missing := undeclared(plan):
        references = tuple(Reference(one.indicator_no, "") for one in missing)
        yield Unchecked("no_line", words.say("no_line", n=len(missing)), references)
    totals = {line.goal_no for line in lines if line.level is Level.GOAL_TOTAL}
    goals = dict.fromkeys(line.goal_no for line in lines if line.goal_no is not None)
    if lacking := [goal for goal in goals if goal not in totals]:
        references = tuple(Reference(words.goal(goal), "") for goal in lacking)
        yield Unchecked("no_goal_total", words.say("no_goal_total"), references)
    if all(line.level is not Level.GRAND_TOTAL for line in lines):
        yield Unchecked("no_grand_total", words.say("no_grand_total"))


# What keeps a row from being checked: the phrase, whether it holds, whether agreement suffers.
ROW_DOUBTS: tuple[tuple[str, Callable[[Project], bool], bool], ...] = (
    ("rows_without_indicator", lambda one: one.indicator_no is None, True),
    ("rows_inferred", lambda one: "indicator_inferred" in one.flags, False),
    ("budgets_unreadable", lambda one: one.budget.status is Status.UNREADABLE, True),
    ("budgets_blank", lambda one: one.budget.status is Status.BLANK, True),
    ("quarters_unknown", lambda one: one.schedule.quarters is None, False),
    ("schedules_conflict", lambda one: one.schedule.conflict, False),
    ("rows_unsure", lambda one: "ocr_low_confidence" in one.flags, False),
)


def _rows(plan: Plan, words: Phrases) -> Iterator[Unchecked]:
    if not plan.projects:
        yield Unchecked("no_projects", words.say("no_projects"))
    for code, holds, limits in ROW_DOUBTS:
        if code == "quarters_unknown" and not has_time(plan):
            continue
        found = [one for one in plan.projects if holds(one)]
        if found:
            references = tuple(
                Reference(_row_name(project), f"#{project_anchor(project.project_id)}")
                for project in found
            )
            yield Unchecked(code, words.say(code, n=len(found)), references, limits)


def _row_name(project: Project) -> str:
    return f"{project.indicator_no or '?'} / {project.item_no.value or '?'}"


def _columns(plan: Plan, words: Phrases) -> Iterator[Unchecked]:
    """Columns of the form that no table of the plan has."""
    if not plan.projects:
        return
    present = {
        name
        for project in plan.projects
        for name, field in project.cells.items()
        if field.status is not Status.ABSENT
    }
    others = OPTIONAL | rule_book().columns_not_of_layouts.get(plan.layout, frozenset())
    if plan.layout not in FULL_FORMS:
        others |= WORDS
    lacking = [name for name in plan.projects[0].cells if name not in (*present, *others)]
    if lacking:
        references = tuple(Reference(words.field(name), "") for name in lacking)
        yield Unchecked("columns_absent", words.say("columns_absent"), references)


def _sources(document: ReportDocument, plan: Plan, words: Phrases) -> Iterator[Unchecked]:
    if plan.kind == "transcript":
        yield Unchecked("transcript", words.say("transcript"), limits=False)
        return
    pictured = sum(page.status == "ocr" for page in plan.pages)
    if pictured:
        yield Unchecked(
            "read_from_picture", words.say("read_from_picture", n=pictured), limits=False
        )
    unknown = [page for page in plan.pages if page.unknown_glyphs or page.untrusted_fonts]
    if unknown:
        references = tuple(
            Reference(words.say("page", n=page.number), page_href(document.original, page.number))
            for page in unknown
        )
        yield Unchecked("letters_unknown", words.say("letters_unknown"), references, limits=False)
    if not document.original and not document.crops.pages:
        yield Unchecked("no_original", words.say("no_original"), limits=False)
