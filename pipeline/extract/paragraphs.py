"""Printed lines of a page put together into paragraphs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import RawTable, TextLine
from pipeline.extract.headings import match_line
from pipeline.extract.sheet_parts import part_of
from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.thai_text import visible_length
from pipeline.normalize.thai_words import first_word

INDENT = 60.0  # points: no first line of a paragraph stands in farther
FAR_IN = 144.0  # points: a line that begins so much farther in than the next is centred
MAX_LEADING = 2.4  # line pitch over line height; more is the space between paragraphs

Block = TextLine | RawTable


def join_paragraphs(blocks: tuple[Block, ...], lexicon: Lexicon) -> tuple[Block, ...]:
    """Lines that only wrapped become one TextLine with newlines inside; tables stay.

    Lines without a box (transcripts) are paragraphs already.
    """
    lines = (block for block in blocks if isinstance(block, TextLine))
    edges = _Edges(_right_edges(lines), _right_edges(blocks))
    return tuple(_joined(blocks, edges, lexicon))


@dataclass(frozen=True, slots=True)
class _Edges:
    """The right end of each page's longest line, and of its widest table or line."""

    of_lines: dict[int, float]
    of_all: dict[int, float]


def _right_edges(blocks: Iterable[Block]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for block in blocks:
        if block.place.box and block.place.page:
            page = block.place.page
            edges[page] = max(edges.get(page, 0.0), block.place.box.x1)
    return edges


def _joined(blocks: tuple[Block, ...], edges: _Edges, lexicon: Lexicon) -> Iterator[Block]:
    pending: TextLine | None = None
    last: TextLine | None = None
    for block in blocks:
        if isinstance(block, RawTable):
            if pending:
                yield pending
            pending = last = None
            yield block
            continue
        if pending and last and _goes_on(last, block, edges, lexicon):
            pending = TextLine(
                f"{pending.text}\n{block.text}", _union(pending.place, block.place), pending.bold
            )
        else:
            if pending:
                yield pending
            pending = block
        last = block
    if pending:
        yield pending


def _goes_on(line: TextLine, following: TextLine, edges: _Edges, lexicon: Lexicon) -> bool:
    """The next line belongs to the same paragraph: its first word had no room on this one."""
    box, below = line.place.box, following.place.box
    page = line.place.page
    if box is None or below is None or page is None or page != following.place.page:
        return False
    height = box.bottom - box.top
    if not 0 <= below.top - box.top <= MAX_LEADING * height or _is_centred(box, below):
        return False
    match = match_line(following.text, following.place, lexicon.headings)
    is_word = match.kind in ("theme", "programme") and not match.number
    if match.kind != "text" and not (is_word and _is_long(box, below, edges.of_all[page])):
        return False
    part = part_of(following.text, lexicon.narratives)
    if part is not None and (part.number or part.kind == "title"):
        return False
    letters = max(visible_length(following.text), 1)
    word = visible_length(first_word(following.text)) * (below.x1 - below.x0) / letters
    return box.x1 + word > edges.of_lines[page]


def _is_centred(line: Box, below: Box) -> bool:
    """Whether a line of a title stands above a longer one: it had room for more words."""
    is_inside = line.x0 - below.x0 > INDENT and below.x1 - line.x1 > INDENT
    return is_inside or line.x0 - below.x0 > FAR_IN


def _is_long(line: Box, below: Box, edge: float) -> bool:
    """Whether a line takes the whole width, as prose does before it goes on below."""
    return line.x0 - below.x0 < INDENT and line.x1 > edge - INDENT


def _union(first: Place, second: Place) -> Place:
    a, b = first.box, second.box
    if a is None or b is None:
        return first
    box = Box(
        x0=min(a.x0, b.x0),
        top=min(a.top, b.top),
        x1=max(a.x1, b.x1),
        bottom=max(a.bottom, b.bottom),
    )
    return first.model_copy(update={"box": box})
