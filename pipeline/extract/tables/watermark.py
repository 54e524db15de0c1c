"""Large letters drawn over the text of a page: a watermark, which belongs to no cell."""

from collections.abc import Sequence
from statistics import median

from pipeline.contracts.page import Glyph
from pipeline.extract.tables.lines import Cluster, Line, make_clusters, make_line

APART = 2.0  # em between letters of two slanted texts
LARGE = 2.5  # times the page's usual letters; headings are at most twice as large


def part_watermark(clusters: Sequence[Cluster]) -> tuple[list[Cluster], Line | None]:
    """The letters of the page without its watermark, and the watermark as one line, if any.

    Letters are one where they are much larger than the usual ones and some are drawn over those.
    """
    found = list(clusters)
    sizes = [cluster.size for cluster in found]
    if not sizes or max(sizes) < LARGE * (usual := median(sizes)):
        return found, None
    large = [cluster for cluster in found if cluster.size >= LARGE * usual]
    small = [cluster for cluster in found if cluster.size < LARGE * usual]
    if not any(_lies_over(one, other) for one in large for other in small):
        return found, None
    return small, make_line(large)


def slanted_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Text that runs neither level nor upright, each stretch of it as one line.

    `glyphs` in the order of the text layer. No cell is slanted: these are stamps and watermarks.
    """
    stretches: list[list[Cluster]] = []
    for cluster in make_clusters(glyphs):
        if stretches and _follows(stretches[-1][-1], cluster):
            stretches[-1].append(cluster)
        else:
            stretches.append([cluster])
    return [line for one in stretches if (line := make_line(one)).text.strip()]


def _follows(one: Cluster, two: Cluster) -> bool:
    reach = APART * one.size
    return abs(two.x0 - one.x1) <= reach and abs(two.baseline - one.baseline) <= reach


def _lies_over(large: Cluster, small: Cluster) -> bool:
    """Whether the middle of a small letter lies in the box of a large one."""
    x, y = (small.x0 + small.x1) / 2, (small.top + small.bottom) / 2
    return bool(small.text.strip()) and (
        large.x0 <= x <= large.x1 and large.top <= y <= large.bottom
    )
