"""Arrows typed as letters (`<----->`, `←──→`) that run over several cells: marks by where they lie.

Text too long for its cell and text boxes laid over a row print such; no cell says what they cover.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.contracts.place import Box
from pipeline.extract.tables.grid import Grid
from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.overflow import CellClusters
from pipeline.lexicon.facts import Signs

SAME_BASELINE = 0.5  # points
SIGN_GAP = 0.5  # em between the signs of one arrow
INSET = 0.15  # em: so little of a run may lie beyond a rule


def part_typed_arrows(
    grid: Grid, texts: CellClusters, clusters: Sequence[Cluster], signs: Signs
) -> tuple[CellClusters, tuple[Box, ...]]:
    """The letters by cell without those of arrows that cross cells, and where these arrows lie.

    `clusters`: the page's letters in the text layer's order.
    """
    begins, ends, _ = _letters(signs)
    heads = begins | ends
    if not any(letter.text in heads for letter in clusters):
        return texts, ()
    own = {id(letter) for letters in texts.values() for letter in letters}
    arrows = [
        run
        for run in _runs([letter for letter in clusters if id(letter) in own], signs)
        if _crosses(grid, run)
    ]
    if not arrows:
        return texts, ()
    taken = {id(letter) for run in arrows for letter in run}
    left = {
        index: [letter for letter in letters if id(letter) not in taken]
        for index, letters in texts.items()
    }
    return left, tuple(map(_box, arrows))


@cache
def _letters(signs: Signs) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The signs of one letter: heads that may begin an arrow, that may end it, and shafts."""
    left, right, double = (
        frozenset(sign for sign in words if len(sign) == 1)
        for words in (signs.left, signs.right, signs.double)
    )
    return left | double, right | double, frozenset(signs.shaft)


def _runs(letters: Sequence[Cluster], signs: Signs) -> Iterator[list[Cluster]]:
    """Runs of signs with a head, that no letter touches."""
    begins, ends, shafts = _letters(signs)
    known = begins | ends | shafts
    lines: list[list[Cluster]] = []
    for letter in letters:
        if not letter.text.strip():
            continue
        if lines and _goes_on(lines[-1][-1], letter):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    for line in lines:
        texts = [letter.text for letter in line]
        if known.issuperset(texts) and (texts[0] in begins or texts[-1] in ends):
            yield line


def _goes_on(before: Cluster, letter: Cluster) -> bool:
    level = abs(letter.baseline - before.baseline) <= SAME_BASELINE
    return level and -letter.size <= letter.x0 - before.x1 <= SIGN_GAP * letter.size


def _crosses(grid: Grid, run: Sequence[Cluster]) -> bool:
    """Whether it begins and ends in different cells of one row."""
    box, inset = _box(run), INSET * run[0].size
    y = (box.top + box.bottom) / 2
    first, last = grid.slot_at(box.x0 + inset, y), grid.slot_at(box.x1 - inset, y)
    if first is None or last is None:
        return False
    return grid.owner[first[0]][first[1]] != grid.owner[last[0]][last[1]]


def _box(run: Sequence[Cluster]) -> Box:
    return Box(
        x0=run[0].x0,
        top=min(letter.top for letter in run),
        x1=run[-1].x1,
        bottom=max(letter.bottom for letter in run),
    )
