"""Glyphs to printed lines: marks with their letters, spaces as printed, Thai repaired."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from statistics import median

from pipeline.contracts.page import Glyph
from pipeline.extract.readers.glyphs import DESCENT, baseline
from pipeline.normalize.thai_marks import SARA_AM, combining_marks, repair_marks

SPACE_GAP = 0.25  # em: a wider gap without a space glyph is a space (Thai's own is 0.25-0.4)
SAME_LINE = 0.35  # em between baselines of one line; lines of Thai stand 1.1 em apart or more
NO_ROOM = 0.05  # em: a ำ so narrow is the nikhahit of one, whose า stands behind it
MARK_REACH = 1.5  # em: a mark drawn farther from the letter before it belongs to another
_IN_NUMBERS = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙.,")
BOLD_WORDS = ("bold", "black", "heavy", "demi")

_BASELINE, _LEFT = attrgetter("baseline"), attrgetter("x0")


@dataclass(slots=True)
class Cluster:
    """A letter and the marks drawn on it."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    ends_paragraph: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; `text` keeps a space printed at its end."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool
    clusters: tuple[Cluster, ...] = ()


@dataclass(slots=True)
class _Row:
    """Clusters on one baseline while they are gathered."""

    baseline: float
    size: float
    clusters: list[Cluster] = field(default_factory=list)


def make_clusters(glyphs: Iterable[Glyph]) -> list[Cluster]:
    """Letters with their marks, in the text layer's order.

    A mark belongs to the letter before it in the layer; where that one is far away (some writers
    draw all marks of a line at its end), to the letter under it.
    """
    marks = combining_marks()
    bolds: dict[str, bool] = {}
    clusters: list[Cluster] = []
    strays: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text[0] not in marks and not (glyph.text == SARA_AM and _takes_no_room(glyph)):
            if glyph.font not in bolds:
                bolds[glyph.font] = any(word in glyph.font.lower() for word in BOLD_WORDS)
            clusters.append(_cluster(glyph, bolds[glyph.font]))
        elif clusters and _belongs(glyph, clusters[-1]):
            clusters[-1].text += glyph.text
            clusters[-1].ends_paragraph |= glyph.ends_paragraph
            if glyph.text[-1] not in marks:  # น and ้ำ: it ends in a letter that takes room
                clusters[-1].x1 = max(clusters[-1].x1, glyph.x1)
        else:
            strays.append(glyph)
    for glyph in strays:
        _place_stray(glyph, clusters)
    return clusters


def _cluster(glyph: Glyph, bold: bool) -> Cluster:
    bottom, size = glyph.bottom, glyph.size
    on = bottom - DESCENT * size  # as baseline() says, without the call
    ends = glyph.ends_paragraph
    return Cluster(glyph.text, glyph.x0, glyph.x1, glyph.top, bottom, on, size, bold, ends)


def _takes_no_room(glyph: Glyph) -> bool:
    return glyph.x1 - glyph.x0 <= NO_ROOM * glyph.size


def _belongs(mark: Glyph, letter: Cluster) -> bool:
    size = letter.size or mark.size
    level = abs(baseline(mark) - letter.baseline) <= size
    near = letter.x0 - MARK_REACH * size <= mark.x0 <= letter.x1 + MARK_REACH * size
    return level and near and letter.text != " "


def _place_stray(mark: Glyph, clusters: list[Cluster]) -> None:
    """Onto the letter under it; alone where there is none: nothing is dropped."""
    middle = (mark.x0 + mark.x1) / 2
    level = [c for c in clusters if abs(c.baseline - baseline(mark)) <= SAME_LINE * mark.size]
    under = [c for c in level if c.x0 - 0.3 * c.size <= middle <= c.x1 + 0.1 * c.size]
    if under:
        min(under, key=lambda c: abs((c.x0 + c.x1) / 2 - middle)).text += mark.text
    else:
        clusters.append(_cluster(mark, False))


def make_lines(clusters: Sequence[Cluster]) -> list[Line]:
    """The printed lines from top to bottom, each from left to right."""
    return lines_of(make_rows(clusters))


def lines_of(rows: Iterable[Sequence[Cluster]]) -> list[Line]:
    """The rows as printed lines; those without letters are left out."""
    return [line for line in map(make_line, rows) if line.text.strip()]


def make_rows(clusters: Sequence[Cluster]) -> list[list[Cluster]]:
    """What stands on one baseline together, from top to bottom, each from left to right."""
    rows: list[_Row] = []
    row: _Row | None = None
    for cluster in sorted(clusters, key=_BASELINE):
        size = cluster.size
        if row is not None and row.size > size:
            size = row.size
        if row is not None and cluster.baseline - row.baseline <= SAME_LINE * size:
            row.clusters.append(cluster)
            row.size = size
        else:
            row = _Row(cluster.baseline, size=cluster.size, clusters=[cluster])
            rows.append(row)
    return [_whole_numbers(sorted(row.clusters, key=_LEFT)) for row in rows]


def _whole_numbers(clusters: list[Cluster]) -> list[Cluster]:
    """Without the spaces that spreadsheets draw under a number's digits to fill its cell."""
    if " " not in [cluster.text for cluster in clusters] or not any(
        c.text == " " and _under(c, before) for before, c in itertools.pairwise(clusters)
    ):
        return clusters
    kept = clusters[:1]
    for cluster, after in itertools.zip_longest(clusters[1:], clusters[2:]):
        before = kept[-1]
        goes_on = after is not None and after.text[0] in _IN_NUMBERS
        hidden = cluster.text == " " and _under(cluster, before) and goes_on
        if not (hidden and after.x0 - before.x1 < SPACE_GAP * before.size):
            kept.append(cluster)
    return kept


def _under(space: Cluster, before: Cluster) -> bool:
    """Whether a space lies under the digit before it."""
    return before.text[-1] in _IN_NUMBERS and (space.x0 + space.x1) / 2 < before.x1


def make_line(clusters: Sequence[Cluster]) -> Line:
    """The clusters of one baseline, from left to right, as one line."""
    bolds = [cluster.bold for cluster in clusters]
    if True in bolds:
        bolds = [cluster.bold for cluster in clusters if not cluster.text.isspace()]
    return Line(
        text=repair_marks(_spaced(clusters))[0],
        x0=clusters[0].x0,
        top=min([cluster.top for cluster in clusters]),
        x1=clusters[-1].x1,
        bottom=max([cluster.bottom for cluster in clusters]),
        bold=2 * sum(bolds) > len(bolds),
        clusters=tuple(clusters),
    )


def _spaced(clusters: Sequence[Cluster]) -> str:
    """The text with a space where one is seen but not printed.

    Letters spread to fill a line all stand apart, so a gap counts from the line's usual gap on.
    """
    gaps = [(b.x0 - a.x1) / (b.size or 1.0) for a, b in itertools.pairwise(clusters)]
    texts = [cluster.text for cluster in clusters]
    if not gaps or max(gaps) <= SPACE_GAP:
        return "".join(texts)
    least = SPACE_GAP + max(0.0, median(gaps))
    for index, gap in enumerate(gaps, start=1):
        if gap > least and not texts[index - 1].endswith(" ") and texts[index] != " ":
            texts[index] = " " + texts[index]
    return "".join(texts)
