"""Line ends inside cells: where the room at a line's end tells whether a space stood there."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.extract.tables.grid import Grid
from pipeline.extract.tables.lines import Cluster, Line
from pipeline.normalize.thai_marks import repair_marks
from pipeline.normalize.thai_words import unbreakable_start

SLACK = 0.1  # em: a word needs this much more than its width before it surely had room
SPACE_SLACK = 1.3  # spaces: with room for so many and none drawn, none was typed
DEFAULT_SPACE = 0.35  # em: the widest space of the Thai fonts we know
SNAP = 0.8  # points: producers draw borders on whole pixels, text beside them where it falls
NEAR_EDGE = 0.5  # em: the longest line ends this close to where the padding says that lines end
MIN_DRAWN = 2  # line ends with a drawn space on a page: its producer draws them where it can
MIN_LEFT = 0.6  # share of lines at the left edge; with fewer a column is centred, its room unknown
MAX_ROOMY = 0.4  # share of line ends with room; above, lines were not broken for want of room
MANY_ENDS = 5  # of lines in a column: one of them would be full if they were wrapped
MAX_PARAGRAPHS = 0.5  # share of line ends that end a paragraph; above, each line was typed as one

_THAI_END = re.compile("[ก-ฺเ-๎]$")
_THAI_START = re.compile("[ก-ฺเ-๎]")


@dataclass(frozen=True, slots=True)
class _Column:
    """How far the lines of the cells in one column may run, in points."""

    right: float
    space: float
    is_full: bool  # the longest line runs to the padding: lines are broken for want of room


@dataclass(frozen=True, slots=True)
class _End:
    """A line end between two Thai letters."""

    cell: int
    line: int
    words: float  # how many words as wide as the next one would still have fitted
    spaces: float  # how many spaces would
    is_full: bool  # as its column's


def join_cell_lines(
    grid: Grid, lines: Mapping[int, Sequence[Line]], is_typed: bool = False
) -> dict[int, str]:
    """The text of each cell: its lines joined by a newline, a space before it where one stood.

    A line ends because the next word has no room. Where it had room without a space, a space (or
    the end of a paragraph) stood there. Where only a space had room and is not drawn, though this
    producer draws spaces at line ends, there was none, and the lines are joined at once. Where
    the table `is_typed` (see `are_typed`) lines end where their author wished, and no room tells.
    """
    drawn = sum(line.text.endswith(" ") for cell in lines.values() for line in cell[:-1])
    draws_spaces = drawn >= MIN_DRAWN
    ends = [] if is_typed else list(_ends(grid, lines))
    if draws_spaces:
        ends = _of_wrapped_columns(grid, ends)
    roomy = sum(end.words >= 1 for end in ends)
    is_trusted = roomy <= max(1, MAX_ROOMY * len(ends))
    parted = _paragraph_ends(lines)
    glue = dict.fromkeys(parted, " \n")
    for end in ends:
        if (end.cell, end.line) in parted:
            continue
        if end.words >= 1:
            glue[end.cell, end.line] = " \n" if is_trusted else "\n"
        elif draws_spaces and end.spaces >= SPACE_SLACK:
            glue[end.cell, end.line] = ""
    return {cell: _joined(cell, texts, glue) for cell, texts in lines.items()}


def are_typed(lines: Mapping[int, Sequence[Line]], clusters: Sequence[Cluster]) -> bool:
    """Whether each line of a table's cells was typed as a row of its own, though no rule parts it.

    A spreadsheet is printed row by row: in the layer other cells' letters stand between the lines
    of a cell. `clusters`: the page's letters in the layer's order.
    """
    if all(len(own) < 2 for own in lines.values()):
        return False
    inked = (cluster for cluster in clusters if cluster.text.strip())
    place = {id(cluster): number for number, cluster in enumerate(inked)}
    for own in lines.values():
        found = ([place[id(c)] for c in line.clusters if id(c) in place] for line in own)
        spans = [span for span in found if span]
        if any(min(below) - max(above) > 1 for above, below in itertools.pairwise(spans)):
            return True
    return False


def _paragraph_ends(lines: Mapping[int, Sequence[Line]]) -> set[tuple[int, int]]:
    """The line ends where the file says that a paragraph ends.

    None where most are: then the author typed each line as a paragraph.
    """
    inner = [(cell, index) for cell, own in lines.items() for index in range(len(own) - 1)]
    ends = {
        (cell, index)
        for cell, index in inner
        if any(cluster.ends_paragraph for cluster in lines[cell][index].clusters)
    }
    return ends if len(ends) <= MAX_PARAGRAPHS * len(inner) else set()


def _joined(cell: int, lines: Sequence[Line], glue: Mapping[tuple[int, int], str]) -> str:
    text = ""
    for index, line in enumerate(lines):
        text += line.text
        if index + 1 < len(lines):
            text += glue.get((cell, index), "\n")
    return text


def _ends(grid: Grid, lines: Mapping[int, Sequence[Line]]) -> Iterator[_End]:
    columns = _columns(grid, lines)
    for cell, own in lines.items():
        column = columns.get(_key(grid, cell))
        for index, (line, following) in enumerate(itertools.pairwise(own)):
            if column and _THAI_END.search(line.text) and _THAI_START.match(following.text):
                room = column.right - _ink_right(line)
                if word := _first_word_width(following):
                    spaces = room / column.space if column.is_full else 0.0
                    yield _End(cell, index, room / word, spaces, column.is_full)


def _of_wrapped_columns(grid: Grid, ends: Iterable[_End]) -> list[_End]:
    """Without the ends of columns none of whose lines is full: their author ended each line.

    A few lines may all be short by chance.
    """
    by_column: dict[tuple[int, int], list[_End]] = defaultdict(list)
    for end in ends:
        by_column[_key(grid, end.cell)].append(end)
    kept = (own for own in by_column.values() if own[0].is_full or len(own) < MANY_ENDS)
    return [end for own in kept for end in own]


def _key(grid: Grid, cell: int) -> tuple[int, int]:
    return grid.cells[cell].col, grid.cells[cell].colspan


def _columns(grid: Grid, lines: Mapping[int, Sequence[Line]]) -> dict[tuple[int, int], _Column]:
    """Where the lines of each column end at the latest.

    The padding at the right is taken to be that at the left where the longest line bears it out;
    past that line none surely runs (the edges of a table without rules are guessed).
    """
    by_column: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for cell, own in lines.items():
        by_column[_key(grid, cell)] += own
    found = {}
    for key, own in by_column.items():
        if not own:
            continue
        left, right = grid.xs[key[0]], grid.xs[key[0] + key[1]]
        size = median(line.clusters[0].size for line in own)
        edge = min(line.x0 for line in own)
        if sum(line.x0 - edge <= NEAR_EDGE * size for line in own) < MIN_LEFT * len(own):
            continue
        padded = right - (edge - left) - SNAP
        longest = max(map(_ink_right, own))
        is_near = longest > padded or padded - longest <= NEAR_EDGE * size
        spaces = [c.x1 - c.x0 for line in own for c in line.clusters if c.text == " "]
        found[key] = _Column(
            right=min(padded, longest + SNAP) if is_near else longest,
            space=max(median(spaces) if spaces else 0.0, DEFAULT_SPACE * size),
            is_full=is_near,
        )
    return found


def _ink_right(line: Line) -> float:
    return max((c.x1 for c in line.clusters[-3:] if c.text.strip()), default=line.x1)


def _first_word_width(line: Line) -> float | None:
    """What the first word of a line takes, with some slack; None where the word is not known."""
    word = unbreakable_start(line.text)
    if not word:
        return None
    text = ""
    for cluster in line.clusters:
        text += cluster.text
        if len(text) >= len(word) and repair_marks(text.lstrip())[0].startswith(word):
            spread = 2 * max(0.0, _usual_gap(line.clusters))
            return cluster.x1 - line.clusters[0].x0 + spread + SLACK * cluster.size
    return None


def _usual_gap(clusters: Sequence[Cluster]) -> float:
    gaps = [b.x0 - a.x1 for a, b in itertools.pairwise(clusters)]
    return median(gaps) if gaps else 0.0
