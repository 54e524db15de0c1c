"""A raw row as a project: each text as a person would type it, money, schedule, doubts."""

from dataclasses import dataclass

from pipeline.contracts.parsed import UNKNOWN, MoneyField, Status, TextField
from pipeline.contracts.place import Place
from pipeline.contracts.record import Project, Schedule
from pipeline.contracts.table import RawRow, RawValue, Role
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.money import parse_money
from pipeline.normalize.schedule import build_schedule
from pipeline.normalize.thai_text import narrow_width_of, tidy_cell, tidy_name, tidy_words
from pipeline.normalize.usage import Usage

# What a doubt leaves of our confidence in the row; several doubts multiply.
FLAG_CONFIDENCE = {
    "indicator_inferred": 0.8,
    "indicator_ambiguous": 0.5,
    "item_no_missing": 0.7,
    "span_unknown": 0.8,
    "schedule_conflict": 0.8,
    "arrow_incomplete": 0.8,
    "malformed_amount": 0.5,
    "several_amounts": 0.5,
    "budget_unreadable": 0.5,
    "budget_shared": 0.7,
    "row_split_over_pages": 0.95,
    "text_unreadable": 0.5,
}
_TEXT_ROLES = (Role.PROJECT, Role.METHOD, Role.KPI)


@dataclass(frozen=True, slots=True)
class Context:
    """What all rows of a document share."""

    doc_id: str
    reader: str
    is_transcript: bool
    fiscal_year_be: int | None
    lexicon: Lexicon
    usage: Usage | None = None


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
    widths = {role: _width(rows, role) if context.is_transcript else None for role in Role}
    return tuple(
        _project(row, owner, widths, context) for row, owner in zip(rows, owners, strict=True)
    )


def number_doubles(projects: list[Project]) -> tuple[Project, ...]:
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
    texts = {
        role: _text(row.get(role), widths[role], context.usage, is_name=role is Role.PROJECT)
        for role in _TEXT_ROLES
    }
    budget = _budget(row.get(Role.BUDGET), context.lexicon)
    schedule, schedule_flags = _schedule(row, context)
    agency = _agency(row.get(Role.AGENCY))
    item = _item(row.item)
    extra = {name: _text(value, None, context.usage) for name, value in row.extra}
    fields = (*texts.values(), agency, item, schedule.text, *extra.values())
    flags = dict.fromkeys(
        (
            *row.flags,
            *owner.flags,
            *budget.flags,
            *schedule_flags,
            *(("text_unreadable",) if any(f.status is Status.UNREADABLE for f in fields) else ()),
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
        confidence=_confidence(flags),
        flags=tuple(flags),
    )


def _confidence(flags: dict[str, None]) -> float:
    confidence = 1.0
    for flag in flags:
        confidence *= FLAG_CONFIDENCE.get(flag, 1.0)
    return round(confidence, 3)


def _item(value: RawValue | None) -> TextField:
    if value is None:
        return TextField(raw="", value=None, status=Status.BLANK)
    if UNKNOWN in value.text:
        return TextField(raw=value.text, value=None, status=Status.UNREADABLE, places=value.places)
    return TextField(raw=value.text, value=value.text, status=Status.OK, places=value.places)


def _text(
    value: RawValue | None, width: int | None, usage: Usage | None, is_name: bool = False
) -> TextField:
    return _field(value, tidy_cell(value.text, width, usage, is_name) if value else "")


def _agency(value: RawValue | None) -> TextField:
    return _field(value, tidy_name(value.text) if value else "")


def _field(value: RawValue | None, text: str) -> TextField:
    if value is None:
        return TextField(raw="", value=None, status=Status.ABSENT)
    status = Status.OK if text else Status.BLANK
    if UNKNOWN in text:
        status = Status.UNREADABLE
    return TextField(
        raw=value.text,
        value=text or None,
        status=status,
        places=value.places,
        confidence=0.5 if status is Status.UNREADABLE else 1.0,
    )


def _budget(value: RawValue | None, lexicon: Lexicon) -> MoneyField:
    if value is None:
        return MoneyField(raw="", value=None, status=Status.ABSENT)
    parsed = parse_money(value.text, lexicon.budget)
    unreadable = parsed.status is Status.UNREADABLE
    flags = (*parsed.flags, *(("budget_unreadable",) if unreadable else ()))
    return MoneyField(
        raw=value.text,
        value=parsed.value,
        status=parsed.status,
        places=value.places,
        confidence=0.0 if unreadable else 1.0,
        flags=flags,
    )


def _schedule(row: RawRow, context: Context) -> tuple[Schedule, tuple[str, ...]]:
    value = row.get(Role.TIME) or RawValue("", ())
    words = tidy_words(value.text, context.is_transcript, context.usage)
    text = TextField(
        raw=value.text,
        value=words or None,
        status=Status.BLANK if not words else Status.UNREADABLE if UNKNOWN in words else Status.OK,
        places=value.places or tuple(mark.place for mark in row.marks),
    )
    return build_schedule(
        row.marks,
        text,
        columns_known=not context.is_transcript,
        fiscal_year_be=context.fiscal_year_be,
        facts=context.lexicon.months,
        from_picture=row.get(Role.TIME) is not None and _reader(row, context) == "ocr",
    )


def _places(row: RawRow) -> list[Place]:
    places = [place for _, value in row.values for place in value.places]
    return places + [mark.place for mark in row.marks]


def _pages(row: RawRow) -> set[int]:
    return {place.page for place in _places(row) if place.page is not None}


def _reader(row: RawRow, context: Context) -> str:
    """The reader of the page that the row begins on."""
    return next((place.reader for place in _places(row) if place.reader), context.reader)
