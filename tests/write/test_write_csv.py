"""The CSV files, byte by byte and cell by cell."""

import csv
from pathlib import Path

from published import FOUR_YEARS, NAME, RUN, finished, plan, project, text, write

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.write import csv_files


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def test_bytes_are_bom_crlf_and_quoted_where_needed(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    content = (tmp_path / "projects.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfproject_id,doc_id,")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == 1 + 8
    assert '"อบรม ""No Gift Policy"", รุ่นที่ 1"'.encode() in content


def test_a_line_break_inside_a_cell_is_quoted(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    assert rows(tmp_path, "sections")[0]["text"] == "บรรทัดแรก\nบรรทัดสอง"


def test_projects(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    amount, doubtful, none, homeless = rows(tmp_path, "projects")[:4]
    assert amount["project_name"] == NAME
    assert (amount["budget_status"], amount["budget_baht"]) == ("amount", "28200.50")
    assert [amount[f"q{n}"] for n in (1, 2, 3, 4)] == ["true", "true", "false", "false"]
    assert (amount["start_month"], amount["end_month"]) == ("2022-10", "2023-07")
    assert (amount["confidence"], amount["flags"], amount["kpi"]) == ("0.9876", "", "")
    assert [doubtful[f"q{n}"] for n in (1, 2, 3, 4)] == [""] * 4
    assert (doubtful["quarter_source"], doubtful["start_month"]) == ("", "")
    assert (doubtful["budget_status"], doubtful["budget_baht"]) == ("unreadable", "")
    assert doubtful["flags"] == "span_unknown;ocr_low_confidence"
    assert (none["budget_status"], none["budget_raw"]) == ("none", "ไม่ใช้ งบประมาณ")
    assert (homeless["goal_no"], homeless["indicator_no"]) == ("", "")


def test_indicators_are_counted_from_the_projects(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    first, second = rows(tmp_path, "indicators")[:2]
    assert (first["declared_projects"], first["declared_budget_baht"]) == ("2", "56400")
    assert (first["extracted_projects"], first["extracted_budget_baht"]) == ("2", "28200.50")
    assert (first["target_value"], first["target_comparator"]) == ("84.5", "ge")
    assert (second["declared_projects"], second["declared_budget_baht"]) == ("", "")
    assert (second["extracted_projects"], second["extracted_budget_baht"]) == ("1", "0")
    assert second["target_text"] == second["target_value"] == ""


def test_nothing_unread_becomes_zero_baht(tmp_path: Path) -> None:
    base = RUN[0]
    assert isinstance(base.plan, Plan)
    unreadable = base.plan.projects[1]
    assert unreadable.budget.status is Status.UNREADABLE
    changed = base.plan.model_copy(update={"projects": (unreadable,)})
    write(csv_files, tmp_path, finished([base.model_copy(update={"plan": changed})]))
    assert rows(tmp_path, "indicators")[0]["extracted_budget_baht"] == ""


def test_documents_have_a_line_an_input(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    read, double, failed, missing, _ = rows(tmp_path, "documents")
    assert [read[f"pages{part}"] for part in ("", "_text", "_ocr", "_unread")] == list("3111")
    assert (read["projects"], read["findings_error"], read["findings_warning"]) == ("4", "1", "1")
    assert (read["seconds"], read["province"]) == ("1.2346", "ตัวอย่าง")
    assert (double["doc_id"], double["status"]) == (read["doc_id"], "duplicate")
    assert (failed["projects"], failed["findings_error"], failed["pages"]) == ("", "", "")
    assert failed["error"] == "ไม่ใช่ PDF — บันทึกใหม่"
    assert (missing["doc_id"], missing["status"]) == ("", "failed")


def test_a_transcript_has_no_pages(tmp_path: Path) -> None:
    record = plan("t", "t.txt").model_copy(update={"kind": "transcript", "pages": ()})
    write(csv_files, tmp_path, finished([RUN[0].model_copy(update={"plan": record})]))
    assert rows(tmp_path, "documents")[0]["pages"] == ""


def test_findings(tmp_path: Path) -> None:
    write(csv_files, tmp_path)
    headline, follower, _ = rows(tmp_path, "findings")[:3]
    assert (headline["difference"], headline["pages"]) == ("-28199.50", "2;3")
    assert headline["project_ids"].split(";")[1].endswith(":1.1:2")
    assert follower["root"] == headline["finding_id"]


def test_an_empty_run_still_has_every_header(tmp_path: Path) -> None:
    write(csv_files, tmp_path, finished([]))
    assert (tmp_path / "findings.csv").read_text("utf-8-sig").startswith("finding_id,")


def test_item_numbers_stay_text(tmp_path: Path) -> None:
    record = plan("t", "t.pdf")
    odd = project(record.doc_id, "1.1", "1").model_copy(update={"item_no": text("01")})
    record = record.model_copy(update={"projects": (odd,)})
    write(csv_files, tmp_path, finished([RUN[0].model_copy(update={"plan": record})]))
    assert rows(tmp_path, "projects")[0]["item_no"] == "01"


def test_budgets_are_a_line_a_project_and_year(tmp_path: Path) -> None:
    write(csv_files, tmp_path, finished((RUN[0], FOUR_YEARS)))
    lines = rows(tmp_path, "budgets")
    assert len(lines) == 4 + 8
    first = {
        "project_id": f"{RUN[0].doc_id}:1.1:1", "fiscal_year_be": "2566", "budget_status": "amount",
        "budget_baht": "28200.50", "source": "", "raw": "๒๘,๒๐๐.๕๐",
    }  # fmt: skip
    assert lines[0] == first
    years = lines[4:8]
    assert [line["fiscal_year_be"] for line in years] == ["2566", "2567", "2568", "2569"]
    assert [line["budget_status"] for line in years] == ["amount", "amount", "dash", "blank"]
    assert [line["budget_baht"] for line in years] == ["100000", "50000.50", "", ""]
    assert years[0]["source"] == "เงินอุดหนุนทั่วไป"
    assert years[0]["raw"] == "100,000 (เงินอุดหนุน ทั่วไป)"
    assert (lines[11]["budget_status"], lines[11]["budget_baht"]) == ("unreadable", "")


def test_projects_of_several_years(tmp_path: Path) -> None:
    write(csv_files, tmp_path, finished((FOUR_YEARS,)))
    whole, unread = rows(tmp_path, "projects")
    assert (whole["fiscal_year_be"], whole["fiscal_year_end_be"]) == ("2566", "2569")
    assert (whole["budget_baht"], whole["place"]) == ("150000.50", "ตลาดสดตัวอย่าง")
    assert (unread["budget_status"], unread["budget_baht"]) == ("unreadable", "")
    assert unread["place"] == ""
