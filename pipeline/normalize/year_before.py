"""Plans of one year whose tables print the budget of the year before, too, to compare with."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.contracts.place import Place
from pipeline.contracts.table import (
    Heading,
    RawNote,
    RawPlan,
    RawRow,
    RawSummaryLine,
    RawValue,
    Role,
    Segment,
)
from pipeline.normalize.years import FiscalYears

NAME = "งบประมาณ ปี {}"  # under which the year before is kept
NOTHING = RawValue("", ())


def without_year_before(raw: RawPlan, years: FiscalYears | None) -> RawPlan:
    """The plan with one budget a project, where its title names the last of two years alone.

    `years`: those of the title. The year before is kept under `extra`, with a note.
    """
    year = years.only if years else None
    if year is None:
        return raw
    flow = tuple(
        item
        if isinstance(item, Heading)
        else replace(item, rows=tuple(_of_row(row, year) for row in item.rows))
        for item in raw.flow
    )
    summary = tuple(_of_line(line, year) for line in raw.summary)
    if (flow, summary) == (raw.flow, raw.summary):
        return raw
    name = NAME.format(year - 1)
    note = RawNote("kept_column", name, name, tuple(_places(flow, name)))
    return replace(raw, flow=flow, summary=summary, notes=(*raw.notes, note))


def _of_row(row: RawRow, year: int) -> RawRow:
    if [one.year_be for one in row.years] != [year - 1, year] or row.get(Role.BUDGET):
        return row
    before, own = row.years
    return replace(
        row,
        values=(*row.values, (Role.BUDGET, own.value)),
        extra=(*row.extra, (NAME.format(year - 1), before.value)),
        years=(),
    )


def _of_line(line: RawSummaryLine, year: int) -> RawSummaryLine:
    """The line with what it declares for the plan's year, unless it declares that for all years."""
    if [one.year_be for one in line.years] != [year - 1, year]:
        return line
    before, own = line.years
    kept = before.budget or before.projects or NOTHING
    return replace(
        line,
        projects=line.projects if line.projects.text.strip() else own.projects or NOTHING,
        budget=line.budget if line.budget.text.strip() else own.budget or NOTHING,
        extra=(*line.extra, (NAME.format(year - 1), kept)),
        years=(),
    )


def _places(flow: tuple[Heading | Segment, ...], name: str) -> Iterator[Place]:
    for item in flow:
        for row in () if isinstance(item, Heading) else item.rows:
            yield from (place for key, value in row.extra if key == name for place in value.places)
