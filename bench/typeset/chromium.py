"""Chromium as producer: the plan as one HTML page, arrows as SVG paths over the quarter cells."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path

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
from bench.typeset.page_css import style_sheet
from bench.typeset.plan import ProjectRow, TypesetPlan
from bench.typeset.producer import run_producer
from bench.typeset.style import STANDARD, Style
from bench.typeset.svg import arrow_svg

OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
)


def write_pdf(plan: TypesetPlan, pdf: Path, style: Style = STANDARD) -> None:
    """Typeset the plan with headless Chromium into `pdf`. Raises ProducerError."""
    with tempfile.TemporaryDirectory(
        prefix="typeset-chromium-", ignore_cleanup_errors=True
    ) as folder:
        page, printed = Path(folder) / "plan.html", Path(folder) / "plan.pdf"
        page.write_text(page_html(plan, style), encoding="utf-8")
        command = [
            "chromium",
            *OPTIONS,
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={printed}",
            page.as_uri(),
        ]
        pdf.write_bytes(run_producer(command, printed))


def page_html(plan: TypesetPlan, style: Style = STANDARD) -> str:
    """The whole plan as an HTML page."""
    body = "\n".join(_block(block, style) for block in plan_blocks(plan))
    return (
        '<!DOCTYPE html>\n<html lang="th"><head><meta charset="utf-8">'
        f"<title>{escape(' '.join(plan.title))}</title>"
        f"<style>{style_sheet(style)}</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _block(block: Block, style: Style) -> str:
    match block:
        case Line():
            return _line(block, style)
        case ChartTable():
            return _chart(block, style)
        case SummaryTable():
            return _summary(block, style)
        case DetailTable():
            return _details(block, style)


def _text(text: str, style: Style) -> str:
    return escape(style.printed(text), quote=False)


def _line(line: Line, style: Style) -> str:
    spans = "".join(
        f"<b>{_text(span.text, style)}</b>" if span.is_bold else _text(span.text, style)
        for span in line.spans
    )
    page = " page" if line.starts_page else ""
    dash = "<b>- </b>" if line.is_item else ""
    return f'<p class="{line.role}{page}">{dash}{spans}</p>'


def _paragraphs(texts: tuple[str, ...], style: Style) -> str:
    return "".join(f"<p>{_text(text, style)}</p>" for text in texts)


def _cell(
    texts: tuple[str, ...],
    style: Style,
    tag: str = "td",
    centred: bool = False,
    attributes: str = "",
) -> str:
    mark = ' class="centred"' if centred else ""
    return f"<{tag}{mark}{attributes}>{_paragraphs(texts, style)}</{tag}>"


def _columns(widths_mm: tuple[float, ...]) -> str:
    columns = "".join(f'<col style="width: {width:.3f}mm">' for width in widths_mm)
    return f"<colgroup>{columns}</colgroup>"


def _chart(chart: ChartTable, style: Style) -> str:
    grouped = [leaf for leaf in chart.indicators if chart.in_group(leaf)]
    goals = ""
    for goal in chart.goals:
        span = f' colspan="{len(chart.of_goal(goal))}"'
        goals += _cell((f"เป้าหมายที่ {goal.number} {goal.title}",), style, "th", True, span)
    upper, lower, targets = "", "", ""
    for leaf in chart.indicators:
        texts = (f"ตัวชี้วัดที่ {leaf.number}", leaf.title)
        targets += _cell((TARGET_WORD, leaf.target), style, centred=True)
        if leaf not in grouped:
            upper += _cell(texts, style, centred=True, attributes=' rowspan="2"')
            continue
        lower += _cell(texts, style, centred=True)
        if leaf == grouped[0]:
            group = (f"ตัวชี้วัดที่ {chart.group.number} {chart.group.title}",)
            span = f' colspan="{len(grouped)}"'
            upper += _cell(group, style, centred=True, attributes=span)
    rows = "".join(f"<tr>{cells}</tr>" for cells in (goals, upper, lower, targets))
    return f'<table class="chart">{rows}</table>'


def _summary(summary: SummaryTable, style: Style) -> str:
    widths = tuple(style.text_width_mm * share for share in SUMMARY_SHARES)
    header = "".join(_cell((text,), style, "th") for text in SUMMARY_HEADERS)
    rows, goal_seen = "", ""
    for line in summary.lines:
        figures = (line.projects, line.budget)
        if line.level.endswith("total"):
            cells = _cell((line.title,), style, "th", attributes=' colspan="2"')
            cells += "".join(_cell((text,), style, "th") for text in figures)
        else:
            cells = ""
            if line.goal_no != goal_seen:
                goal_seen = line.goal_no
                span = f' rowspan="{summary.height(line.goal_no)}"'
                cells = _cell((summary.goal_cell(line),), style, attributes=span)
            cells += _cell((f"{line.number} {line.title}",), style)
            cells += "".join(_cell((text,), style, centred=True) for text in figures)
        rows += f'<tr class="whole">{cells}</tr>'
    return f"<table>{_columns(widths)}<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"


def _details(details: DetailTable, style: Style) -> str:
    down = ' rowspan="2"'
    page = ' class="page"' if details.starts_page else ""
    upper = "".join(_cell((text,), style, "th", attributes=down) for text in DETAIL_HEADERS)
    upper += _cell((TIME_HEADER,), style, "th", attributes=' colspan="4"')
    upper += _cell((AGENCY_HEADER,), style, "th", attributes=down)
    lower = "".join(_cell((text,), style, "th") for text in QUARTER_HEADERS)
    rows = "\n".join(_detail_row(row, style) for row in details.rows)
    return (
        f"<table{page}>{_columns(style.column_widths_mm)}"
        f"<thead><tr>{upper}</tr><tr>{lower}</tr></thead>\n<tbody>{rows}</tbody></table>"
    )


def _detail_row(row: ProjectRow, style: Style) -> str:
    cells = _cell((f"{row.printed_number} {row.project_name}",), style)
    cells += _cell(cell_paragraphs(row.method), style)
    cells += _cell(cell_paragraphs(row.kpi), style)
    cells += _cell((row.budget,), style, centred=True)
    for quarter in range(4):
        content = ""
        if row.span is not None and quarter == row.span[0]:
            words = (row.schedule_text,) if row.schedule_text else ()
            content = arrow_svg(*row.span, style) + _paragraphs(words, style)
        cells += f'<td class="quarter">{content}</td>'
    cells += _cell((row.agency,), style, centred=True)
    return f"<tr>{cells}</tr>"
