"""A row that a page break cut in two, whole again."""

from dataclasses import dataclass, replace

from pipeline.contracts.table import RawRow, RawValue, RawYear


def join_rows(first: RawRow, rest: RawRow, joiner: str) -> RawRow:
    """A row that a page break cut in two, whole again."""
    values = dict(first.values)
    for role, value in rest.values:
        values[role] = _join(values[role], value, joiner) if role in values else value
    extra = dict(first.extra)
    for name, value in rest.extra:
        extra[name] = _join(extra[name], value, joiner) if name in extra else value
    return RawRow(
        item=first.item,
        values=tuple(values.items()),
        marks=(*first.marks, *rest.marks),
        extra=tuple(extra.items()),
        flags=tuple(dict.fromkeys((*first.flags, *rest.flags, "row_split_over_pages"))),
        years=_join_years(first.years, rest.years, joiner),
    )


def _join_years(
    first: tuple[RawYear, ...], rest: tuple[RawYear, ...], joiner: str
) -> tuple[RawYear, ...]:
    values = {year.year_be: year.value for year in first}
    for year in rest:
        value = values.get(year.year_be)
        values[year.year_be] = _join(value, year.value, joiner) if value else year.value
    return tuple(RawYear(year_be, value) for year_be, value in values.items())


def led_by(first: RawRow, rest: RawRow, joiner: str) -> RawRow:
    """The same where the number stands in the middle of the row, on the page after the cut."""
    return replace(join_rows(first, rest, joiner), item=rest.item)


@dataclass(frozen=True, slots=True)
class CutRow:
    """A row without a number that a page break cuts, and `kept`: the project to whose end it was
    joined as it was `before` (None where the row stood alone), until the next page tells."""

    row: RawRow
    page: int | None
    columns: int
    before: RawRow | None
    kept: RawRow | None


def _join(first: RawValue, rest: RawValue, joiner: str) -> RawValue:
    text = joiner.join(part for part in (first.text, rest.text) if part.strip())
    return RawValue(text, (*first.places, *rest.places))
