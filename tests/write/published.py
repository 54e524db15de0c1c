"""A small made-up run for the writers' tests: every kind of cell, every status of a document."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import NO_TEXT, CountField, MoneyField, Status, TextField
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import (
    Indicator,
    Level,
    PageRecord,
    Plan,
    Project,
    QuarterSource,
    Schedule,
    Section,
    SummaryLine,
    Target,
    YearBudget,
)
from pipeline.contracts.result import DocumentResult
from pipeline.write.finished_run import FinishedRun, InputLine, RunDocument
from pipeline.write.run_record import Invocation, Option

PLACE = Place(reader="pdfium", page=2, box=Box(x0=1, top=2, x1=3, bottom=4))
NAME = 'อบรม "No Gift Policy", รุ่นที่ 1'


def text(value: str | None) -> TextField:
    status = Status.BLANK if value is None else Status.OK
    return TextField(raw=value or "", value=value, status=status, places=(PLACE,))


def money(raw: str, value: str | None, status: Status) -> MoneyField:
    return MoneyField(raw=raw, value=None if value is None else Decimal(value), status=status)


def count(value: int | None) -> CountField:
    status = Status.DASH if value is None else Status.OK
    return CountField(raw=str(value or "-"), value=value, status=status)


def schedule(quarters: tuple[bool, bool, bool, bool] | None) -> Schedule:
    return Schedule(
        quarters=quarters,
        source=None if quarters is None else QuarterSource.ARROW,
        mark_quarters=quarters,
        word_quarters=None,
        text=text("ภายในเดือนกรกฎาคม" if quarters is None else None),
        start_month=None if quarters is None else "2022-10",
        end_month="2023-07",
    )


def project(doc_id: str, indicator: str | None, item: str, **changes: Any) -> Project:
    row = Project(
        project_id=f"{doc_id}:{indicator or ''}:{item}",
        goal_no=indicator and indicator[0],
        indicator_no=indicator,
        item_no=text(item),
        project_name=text(NAME),
        method=text("• ประชุม • ติดตาม"),
        kpi=text(None),
        budget=money("ไม่ใช้\nงบประมาณ", None, Status.NONE),
        schedule=schedule((True, True, False, False)),
        agency=text("สำนักงานพาณิชย์จังหวัดตัวอย่าง"),
        extra={"หมายเหตุ": text("-")},
        page_first=2,
        page_last=3,
        extractor="pdfium",
        confidence=0.9876,
        flags=(),
    )
    row = row.model_copy(update=changes)
    budgets = row.budgets or (YearBudget(fiscal_year_be=2566, budget=row.budget),)
    return row.model_copy(update={"budgets": budgets})


def year(number: int, raw: str, baht: str | None, status: Status, source: str = "") -> YearBudget:
    budget = money(raw, baht, status).model_copy(update={"places": (PLACE,)})
    return YearBudget(
        fiscal_year_be=number, budget=budget, source=text(source) if source else NO_TEXT
    )


def indicator(number: str, projects: int | None, baht: str | None) -> Indicator:
    target = Target(
        raw="ไม่น้อยกว่าร้อยละ ๘๔.๕", text="ไม่น้อยกว่าร้อยละ 84.5",
        value=Decimal("84.5"), unit="percent", comparator="ge",
    )  # fmt: skip
    return Indicator(
        goal_no=number[0],
        goal_title="ประชาชนมีวัฒนธรรมสุจริต",
        indicator_no=number,
        indicator_title="ร้อยละของประชาชน",
        titles={"summary": "ร้อยละของประชาชน"},
        target=target if number == "1.1" else None,
        targets={},
        declared_projects=count(projects),
        declared_budget=money(baht or "-", baht, Status.AMOUNT if baht else Status.DASH),
        headed=True,
        page=2,
    )


def plan(seed: str, source_file: str) -> Plan:
    doc_id = sha256(seed.encode()).hexdigest()[:12]
    amounts = {"budget": money("๒๘,๒๐๐.๕๐", "28200.50", Status.AMOUNT)}
    return Plan(
        doc_id=doc_id,
        source_file=source_file,
        kind="pdf",
        layout="integrity",
        title="แผนปฏิบัติการจังหวัดตัวอย่าง",
        organization="จังหวัดตัวอย่าง",
        province="ตัวอย่าง",
        fiscal_year_be=2566,
        fiscal_year_end_be=2566,
        pages=(
            PageRecord(number=1, status="text", reader="pdfium", reason="", printed_number=None),
            PageRecord(number=2, status="ocr", reader="ocr", reason="", printed_number=1),
            PageRecord(number=3, status="unread", reader="", reason="scan", printed_number=None),
        ),
        summary=(
            SummaryLine(line_no=1, level=Level.GROUP, goal_no="1", indicator_no="1", title="กลุ่ม",
                        projects=count(None), budget=money("-", None, Status.DASH), page=1),
            SummaryLine(line_no=2, level=Level.INDICATOR, goal_no="1", indicator_no="1.1",
                        title="ร้อยละ", projects=count(2),
                        budget=money("๕๖,๔๐๐", "56400", Status.AMOUNT), page=1),
        ),
        indicators=(indicator("1.1", 2, "56400"), indicator("1.2", None, None)),
        projects=(
            project(doc_id, "1.1", "1", **amounts),
            project(doc_id, "1.1", "2", flags=("span_unknown", "ocr_low_confidence"),
                    schedule=schedule(None), budget=money("28,2OO", None, Status.UNREADABLE)),
            project(doc_id, "1.2", "1"),
            project(doc_id, None, "9"),
        ),
        sections=(
            Section(section_no="1.1", title="ยุทธศาสตร์ชาติ", text="บรรทัดแรก\nบรรทัดสอง",
                    page_first=1, page_last=1, places=(PLACE,)),
        ),
        notes=(),
    )  # fmt: skip


def plan_of_years(seed: str, source_file: str) -> Plan:
    """A plan for 2566–2569, with every kind of year."""
    first = plan(seed, source_file)
    read = (
        year(2566, "100,000\n(เงินอุดหนุน\nทั่วไป)", "100000", Status.AMOUNT, "เงินอุดหนุนทั่วไป"),
        year(2567, "๕๐,๐๐๐.๕๐", "50000.50", Status.AMOUNT),
        year(2568, "-", None, Status.DASH),
        year(2569, "", None, Status.BLANK),
    )
    unread = (*read[:3], year(2569, "1,2#3", None, Status.UNREADABLE))
    projects = (
        project(first.doc_id, "1.1", "1", budgets=read, place=text("ตลาดสดตัวอย่าง"),
                budget=money("100,000 | ๕๐,๐๐๐.๕๐ | - | ", "150000.50", Status.AMOUNT)),
        project(first.doc_id, "1.1", "2", budgets=unread,
                budget=money("100,000 | ๕๐,๐๐๐.๕๐ | - | 1,2#3", None, Status.UNREADABLE)),
    )  # fmt: skip
    return first.model_copy(update={"fiscal_year_end_be": 2569, "projects": projects})


def finding(doc_id: str, number: int, **changes: Any) -> Finding:
    row = Finding(
        finding_id=f"{doc_id}-{number}",
        doc_id=doc_id,
        rule="indicator_budget",
        severity=Severity.ERROR,
        cause=Cause.COVERAGE,
        scope="1.1",
        items="1-2",
        field="budget_baht",
        expected="56400",
        actual="28200.50",
        difference=Decimal("-28199.50"),
        message_th="งบประมาณไม่ตรง [1.1]",
        message_en="budget differs [1.1]",
        pages=(2, 3),
        project_ids=(f"{doc_id}:1.1:1", f"{doc_id}:1.1:2"),
        suggestion="",
        root="",
    )
    return row.model_copy(update=changes)


def read(seed: str, source_file: str, made: Callable[[str, str], Plan] = plan) -> DocumentResult:
    """A plan that was read, with three findings."""
    record = made(seed, source_file)
    headline = finding(record.doc_id, 1)
    return DocumentResult(
        doc_id=record.doc_id,
        source_file=source_file,
        sha256=sha256(seed.encode()).hexdigest(),
        kind="pdf",
        status="partial",
        reasons=("หน้า 3 อ่านไม่ได้", "page 3 unread"),
        plan=record,
        findings=(
            headline,
            finding(record.doc_id, 2, rule="goal_budget", severity=Severity.INFO, scope="1",
                    root=headline.finding_id),
            finding(record.doc_id, 3, rule="schedule_conflict", severity=Severity.WARNING,
                    cause=Cause.READING, difference=None, suggestion="น่าจะเป็นไตรมาส 2"),
        ),
        seconds=1.23456,
    )  # fmt: skip


def unread(seed: str, source_file: str, status: str) -> DocumentResult:
    """An input without a plan: failed, skipped, or the double of another."""
    digest = sha256(seed.encode()).hexdigest() if seed else ""
    return DocumentResult.model_validate({
        "doc_id": digest[:12], "source_file": source_file, "sha256": digest, "kind": "",
        "status": status, "reasons": ("ไม่ใช่ PDF — บันทึกใหม่", "no PDF"), "plan": None, "findings": (),
        "seconds": 0.0,
    })  # fmt: skip


RUN = (
    read("a", "ก/แผน.pdf"),
    unread("a", "ข/สำเนา.pdf", "duplicate"),
    unread("b", "เสีย.pdf", "failed"),
    unread("", "ไม่มี.pdf", "failed"),
    read("c", "แผนสอง.pdf"),
)
FOUR_YEARS = read("d", "แผนสี่ปี.pdf", plan_of_years)
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
INVOCATION = Invocation(version="1", options={"formats": ("csv",)}, started=NOW, finished=NOW)


def finished(
    results: Sequence[DocumentResult] = RUN, options: dict[str, Option] | None = None
) -> FinishedRun:
    """A run as its writers get it; each file lies beside OUT."""
    documents = [RunDocument(result, quote(f"../{result.source_file}")) for result in results]
    return FinishedRun(
        lines=[InputLine.of(one.result, one.original) for one in documents],
        documents=lambda: iter(documents),
        invocation=INVOCATION.model_copy(update={"options": options or {"formats": ("csv",)}}),
        lang="th",
    )


def write(module: ModuleType, folder: Path, run: FinishedRun | None = None) -> None:
    """What one writer makes of a run."""
    run = run or finished()
    with module.writing(folder, run) as add:
        for document in run.documents():
            add(document)
