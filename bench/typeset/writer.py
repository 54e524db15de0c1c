"""LibreOffice Writer as producer: a .docx as an official would lay it out in Word, then a PDF."""

from __future__ import annotations

import tempfile
from itertools import count
from pathlib import Path

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from bench.typeset.blocks import (
    AGENCY_HEADER,
    DETAIL_HEADERS,
    QUARTER_HEADERS,
    SUMMARY_HEADERS,
    SUMMARY_SHARES,
    TARGET_WORD,
    TIME_HEADER,
    Block,
    ChartTable,
    DetailTable,
    Line,
    SummaryTable,
    cell_paragraphs,
    plan_blocks,
)
from bench.typeset.docx_page import add_run, add_table, new_document, set_padding
from bench.typeset.drawing import arrow_run
from bench.typeset.plan import ProjectRow, TypesetPlan
from bench.typeset.producer import run_producer
from bench.typeset.style import (
    CHART_SCALE,
    QUARTER_PADDING_MM,
    ROLE_SCALE,
    STANDARD,
    Style,
)

CENTRE = WD_ALIGN_PARAGRAPH.CENTER
MM_PER_PT = 25.4 / 72
FIRST_QUARTER = 4
COVER_SPACE_PT = 90.0


def write_pdf(plan: TypesetPlan, pdf: Path, style: Style = STANDARD) -> None:
    """Typeset the plan with LibreOffice Writer into `pdf`. Raises ProducerError."""
    with tempfile.TemporaryDirectory(prefix="typeset-writer-") as folder:
        docx = Path(folder) / "plan.docx"
        write_docx(plan, docx, style)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(docx),
        ]
        pdf.write_bytes(run_producer(command, docx.with_suffix(".pdf")))


def write_docx(plan: TypesetPlan, docx: Path, style: Style = STANDARD) -> None:
    """Write the plan as a Word document."""
    _Page(new_document(plan, style), style).write(plan_blocks(plan), docx)


class _Page:
    """A document being filled, block by block; counts its shapes, for their ids must differ."""

    def __init__(self, document: Document, style: Style) -> None:
        self.document = document
        self.style = style
        self.shape_ids = count(1)

    def write(self, blocks: tuple[Block, ...], docx: Path) -> None:
        for block in blocks:
            match block:
                case Line():
                    self.line(block)
                case ChartTable():
                    self.chart(block)
                case SummaryTable():
                    self.summary(block)
                case DetailTable():
                    self.details(block)
        # Word closes a document with a paragraph; this one must not open a page of its own.
        add_run(self.document.add_paragraph(), " ", 1.0, False)
        self.document.save(str(docx))

    def line(self, line: Line) -> None:
        paragraph = self.document.add_paragraph()
        size = self.style.font_size_pt * ROLE_SCALE[line.role]
        form = paragraph.paragraph_format
        form.page_break_before = line.starts_page
        form.keep_with_next = line.role in ("title", "heading")
        if line.role in ("cover", "title"):
            paragraph.alignment = CENTRE
        if line.role == "cover":
            form.space_before = Pt(COVER_SPACE_PT)
        if line.role == "heading":
            form.space_before = Pt(4)
        if line.role == "body":
            form.first_line_indent = Mm(12)
            form.space_after = Pt(4)
        if line.is_item:
            add_run(paragraph, "- ", size, True)
        for span in line.spans:
            add_run(paragraph, self.style.printed(span.text), size, span.is_bold)

    def cell(
        self,
        cell: _Cell,
        texts: tuple[str, ...],
        *,
        is_bold: bool = False,
        centred: bool = False,
        scale: float = 1.0,
    ) -> None:
        """Fill the cell with one paragraph a text, keeping its first (empty) paragraph."""
        for at, text in enumerate(texts):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            if centred:
                paragraph.alignment = CENTRE
            size = self.style.font_size_pt * scale
            add_run(paragraph, self.style.printed(text), size, is_bold)

    def chart(self, chart: ChartTable) -> None:
        leaves = chart.indicators
        widths = (self.style.text_width_mm / len(leaves),) * len(leaves)
        table = add_table(self.document, 4, widths)
        for goal in chart.goals:
            columns = [leaves.index(i) for i in chart.of_goal(goal)]
            cell = table.cell(0, columns[0]).merge(table.cell(0, columns[-1]))
            text = f"เป้าหมายที่ {goal.number} {goal.title}"
            self.cell(cell, (text,), is_bold=True, centred=True, scale=CHART_SCALE)
        grouped = [at for at, i in enumerate(leaves) if chart.in_group(i)]
        if grouped:
            cell = table.cell(1, grouped[0]).merge(table.cell(1, grouped[-1]))
            text = f"ตัวชี้วัดที่ {chart.group.number} {chart.group.title}"
            self.cell(cell, (text,), centred=True, scale=CHART_SCALE)
        for column, leaf in enumerate(leaves):
            cell = table.cell(2, column)
            if column not in grouped:
                cell = table.cell(1, column).merge(cell)
            texts = (f"ตัวชี้วัดที่ {leaf.number}", leaf.title)
            self.cell(cell, texts, centred=True, scale=CHART_SCALE)
            target = (TARGET_WORD, leaf.target)
            self.cell(table.cell(3, column), target, centred=True, scale=CHART_SCALE)

    def summary(self, summary: SummaryTable) -> None:
        widths = tuple(self.style.text_width_mm * share for share in SUMMARY_SHARES)
        table = add_table(self.document, 1 + len(summary.lines), widths)
        for column, text in enumerate(SUMMARY_HEADERS):
            self.cell(table.cell(0, column), (text,), is_bold=True, centred=True)
        _mark_row(table, 0, "w:tblHeader")
        goal_from = 1
        for at, line in enumerate(summary.lines, start=1):
            is_total = line.level.endswith("total")
            _mark_row(table, at, "w:cantSplit")
            for column, text in ((2, line.projects), (3, line.budget)):
                self.cell(table.cell(at, column), (text,), is_bold=is_total, centred=True)
            if is_total:
                merged = table.cell(at, 0).merge(table.cell(at, 1))
                self.cell(merged, (line.title,), is_bold=True, centred=True)
                goal_from = at + 1
                continue
            self.cell(table.cell(at, 1), (f"{line.number} {line.title}",))
            if summary.ends_goal(at - 1):
                goal_cell = table.cell(goal_from, 0).merge(table.cell(at, 0))
                self.cell(goal_cell, (summary.goal_cell(line),))
                goal_from = at + 1

    def details(self, details: DetailTable) -> None:
        if details.starts_page:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.page_break_before = True
            add_run(paragraph, " ", 1.0, False)
        table = add_table(self.document, 2 + len(details.rows), self.style.column_widths_mm)
        self.detail_header(table)
        grid = [row.cells for row in table.rows]
        for at, row in enumerate(details.rows, start=2):
            self.detail_row(grid[at], row)
            if not self.style.rows_may_break:
                _mark_row(table, at, "w:cantSplit")

    def detail_header(self, table: Table) -> None:
        for column, text in [*enumerate(DETAIL_HEADERS), (8, AGENCY_HEADER)]:
            cell = table.cell(0, column).merge(table.cell(1, column))
            self.cell(cell, (text,), is_bold=True, centred=True)
        time = table.cell(0, FIRST_QUARTER).merge(table.cell(0, FIRST_QUARTER + 3))
        self.cell(time, (TIME_HEADER,), is_bold=True, centred=True)
        for at, text in enumerate(QUARTER_HEADERS):
            self.cell(table.cell(1, FIRST_QUARTER + at), (text,), is_bold=True, centred=True)
        for at in (0, 1):
            _mark_row(table, at, "w:cantSplit")
            if self.style.repeats_header:
                _mark_row(table, at, "w:tblHeader")

    def detail_row(self, cells: tuple[_Cell, ...], row: ProjectRow) -> None:
        self.cell(cells[0], (f"{row.printed_number} {row.project_name}",))
        self.cell(cells[1], cell_paragraphs(row.method))
        self.cell(cells[2], cell_paragraphs(row.kpi))
        self.cell(cells[3], (row.budget,), centred=True)
        self.cell(cells[8], (row.agency,), centred=True)
        for cell in cells[FIRST_QUARTER : FIRST_QUARTER + 4]:
            set_padding(cell, QUARTER_PADDING_MM)
        if row.span is None:
            return
        first, length = row.span
        cell = cells[FIRST_QUARTER + first]
        left_mm, length_mm = self.style.arrow_extent_mm(first, length)
        top_mm = self.style.font_size_pt * 0.7 * MM_PER_PT
        xml = arrow_run(
            next(self.shape_ids),
            left_mm - QUARTER_PADDING_MM,
            top_mm,
            length_mm,
            self.style.arrow,
        )
        cell.paragraphs[0]._p.append(parse_xml(xml))
        if row.schedule_text:
            words = cell.add_paragraph()
            words.alignment = CENTRE
            add_run(
                words,
                self.style.printed(row.schedule_text),
                self.style.font_size_pt,
                False,
            )


def _mark_row(table: Table, at: int, tag: str) -> None:
    properties = table.rows[at]._tr.get_or_add_trPr()
    mark = OxmlElement(tag)
    mark.set(qn("w:val"), "true")
    properties.append(mark)
