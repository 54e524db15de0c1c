"""The last row of a header alone at the head of a table: a page break cut the header in two."""

from collections.abc import Mapping

from pipeline.contracts.table import SLOT_ROLES, RawTable
from pipeline.extract.tables.expand import Grid
from pipeline.extract.tables.header import Header
from pipeline.extract.tables.roles import role_of
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import squeeze

MIN_TIMES = 3  # headings of quarters or months side by side; fewer may be the words of a row


def header_of_rest(table: RawTable, known: Mapping[int, Header], lexicon: Lexicon) -> Header | None:
    """The header, met before in this document, whose last row the first row of `table` repeats.

    `known`: by number of columns. Quarters or months stand in the columns where that header has
    them, and in the others nothing but the end of their heading, `(บาท)` say.
    """
    header = known.get(table.n_cols)
    if header is None or not table.spans_stated or table.n_rows < 2:
        return None
    grid = Grid(table)
    texts = {column: grid.text(0, column.index).strip() for column in header.columns}
    times = [column for column in header.columns if column.role in SLOT_ROLES and texts[column]]
    repeats = all(
        role_of(texts[column], lexicon.headings, lexicon.months) is column.role for column in times
    )
    ends = all(
        squeeze(column.heading).endswith(squeeze(text))
        for column, text in texts.items()
        if column.role not in SLOT_ROLES
    )
    return header if len(times) >= MIN_TIMES and repeats and ends else None
