"""Large letters drawn over the text of a page: a watermark, which belongs to no cell."""

from collections.abc import Sequence
from statistics import median

from pipeline.extract.tables.lines import Cluster, Line, make_line

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


def _lies_over(large: Cluster, small: Cluster) -> bool:
    """Whether the middle of a small letter lies in the box of a large one."""
    x, y = (small.x0 + small.x1) / 2, (small.top + small.bottom) / 2
    return bool(small.text.strip()) and (
        large.x0 <= x <= large.x1 and large.top <= y <= large.bottom
    )
