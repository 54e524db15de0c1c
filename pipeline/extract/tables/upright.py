"""Text that is turned by a quarter: narrow columns have headings that run upwards or downwards."""

import itertools
from collections.abc import Sequence

from pipeline.extract.tables.lines import Cluster

MIN_LETTERS = 3  # fewer say nothing of the way they run
STEP = 0.15  # em from one letter to the next along an upright line; a level one stays at 0
TURNED = 0.8  # of the steps go the same way; the others begin a new line


def turned_text(clusters: Sequence[Cluster]) -> str:
    """A text that runs upwards, its lines joined by newlines; empty where it does not.

    `clusters` in the order of the text layer, which is the order of reading in turned text. One
    that runs downwards reads as one letter a line, and needs nothing.
    """
    first = [cluster.baseline for cluster in clusters[:MIN_LETTERS] if cluster.text.strip()]
    if len(first) < 2 or first[0] <= first[1]:
        return ""  # level text, nearly always
    letters = [cluster for cluster in clusters if cluster.text.strip()]
    if len(letters) < MIN_LETTERS:
        return ""
    steps = [
        (one.baseline - two.baseline) / (two.size or 1.0)
        for one, two in itertools.pairwise(letters)
    ]
    if sum(step >= STEP for step in steps) < TURNED * len(steps):
        return ""
    lines = [""]
    for before, cluster in itertools.pairwise((clusters[0], *clusters)):
        if cluster.baseline > before.baseline + STEP * (cluster.size or 1.0):
            lines.append("")
        lines[-1] += cluster.text
    return "\n".join(line for line in lines if line.strip())
