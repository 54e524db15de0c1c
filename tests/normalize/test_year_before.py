"""Plans of one year that print the budget of the year before beside their own."""

import pytest

from pipeline.contracts.parsed import Status
from pipeline.contracts.place import Place
from pipeline.contracts.record import Plan
from pipeline.contracts.table import RawCell, RawDocument, RawTable, TextLine
from pipeline.extract.plan import sort_document
from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.plan import build_plan

LEXICON = load_lexicon()
PLACE = Place(reader="test", page=1)
ROWS = (
    ("ที่", "โครงการ", "งบประมาณ ปี ๒๕๖๖", "งบประมาณ ปี ๒๕๖๗", "หน่วยงาน"),
    ("๑", "อบรมคุณธรรม", "๑,๐๐๐", "๒,๐๐๐", "สำนักปลัด"),
)


def read(title: str) -> Plan:
    cells = tuple(
        RawCell(row, col, 1, 1, text, PLACE)
        for row, texts in enumerate(ROWS)
        for col, text in enumerate(texts)
    )
    table = RawTable(len(ROWS), len(ROWS[0]), cells, (), PLACE, True)
    document = RawDocument("pdf", (TextLine(title, PLACE), table), (), "test")
    return build_plan(sort_document(document, LEXICON), "doc", "plan.pdf", LEXICON)


def test_the_year_before_is_kept_beside() -> None:
    plan = read("แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๗")
    (project,) = plan.projects
    assert (plan.fiscal_year_be, plan.fiscal_year_end_be) == (2567, 2567)
    assert [(one.fiscal_year_be, one.budget.value) for one in project.budgets] == [(2567, 2000)]
    assert project.budget.status is Status.AMOUNT
    assert project.extra["งบประมาณ ปี 2566"].raw == "๑,๐๐๐"
    assert [note.text for note in plan.notes] == ["งบประมาณ ปี 2566"]


@pytest.mark.parametrize(
    "title",
    [
        "แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ – ๒๕๖๗)",
        "แผนพัฒนาท้องถิ่น ประจำปีงบประมาณ พ.ศ. ๒๕๖๖",
        "แผนพัฒนาท้องถิ่น",
    ],
)
def test_two_years_of_a_plan(title: str) -> None:
    (project,) = read(title).projects
    assert [(one.fiscal_year_be, one.budget.value) for one in project.budgets] == [
        (2566, 1000),
        (2567, 2000),
    ]
    assert project.budget.value == 3000
