"""A printed form against what was read of it: rows, declared lines, years, findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from bench.born_digital.score import Score, named_projects, score_rows
from bench.born_digital.truth import TEXT_COLUMNS
from bench.forms.case import Case, Expected

Row = Mapping[str, str]
TEXTS = (*TEXT_COLUMNS, "place")
FACTS = ("organization", "province", "fiscal_year_be", "fiscal_year_end_be", "layout")
# Either way of naming a level is a right one.
_LEAD = re.compile(r"^(?:ยุทธศาสตร์|แผนงาน|แนวทางการพัฒนา)(?:ที่)?:?")


@dataclass
class Read:
    """What a run wrote of one document."""

    document: Row = field(default_factory=dict)
    projects: Sequence[Row] = ()
    summary: Sequence[Row] = ()
    budgets: Sequence[Row] = ()
    findings: Sequence[Row] = ()
    declared: Sequence[Row] = ()  # of the summary, year by year
    narratives: Sequence[Row] = ()


@dataclass
class FormScore:
    """What one document or family came to; counts add up over documents."""

    rows: Score = field(default_factory=Score)
    places: int = 0
    lines: int = 0
    lines_right: int = 0
    years: int = 0
    years_right: int = 0
    declared: int = 0
    declared_right: int = 0
    sheets: int = 0
    sheets_right: int = 0
    facts: int = 0
    facts_right: int = 0
    planted: int = 0
    planted_found: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: FormScore) -> None:
        """Count another document in."""
        self.rows.add(other.rows)
        for name, value in vars(other).items():
            if name != "rows":
                setattr(self, name, getattr(self, name) + value)


def score_case(case: Case, read: Read) -> FormScore:
    """Score what thaiplan wrote of the case."""
    score = score_projects(case, read.projects, named_projects(read.findings))
    _score_lines(score, case, read.summary)
    _score_years(score, case, read)
    _score_declared(score, case, read.declared)
    _score_sheets(score, case, read)
    _score_facts(score, case, read.document)
    _score_findings(score, case, read.findings)
    return score


def score_projects(
    case: Case, projects: Sequence[Row], doubted: frozenset[str] = frozenset()
) -> FormScore:
    """Score the rows alone, thaiplan's or a rival's."""
    truth = [asdict(row) for row in case.rows]
    score = FormScore(score_rows(truth, projects, case.name, doubted, TEXTS))
    wrong = sum(" place: " in miss for miss in score.rows.misses)
    score.places = score.rows.matched - wrong
    score.misses = list(score.rows.misses)
    return score


def _score_lines(score: FormScore, case: Case, summary: Sequence[Row]) -> None:
    score.lines = max(len(case.summary), len(summary))
    read = [_line(row) for row in summary]
    for wanted in (_line(asdict(line)) for line in case.summary):
        if wanted in read:
            read.remove(wanted)
            score.lines_right += 1
        else:
            score.misses.append(f"{case.name} summary line: {' '.join(wanted)}")
    score.misses += [f"{case.name} no such summary line: {' '.join(line)}" for line in read]


def _line(row: Row) -> tuple[str, ...]:
    """What must be right of a line: where it belongs, its title but for how a level is called."""
    title = "" if row["level"].endswith("total") else _LEAD.sub("", "".join(row["title"].split()))
    figures = (row["projects"], row["budget_status"], row["budget_baht"].removesuffix(".00"))
    return (row["level"], row["goal_no"], row["indicator_no"], title, *figures)


def _score_years(score: FormScore, case: Case, read: Read) -> None:
    if not case.years:
        return
    keys = {row["project_id"]: (row["indicator_no"], row["item_no"]) for row in read.projects}
    left = Counter((*keys.get(row["project_id"], ("", "")), *_year(row)) for row in read.budgets)
    score.years = max(len(case.years), left.total())
    for wanted in (asdict(year) for year in case.years):
        key = (wanted["indicator_no"], wanted["item_no"], *_year(wanted))
        if left[key]:
            left[key] -= 1
            score.years_right += 1
        else:
            score.misses.append(f"{case.name} year: {' '.join(key)}")


def _year(row: Row) -> tuple[str, ...]:
    baht = row["budget_baht"].removesuffix(".00")
    return (row["fiscal_year_be"], row["budget_status"], baht, "".join(row["source"].split()))


def _score_declared(score: FormScore, case: Case, declared: Sequence[Row]) -> None:
    """What the summary declares for each year; the years together are among its lines."""
    wanted = [asdict(one) for one in case.declared if one.fiscal_year_be]
    score.declared = max(len(wanted), len(declared)) if wanted else 0
    read = {_place(row): row for row in declared}
    for one in wanted:
        found = read.get(_place(one), {})
        if all(found.get(name) == one[name] for name in ("projects", "budget_baht")):
            score.declared_right += 1
        else:
            score.misses.append(f"{case.name} declared: {one} | {found}")


def _place(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in ("level", "goal_no", "indicator_no", "fiscal_year_be"))


def _score_sheets(score: FormScore, case: Case, read: Read) -> None:
    """The sheets of prose: each found, its project told."""
    keys = {row["project_id"]: (row["indicator_no"], row["item_no"]) for row in read.projects}
    told = Counter(keys.get(row["project_id"]) for row in read.narratives)
    score.sheets = max(len(case.narratives), len(read.narratives))
    for one in case.narratives:
        is_right = told[one.indicator_no, one.item_no] == 1
        score.sheets_right += is_right
        if not is_right:
            score.misses.append(f"{case.name} sheet: {one.indicator_no}:{one.item_no}")


def _score_facts(score: FormScore, case: Case, document: Row) -> None:
    for name in FACTS:
        wanted = getattr(case.facts, name)
        if not wanted:
            continue
        read = document.get(name, "")
        score.facts += 1
        # The line that names the body may name its district too.
        is_right = read.startswith(wanted) if name == "organization" else read == wanted
        score.facts_right += is_right
        if not is_right:
            score.misses.append(f"{case.name} {name}: {wanted} | {read}")


def _score_findings(score: FormScore, case: Case, findings: Sequence[Row]) -> None:
    score.planted = len(case.expected)
    for one in case.expected:
        if any(_answers(row, one) for row in findings):
            score.planted_found += 1
        else:
            score.misses.append(f"{case.name} not found: {one.rule} {one.scope} {one.field}")
    for row in false_errors(findings, (*case.expected, *case.allowed)):
        score.rows.false_errors += 1
        score.misses.append(
            f"{case.name} false error: {row['rule']} {row['scope']} {row['message_en']}"
        )


def false_errors(findings: Iterable[Row], expected: Sequence[Expected]) -> Iterator[Row]:
    """The errors that nothing planted explains."""
    for row in findings:
        if row["severity"] == "error" and not any(_answers(row, one) for one in expected):
            yield row


def _answers(row: Row, one: Expected) -> bool:
    is_field = not one.field or row["field"] == one.field
    return is_field and (row["rule"], row["scope"], row["severity"]) == (
        one.rule,
        one.scope,
        one.severity,
    )
