"""Words of one baseline that stand close together: what a column holds on one line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.tables.lines import Cluster, make_line, make_rows

COLUMN_GAP = 0.8  # em: wider than any space between words, which columns may yet be nearer than
WORD_GAP = 0.14  # em: wider than letters stand apart


@dataclass(frozen=True, slots=True)
class Chunk:
    """Letters of one baseline without a wide gap between them. Points; `size` of the font."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    clusters: tuple[Cluster, ...]

    @property
    def middle(self) -> float:
        """Half way between its ends."""
        return (self.x0 + self.x1) / 2


def chunk_rows(clusters: Sequence[Cluster]) -> list[list[Chunk]]:
    """The chunks of every baseline, from top to bottom, each from left to right."""
    return chunked(make_rows(clusters))


def chunked(rows: Iterable[Sequence[Cluster]]) -> list[list[Chunk]]:
    """The chunks of each row; rows without letters are left out."""
    return [chunks for row in rows if (chunks := list(split_row(row, COLUMN_GAP)))]


def split_row(row: Sequence[Cluster], gap: float) -> Iterator[Chunk]:
    """The row's letters cut where they stand more than `gap` em apart; blanks are no letters."""
    first, last = 0, -1  # of a part, both inked
    for place, cluster in enumerate(row):
        if not cluster.text.strip():
            continue
        if last < 0:
            first = place
        elif cluster.x0 - row[last].x1 > gap * (cluster.size or 1.0):
            yield make_chunk(row[first : last + 1])
            first = place
        last = place
    if last >= 0:
        yield make_chunk(row[first : last + 1])


def make_chunk(clusters: Sequence[Cluster]) -> Chunk:
    """The clusters of one baseline as a chunk; blanks at its ends count for nothing."""
    places = [place for place, cluster in enumerate(clusters) if cluster.text.strip()]
    inked = [clusters[place] for place in places]
    kept = tuple(clusters[places[0] : places[-1] + 1])
    line = make_line(kept)
    return Chunk(
        text=line.text.strip(),
        x0=min([c.x0 for c in inked]),
        top=min([c.top for c in inked]),
        x1=max([c.x1 for c in inked]),
        bottom=max([c.bottom for c in inked]),
        baseline=inked[0].baseline,
        size=max([c.size for c in inked]) or 1.0,
        bold=line.bold,
        clusters=kept,
    )


def words_of(chunk: Chunk) -> list[Chunk]:
    """The chunk cut at every gap that a space could fill."""
    return list(split_row(chunk.clusters, WORD_GAP))


def joined(chunks: Iterable[Chunk]) -> Chunk:
    """Chunks of one baseline, from left to right, as one."""
    return make_chunk([cluster for chunk in chunks for cluster in chunk.clusters])
