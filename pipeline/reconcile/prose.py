"""The plan's prose, paragraph by paragraph, with the place of each."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.contracts.place import Place
from pipeline.contracts.record import Plan, Section
from pipeline.normalize.years import be_years

TABLE_ROW = " | "  # between the cells of a table whose text was kept with the prose


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of prose and where it stands; `places` are its section's where its own is unknown."""

    text: str
    places: tuple[Place, ...]

    @property
    def page(self) -> int | None:
        """Its page; None in a transcript."""
        return next((place.page for place in self.places if place.page is not None), None)


def paragraphs(plan: Plan) -> Iterator[Paragraph]:
    """Titles and lines of all sections in reading order; rows of tables are left out."""
    for section in plan.sections:
        for paragraph in _of_section(section):
            if paragraph.text.strip() and TABLE_ROW not in paragraph.text:
                yield paragraph


def _of_section(section: Section) -> Iterator[Paragraph]:
    lines = section.text.split("\n")
    own = section.places[1:] if len(section.places) == len(lines) + 1 else ()
    yield Paragraph(section.title, section.places[:1])
    for index, line in enumerate(lines):
        yield Paragraph(line, own[index : index + 1] or section.places)


def fiscal_years(plan: Plan) -> tuple[int, ...]:
    """The plan's years, rising; none where it does not say."""
    first = plan.fiscal_year_be
    return () if first is None else tuple(range(first, (plan.fiscal_year_end_be or first) + 1))


def speaks_of_other_years(text: str, plan: Plan) -> bool:
    """Whether a text names a year that is not the plan's."""
    return bool(set(be_years(text)) - set(fiscal_years(plan)))
