"""A made-up plan with everything the report has to show, hostile text included, and its crops."""

from collections.abc import Iterable
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from pipeline.contracts.crop import Crop, Crops
from pipeline.contracts.finding import Finding
from pipeline.contracts.parsed import NO_TEXT, CountField, MoneyField, Status, TextField
from pipeline.contracts.place import Box, Place
from pipeline.contracts.record import (
    Indicator,
    Level,
    Note,
    PageRecord,
    Plan,
    Project,
    QuarterSource,
    Schedule,
    SummaryLine,
    YearBudget,
)
from pipeline.contracts.result import DocumentResult
from pipeline.run import reconcile_plan
from pipeline.write.anchors import REPORT
from pipeline.write.report.document import ReportDocument, ReportRun
from pipeline.write.report.files import index_html, page_html, write_page
from pipeline.write.report.overview import OverviewDraft

HOSTILE = '<script>alert("1")</script> "ก" & \'ข\''
FILE_NAME = 'แผน "<b>66</b>"</script>.pdf'
SHA = sha256(b"made up").hexdigest()
DOC = SHA[:12]
RUN = ReportRun(
    version="9.9.9",
    options={"lang": "th", "ocr": "auto", "out": "somewhere", "lexicon": None},
    started=datetime(2026, 11, 29, 17, 5, tzinfo=UTC),
)
ROW_HEIGHT = 60.0
COLUMNS = {"item": (30, 60), "name": (60, 240), "budget": (430, 500), "agency": (700, 800)}


def place(page: int, row: int, column: str, told: bool = False) -> Place:
    """The cell of a row: on a page, or in a line of a transcript."""
    if told:
        return Place(reader="transcript", line=100 * page + row, cell=list(COLUMNS).index(column))
    x0, x1 = COLUMNS[column]
    top = 100 + row * ROW_HEIGHT
    return Place(reader="pdfium", page=page, box=Box(x0=x0, top=top, x1=x1, bottom=top + 50))


def text(value: str | None, where: Place) -> TextField:
    status = Status.BLANK if value is None else Status.OK
    return TextField(raw=value or "", value=value, status=status, places=(where,))


def money(value: Decimal | str | None, where: Place) -> MoneyField:
    """An amount, None for a blank, a dash, or words that cannot be read."""
    if isinstance(value, Decimal):
        return MoneyField(raw=f"{value:,}", value=value, status=Status.AMOUNT, places=(where,))
    status = {None: Status.BLANK, "-": Status.DASH, "none": Status.NONE}.get(
        value, Status.UNREADABLE
    )
    return MoneyField(raw=value or "", value=None, status=status, places=(where,))


def count(value: int | None, where: Place) -> CountField:
    status = Status.DASH if value is None else Status.OK
    return CountField(raw=str(value or "-"), value=value, status=status, places=(where,))


def project(
    indicator: str | None,
    item: int,
    baht: Decimal | str | None,
    told: bool = False,
    **changes: Any,
) -> Project:
    page = 10 + int((indicator or "9")[0])

    def at(column: str) -> Place:
        return place(page, item, column, told)

    blank = text(None, at("name"))
    row = Project(
        project_id=f"{DOC}:{indicator or '-'}:{item}",
        goal_no=indicator and indicator[0],
        indicator_no=indicator,
        item_no=text(str(item), at("item")),
        project_name=text(f"โครงการที่ {item} {HOSTILE}", at("name")),
        method=text("• ประชุม", at("name")),
        kpi=text("ร้อยละ ๘๐", at("name")),
        budget=money(baht, at("budget")),
        schedule=Schedule(
            quarters=(True, True, False, False),
            source=QuarterSource.ARROW,
            mark_quarters=(True, True, False, False),
            word_quarters=None,
            text=blank,
            start_month=None,
            end_month=None,
        ),
        agency=text("สำนักงานจังหวัด", at("agency")),
        extra={"หมายเหตุ": text(HOSTILE, at("agency"))},
        page_first=None if told else page,
        page_last=None if told else page,
        extractor="transcript" if told else "pdfium",
        confidence=1.0,
        flags=(),
    )
    return row.model_copy(update=changes)


def budgets(item: int, *cells: Decimal | str | None, source: str = "") -> tuple[YearBudget, ...]:
    """The years of a project from 2566 on, side by side in its row; the first from a fund."""
    top = 100 + item * ROW_HEIGHT
    where = [
        Place(reader="pdfium", page=11, box=Box(x0=x, top=top, x1=x + 60, bottom=top + 50))
        for x in range(400, 400 + 60 * len(cells), 60)
    ]
    return tuple(
        YearBudget(
            fiscal_year_be=2566 + at,
            budget=money(cell, place),
            source=text(source, place) if source and not at else NO_TEXT,
        )
        for at, (cell, place) in enumerate(zip(cells, where, strict=True))
    )


def over_years(**changes: Any) -> Plan:
    """A plan for 2566–2569 whose tables say nothing of months and quarters."""
    untold = Schedule(
        quarters=None, source=None, mark_quarters=None, word_quarters=None,
        text=TextField(raw="", value=None, status=Status.BLANK), start_month=None, end_month=None,
    )  # fmt: skip
    lacking = TextField(raw="", value=None, status=Status.ABSENT)
    rows = (
        project("1.1", 1, baht(1500), schedule=untold, method=lacking,
                budgets=budgets(1, baht(1000), "-", None, baht(500), source=f"เงินอุดหนุน{HOSTILE}"),
                place=text(f"หมู่ที่ ๔{HOSTILE}", place(11, 1, "agency"))),
        project("1.1", 2, "###", schedule=untold, method=lacking, flags=("budget_unreadable",),
                budgets=budgets(2, baht(1000), "###", "none", baht(500))),
    )  # fmt: skip
    plan = agreeing(
        projects=rows, fiscal_year_end_be=2569, layout="development_plan",
        title="แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ – ๒๕๖๙)",
    )  # fmt: skip
    return plan.model_copy(update=changes)


def line(
    number: int, level: Level, no: str | None, projects: int | None, baht: Any, told: bool = False
) -> SummaryLine:
    is_indicator = level is Level.INDICATOR
    return SummaryLine(
        line_no=number,
        level=level,
        goal_no=no and no[0],
        indicator_no=no if is_indicator else None,
        title=f"ร้อยละของประชาชน {no}" if is_indicator else "",
        projects=count(projects, place(8, number, "name", told)),
        budget=money(baht, place(8, number, "budget", told)),
        page=None if told else 8,
    )


def indicator(no: str, lines: tuple[SummaryLine, ...]) -> Indicator:
    own = next(one for one in lines if one.indicator_no == no)
    return Indicator(
        goal_no=no[0],
        goal_title="ประชาชนซื่อสัตย์",
        indicator_no=no,
        indicator_title=own.title,
        titles={"summary": own.title},
        target=None,
        targets={},
        declared_projects=own.projects,
        declared_budget=own.budget,
        headed=True,
        page=own.page,
    )


def baht(amount: int) -> Decimal:
    return Decimal(amount)


def a_plan(told: bool = False, **changes: Any) -> Plan:
    """1.1 declares a project and 500 baht too many; 1.2 agrees; 2.1 is declared with a dash."""
    lines = (
        line(1, Level.INDICATOR, "1.1", 7, baht(6500), told),
        line(2, Level.INDICATOR, "1.2", 2, baht(3000), told),
        line(3, Level.GOAL_TOTAL, "1", 9, baht(9500), told),
        line(4, Level.INDICATOR, "2.1", 1, "-", told),
        line(5, Level.GOAL_TOTAL, "2", 1, "-", told),
        line(6, Level.GRAND_TOTAL, None, 10, baht(9500), told),
    )
    rows = [project("1.1", item, baht(1000), told) for item in range(1, 7)]
    rows += [project("1.2", item, baht(1500), told) for item in (1, 2)]
    unknown = rows[1].schedule.model_copy(update={"quarters": None, "source": None})
    rows[1] = rows[1].model_copy(update={"schedule": unknown, "flags": ("span_unknown",)})
    rows.append(project("2.1", 1, "none", told))
    statuses = {3: "unread", 4: "ocr", 5: "blank"}
    pages = tuple(
        PageRecord(
            number=number,
            status=statuses.get(number, "text"),
            reader="ocr" if number == 4 else "pdfium",
            reason="scan" if number == 3 else "",
            printed_number=None,
        )
        for number in range(1, 13)
    )
    plan = Plan(
        doc_id=DOC,
        source_file=FILE_NAME,
        kind="transcript" if told else "pdf",
        layout="quarter_plan",
        title="แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖",
        organization=f"จังหวัด{HOSTILE}",
        province="ตัวอย่าง",
        fiscal_year_be=2566,
        pages=() if told else pages,
        summary=lines,
        indicators=tuple(indicator(no, lines) for no in ("1.1", "1.2", "2.1")),
        projects=tuple(rows),
        sections=(),
        notes=(
            Note(
                code="unknown_table",
                text=HOSTILE,
                field="",
                scope="all",
                project_ids=(),
                places=(place(9, 1, "name", told),),
            ),
        ),
    )
    return plan.model_copy(update=changes)


def agreeing(**changes: Any) -> Plan:
    """A plan in which everything is declared as it was read, and every page was read."""
    lines = (
        line(1, Level.INDICATOR, "1.1", 2, baht(2000)),
        line(2, Level.GOAL_TOTAL, "1", 2, baht(2000)),
        line(3, Level.GRAND_TOTAL, None, 2, baht(2000)),
    )
    read = PageRecord(number=1, status="text", reader="pdfium", reason="", printed_number=1)
    plan = a_plan(
        pages=(read,),
        summary=lines,
        indicators=(indicator("1.1", lines),),
        projects=(project("1.1", 1, baht(1500)), project("1.1", 2, baht(500))),
        notes=(),
    )
    return plan.model_copy(update=changes)


def result_of(plan: Plan, findings: tuple[Finding, ...] | None = None) -> DocumentResult:
    return DocumentResult(
        doc_id=plan.doc_id,
        source_file=plan.source_file,
        sha256=SHA,
        kind=plan.kind,
        status="partial" if any(page.status == "unread" for page in plan.pages) else "ok",
        plan=plan,
        findings=reconcile_plan(plan) if findings is None else findings,
        seconds=1.0,
    )


def a_document(plan: Plan | None = None, crops: Crops | None = None) -> ReportDocument:
    """A plan with the crops of its rows and of its summary."""
    plan = plan or a_plan()
    shown = crops if crops is not None else crops_of(plan)
    return ReportDocument(result_of(plan), shown, "../../plans/a%20b.pdf")


def crops_of(plan: Plan) -> Crops:
    if plan.kind == "transcript":
        return Crops()
    return Crops(
        projects={
            one.project_id: (_crop(one.page_first or 1, one.item_no.places),)
            for one in plan.projects
        },
        summary={one.line_no: (_crop(8, one.budget.places),) for one in plan.summary},
        notes={number: (_crop(9, one.places),) for number, one in enumerate(plan.notes)},
        pages={
            page.number: _picture(page.number, Box(x0=0, top=0, x1=842, bottom=595))
            for page in plan.pages
        },
    )


def _crop(page: int, places: tuple[Place, ...]) -> Crop:
    box = places[0].box
    assert box is not None
    return _picture(page, Box(x0=24, top=box.top - 6, x1=806, bottom=box.bottom + 6))


def _picture(page: int, box: Box) -> Crop:
    size = (int(box.x1 - box.x0), int(box.bottom - box.top))
    image = Image.new("L", size, 255)
    ImageDraw.Draw(image).text((10, 10), f"page {page}", fill=0)
    data = BytesIO()
    image.save(data, "WEBP")
    return Crop(page=page, box=box, width=size[0], height=size[1], webp=data.getvalue())


def write_report(
    folder: Path, documents: Iterable[ReportDocument], run: ReportRun, lang: str
) -> None:
    """Writes `folder/report` as `convert` does, from documents at hand."""
    report = folder / REPORT
    report.mkdir(parents=True, exist_ok=True)
    draft = OverviewDraft()
    for document in documents:
        draft.add(document.result)
        if document.result.plan is not None:
            write_page(report / f"{document.result.doc_id}.html", page_html(document, run, lang))
    write_page(report / "index.html", index_html(draft, run, lang))
