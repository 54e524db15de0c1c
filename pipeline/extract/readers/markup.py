"""HTML and Markdown fragments in transcripts as plain text, and HTML tables as grids."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import lxml.html
from lxml import etree

from pipeline.contracts.errors import DocumentError
from pipeline.contracts.limits import (
    MAX_ATTRIBUTES,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_PIECE,
    too_many,
)
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Place
from pipeline.contracts.table import RawCell, RawTable

READER = "transcript"
MAX_SPAN = 200  # no plan's table is wider or taller in one cell; a larger span is a trap
PARAGRAPH = " \n"  # a space before the break: the paragraphs are apart, not one wrapped line

_BLOCK_TAGS = frozenset(
    "p div li ul ol section article header footer h1 h2 h3 h4 h5 h6 table thead tbody tr".split()
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_COMMENT, _COMMENT_END = "<!--", "-->"
# Signs that no text has: controls but tab and line ends, and those that are no characters. What
# stood in their place is not known; lxml takes none of them.
_NO_SIGN = re.compile("[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANK = re.compile("[\v\f\x85]")
_EMPHASIS = re.compile(r"\*\*|(?<![_←<\w])__(?=[^_\s])|(?<=[^_\s←<])__(?![_→>\w])")
_SINGLE_EMPHASIS = re.compile(r"(?<![*\w])\*(?=\S)([^*]+?)(?<=\S)\*(?![*\w])")


def parse_html(source: str) -> lxml.html.HtmlElement:
    """`source` as a tree under one `div`; never fails on broken markup, never fetches anything.

    Raises DocumentError for elements in elements, or a piece of text, beyond what libxml2 takes:
    it would leave out the rest.
    """
    if any(_attributes(tag[0]) > MAX_ATTRIBUTES for tag in _TAG.finditer(source)):
        raise too_many("แอตทริบิวต์", "attributes of an element", MAX_ATTRIBUTES)
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = lxml.html.fragment_fromstring(source, create_parent="div", parser=parser)
    except etree.ParserError:
        root = lxml.html.fragment_fromstring("<span></span>", create_parent="div")
    except (AssertionError, ValueError):  # more than one body; a control character by its number
        root = lxml.html.Element("div")
        root.extend(lxml.html.document_fromstring(source, parser).findall("body"))
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise DocumentError(
            ("HTML ซ้อนกันลึกหรือยาวเกินไป", "its HTML is nested too deeply, or a piece is too long"),
            ("บันทึกเป็นข้อความธรรมดา (.txt)", "save it as plain text (.txt)"),
        )
    return root


def _attributes(tag: str) -> int:
    """How many attributes a tag has at most."""
    return len(tag.split()) if len(tag) > 2 * MAX_ATTRIBUTES else 0


def printed_signs(text: str) -> str:
    """`text` with control characters, which nobody could see, as unknown ones."""
    return _NO_SIGN.sub(UNKNOWN, _BLANK.sub(" ", text))


def without_comments(text: str) -> str:
    """`text` without HTML comments, its lines still counted; one that never ends is text."""
    parts, at = [], 0
    while (start := text.find(_COMMENT, at)) >= 0:
        end = text.find(_COMMENT_END, start + len(_COMMENT))
        if end < 0:
            break
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + len(_COMMENT_END)
    return "".join((*parts, text[at:].replace(_COMMENT, "&lt;!--")))


def plain_text(fragment: str) -> str:
    """A cell or line without tags, entities and emphasis; blocks and `<br>` become newlines.

    Raises DocumentError where it is longer than MAX_PIECE.
    """
    if _TAG.search(fragment) or "&" in fragment:
        fragment = element_text(parse_html(fragment))
    return without_emphasis(_checked(fragment)).strip()


def _checked(text: str) -> str:
    """`text` without controls that were written as entities, if it is not too long."""
    if len(text) > MAX_PIECE:
        raise too_many("ตัวอักษรในบรรทัดหรือช่องเดียว", "letters in a line or a cell", MAX_PIECE)
    return printed_signs(text)


def without_emphasis(text: str) -> str:
    """Markdown's bold and italic signs taken out."""
    return _SINGLE_EMPHASIS.sub(r"\1", _EMPHASIS.sub("", text))


def element_text(element: lxml.html.HtmlElement) -> str:
    """All text below an element; paragraphs on lines of their own."""
    parts: list[str] = []
    _collect(element, parts)
    lines = re.split(r"\n", "".join(parts))
    kept = [re.sub(r"[^\S\n]+", " ", line) for line in lines]
    return "\n".join(line.lstrip() for line in kept if line.strip())


def _collect(element: lxml.html.HtmlElement, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        parts.append(element.tail or "")
        return
    if element.tag == "br":
        parts.append("\n")
    block = element.tag in _BLOCK_TAGS
    parts.append(PARAGRAPH if block else " " if element.tag in ("td", "th") else "")
    parts.append(re.sub(r"\s*\n\s*", " ", element.text or ""))
    for child in element:
        _collect(child, parts)
    parts.append(PARAGRAPH if block else " " if element.tag in ("td", "th") else "")
    parts.append(re.sub(r"\s*\n\s*", " ", element.tail or ""))


def html_table(table: lxml.html.HtmlElement, first_line: int) -> RawTable:
    """An HTML table with its rowspans and colspans; nested tables become text of their cell."""
    taken: set[tuple[int, int]] = set()
    cells: list[RawCell] = []
    rows = [row for row in table.iter("tr") if _nearest_table(row) is table]
    for row_index, row in enumerate(rows):
        col = 0
        for number, cell in enumerate(row.iterchildren("td", "th")):
            while (row_index, col) in taken:
                col += 1
            rowspan = min(_span(cell, "rowspan") or len(rows), len(rows) - row_index)
            colspan = _span(cell, "colspan") or 1
            taken |= {(row_index + r, col + c) for r in range(rowspan) for c in range(colspan)}
            if len(taken) > MAX_CELLS:
                raise too_many("ช่องในตาราง", "cells in a table", MAX_CELLS)
            line = first_line + (cell.sourceline or 1) - 1
            place = Place(reader=READER, line=line, cell=number)
            text = without_emphasis(_checked(_inner_text(cell))).strip()
            cells.append(RawCell(row_index, col, rowspan, colspan, text, place))
            col += colspan
    width = max((cell.col + cell.colspan for cell in cells), default=0)
    check_width(width)
    place = Place(reader=READER, line=first_line)
    return RawTable(len(rows), width, tuple(cells), (), place, spans_stated=True)


def check_width(columns: int) -> None:
    """Raises DocumentError where a table has more columns than any."""
    if columns > MAX_COLUMNS:
        raise too_many("คอลัมน์ในตาราง", "columns in a table", MAX_COLUMNS)


def _inner_text(cell: lxml.html.HtmlElement) -> str:
    tail, cell.tail = cell.tail, None
    text = element_text(cell)
    cell.tail = tail
    return text


def _nearest_table(row: lxml.html.HtmlElement) -> lxml.html.HtmlElement | None:
    return next(row.iterancestors("table"), None)


def _span(cell: lxml.html.HtmlElement, name: str) -> int:
    """The span as written, 0 for "to the end", 1 where it is missing or no number."""
    value = str(cell.get(name) or "1").strip()
    return min(int(value), MAX_SPAN) if value.isdecimal() else 1


def _layouts(root: lxml.html.HtmlElement) -> set[lxml.html.HtmlElement]:
    """Tables of one cell around another table: they only set it on the page."""
    own = Counter(next(cell.iterancestors("table"), None) for cell in root.iter("td", "th"))
    around = {next(table.iterancestors("td", "th", "table"), None) for table in root.iter("table")}
    return {
        table
        for cell in around
        if cell is not None
        and cell.tag != "table"
        and (table := next(cell.iterancestors("table"), None)) is not None
        and own[table] == 1
    }


@dataclass(frozen=True, slots=True)
class HtmlBlock:
    """A piece of an HTML document in reading order: a line of text or a table."""

    line: int
    text: str
    table: lxml.html.HtmlElement | None


def html_blocks(root: lxml.html.HtmlElement) -> Iterator[HtmlBlock]:
    """Lines and outermost tables of a document in reading order."""
    layouts = _layouts(root)
    pending: list[str] = []
    line, inside = 1, 0  # tables around the node, but those of layout
    for event, node in etree.iterwalk(root, events=("start", "end")):
        is_table = node.tag == "table" and node not in layouts
        inside -= is_table and event == "end"
        around = inside
        inside += is_table and event == "start"
        if not isinstance(node.tag, str) or around:
            continue
        hidden = node.tag in ("script", "style", "title", "head")
        breaks = node.tag in _BLOCK_TAGS or node.tag == "br"
        if breaks and "".join(pending).strip():
            yield HtmlBlock(line, "".join(pending), None)
        if breaks:
            pending.clear()
        line = node.sourceline or line
        if event == "start" and is_table:
            yield HtmlBlock(line, "", node)
        elif event == "start" and not hidden:
            pending.append(re.sub(r"\s+", " ", node.text or ""))
        elif event == "end":
            pending.append(re.sub(r"\s+", " ", node.tail or ""))
    if "".join(pending).strip():
        yield HtmlBlock(line, "".join(pending), None)
