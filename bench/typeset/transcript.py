"""The plan as a document-OCR model transcribes it, in three dialects: tsv, markdown, html.

`tsv` follows the real transcript: headings as lines, merged header cells as empty fields, header
rows again where a page begins, `←` and `→` in the first and last column of a span, `↔` in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bench.typeset.blocks import (
    Block,
    ChartTable,
    DetailTable,
    Line,
    Span,
    SummaryTable,
    plan_blocks,
)
from bench.typeset.plan import ProjectRow, TypesetPlan
from bench.typeset.transcript_cells import (
    chart_html_rows,
    chart_pipe_rows,
    chart_tab_rows,
    detail_header,
    detail_header_html,
    detail_html_rows,
    detail_rows,
    summary_html_rows,
    summary_rows,
)

Dialect = Literal["tsv", "markdown", "html"]
DIALECTS: tuple[Dialect, ...] = ("tsv", "markdown", "html")


@dataclass(frozen=True)
class Transcription:
    """How the model transcribes.

    `rows_per_page`: after how many rows the header rows come again. `is_narrow`: the line breaks of
    narrow columns come out as spaces. `words_below`: the words of a time cell come out as a second
    physical row without a number (tsv and markdown; html keeps them in the cell).
    """

    dialect: Dialect = "tsv"
    rows_per_page: int = 4
    is_narrow: bool = False
    words_below: bool = False


def write_transcript(plan: TypesetPlan, how: Transcription = Transcription()) -> str:
    """The whole plan as text, pages and all."""
    render = {"tsv": _tsv, "markdown": _markdown, "html": _html}[how.dialect]
    return "\n\n".join(render(block, how) for block in plan_blocks(plan)) + "\n"


def _tsv(block: Block, how: Transcription) -> str:
    match block:
        case Line():
            return _marked_line(block)
        case ChartTable():
            goals = [f"เป้าหมายที่ {goal.number} {goal.title}" for goal in block.goals]
            return "\n\n".join(goals) + "\n\n" + _tabs(chart_tab_rows(block))
        case SummaryTable():
            return _tabs(summary_rows(block))
        case DetailTable():
            pages = [
                _tabs([*detail_header(how.is_narrow), *_lines(rows, how)])
                for rows in _pages(block, how)
            ]
            return "\n\n".join(pages)


def _markdown(block: Block, how: Transcription) -> str:
    match block:
        case Line():
            return ("## " if block.role in ("cover", "title") else "") + _marked_line(block)
        case ChartTable():
            return _pipes(chart_pipe_rows(block))
        case SummaryTable():
            return _pipes(summary_rows(block))
        case DetailTable():
            pages = [
                _pipes([*detail_header(how.is_narrow), *_lines(rows, how)])
                for rows in _pages(block, how)
            ]
            return "\n\n".join(pages)


def _html(block: Block, how: Transcription) -> str:
    match block:
        case Line():
            tag = "h2" if block.role in ("cover", "title") else "p"
            spans = "".join(f"<b>{s.text}</b>" if s.is_bold else s.text for s in block.spans)
            return f"<{tag}>{'- ' if block.is_item else ''}{spans}</{tag}>"
        case ChartTable():
            return _table(chart_html_rows(block))
        case SummaryTable():
            return _table(summary_html_rows(block))
        case DetailTable():
            header = detail_header_html(how.is_narrow)
            pages = [
                _table(header + detail_html_rows(rows, how.is_narrow))
                for rows in _pages(block, how)
            ]
            return "\n\n".join(pages)


def _marked_line(line: Line) -> str:
    spans = "".join(f"**{s.text.strip()}**" if _shows_bold(line, s) else s.text for s in line.spans)
    # The model keeps no space inside the asterisks, but one in front of them.
    return ("- " if line.is_item else "") + spans.replace("**ค่า", " **ค่า")


def _shows_bold(line: Line, span: Span) -> bool:
    """The real transcript marks points and the targets within a line, not labels or titles."""
    return span.is_bold and (line.is_item or span is not line.spans[0])


def _lines(rows: tuple[ProjectRow, ...], how: Transcription) -> list[list[str]]:
    return detail_rows(rows, how.is_narrow, how.words_below)


def _pages(details: DetailTable, how: Transcription) -> list[tuple[ProjectRow, ...]]:
    starts = range(0, len(details.rows), how.rows_per_page)
    return [details.rows[at : at + how.rows_per_page] for at in starts]


def _tabs(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def _pipes(rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(text.replace('|', '&#124;') for text in row)} |" for row in rows]
    ruler = f"|{'---|' * len(rows[0])}"
    return "\n".join([lines[0], ruler, *lines[1:]])


def _table(rows: str) -> str:
    return f'<table border="1">\n{rows}</table>'
