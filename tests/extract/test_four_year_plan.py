"""A real plan over four years, many projects in one drawn cell: counts and sums by its dimensions.

Counted by eye on pages 11 to 17. Skipped only where the file is not there.
"""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.contracts.parsed import Status
from pipeline.contracts.table import Heading, RawPlan, RawRow, RawSummaryLine, Role
from pipeline.extract.plan import sort_document
from pipeline.extract.readers.pdf import read_pdf
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.stated_budget import parse_stated_budget

REAL = Path(__file__).parents[2] / ".." / "shared" / "real" / "four_year_plan_2561.pdf"
YEARS = (2561, 2562, 2563, 2564)
# dimension: (projects, baht of each year), as listed; its row of sums says the same
DIMENSIONS = {"1": (21, 250_000), "2": (31, 85_000), "3": (18, 80_000), "4": (15, 30_000)}
# มิติ.ภารกิจ: projects
MISSIONS = {
    "1.1": 11, "1.2": 4, "1.3": 6,
    "2.1": 1, "2.2": 12, "2.3": 6, "2.4": 6, "2.5": 6,
    "3.1": 6, "3.2": 6, "3.3": 6,
    "4.1": 4, "4.2": 5, "4.3": 4, "4.4": 2,
}  # fmt: skip
PRINTED_TWICE = ["2.5.2(1)", "4.3.2(1)"]

pytestmark = pytest.mark.skipif(not REAL.is_file(), reason="the real file is not beside the code")


@cache
def plan() -> RawPlan:
    return sort_document(read_pdf(REAL, ocr="never"), load_lexicon())


@cache
def projects() -> dict[str, list[RawRow]]:
    """The rows below each heading of the second level."""
    found: dict[str, list[RawRow]] = {}
    number = ""
    for item in plan().flow:
        if isinstance(item, Heading):
            number = item.number if item.level == "indicator" else ""
        else:
            found.setdefault(number, []).extend(item.rows)
    return found


def baht(text: str) -> int:
    digits = re.sub(r"[^\d]", "", to_arabic(text))
    assert digits or text.strip() == "-"
    return int(digits or 0)


def test_every_project_is_a_row() -> None:
    assert {number: len(rows) for number, rows in projects().items()} == MISSIONS


def test_every_year_adds_up() -> None:
    for dimension, (count, total) in DIMENSIONS.items():
        rows = [row for n, own in projects().items() if n[0] == dimension for row in own]
        assert len(rows) == count
        for place, year_be in enumerate(YEARS):
            years = [row.years[place] for row in rows]
            assert {year.year_be for year in years} == {year_be}
            assert sum(baht(year.value.text) for year in years) == total


def test_every_project_has_a_name_and_a_number() -> None:
    rows = [row for own in projects().values() for row in own]
    assert all((name := row.get(Role.PROJECT)) and len(name.text) > 5 for row in rows)
    assert all(row.get(Role.BUDGET) is None and len(row.years) == len(YEARS) for row in rows)
    numbers = Counter(
        row.item.text if "(" in row.item.text else f"{number}/{row.item.text}"
        for number, own in projects().items()
        for row in own
        if row.item
    )
    assert sum(numbers.values()) == len(rows)
    assert [number for number, times in numbers.items() if times > 1] == PRINTED_TWICE


def test_the_rows_of_sums_declare() -> None:
    lines: tuple[RawSummaryLine, ...] = plan().summary
    assert [line.total for line in lines] == ["goal"] * len(DIMENSIONS)
    for line, (dimension, (count, total)) in zip(lines, DIMENSIONS.items(), strict=True):
        assert to_arabic(line.goal.text).endswith(dimension)
        assert sum(map(int, re.findall(r"\d+", to_arabic(line.projects.text)))) == count
        assert [year.year_be for year in line.years] == list(YEARS)
        assert [baht(year.budget.text) for year in line.years if year.budget] == [total] * 4


def test_every_sheet_is_read_with_its_budget() -> None:
    """One a project, in the order of the table, and each states what the table has for every year.

    Four state no amount: three are paid from money for something else, one has no such part.
    """
    sheets = plan().narratives
    rows = [row for own in projects().values() for row in own]
    stated = [parse_stated_budget(sheet.budget.text, load_lexicon()) for sheet in sheets]
    assert len(sheets) == len(rows) == sum(MISSIONS.values())
    for row, found, number in zip(rows, stated, range(len(rows)), strict=True):
        if found.money.status in (Status.AMOUNT, Status.NONE):
            assert {baht(year.value.text) for year in row.years} == {found.money.value or 0}, number
    told = Counter(found.money.status.value for found in stated)
    assert told == {"none": 57, "amount": 24, "unreadable": 3, "blank": 1}
