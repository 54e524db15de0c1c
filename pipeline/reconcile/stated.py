"""What the plan's prose says of the whole plan, against its summary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Plan
from pipeline.lexicon.facts import load_lexicon
from pipeline.lexicon.rule_book import rule_book
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.doubts import PageDoubts
from pipeline.normalize.years import be_years
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.measure import Measure, cell_of
from pipeline.reconcile.prose import Paragraph, fiscal_years, paragraphs, speaks_of_other_years
from pipeline.reconcile.tally import line_sum, part_lines, printed_total, total_line
from pipeline.reconcile.wording import ALL, finding, finding_id, plain

MAX_BETWEEN = 40  # letters between the word for budget and its amount

_NUMBER = r"(?<![\d.,])(\d{1,3}(?:,\d{3})+(?:\.\d{2})?|\d+(?:\.\d{2})?)"


@dataclass(frozen=True, slots=True)
class Statement:
    """A number that the prose gives for the whole plan."""

    measure: Measure
    value: Decimal
    paragraph: Paragraph


def stated_total_mismatch(plan: Plan) -> Iterator[Finding]:
    """The prose gives another number of projects or budget of the whole plan than the summary."""
    for statement in _statements(plan):
        printed = printed_total(plan, None, statement.measure)
        added = line_sum(part_lines(plan, None), statement.measure)
        declared = added if printed is None else printed
        if declared is not None and declared != statement.value:
            is_sum = printed is not None and added == statement.value
            rule, year = f"grand_{statement.measure}_sum", statement.measure.year_be
            root = finding_id(plan, rule, ALL, year) if is_sum else ""
            yield _finding(plan, statement, declared, root)


def _finding(plan: Plan, statement: Statement, declared: Decimal, root: str) -> Finding:
    measure, paragraph = statement.measure, statement.paragraph
    total = total_line(plan, None)
    lines = part_lines(plan, None) if total is None else (total,)
    unsure = any(is_doubtful(cell_of(line, measure)) for line in lines)
    unsure = unsure or bool(PageDoubts.of(plan.pages).within(paragraph.places))
    return finding(
        plan,
        "stated_total_mismatch",
        ALL,
        Cause.READING if unsure else Cause.SOURCE,
        message=str(measure),
        measure=measure,
        expected=plain(declared),
        actual=plain(statement.value),
        difference=statement.value - declared,
        pages=[paragraph.page, *(line.page for line in lines)],
        root=root,
        text=paragraph.text,
    )


def _statements(plan: Plan) -> Iterator[Statement]:
    """The numbers of paragraphs that surely speak of this whole plan, and of one number each."""
    for paragraph in paragraphs(plan):
        text = to_arabic(paragraph.text)
        if not _is_of_plan(text, plan) or not _is_of_one_stretch(text, plan):
            continue
        year = _only_year(text, plan)
        for measure, pattern in _patterns().items():
            found = [match[1] for match in pattern.finditer(text)]
            if len(found) == 1:
                own = measure if year is None else measure.of_year(year)
                yield Statement(own, Decimal(found[0].replace(",", "")), paragraph)


def _only_year(text: str, plan: Plan) -> int | None:
    """The one year of a plan over several that a text speaks of."""
    named, own = set(be_years(text)), fiscal_years(plan)
    return min(named) if len(named) == 1 and len(own) > 1 else None


def _is_of_one_stretch(text: str, plan: Plan) -> bool:
    """It names no year, one, or all of the plan from the first to the last."""
    named, own = set(be_years(text)), fiscal_years(plan)
    return len(named) <= 1 or {*own[:1], *own[-1:]} <= named


def _is_of_plan(text: str, plan: Plan) -> bool:
    """It names a plan, this one or this year's, and no other year, goal, quarter or result."""
    words, plans = rule_book().stated_totals, load_lexicon().headings.plan_words
    is_this = any(word in text for word in words.this_plan) or any(
        str(year) in text for year in fiscal_years(plan)
    )
    is_plan = any(word in text for word in plans)
    is_narrow = any(word in text for word in words.narrowing)
    return is_plan and is_this and not is_narrow and not speaks_of_other_years(text, plan)


@cache
def _patterns() -> dict[Measure, re.Pattern[str]]:
    """`56 โครงการ`; `งบประมาณรวมทั้งสิ้น 12,345,678 บาท`."""
    words = rule_book().stated_totals
    whole, budget, projects = (
        "|".join(map(re.escape, some)) for some in (words.whole, words.budget, words.projects)
    )
    between = rf"(?:(?!{budget})\D){{0,{MAX_BETWEEN}}}?"
    return {
        Measure.COUNT: re.compile(rf"{_NUMBER}\s*(?:{projects})"),
        Measure.BUDGET: re.compile(
            rf"(?:{budget}){between}(?:{whole})(?:(?!{budget})\D){{0,{MAX_BETWEEN}}}?{_NUMBER}\s*บาท"
        ),
    }
