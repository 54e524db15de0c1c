"""Transcripts of plans (a document-OCR model's text): lines, and tables in three dialects.

Tab-separated rows, Markdown pipes, and HTML `<table>`; one file may mix them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.contracts.errors import DocumentError
from pipeline.contracts.limits import MAX_CELLS, MAX_LINES, MAX_TEXT, check_size, too_many
from pipeline.contracts.place import Place
from pipeline.contracts.table import RawCell, RawDocument, RawTable, TextLine
from pipeline.extract.furniture import is_furniture
from pipeline.extract.readers.markup import (
    READER,
    check_width,
    html_blocks,
    html_table,
    parse_html,
    plain_text,
    printed_signs,
    without_comments,
)
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze
from pipeline.normalize.numbering import split_item

MIN_WIDE_TABS = 5  # a table of projects has more columns; a list of two or three has not
BREAK = "<br>"  # between the lines of a cell
MAX_CELL_LINE = 40  # letters with marks; a line of a narrow cell is shorter

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>])")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r":-+:?|-+:|--+")  # a lone dash is a cell that declares nothing
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:```|~~~)\w*\s*$")
_QUOTE = re.compile(r"^\s*(?:>\s?)+")
_HASHES = re.compile(r"^\s*#{1,6}\s+")
_WHOLE_BOLD = re.compile(r"\s*(?:#{1,6}\s+)?(?:[-•]\s+)?(\*\*|__)(?P<inside>.+)\1\s*")

Block = TextLine | RawTable


def read_transcript(path: Path, headings: Headings) -> RawDocument:
    """The lines and tables of a transcript in reading order.

    Raises DocumentError where the file is empty, too large, binary, or in no known encoding.
    """
    is_html = path.suffix.lower() in (".html", ".htm")
    blocks = transcript_blocks(_decode(path), headings, is_html)
    return RawDocument(kind="transcript", blocks=blocks, pages=(), reader=READER)


def transcript_blocks(text: str, headings: Headings, is_html: bool = False) -> tuple[Block, ...]:
    """The lines and tables of a text in reading order; `is_html`: whatever it begins with.

    Raises DocumentError for too many lines, for a table of too many cells, and for HTML that is
    nested too deeply.
    """
    text = without_comments(printed_signs(text))
    if is_html or re.match(r"\s*<(?:!doctype|html)", text, re.I):
        return tuple(_html_document(text))
    lines = re.split(r"\r\n|\r|\n", text)
    if len(lines) > MAX_LINES:
        raise too_many("บรรทัด", "lines", MAX_LINES)
    return tuple(_blocks(lines, headings))


def _decode(path: Path) -> str:
    check_size(path.stat().st_size, MAX_TEXT)
    data = path.read_bytes()
    if not data.strip():
        raise DocumentError(
            ("ไฟล์ว่างเปล่า", "the file is empty"), ("ตรวจสอบไฟล์ต้นทาง", "check the source file")
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp874"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise DocumentError(
        ("ไฟล์ไม่ใช่ข้อความ", "the file is not text"),
        ("บันทึกเป็นข้อความ UTF-8", "save it as UTF-8 text"),
    )


def _html_document(text: str) -> Iterator[Block]:
    for block in html_blocks(parse_html(text)):
        if block.table is not None:
            yield html_table(block.table, 1)
        else:
            yield from _text_line(block.text, block.line)


def _blocks(lines: list[str], headings: Headings) -> Iterator[Block]:
    """Splits the lines into text and tables; every line ends up in exactly one block."""
    here = 0
    while here < len(lines):
        line = lines[here]
        if _opens_html_table(line):
            stop = _end_of_html(lines, here)
            yield from _html_piece("\n".join(lines[here:stop]), here + 1)
        elif "\t" in line.rstrip("\r\n"):
            stop = _end_of_tabbed(lines, here, headings)
            fields = [field for row in lines[here:stop] for field in row.split("\t")]
            if stop == here + 1 and fields[0].strip() and not "".join(fields[1:]).strip():
                yield from _text_line(line.replace("\t", " "), here + 1)  # a line with stray tabs
            else:
                yield _tabbed_table(lines[here:stop], here + 1, headings)
        elif _opens_pipe_table(lines, here):
            stop = _end_of_pipes(lines, here)
            yield _pipe_table(lines[here:stop], here + 1)
        else:
            stop = here + 1
            if not _FENCE.match(line):
                yield from _text_line(line, here + 1)
        here = stop


def _opens_html_table(line: str) -> bool:
    return bool(_TABLE_TAG.search(line)) and "\t" not in line and not line.lstrip().startswith("|")


def _end_of_html(lines: list[str], start: int) -> int:
    depth = 0
    for here in range(start, len(lines)):
        for tag in _TABLE_TAG.finditer(lines[here]):
            depth += -1 if tag[1] else 1
        if depth <= 0:
            return here + 1
    return len(lines)


def _html_piece(source: str, first_line: int) -> Iterator[Block]:
    """HTML in the middle of a text file: its tables, and the text around them."""
    for block in html_blocks(parse_html(source)):
        if block.table is not None:
            yield html_table(block.table, first_line)
        else:
            yield from _text_line(block.text, first_line + block.line - 1)


@dataclass(slots=True)
class _Tabbed:
    """What is known of the rows of a tab-separated table above a line."""

    width: int = 0  # tabs of the widest row
    row: str = ""  # the last one
    above: str = ""  # the line right above

    def add(self, line: str) -> None:
        """The next line of the table."""
        self.above = line
        if "\t" in line:
            self.row, self.width = line, max(self.width, line.count("\t"))

    def ends_last_cell(self, line: str, headings: Headings) -> bool:
        """A short line right below a full row: its last cell, the narrowest, kept its line
        breaks."""
        if not self.row or not self.above.strip() or not line.strip():
            return False
        is_full = self.row.count("\t") == self.width >= MIN_WIDE_TABS
        return (
            is_full
            and not self.row.endswith("\t")
            and len(line) <= MAX_CELL_LINE
            and not split_item(line)[0]
            and not _stands_between(line, headings)
        )


def _end_of_tabbed(lines: list[str], start: int, headings: Headings) -> int:
    """The first line after the table; a row whose trailing tabs an editor cut is still a row."""
    here, table = start, _Tabbed()
    while here < len(lines):
        if (
            "\t" in lines[here]
            or _parts_single_rows(lines, start, here, headings)
            or table.ends_last_cell(lines[here], headings)
            or (
                here + 1 < len(lines)
                and lines[here].strip()
                and "\t" in lines[here + 1]
                and not _stands_between(lines[here], headings)
                and not _looks_like_header(lines[here + 1], headings)
            )
        ):
            table.add(lines[here])
            here += 1
        else:
            break
    return here


def _parts_single_rows(lines: list[str], start: int, here: int, headings: Headings) -> bool:
    """A blank line after one row, in a transcript that puts one after every row."""
    if lines[here].strip() or here + 1 >= len(lines) or "\t" not in lines[here + 1]:
        return False
    alone = here - 1 == start or not lines[here - 2].strip()
    return alone and not _looks_like_header(lines[here + 1], headings)


def _stands_between(line: str, headings: Headings) -> bool:
    """A line that belongs to no row: a heading, page number, running title, remark or fence."""
    return (
        squeeze(line).isdecimal()
        or is_furniture(line, headings)
        or line.strip().startswith(headings.remark_words)
        or bool(_opens_heading(headings).match(line) or _FENCE.match(line))
    )


@cache
def _opens_heading(facts: Headings) -> re.Pattern[str]:
    words = (*facts.goal_words, *facts.indicator_words, *facts.target_words, *facts.part_words)
    return re.compile(
        rf"\s*(?:[#*\-•]+\s*)*(?:{'|'.join(map(re.escape, (*words, *facts.plan_words)))}"
        r"|[\d๐-๙]+(?:\.[\d๐-๙]+)+\s)"
    )


def _looks_like_header(line: str, facts: Headings) -> bool:
    names = {re.sub(r"\s", "", name) for group in facts.columns.values() for name in group}
    cells = [re.sub(r"[\s*]", "", cell) for cell in line.split("\t")]
    return sum(cell in names for cell in cells) >= 2


def _tabbed_table(lines: list[str], first_line: int, headings: Headings) -> RawTable:
    rows: list[list[str]] = []  # each as its line and those that go on in its last cell
    starts: list[int] = []
    table = _Tabbed()
    for number, line in enumerate(lines, first_line):
        if "\t" not in line and table.ends_last_cell(line, headings):
            rows[-1].append(line)
        elif line.strip():
            rows.append([line])
            starts.append(number)
        table.add(line)
    return _flat_table([BREAK.join(row).split("\t") for row in rows], starts, first_line)


def _opens_pipe_table(lines: list[str], here: int) -> bool:
    line = lines[here]
    if line.lstrip().startswith("|") and len(_PIPE.findall(line)) >= 2:
        return True
    following = lines[here + 1] if here + 1 < len(lines) else ""
    return bool(_PIPE.search(line) and "|" in following and _is_pipe_rule(following))


def _is_pipe_rule(line: str) -> bool:
    """The line of dashes below the header of a table."""
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return all(_RULE_CELL.fullmatch(cell.strip()) for cell in cells)


def _end_of_pipes(lines: list[str], start: int) -> int:
    framed = lines[start].lstrip().startswith("|")
    closed = framed and lines[start].rstrip().endswith("|")
    here = start
    while here < len(lines):
        if not (lines[here].lstrip().startswith("|") if framed else _PIPE.search(lines[here])):
            break
        here += 1
        while closed and not lines[here - 1].rstrip().endswith("|") and _goes_on(lines, here):
            here += 1
    return here


def _goes_on(lines: list[str], here: int) -> bool:
    """A row whose cell was broken over lines: it goes on until a line ends with a pipe."""
    return here < len(lines) and bool(lines[here].strip()) and lines[here].lstrip()[0] != "|"


def _pipe_table(lines: list[str], first_line: int) -> RawTable:
    rows: list[list[str]] = []
    numbers: list[int] = []
    framed = lines[0].lstrip().startswith("|")
    closed = framed and lines[0].rstrip().endswith("|")
    parts: list[str] = []
    for number, line in enumerate(lines, first_line):
        parts.append(line)
        if closed and not line.rstrip().endswith("|") and _goes_on(lines, number - first_line + 1):
            continue
        if not _is_pipe_rule(text := BREAK.join(parts)):
            rows.append(_pipe_cells(text, framed))
            numbers.append(number + 1 - len(parts))
        parts = []
    return _flat_table(rows, numbers, first_line)


def _pipe_cells(line: str, framed: bool) -> list[str]:
    cells = _PIPE.split(line.strip())
    if framed and not cells[0].strip():
        cells = cells[1:]
    if cells and not cells[-1].strip() and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return [_ESCAPED.sub(r"\1", cell).strip() for cell in cells]


def _flat_table(rows: list[list[str]], line_numbers: list[int], first_line: int) -> RawTable:
    """A table without stated spans: one cell a field."""
    if sum(map(len, rows)) > MAX_CELLS:
        raise too_many("ช่องในตาราง", "cells in a table", MAX_CELLS)
    check_width(max(map(len, rows), default=0))
    cells = tuple(
        RawCell(
            row, col, 1, 1, plain_text(text), Place(reader=READER, line=line_numbers[row], cell=col)
        )
        for row, fields in enumerate(rows)
        for col, text in enumerate(fields)
    )
    width = max(map(len, rows), default=0)
    place = Place(reader=READER, line=first_line)
    return RawTable(len(rows), width, cells, (), place, spans_stated=False)


def _text_line(line: str, number: int) -> Iterator[TextLine]:
    """A line of text without markup; nothing for an empty one."""
    line = _QUOTE.sub("", line)
    bold = _WHOLE_BOLD.fullmatch(line)
    text = plain_text(_HASHES.sub("", line))
    for part in text.split("\n"):
        if part.strip():
            yield TextLine(
                part.strip(),
                Place(reader=READER, line=number),
                bold=bool(bold and "**" not in bold["inside"]) or bool(_HASHES.match(line)),
            )
