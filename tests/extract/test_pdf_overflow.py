"""Text too long for its cell, as spreadsheets and PDF libraries print it: over the next, or cut."""

from pipeline.contracts.page import Glyph, Page, Ruling
from pipeline.contracts.table import RawTable, TextLine
from pipeline.extract.pages import read_blocks

XS = (20.0, 70.0, 120.0, 170.0)
PADDING, WIDTH = 3.0, 5.0  # points: of a cell at its left; of each letter
Run = tuple[float, float, str]  # row, where it begins, letters


def own(row: int, col: int, text: str) -> Run:
    return row, XS[col] + PADDING, text


def read(*runs: Run, rows: int = 3, lines: int = 1) -> tuple[RawTable, list[str]]:
    """The table of cells over `lines` lines each, and the lines beside it."""
    ys = [20.0 + 16 * lines * row for row in range(rows + 1)]
    rulings = (
        *(Ruling("h", y, XS[0], XS[-1]) for y in ys),
        *(Ruling("v", x, ys[0], ys[-1]) for x in XS),
    )
    glyphs = tuple(
        Glyph(
            letter, x0 + WIDTH * n, 22.0 + 16 * row, x0 + WIDTH * (n + 1), 32.0 + 16 * row, 10.0, ""
        )
        for row, x0, text in runs
        for n, letter in enumerate(text)
    )
    blocks = read_blocks(Page(1, 400, 300, glyphs, rulings, (), (), (), "pdfium")).blocks
    (table,) = (block for block in blocks if isinstance(block, RawTable))
    return table, [block.text for block in blocks if isinstance(block, TextLine)]


def cells(*runs: Run, lines: int = 1) -> list[str]:
    return [cell.text for cell in read(*runs, lines=lines)[0].cells if cell.text]


MARKS = (own(0, 1, "X"), own(1, 1, "X"))


def test_mark_right_behind_text_that_runs_over_stays_in_its_cell() -> None:
    """A tick went to the budget before it: one quarter of the project was lost, unsaid."""
    long = (2, XS[1] - 47.4, "ก" * 10)  # ends in the next cell, right before its X
    near = (2, XS[1] + PADDING, "X")
    assert cells(*MARKS, long, near) == ["X", "X", "ก" * 10, "X"]


def test_text_cut_at_the_rule_takes_nothing_of_the_next_cell() -> None:
    cut = (2, XS[1] - 47.5, "ก" * 10)
    assert cells(*MARKS, cut, own(2, 1, "ขขขขขข")) == ["X", "X", "ก" * 10, "ข" * 6]


def test_text_printed_over_another_is_told_from_it() -> None:
    """Both were read letter by letter as they stand: `กข1กข`."""
    runs = (own(0, 0, "ก" * 14), own(0, 1, "1234567"))
    assert cells(*runs) == ["ก" * 14, "1234567"]


def test_text_runs_over_the_blank_line_of_a_cell_that_has_others() -> None:
    runs = (own(0, 0, "ก" * 13), own(1, 0, "ขข"), own(1, 1, "คค"))
    assert cells(*runs, lines=2) == ["ก" * 13 + "\nขข", "คค"]


def test_text_runs_on_beside_the_table() -> None:
    table, beside = read(own(0, 2, "ก" * 14), (0, 300.0, "ขข"))
    assert [cell.text for cell in table.cells if cell.text] == ["ก" * 14]
    assert beside == ["ขข"]


def test_amount_at_the_right_of_its_cell_takes_nothing_of_the_next() -> None:
    """An amount ended half a point before the place beside it began: both were one text."""
    amount = "120000"
    right = XS[1] - 0.9 - WIDTH * len(amount)
    rows = [((row, right, amount), (row, XS[1] - 0.2, "ก" * 9)) for row in range(3)]
    assert cells(*(run for pair in rows for run in pair)) == [amount, "ก" * 9] * 3


def test_run_that_a_rule_cuts_is_of_its_first_cell() -> None:
    """A heading over all columns, in the cell of the first: it fills the second as well."""
    heading = (1, XS[0] + PADDING, "ก" * 26)
    assert cells(own(0, 1, "ข"), heading) == ["ข", "ก" * 26]


def test_letters_that_lap_over_each_other_are_of_one_run() -> None:
    """`๕๗๔` ran over the rule, and its last digit was read as an amount."""
    lapping = tuple((2, XS[0] + PADDING + 3.8 * n, "๕") for n in range(14))
    assert cells(*MARKS, *lapping) == ["X", "X", "๕" * 14]


def test_line_that_the_row_has_no_room_for_is_of_its_cell() -> None:
    """Of the third line a rule left the tops of the letters; it was the next project's."""
    lines = [(0, XS[0] + PADDING, "กก"), (1, XS[0] + PADDING, "ขข"), (1.7, XS[0] + PADDING, "คค")]
    assert cells(*lines, (2.5, XS[0] + PADDING, "งง"), lines=2) == ["กก\nขข\nคค", "งง"]
    beside = (0, XS[1] + PADDING, "จจ")
    assert cells(*lines[:2], beside, (2.0, XS[0] + PADDING, "คค"), lines=2) == [
        "กก\nขข",
        "จจ",
        "คค",
    ]
