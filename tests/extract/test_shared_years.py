"""Many projects in one drawn cell beside as many amounts a year: told apart by their levels."""

import pytest

from pipeline.extract.tables.grid import Grid, GridCell, grid_of
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.overflow import CellClusters
from pipeline.extract.tables.shared_numbers import Keys
from pipeline.extract.tables.shared_rows import told_apart
from pipeline.lexicon.facts import load_lexicon

LEXICON = load_lexicon()
XS = (0.0, 100.0, 300.0, 350.0, 400.0)  # label, names, two years
KEYS = Keys(items=(1,), labels=frozenset({0}), years=frozenset({2, 3}))
LINE = 14.0
Lines = list[str]


def letters(text: str, x: float, baseline: float) -> list[Cluster]:
    return [
        Cluster(char, x + 5 * n, x + 5 * n + 5, baseline - 10, baseline + 2, baseline, 12.0, False)
        for n, char in enumerate(text)
    ]


def cell(x: float, lines: Lines, step: float = LINE) -> list[Cluster]:
    found = (letters(text, x + 3, 20 + step * n) for n, text in enumerate(lines))
    return [letter for line in found for letter in line]


def row_of(*columns: list[Cluster]) -> tuple[Grid, CellClusters]:
    cells = [GridCell(0, col, 1, 1) for col in range(len(XS) - 1)]
    return grid_of(XS, (0.0, 400.0), cells), dict(enumerate(columns))


def texts(grid: Grid, found: CellClusters, col: int) -> Lines:
    own = (found.get(grid.owner[row][col], []) for row in range(len(grid.ys) - 1))
    return ["".join(letter.text for letter in line) for line in own]


NAMES = ["๑) อบรม", "คน", "๒) ค่าย", "๒) สวน", "เมือง", "๔) วัด"]
MONEY = ["๑,๐๐๐", "", "-", "๓,๐๐๐", "(เงินกู้)", "-"]


def apart(names: Lines, money: Lines, step: float = LINE) -> tuple[Grid, CellClusters]:
    columns = [cell(XS[col], money, step) for col in (2, 3)]
    row = row_of(cell(XS[0], ["๑.๑ มิติ"]), cell(XS[1], names), *columns)
    return told_apart(*row, KEYS, LEXICON)


def test_amounts_at_the_levels_of_their_projects() -> None:
    """Two projects with one number each keep their own; a label stays over all of them."""
    grid, found = apart(NAMES, MONEY)
    assert texts(grid, found, 1) == ["๑) อบรมคน", "๒) ค่าย", "๒) สวนเมือง", "๔) วัด"]
    for col in (2, 3):
        assert texts(grid, found, col) == ["๑,๐๐๐", "-", "๓,๐๐๐(เงินกู้)", "-"]
    label = grid.cells[grid.owner[0][0]]
    assert (label.row, label.rowspan) == (0, 4)


def test_dotted_numbers() -> None:
    names = ["๑.๑.๑ (๑) อบรม", "๑) ขั้นหนึ่ง", "๑.๑.๑ (๒) ค่าย", "๑.๑.๒ สวน"]
    grid, found = apart(names, ["๑,๐๐๐", "", "-", "-"])
    assert texts(grid, found, 1) == ["๑.๑.๑ (๑) อบรม๑) ขั้นหนึ่ง", "๑.๑.๑ (๒) ค่าย", "๑.๑.๒ สวน"]
    assert texts(grid, found, 2) == ["๑,๐๐๐", "-", "-"]


@pytest.mark.parametrize("step", [11.0, 13.0, 16.0])
def test_amounts_that_drift(step: float) -> None:
    """Blank lines are lower, or higher, than lines of text: the last amount stood a line off."""
    grid, found = apart(NAMES, MONEY, step)
    assert texts(grid, found, 2) == ["๑,๐๐๐", "-", "๓,๐๐๐(เงินกู้)", "-"]


def test_amounts_of_some_projects_are_not_moved() -> None:
    """As many amounts as projects, but two beside one of them: each stays where it stands."""
    names = ["๑) อบรม", "คน", "ไทย", "๒) ค่าย", "๓) สวน"]
    assert texts(*apart(names, ["", "", "", "๑", "๒"]), 2) == ["", "๑", "๒"]
    grid, found = apart(names, ["๑", "๒", "", "", "๓"])
    assert texts(grid, found, 1) == ["๑) อบรมคนไทย", "๒) ค่าย", "๓) สวน"]
    money = grid.cells[grid.owner[0][2]]
    assert (money.row, money.rowspan) == (0, 3)  # nothing tells which is whose


def test_rows_end_above_their_sum() -> None:
    """`๖` and `รวม` in one column of numbers: the row of sums took the project with it."""
    columns = [
        cell(XS[1], ["ถนน", "ท่อ", "๒ โครงการ"]),
        *[cell(x, ["๑", "๒", "๓"]) for x in XS[2:4]],
    ]
    grid, found = told_apart(*row_of(cell(XS[0], ["๕", "๖", "รวม"]), *columns), Keys(), LEXICON)
    assert texts(grid, found, 0) == ["๕", "๖", "รวม"]
    assert texts(grid, found, 1) == ["ถนน", "ท่อ", "๒ โครงการ"]


def test_one_project_below_the_rest_of_another() -> None:
    """A page begins with the end of a project; the next one's amount stands level with its name."""
    grid, found = apart(["ประชาชนทั่วไป", "๒) ค่าย", "พักแรม"], ["", "๑,๐๐๐", ""])
    assert texts(grid, found, 1) == ["ประชาชนทั่วไป", "๒) ค่ายพักแรม"]
    assert texts(grid, found, 2) == ["", "๑,๐๐๐"]


def test_a_number_inside_a_name_begins_no_project() -> None:
    grid, found = apart(["ค่ายเยาวชน ได้แก่", "๒) วัด"], ["๑,๐๐๐", ""])
    assert texts(grid, found, 1) == ["ค่ายเยาวชน ได้แก่๒) วัด"]
