"""The same project under two numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan, Project
from pipeline.lexicon.rule_book import rule_book
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.tally import pages_of
from pipeline.reconcile.titles import digits, letters
from pipeline.reconcile.wording import ALL, finding

MAX_SLIPS = 2  # letters by which two printings of one name may differ
MIN_NAME = 8  # shorter names are too common for a slip to mean anything
SAME_METHOD = 95.0  # percent alike


@dataclass(frozen=True, slots=True)
class _Words:
    """What is compared of a project, letters and digits only."""

    agency: str
    name: str
    name_digits: str
    told_apart_by: str  # for whom, how many or which round
    method: str


def _words(project: Project) -> _Words:
    name = letters(project.project_name.value or "")
    return _Words(
        agency=letters(project.agency.value or ""),
        name=name,
        name_digits=digits(name),
        told_apart_by=_told_apart_by(name),
        method=letters(project.method.value or ""),
    )


def repeated_project(plan: Plan) -> Iterator[Finding]:
    """Name, agency and method nearly the same under another number.

    Names that differ in whom the project addresses, how many or which round are two projects.
    """
    groups: list[tuple[_Words, list[Project]]] = []
    for project in plan.projects:
        words = _words(project)
        home = next((rows for first, rows in groups if _is_repeat(first, words)), None)
        if home is not None:
            home.append(project)
        elif words.name:
            groups.append((words, [project]))
    for _, rows in groups:
        if len({(one.indicator_no, one.item_no.value) for one in rows}) > 1:
            yield _finding(plan, rows)


def _is_repeat(one: _Words, other: _Words) -> bool:
    if one.agency != other.agency or not _same_name(one, other):
        return False
    return one.method == other.method or fuzz.ratio(one.method, other.method) >= SAME_METHOD


def _same_name(one: _Words, other: _Words) -> bool:
    """The same but for a slip, with the same digits and the same telling words."""
    if one.name == other.name:
        return True
    told = one.name_digits == other.name_digits and one.told_apart_by == other.told_apart_by
    if not told or min(len(one.name), len(other.name)) < MIN_NAME:
        return False
    return Levenshtein.distance(one.name, other.name, score_cutoff=MAX_SLIPS) <= MAX_SLIPS


def _told_apart_by(name: str) -> str:
    """What follows the first word that says for whom, how many or which round."""
    starts = [name.find(word) for word in rule_book().distinguishing_words]
    first = min((start for start in starts if start >= 0), default=len(name))
    return name[first:]


def _is_unsure(project: Project) -> bool:
    """Whether what is compared was not read surely."""
    texts = project.project_name, project.method, project.agency
    return any(text.doubts or is_doubtful(text) for text in texts)


def _finding(plan: Plan, group: list[Project]) -> Finding:
    indicators = {one.indicator_no for one in group}
    scope = (group[0].indicator_no or ALL) if len(indicators) == 1 else ALL
    return finding(
        plan,
        "repeated_project",
        scope,
        Cause.READING if any(_is_unsure(one) for one in group) else Cause.SOURCE,
        items=",".join(one.item_no.value or "-" for one in group),
        field="project_name",
        pages=pages_of(group),
        project_ids=(one.project_id for one in group),
        name=group[0].project_name.value or "",
        where=", ".join(f"{one.indicator_no or '-'} ({one.item_no.value or '-'})" for one in group),
    )
