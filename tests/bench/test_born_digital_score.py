"""The bench itself: scores of small hand-made inputs, and what invented truth promises."""

import random
import re
from dataclasses import asdict, replace
from decimal import Decimal

import pytest

from bench.born_digital.grid import Cell, Grid
from bench.born_digital.invent import invent_plan
from bench.born_digital.layout import blocks_of, truth_of
from bench.born_digital.look import FAMILIES, Look
from bench.born_digital.produce import planned
from bench.born_digital.rivals import _Analyst
from bench.born_digital.score import named_projects, score_rows
from bench.born_digital.wrapped import lined_rows
from bench.typeset.tounicode import read_codes

ROW = {
    "indicator_no": "1.1", "item_no": "1", "project_name": "โครงการ ก", "method": "อบรม ๑ วัน",
    "kpi": "ร้อยละ ๘๐", "agency": "อำเภอเมือง", "budget_status": "amount", "budget_baht": "1200.50",
    "q1": "true", "q2": "true", "q3": "false", "q4": "false",
    "start_month": "2022-10", "end_month": "2023-03",
}  # fmt: skip


def test_equal_rows_score_full() -> None:
    score = score_rows([ROW], [{**ROW, "budget_baht": "1200.5"}])
    assert (score.row_f1, score.budgets, score.quarters, score.months, score.texts) == (
        1,
        1,
        1,
        1,
        1,
    )
    assert (score.wrong_letters, score.silent, score.misses) == (0, 0, [])


@pytest.mark.parametrize(
    ("changed", "counted"),
    [
        ({"budget_baht": "1200"}, "budgets"),
        ({"budget_status": "none", "budget_baht": ""}, "budgets"),
        ({"budget_baht": "1,200.50"}, "budgets"),
        ({"q3": "true"}, "quarters"),
        ({"q1": ""}, "quarters"),
        ({"end_month": "2023-04"}, "months"),
        ({"kpi": "ร้อยละ๘๐"}, "texts"),
    ],
)
def test_one_wrong_value_costs_its_own_count(changed: dict[str, str], counted: str) -> None:
    score = score_rows([ROW], [{**ROW, **changed}])
    counts = {name: getattr(score, name) for name in ("budgets", "quarters", "months", "texts")}
    assert counts == {name: int(name != counted) for name in counts}
    assert len(score.misses) == 1


def test_missing_and_invented_rows_lower_f1_and_a_missing_text_is_all_wrong() -> None:
    score = score_rows([ROW, {**ROW, "item_no": "2"}], [ROW, {**ROW, "item_no": "3"}])
    assert score.row_f1 == 0.5
    assert score.character_error == 0.5
    assert score.silent == 1  # the invented row, without a doubt of its own


@pytest.mark.parametrize(
    ("read", "silent"),
    [
        ({"method": "อบรม ๑ ว"}, 1),
        ({"method": "อบรม ๑ ว", "flags": "text_unreadable"}, 0),
        ({"method": "อบรม ๑ ว", "confidence": "0.8"}, 0),
        ({"method": "อบรม๑วัน"}, 0),  # only a space: no wrong word
    ],
)
def test_a_wrong_word_is_silent_unless_the_row_is_doubted(
    read: dict[str, str], silent: int
) -> None:
    assert score_rows([ROW], [{**ROW, **read}]).silent == silent


def test_a_finding_that_names_the_project_is_a_doubt() -> None:
    finding = {"severity": "warning", "project_ids": "d:1.1:1;d:1.1:2"}
    read = {**ROW, "project_id": "d:1.1:1", "q4": "true"}
    assert score_rows([ROW], [read]).silent == 1
    assert score_rows([ROW], [read], doubted=named_projects([finding])).silent == 0
    assert named_projects([{**finding, "severity": "info"}]) == frozenset()


def test_truth_is_as_a_person_types_it_and_adds_up() -> None:
    for seed in range(20):
        plan = invent_plan(random.Random(seed), 20)
        truth = truth_of(plan, Look())
        baht = sum(Decimal(row.budget_baht or 0) for row in truth)
        assert baht == sum(section.baht for section in plan.sections)
        assert len({(row.indicator_no, row.item_no) for row in truth}) == len(truth) >= 20
        for row in truth:
            for text in (row.project_name, row.method, row.kpi):
                assert text == " ".join(text.split())
                assert not re.search("[{}\uf700-\uf71a]|ํา", text)
            assert " " not in row.agency
            assert "true" in (row.q1, row.q2, row.q3, row.q4)
            assert (row.budget_status == "amount") == bool(row.budget_baht)


def test_months_of_the_truth_lie_in_the_fiscal_year() -> None:
    look = Look(time="months", mark="slash")
    plan = invent_plan(random.Random(3), 30, whole_quarters=False)
    year = plan.year_be - 543
    for row in truth_of(plan, look):
        assert f"{year - 1}-10" <= row.start_month <= row.end_month <= f"{year}-09"


def test_every_row_of_a_grid_fills_its_columns() -> None:
    for _, _, look, plan in planned(5):
        for grid in blocks_of(plan, look, random.Random(1)):
            if isinstance(grid, Grid):
                assert len({_width(row, hang) for row, hang in _with_hanging(grid)}) == 1


def _with_hanging(grid: Grid) -> list[tuple[tuple[Cell, ...], int]]:
    """Each row with how many of its columns hang down from rows above."""
    rows: list[tuple[tuple[Cell, ...], int]] = []
    hanging: list[tuple[int, int]] = []
    for row in (*grid.header, *grid.rows):
        hanging = [(left - 1, across) for left, across in hanging if left > 1]
        rows.append((row, sum(across for _, across in hanging)))
        hanging += [(cell.down, cell.across) for cell in row if cell.down > 1]
    return rows


def _width(row: tuple[Cell, ...], hanging: int) -> int:
    return hanging + sum(cell.across for cell in row)


def test_a_seed_repeats_its_plans_and_another_does_not() -> None:
    assert planned(1, FAMILIES[:2]) == planned(1, FAMILIES[:2])
    assert planned(1, FAMILIES[:1]) != planned(2, FAMILIES[:1])


def test_the_families_are_many_and_large_enough() -> None:
    documents = planned(9)
    assert len(documents) >= 30
    assert sum(len(s.projects) for _, _, _, plan in documents for s in plan.sections) >= 600
    assert len({look.font for _, _, look, _ in documents}) >= 5


def test_lines_of_a_spreadsheet_join_to_the_text() -> None:
    text = "จัดอบรมข้าราชการ จำนวน ๒๐ คน ณ ศาลากลางจังหวัด"
    rows = lined_rows((Cell((text,)), Cell(("๑๐๐",))), (30.0, 20.0), Look(borders="lined"))
    assert len(rows) > 1
    assert "".join("".join(row[0].texts) for row in rows) == text
    assert [row[1].texts for row in rows] == [("๑๐๐",)] + [()] * (len(rows) - 1)


def test_a_font_map_of_ranges_and_letters_is_read() -> None:
    cmap = (
        b"1 beginbfchar\n<0003> <0020>\nendbfchar\n1 beginbfrange\n<00F3> <00F4> <0E01>\nendbfrange"
    )
    assert read_codes(cmap) == {3: " ", 0xF3: "ก", 0xF4: "ข"}


def test_digits_of_the_layer_are_the_truth_of_arabic_under_thai() -> None:
    plan = invent_plan(random.Random(4), 20)
    truth = truth_of(plan, Look(defect="arabic_under_thai"))
    assert not re.search("[๐-๙]", "".join("".join(asdict(row).values()) for row in truth))


def test_the_analysts_script_reads_a_plain_table() -> None:
    header = ["โครงการ", "วิธีการดำเนินงาน", "ตัวชี้วัด", "งบประมาณ", "๑", "๒", "๓", "๔", "ผู้รับผิดชอบ"]
    row = ["๑. ก", "ข", "ค", "๑,๒๐๐", "←", "", "→", "", "ง"]
    analyst = _Analyst()
    analyst.read([header, row], "ตัวชี้วัดที่ ๑.๑ : ร้อยละ")
    read = analyst.rows[0]
    assert (read["indicator_no"], read["item_no"], read["project_name"]) == ("1.1", "1", "ก")
    assert (read["budget_status"], read["budget_baht"]) == ("amount", "1200")
    assert [read[f"q{at}"] for at in (1, 2, 3, 4)] == ["true", "true", "true", "false"]


def test_a_dash_is_a_status_of_its_own_in_the_truth() -> None:
    plan = invent_plan(random.Random(6), 200)
    statuses = {row.budget_status for row in truth_of(plan, replace(Look(), digits="arabic"))}
    assert statuses == {"amount", "none", "dash"}
