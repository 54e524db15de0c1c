"""What was seen on one page and what was made of it, from what the readers and the walk left."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.contracts.finding import Finding
from pipeline.contracts.page import DoubtfulReading, Glyph, Page
from pipeline.contracts.page_view import PageView, SeenHeading, SeenLetters, SeenNote
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Box
from pipeline.contracts.record import Plan
from pipeline.contracts.table import Heading, RawDocument, RawPlan, RawTable
from pipeline.extract.seen_rows import see_doubts, see_rows
from pipeline.extract.seen_tables import ReadPiece, see_marks, see_table
from pipeline.extract.tables.lines import Cluster, make_clusters
from pipeline.normalize.thai_marks import repair_marks


@dataclass(frozen=True, slots=True)
class Story:
    """One document at every stage; `pieces` in the order in which the walk met them."""

    document: RawDocument
    pieces: tuple[ReadPiece, ...]
    raw: RawPlan
    plan: Plan
    findings: tuple[Finding, ...]


def first_detail_page(story: Story) -> int:
    """The first page with a table of projects; without one the first with a table; else 1."""
    pages = [
        (read.kind != "detail", read.piece.table.place.page)
        for read in story.pieces
        if read.piece.table.place.page is not None
    ]
    return min(pages)[1] if pages else 1


def see_page(story: Story, number: int, page: Page | None) -> PageView:
    """Page `number` (1-based) of a PDF. `page`: as its reader gave it; None: none opened it."""
    blocks = [block for block in story.document.blocks if block.place.page == number]
    tables = [block for block in blocks if isinstance(block, RawTable)]
    return PageView(
        n_pages=len(story.document.pages),
        report=story.document.pages[number - 1],
        tables=tuple(see_table(table, story.pieces) for table in tables),
        lines=tuple(
            block.place.box
            for block in blocks
            if not isinstance(block, RawTable) and block.place.box
        ),
        marks=tuple(see_marks(tables, story.pieces, story.raw, number)),
        rows=see_rows(story.raw, story.plan, number),
        headings=tuple(_headings(story.raw, number)),
        letters=(*(_letters(page) if page else ()), *see_doubts(story.plan, number)),
        notes=tuple(_notes(story.plan, number)),
        findings=tuple(finding for finding in story.findings if number in finding.pages),
    )


def _headings(raw: RawPlan, number: int) -> Iterator[SeenHeading]:
    """The headings that govern rows, the chart's entries, the sections' headings, the targets."""
    headings = [item for item in raw.flow if isinstance(item, Heading) and item.level != "reset"]
    targets = [
        target
        for target in (*(item.target for item in headings), *(item.target for item in raw.chart))
        if target is not None
    ]
    found = [
        *((item.level, item.number, item.place) for item in headings),
        *(("chart" if e.number else "target", e.number, e.place) for e in raw.chart),
        *(("section", part.number, part.place) for part in raw.sections if part.number),
        *(("target", "", place) for target in targets for place in target.places),
    ]
    seen: dict[Box, SeenHeading] = {}  # a target in its heading's own line is part of it
    for level, printed, place in found:
        if place.page == number and place.box:
            seen.setdefault(place.box, SeenHeading(level, printed, place.box))
    yield from seen.values()


def _letters(page: Page) -> Iterator[SeenLetters]:
    """The letters that have no name, those of fonts in doubt, and those that were mended."""
    doubted = {doubt.font for doubt in page.untrusted_fonts}
    for glyph in page.glyphs:
        if glyph.font in doubted and not glyph.text.isspace():
            yield SeenLetters("untrusted", _around(glyph))
        if UNKNOWN in glyph.text:
            yield SeenLetters("unknown", _around(glyph))
    yield from (SeenLetters("unsure", _around(doubt)) for doubt in page.doubts)
    clusters = make_clusters(page.glyphs)
    for one, two in itertools.pairwise([*clusters, None]):
        if one is None:
            continue
        alone = bool(repair_marks(one.text)[1])
        pair = two is not None and bool(repair_marks(one.text + two.text)[1])
        if alone:
            yield SeenLetters("repaired", _around(one))
        elif two is not None and pair and not repair_marks(two.text)[1]:
            yield SeenLetters("repaired", _around(one, two))


def _around(*seen: Cluster | Glyph | DoubtfulReading) -> Box:
    return Box(
        x0=min(one.x0 for one in seen),
        top=min(one.top for one in seen),
        x1=max(one.x1 for one in seen),
        bottom=max(one.bottom for one in seen),
    )


def _notes(plan: Plan, number: int) -> Iterator[SeenNote]:
    for note in plan.notes:
        for place in note.places:
            if place.page == number and place.box:
                yield SeenNote(note.code, place.box)
