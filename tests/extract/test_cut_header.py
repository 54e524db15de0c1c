"""A page break after the first row of a header leaves it alone at the page's foot."""

import pytest

from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import RawCell, RawTable
from pipeline.extract.tables.header_rest import is_beginning
from pipeline.extract.tables.pieces import cut_table
from pipeline.lexicon.facts import load_lexicon

LEXICON = load_lexicon()


def table(*rows: tuple[str, ...]) -> RawTable:
    place = Place(reader="test", page=1, box=Box(x0=0, top=0, x1=400, bottom=20))
    cells = tuple(
        RawCell(row, col, 1, 1, text, place)
        for row, texts in enumerate(rows)
        for col, text in enumerate(texts)
    )
    return RawTable(len(rows), len(rows[0]), cells, (), place, spans_stated=True)


@pytest.mark.parametrize(
    ("rows", "is_cut"),
    [
        ([("", "", "ระยะเวลาดำเนินการ", "")], True),
        ([("", "", "ระยะเวลาดำเนินการ", ""), ("", "", "พ.ศ. ๒๕๖๕", "พ.ศ. ๒๕๖๖")], True),
        ([("", "", "พ.ศ. ๒๕๖๕", "")], False),
        ([("", "กล้าไม้", "ระยะเวลาดำเนินการ", "")], False),
        ([("", "", "", "")], False),
    ],
)
def test_beginning_of_a_header(rows: list[tuple[str, ...]], is_cut: bool) -> None:
    assert is_beginning(table(*rows), LEXICON) is is_cut


def test_it_holds_no_row_of_the_table_above() -> None:
    header = table(("ที่", "โครงการ", "ม.ค.", "ก.พ."), ("๑", "โครงการปลูกป่า", "", ""))
    (above,) = cut_table(header, None, {}, LEXICON)
    cut = table(("", "", "ระยะเวลาดำเนินการ", ""))
    assert not list(cut_table(cut, above.header, {}, LEXICON))
