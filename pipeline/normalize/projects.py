"""A raw row as a project: each text as a person would type it, money, schedule, doubts."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.parsed import NO_TEXT, UNKNOWN, Doubt, MoneyField, Status, TextField
from pipeline.contracts.place import Place, is_seen
from pipeline.contracts.record import Project, Schedule, YearBudget
from pipeline.contracts.table import RawRow, RawValue, Role
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.budgets import build_budgets, by_year, raw_budgets, total_budget, unseen
from pipeline.normalize.doubts import (
    LOW,
    NO_DOUBTS,
    PageDoubts,
    doubted,
    sureness,
    with_likeliest,
)
from pipeline.normalize.items import lost_item
from pipeline.normalize.misread import (
    MENDED,
    as_mended,
    mend_months,
    mend_province,
)
from pipeline.normalize.schedule import build_schedule
from pipeline.normalize.thai_text import narrow_width_of, tidy_cell, tidy_name, tidy_words
from pipeline.normalize.usage import Usage
from pipeline.normalize.years import FiscalYears

# What a doubt leaves of our confidence in the row; several doubts multiply.
FLAG_CONFIDENCE = {
    "indicator_inferred": 0.8,
    "indicator_ambiguous": 0.5,
    "number_given": 0.95,
    "item_no_missing": 0.7,
    "span_unknown": 0.8,
    "schedule_conflict": 0.8,
    "arrow_incomplete": 0.8,
    "malformed_amount": 0.5,
    "several_amounts": 0.5,
    "budget_unreadable": 0.5,
    "budget_shared": 0.7,
    "years_merged": 0.7,
    "row_split_over_pages": 0.95,
    "text_unreadable": 0.5,
    "ocr_word_mended": 0.9,
}
_TEXT_ROLES = (Role.PROJECT, Role.METHOD, Role.KPI)
NAMELESS = 0.5  # how far an amount of a picture is believed that stands beside no name


@dataclass(frozen=True, slots=True)
class Context:
    """What all rows of a document share."""

    doc_id: str
    reader: str
    is_transcript: bool
    years: FiscalYears | None
    lexicon: Lexicon
    usage: Usage | None = None
    has_budget: bool = False  # some table of the document has the column
    budget_years: frozenset[int] = frozenset()  # that some table has a column of budgets for
    doubts: PageDoubts = NO_DOUBTS


@dataclass(frozen=True, slots=True)
class Owner:
    """The indicator that a row was given to, and how."""

    goal_no: str | None
    indicator_no: str | None
    flags: tuple[str, ...]


def build_projects(
    rows: tuple[RawRow, ...], owners: tuple[Owner, ...], context: Context
) -> tuple[Project, ...]:
    """The projects of one physical table, whose columns were wrapped alike."""
    is_told = context.is_transcript or any(map(_is_told, rows))
    widths = {role: _width(rows, role) if is_told else None for role in Role}
    return tuple(
        _project(row, owner, widths, context) for row, owner in zip(rows, owners, strict=True)
    )


def number_doubles(projects: Iterable[Project]) -> tuple[Project, ...]:
    """Gives each its `project_id`: doc_id:indicator:item, and `:2` … to those after the first."""
    seen: dict[str, int] = {}
    numbered = []
    for project in projects:
        doc_id = project.project_id
        item = project.item_no.value or "-"
        name = f"{doc_id}:{project.indicator_no or '-'}:{item}"
        seen[name] = seen.get(name, 0) + 1
        suffix = "" if seen[name] == 1 else f":{seen[name]}"
        numbered.append(project.model_copy(update={"project_id": name + suffix}))
    return tuple(numbered)


def _width(rows: tuple[RawRow, ...], role: Role) -> int | None:
    return narrow_width_of([value.text for row in rows if (value := row.get(role))])


def _project(
    row: RawRow, owner: Owner, widths: dict[Role, int | None], context: Context
) -> Project:
    item = _item(row, context)
    texts = {
        role: _text(row.get(role), widths[role], context, item if role is Role.PROJECT else None)
        for role in _TEXT_ROLES
    }
    budgets = _budgets(row, texts[Role.PROJECT], context)
    budget = total_budget(budgets)
    schedule, schedule_flags = _schedule(row, context)
    agency = _agency(row.get(Role.AGENCY), context)
    place = _text(row.get(Role.PLACE), widths[Role.PLACE], context)
    sources = tuple(one.source for one in budgets)
    extra = {name: _text(value, None, context) for name, value in row.extra}
    fields = (*texts.values(), agency, item, schedule.text, place, *sources, *extra.values())
    doubts = (*budget.doubts, *(doubt for one in fields for doubt in one.doubts))
    flags = dict.fromkeys(
        (
            *row.flags,
            *owner.flags,
            *budget.flags,
            *schedule_flags,
            *(("text_unreadable",) if any(f.status is Status.UNREADABLE for f in fields) else ()),
            *((LOW,) if doubts or LOW in budget.flags else ()),
            *((MENDED,) if any(MENDED in one.flags for one in fields) else ()),
        )
    )
    pages = _pages(row)
    return Project(
        project_id=context.doc_id,
        goal_no=owner.goal_no,
        indicator_no=owner.indicator_no,
        item_no=item,
        project_name=texts[Role.PROJECT],
        method=texts[Role.METHOD],
        kpi=texts[Role.KPI],
        budget=budget,
        schedule=schedule,
        agency=agency,
        extra=extra,
        page_first=min(pages, default=None),
        page_last=max(pages, default=None),
        extractor=_reader(row, context),
        confidence=_confidence(flags, doubts),
        flags=tuple(flags),
        place=place,
        budgets=budgets,
    )


def _confidence(flags: dict[str, None], doubts: Iterable[Doubt]) -> float:
    confidence = sureness(doubts)
    for flag in flags:
        confidence *= FLAG_CONFIDENCE.get(flag, 1.0)
    return round(confidence, 3)


def _item(row: RawRow, context: Context) -> TextField:
    if row.item is None:
        return TextField(raw="", value=None, status=Status.BLANK)
    if UNKNOWN not in row.item.text:
        text = row.item.text
        return TextField(raw=text, value=text, status=Status.OK, places=row.item.places)
    lost = lost_item(row.item, context.doubts)
    return lost.model_copy(update={"value": row.told, "status": Status.OK}) if row.told else lost


def _text(
    value: RawValue | None,
    width: int | None,
    context: Context,
    item: TextField | None = None,
) -> TextField:
    """A cell of free text; `item`: the number that was cut from the name that this is."""
    if value is None:
        return _field(None, "", ())
    doubts = context.doubts.within(value.places)
    if item is not None and item.places == value.places[:1]:
        doubts = tuple(doubt for doubt in doubts if doubt not in item.doubts)
    text = with_likeliest(value.text, doubts)
    return _field(value, tidy_cell(text, width, context.usage, item is not None), doubts)


def _agency(value: RawValue | None, context: Context) -> TextField:
    doubts = context.doubts.within(value.places) if value else ()
    name = tidy_name(with_likeliest(value.text, doubts)) if value else ""
    found = _field(value, name, doubts)
    if found.value is None or not is_seen(found.places):
        return found
    return as_mended(found, mend_province(found.value, context.lexicon.organizations))


def _field(value: RawValue | None, text: str, doubts: tuple[Doubt, ...]) -> TextField:
    if value is None:
        return NO_TEXT
    status = Status.OK if text else Status.BLANK
    if UNKNOWN in text:
        status = Status.UNREADABLE
    found = TextField(
        raw=value.text,
        value=text or None,
        status=status,
        places=value.places,
        confidence=0.5 if status is Status.UNREADABLE else 1.0,
    )
    return doubted(found, doubts)


def _budgets(row: RawRow, name: TextField, context: Context) -> tuple[YearBudget, ...]:
    """The budget year by year; unreadable where other tables of the plan have the column, and in
    this one, a picture, its heading was not read."""
    reader = _reader(row, context)
    lost = _lost_years(row, context) if reader == PICTURES else ()
    read: tuple[YearBudget, ...] = ()
    if raw_budgets(row) or not lost:
        read = build_budgets(
            row, context.years, context.lexicon.budget, context.doubts, context.usage
        )
    named = (
        one.model_copy(update={"budget": _with_name(one.budget, name, reader)}) for one in read
    )
    return by_year((*named, *map(unseen, lost)))


def _lost_years(row: RawRow, context: Context) -> tuple[int | None, ...]:
    """The years of which a row has no cell, though others of the plan have one."""
    if row.get(Role.BUDGET) is not None or not context.has_budget:
        return ()
    if context.budget_years:
        return tuple(context.budget_years - {year.year_be for year in row.years})
    return () if row.years else (context.years.only if context.years else None,)


def _with_name(budget: MoneyField, name: TextField, reader: str) -> MoneyField:
    """The budget; flagged where the name beside it in a picture is blank: it may be of another
    row, for the rules there were not seen whole."""
    if reader != PICTURES or name.status is not Status.BLANK or budget.value is None:
        return budget
    flags = dict.fromkeys((*budget.flags, LOW))
    return budget.model_copy(update={"flags": tuple(flags), "confidence": NAMELESS})


def _schedule(row: RawRow, context: Context) -> tuple[Schedule, tuple[str, ...]]:
    value = row.get(Role.TIME) or RawValue("", ())
    is_told = context.is_transcript or _is_told(row)
    words = tidy_words(value.text, is_told, context.usage)
    text = TextField(
        raw=value.text,
        value=words or None,
        status=Status.BLANK if not words else Status.UNREADABLE if UNKNOWN in words else Status.OK,
        places=value.places or tuple(mark.place for mark in row.marks),
    )
    if text.value is not None and is_seen(text.places):
        text = as_mended(text, mend_months(text.value, context.lexicon.months))
    return build_schedule(
        row.marks,
        doubted(text, context.doubts.within(value.places)),
        columns_known=not is_told,
        years=context.years,
        facts=context.lexicon.months,
        from_picture=row.get(Role.TIME) is not None and _reader(row, context) == PICTURES,
    )


def _places(row: RawRow) -> list[Place]:
    values = (*(value for _, value in row.values), *(year.value for year in row.years))
    places = [place for value in values for place in value.places]
    return places + [mark.place for mark in row.marks]


def _is_told(row: RawRow) -> bool:
    """Whether an engine told it as text of a page."""
    return any(place.is_told for place in _places(row))


def _pages(row: RawRow) -> set[int]:
    return {place.page for place in _places(row) if place.page is not None}


def _reader(row: RawRow, context: Context) -> str:
    """The reader of the page that the row begins on."""
    return next((place.reader for place in _places(row) if place.reader), context.reader)
