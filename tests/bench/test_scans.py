"""The bench of scans: what is right, flagged, silently wrong; one page from end to end."""

import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
import yaml

from bench.born_digital.invent import invent_plan
from bench.born_digital.look import Look
from bench.born_digital.truth import TruthRow
from bench.scans.condition import CONDITIONS, Condition
from bench.scans.measure import measure_thaiplan
from bench.scans.planned import Glass, Planned
from bench.scans.report import Report, markdown, write_report
from bench.scans.scanner import print_and_scan
from bench.scans.score import (
    Output,
    Tally,
    TruthLine,
    has_form_of_money,
    plain_money,
    score_document,
)
from bench.scans.type_face import UNSEEN, USUAL
from bench.scans.wear import wear_page

TRUTH = TruthRow(
    goal_no="1", indicator_no="1.1", item_no="2", project_name="โครงการปลูกต้นไม้ริมคลอง", method="",
    kpi="", budget_status="amount", budget_baht="1200.50", budget_raw="๑,๒๐๐.๕๐", q1="true",
    q2="false", q3="false", q4="false", schedule_text="", start_month="", end_month="",
    agency="อำเภอเมือง",
)  # fmt: skip
READ = {
    "project_id": "d:1.1:2", "indicator_no": "1.1", "item_no": "2",
    "project_name": TRUTH.project_name, "method": "", "kpi": "", "agency": "อำเภอเมือง",
    "budget_status": "amount", "budget_baht": "1200.5",
    "q1": "true", "q2": "false", "q3": "false", "q4": "false",
}  # fmt: skip
WRONG = {**READ, "budget_baht": "1700.50"}
UNREAD = {**READ, "budget_status": "unreadable", "budget_baht": ""}
FINDING = {"rule": "", "scope": "1.1", "items": "", "field": "", "project_ids": "", "pages": "2"}
BUDGET_FINDING = {
    **FINDING, "rule": "malformed_amount", "field": "budget_baht", "project_ids": "d:1.1:2",
}  # fmt: skip


def output(*rows: dict[str, str], **more: object) -> Output:
    plain = {"status": "ok", "summary": (), "findings": (), "plan": {}}
    return Output(projects=rows, **{**plain, **more})  # type: ignore[arg-type]


def score(read: Output, lines: tuple[TruthLine, ...] = ()) -> Tally:
    return score_document("plan", (TRUTH,), lines, read)[0]


def counts(tally: Tally) -> tuple[int, int, int, int]:
    return tally.right, tally.flagged, tally.told, len(tally.silent)


def flagged(row: dict[str, str], *flags: str) -> Output:
    plan = {"projects": [{"project_id": row["project_id"], "budget": {"flags": list(flags)}}]}
    return output(row, plan=plan)


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (output(READ), (1, 0, 0, 0)),
        (output(WRONG), (0, 0, 0, 1)),
        (output({**READ, "budget_status": "none", "budget_baht": ""}), (0, 0, 0, 1)),
        (output({**READ, "budget_status": "blank", "budget_baht": ""}), (0, 0, 0, 1)),
        (output(UNREAD), (0, 1, 1, 0)),
        (flagged(READ, "ocr_low_confidence"), (1, 1, 0, 0)),
        (flagged(WRONG, "ocr_low_confidence"), (0, 1, 1, 0)),
        (output({**WRONG, "flags": "span_unknown"}), (0, 0, 0, 1)),  # of another cell
        (output(WRONG, findings=[BUDGET_FINDING]), (0, 1, 1, 0)),
        (output(WRONG, findings=[{**BUDGET_FINDING, "field": "agency"}]), (0, 0, 0, 1)),
    ],
)
def test_an_amount_is_right_flagged_or_silently_wrong(
    read: Output, expected: tuple[int, int, int, int]
) -> None:
    assert counts(score(read)) == expected


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (output(), (0, 0, 0, 1)),
        (output(findings=[{**FINDING, "rule": "missing_item", "items": "1-3"}]), (0, 1, 1, 0)),
        (output(findings=[{**FINDING, "rule": "missing_item", "items": "1,3"}]), (0, 0, 0, 1)),
        (
            output(findings=[{**FINDING, "rule": "missing_item", "scope": "1.2", "items": "2"}]),
            (0, 0, 0, 1),
        ),
        (output(findings=[{**FINDING, "rule": "page_unread", "scope": "all"}]), (0, 1, 1, 0)),
        (output(status="failed"), (0, 1, 1, 0)),
    ],
)
def test_a_lost_row_is_silent_unless_a_finding_says_so(
    read: Output, expected: tuple[int, int, int, int]
) -> None:
    tally = score(read)
    assert counts(tally) == expected
    assert tally.row_f1 == 0 and tally.wrong_letters == tally.letters
    assert all(silent.is_lost for silent in tally.silent)


@pytest.mark.parametrize(
    ("page", "is_told"), [("1", False), ("2", True), ("3", True), ("4", False)]
)
def test_a_page_tells_of_the_rows_that_may_stand_on_it(page: str, is_told: bool) -> None:
    truth = [replace(TRUTH, item_no=str(n), project_name=f"{n}" * 20) for n in (1, 2, 3)]
    rows = [
        {**READ, "item_no": str(n), "project_name": f"{n}" * 20, "page_first": at, "page_last": at}
        for n, at in ((1, "2"), (3, "3"))
    ]
    findings = [{**FINDING, "rule": "table_doubtful", "scope": "all", "pages": page}]
    tally, _ = score_document("plan", truth, (), output(*rows, findings=findings))
    assert (tally.told, len(tally.silent)) == (int(is_told), int(not is_told))


def test_a_row_whose_number_was_misread_is_known_by_its_name() -> None:
    tally = score(output({**READ, "item_no": "7", "project_name": "โครงการปลูกต้นไม้ริมคลอ"}))
    assert counts(tally) == (1, 0, 0, 0)
    assert (tally.matched, tally.wrong_letters) == (0, 1)


def test_of_rows_with_one_name_the_nearest_is_meant() -> None:
    truth = [replace(TRUTH, item_no=str(n), budget_baht=f"{n}00") for n in (1, 2, 3)]
    rows = [{**READ, "item_no": f"9{n}", "budget_baht": f"{n}00"} for n in (1, 2, 3)]
    assert score_document("plan", truth, (), output(*rows))[0].right == 3


def test_an_invented_row_with_money_is_silent() -> None:
    tally = score(output(READ, {**READ, "item_no": "9", "project_name": "อื่น"}))
    assert [(silent.place, silent.expected) for silent in tally.silent] == [
        ("1.1:9", "no such row")
    ]
    assert tally.amounts == 1


def test_money_of_the_summary_counts_and_a_finding_on_it_tells() -> None:
    line = TruthLine("indicator", "1", "1.1", Decimal(500))
    read = {
        "level": "indicator", "goal_no": "1", "indicator_no": "1.1", "line_no": "1",
        "budget_status": "amount", "budget_baht": "300",
    }  # fmt: skip
    wrong = output(READ, summary=[read])
    assert counts(score(wrong, (line,))) == (1, 0, 0, 1)
    told = output(READ, summary=[read], findings=[{**FINDING, "rule": "indicator_budget"}])
    assert counts(score(told, (line,))) == (1, 1, 1, 0)
    assert counts(score(output(READ), (line,))) == (1, 1, 1, 0)  # nothing is claimed of it


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("๑,๒๐๐", 1200),
        ("1.200.50", Decimal("1200.50")),
        ("๗๕.๒๕", Decimal("75.25")),
        ("ไม่ใช้", None),
    ],
)
def test_rivals_are_read_kindly(text: str, money: Decimal | None) -> None:
    assert plain_money(text) == money


def test_only_an_amount_in_due_form_counts_against_a_rival() -> None:
    assert has_form_of_money("๑,๒๐๐. ๕๐") and has_form_of_money("1200")
    assert not has_form_of_money("๓,ฒ่๓๒,๑๐๐") and not has_form_of_money("1,20")


def test_the_unseen_fonts_are_those_that_training_holds_out() -> None:
    facts = yaml.safe_load(Path("training/fonts.yml").read_text("utf-8"))
    assert {face.family.replace(" ", "") for face in UNSEEN} == set(facts["held_out"])
    assert {face.family.replace(" ", "") for face in USUAL} <= set(facts["families"])


@pytest.mark.parametrize("wear", ["scan", "hard"])
def test_what_is_known_of_a_worn_page_lays_it_straight(wear: str) -> None:
    page = np.full((900, 700), 255, np.uint8)
    cv2.rectangle(page, (100, 100), (600, 800), 0, 9)
    worn = wear_page(page, 100, wear, random.Random(3), False, True)  # type: ignore[arg-type]
    assert set(np.unique(worn.picture)) <= {0, 255}
    straight = cv2.warpAffine(
        worn.picture, worn.matrix, (700, 900), flags=cv2.WARP_INVERSE_MAP, borderValue=255.0
    )
    assert all((straight[y, 200:500] == 0).mean() > 0.95 for y in (100, 800))


def test_one_page_is_printed_scanned_read_and_reported(tmp_path: Path) -> None:
    look = Look(font="Laksaman", is_narrow=True, numbering="column", mark="tick")
    plan = invent_plan(random.Random(5), 3, is_short=True)
    name = "200_scan_1_chromium"
    document = Planned(name, Condition(200, "scan"), look, plan, Glass(is_turned=True))
    scans = print_and_scan([document], tmp_path / "scans", 1, 1)
    with pypdfium2.PdfDocument(scans[0].pdf) as pdf:
        assert len(pdf) == scans[0].pages
        assert all(not page.get_textpage().count_chars() for page in pdf)
        assert all(page.get_width() > page.get_height() for page in pdf)  # turned upright again
    readings = dict(measure_thaiplan(scans, tmp_path / "out", 1))
    tally = readings["200_scan"].tally
    assert tally.rows == 3 and tally.amounts == 3 + 3  # rows; indicator, goal and whole
    assert tally.right + tally.told + len(tally.silent) >= tally.amounts
    report = Report(1, ["Laksaman"], readings)
    assert "GATE silently wrong" in markdown(report)
    assert all(path.exists() for path in write_report(report, tmp_path))


def test_conditions_are_nine() -> None:
    assert len({condition.name for condition in CONDITIONS}) == 9
    assert sum(condition.is_ordinary for condition in CONDITIONS) == 4
