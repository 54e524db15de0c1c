"""Columns of a shared row whose lines drift away from their projects': put level by their order.

Blank lines between the amounts of a cell are not as high as lines of text beside them, so that the
tenth amount may stand a line off the tenth project.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.extract.tables.chunks import Chunk, chunk_rows
from pipeline.extract.tables.lines import Cluster

MAX_DRIFT = 0.6  # of the way to the next project; an amount of the next stands all of it off
LEVEL = 0.3  # heights of a line by which a text may miss the level of its project

Block = list[Chunk]  # the chunks of a text, its first line first


def level_with(
    clusters: Sequence[Cluster], starts: Sequence[Chunk], begins: Callable[[str], bool]
) -> Sequence[Cluster]:
    """The letters of a cell, each text moved to the level of its project, by their order.

    `starts`: the line with which each project begins. `begins`: whether a line begins a text. The
    same letters where they are level, are not as many texts, or too far away.
    """
    blocks = _blocks(clusters, begins)
    if len(blocks) != len(starts):
        return clusters
    off = [block[0].baseline - start.baseline for block, start in zip(blocks, starts, strict=True)]
    line = min(start.bottom - start.top for start in starts)
    if all(abs(by) <= LEVEL * line for by in off) or not _drifts(off, starts, line):
        return clusters
    return [
        _moved(cluster, -by)
        for block, by in zip(blocks, off, strict=True)
        for chunk in block
        for cluster in chunk.clusters
    ]


def _blocks(clusters: Sequence[Cluster], begins: Callable[[str], bool]) -> list[Block]:
    """The texts of a cell; none where lines stand above the first."""
    blocks: list[Block] = []
    for row in chunk_rows(clusters):
        if begins(row[0].text):
            blocks.append([*row])
        elif blocks:
            blocks[-1] += row
        else:
            return []
    return blocks


def _drifts(off: Sequence[float], starts: Sequence[Chunk], line: float) -> bool:
    """Whether each text stands farther off than the one above it by a part of a row's height."""
    heights = [two.baseline - one.baseline for one, two in itertools.pairwise(starts)]
    steps = [abs(two - one) for one, two in itertools.pairwise(off)]
    return abs(off[0]) <= line and all(
        step <= MAX_DRIFT * height for step, height in zip(steps, heights, strict=True)
    )


def _moved(cluster: Cluster, by: float) -> Cluster:
    return replace(
        cluster, top=cluster.top + by, bottom=cluster.bottom + by, baseline=cluster.baseline + by
    )
