"""From the raw plan to the record: who it is, what it declares, what it contains."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.contracts.parsed import Status, TextField, declared_value
from pipeline.contracts.place import is_seen
from pipeline.contracts.record import Indicator, Note, PageRecord, Plan, Project, Section
from pipeline.contracts.table import Heading, RawPlan, RawRow, RawSection, RawValue, Role, Segment
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.assign import Assignment, RunFacts, SectionFacts, assign_runs
from pipeline.normalize.budgets import parse_budgets
from pipeline.normalize.doubts import PageDoubts
from pipeline.normalize.identity import identify
from pipeline.normalize.indicators import build_indicators
from pipeline.normalize.items import with_told_items
from pipeline.normalize.layout import layout_of
from pipeline.normalize.misread import mend_agencies
from pipeline.normalize.narratives import build_narratives
from pipeline.normalize.outline import tell_numbers
from pipeline.normalize.projects import Context, Owner, build_projects, number_doubles
from pipeline.normalize.restarts import cut_at_restarts
from pipeline.normalize.strategies import number_strategies
from pipeline.normalize.summary import build_summary
from pipeline.normalize.thai_text import tidy
from pipeline.normalize.usage import Usage
from pipeline.normalize.year_before import without_year_before
from pipeline.normalize.years import FiscalYears


def build_plan(raw: RawPlan, doc_id: str, source_file: str, lexicon: Lexicon) -> Plan:
    """The whole record of a document. Total: what cannot be known is blank and flagged."""
    usage = Usage(_texts(raw)) if raw.kind != "transcript" else None
    identity = identify(raw.title.text, _other_lines(raw), lexicon, is_seen(raw.title.places))
    raw = without_year_before(raw, identity.years)
    doubts = PageDoubts.of(raw.pages)
    named = number_strategies(raw, lexicon)
    outline = tell_numbers(named.plan, doubts, lexicon.headings)
    flow = cut_at_restarts(with_told_items(outline.plan.flow, doubts))
    raw = replace(outline.plan, flow=flow)
    summary = build_summary(raw.summary, lexicon, usage, doubts)
    indicators = build_indicators(raw, summary, lexicon, usage)
    column_years = _column_years(raw, identity.years)
    years = FiscalYears.of(column_years) or identity.years
    context = Context(
        doc_id=doc_id,
        reader=raw.reader,
        is_transcript=raw.kind == "transcript",
        years=years,
        budget_years=column_years,
        lexicon=lexicon,
        usage=usage,
        doubts=doubts,
        has_budget=Role.BUDGET in raw.columns,
    )
    projects = _projects(raw, indicators, _Numbers(outline.told, named.given), context)
    return Plan(
        doc_id=doc_id,
        source_file=source_file,
        kind=raw.kind,
        layout=layout_of(raw, identity.title, lexicon.layouts),
        title=identity.title,
        organization=identity.organization,
        province=identity.province,
        fiscal_year_be=years.first if years else None,
        fiscal_year_end_be=years.last if years else None,
        pages=tuple(_page(raw, number) for number in range(len(raw.pages))),
        summary=summary,
        indicators=indicators,
        projects=projects,
        sections=tuple(_section(section, usage) for section in raw.sections),
        notes=tuple(
            Note(
                code=note.code,
                text=tidy(note.text, usage),
                field=note.field,
                scope="all",
                project_ids=(),
                places=note.places,
            )
            for note in raw.notes
        ),
        cover=_cover(raw.title, identity.title),
        narratives=build_narratives(raw.narratives, projects, lexicon, usage, doubts),
    )


def _column_years(raw: RawPlan, of_title: FiscalYears | None) -> frozenset[int]:
    """The years that have a column of budgets, but for headings that only some page has and the
    title does not know: they were misread."""
    rows = [row for item in raw.flow if isinstance(item, Segment) for row in item.rows if row.years]
    counts = Counter(year for row in rows for year in {one.year_be for one in row.years})
    told = range(of_title.first, of_title.last + 1) if of_title else ()
    sure = {year for year, count in counts.items() if year in told or 2 * count >= len(rows)}
    return frozenset(sure or counts)


def _cover(read: RawValue, title: str) -> TextField:
    """The words that say whose plan it is, and for which year."""
    status = Status.OK if title else Status.BLANK
    return TextField(raw=read.text, value=title or None, status=status, places=read.places)


def _other_lines(raw: RawPlan) -> Iterator[str]:
    for section in raw.sections:
        yield section.title
        yield from (line.text for line in section.lines)


def _texts(raw: RawPlan) -> Iterator[str]:
    """Everything that the document prints as running text."""
    yield from _other_lines(raw)
    for item in raw.flow:
        if isinstance(item, Heading):
            yield item.title
        else:
            for row in item.rows:
                yield from (value.text for _, value in (*row.values, *row.extra))
                yield from (year.value.text for year in row.years)
    for line in raw.summary:
        yield from (line.goal.text, line.indicator.text)
    yield from (entry.title for entry in raw.chart)


def _page(raw: RawPlan, index: int) -> PageRecord:
    page = raw.pages[index]
    return PageRecord(
        number=page.number,
        status=page.status,
        reader=page.reader,
        reason=page.reason,
        printed_number=page.printed_number,
        attempts=page.attempts,
        repairs=dict(page.repairs),
        unknown_glyphs=page.unknown_glyphs,
        untrusted_fonts=page.untrusted_fonts,
        doubts=page.doubts,
        turned=round(page.turned, 2),
    )


def _section(section: RawSection, usage: Usage | None) -> Section:
    places = (section.place, *(line.place for line in section.lines))
    pages = [place.page for place in places if place.page is not None]
    return Section(
        section_no=section.number,
        title=tidy(section.title, usage),
        text="\n".join(tidy(line.text, usage) for line in section.lines),
        page_first=min(pages, default=None),
        page_last=max(pages, default=None),
        places=places,
    )


# -- which indicator each row belongs to -------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The indicators whose heading's number only others tell, and those to which none is
    printed anywhere."""

    told: frozenset[str]
    given: frozenset[str]


def _projects(
    raw: RawPlan, indicators: tuple[Indicator, ...], numbers: _Numbers, context: Context
) -> tuple[Project, ...]:
    """The projects of the flow, each below the indicator that it belongs to."""
    segments = [item for item in raw.flow if isinstance(item, Segment)]
    sections = tuple(_section_facts(indicator) for indicator in indicators)
    runs = tuple(_runs(raw.flow, indicators, context.lexicon))
    projects: list[Project] = []
    for segment, answer in zip(segments, assign_runs(sections, runs), strict=True):
        owner = _owner(answer, indicators, numbers)
        owners = (owner,) * len(segment.rows)
        projects.extend(build_projects(segment.rows, owners, context))
    return number_doubles(mend_agencies(projects))


def _section_facts(indicator: Indicator) -> SectionFacts:
    count, budget = indicator.declared_projects, indicator.declared_budget
    return SectionFacts(
        number=indicator.indicator_no,
        count=0 if count.status is Status.DASH else count.value,
        budget=declared_value(budget),
        headed=indicator.headed,
    )


def _owner(answer: Assignment, indicators: tuple[Indicator, ...], numbers: _Numbers) -> Owner:
    if answer.section is not None:
        indicator = indicators[answer.section]
        is_inferred = answer.inferred or indicator.indicator_no in numbers.told
        is_given = indicator.indicator_no in numbers.given
        flags = (
            *(("indicator_inferred",) if is_inferred else ()),
            *(("number_given",) if is_given else ()),
        )
        return Owner(indicator.goal_no, indicator.indicator_no, flags)
    goals = {indicators[index].goal_no for index in answer.candidates}
    return Owner(goals.pop() if len(goals) == 1 else None, None, ("indicator_ambiguous",))


def _runs(
    flow: tuple[Heading | Segment, ...], indicators: tuple[Indicator, ...], lexicon: Lexicon
) -> Iterator[RunFacts]:
    """Each physical table with the heading above it and the sections that it may belong to.

    Only an indicator's own heading fixes the section. The lines of its goal or group stand above
    later sections too (running heads), so they only say in which range the section lies.
    """
    first, anchor, fresh = 0, None, True
    allowed = range(len(indicators))
    for here, item in enumerate(flow):
        if isinstance(item, Heading):
            if item.level == "reset":
                first, anchor, fresh, allowed = 0, None, True, range(len(indicators))
                continue
            covered = _covered(item, indicators)
            if not covered:
                continue
            is_leaf = item.number == indicators[covered.start].indicator_no
            anchor = covered.start if is_leaf and item.level == "indicator" else None
            allowed = covered
            first = covered.start if anchor is not None else max(first, covered.start)
        else:
            budgets = tuple(p for row in item.rows for p in parse_budgets(row, lexicon.budget))
            yield RunFacts(
                numbers=_item_numbers(item.rows),
                money=sum((p.value for p in budgets if p.value is not None), Decimal(0)),
                money_known=all(p.status is not Status.UNREADABLE for p in budgets),
                anchor=anchor,
                first=first if first in allowed else allowed.start,
                stop=min(_stop(flow[here + 1 :], first, indicators), _end(allowed, anchor)),
                fresh=fresh,
            )
            anchor, fresh = None, False
            allowed = range(len(indicators))


def _covered(heading: Heading, indicators: tuple[Indicator, ...]) -> range:
    """The sections that a heading can stand above: its own, or all of its goal or group."""
    found = [
        index
        for index, indicator in enumerate(indicators)
        if (heading.level == "goal" and indicator.goal_no == heading.number)
        or (
            heading.level == "indicator"
            and (indicator.indicator_no + ".").startswith(heading.number + ".")
        )
    ]
    return range(found[0], found[-1] + 1) if found else range(0)


def _end(allowed: range, anchor: int | None) -> int:
    """A run under its own heading may go on only as far as the next one says."""
    return allowed.stop if anchor is None else 10**6


def _stop(
    flow: tuple[Heading | Segment, ...], first: int, indicators: tuple[Indicator, ...]
) -> int:
    """Up to where sections without a heading may lie: before the next indicator's heading."""
    stop = len(indicators)
    for item in flow:
        if not isinstance(item, Heading):
            continue
        if item.level == "reset":
            break
        covered = _covered(item, indicators)
        if not covered:
            continue
        if item.number == indicators[covered.start].indicator_no:
            if covered.start >= first:
                stop = min(stop, max(covered.start, first + 1))
            break
        if covered.stop > first:
            stop = min(stop, covered.stop)
    return stop


def _item_numbers(rows: tuple[RawRow, ...]) -> tuple[int, ...]:
    texts = (row.told or (row.item.text if row.item else "") for row in rows)
    return tuple(int(text) for text in texts if text.isdecimal())
