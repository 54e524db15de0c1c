"""What stands on every page and belongs to none of its content: running titles, page numbers."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import takewhile

from pipeline.contracts.table import RawTable, TextLine
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze
from pipeline.normalize.years import fiscal_years

MIN_PAGES = 2  # that begin or end with the same line
MIN_SHARE = 0.5  # of the pages from the first to the last that a running title stands on
MIN_TITLE = 12  # letters beside its numbers
_PAGE_NUMBER = re.compile(
    r"[-–—=\[(<]*(?:หน้า(?:ที่)?|page|page_number>)?[\d๐-๙]+(?:</page_number)?[-–—=\])>]*|[-–—=*_]+",
    re.IGNORECASE,
)


def is_furniture(text: str, headings: Headings) -> bool:
    """A plan's title with its year, a page number, a rule. The number of an item is none."""
    bare = squeeze(text)
    if bare.isdecimal():
        return False
    titled = bare.startswith(headings.plan_words) and bool(fiscal_years(text))
    return titled or bool(_PAGE_NUMBER.fullmatch(bare))


def running_lines(blocks: Iterable[TextLine | RawTable]) -> frozenset[str]:
    """The lines with which several pages begin, or end, or that stand above the tables of several:
    titles that run through the document."""
    edges = _edges(blocks)
    return frozenset(text for (text, _), on in edges.items() if len(on) >= MIN_PAGES)


def numbered_titles(blocks: Iterable[TextLine | RawTable]) -> frozenset[str]:
    """Running titles, also with a number on their line, that differs from page to page."""
    alike: defaultdict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for (text, edge), pages in _edges(blocks).items():
        words = re.sub(r"\d+", "", text)
        if len(squeeze(words)) >= MIN_TITLE:
            alike[words, edge].update(dict.fromkeys(pages, text))
    return frozenset(
        text
        for lines in alike.values()
        if len(lines) >= max(MIN_PAGES, MIN_SHARE * (max(lines) - min(lines) + 1))
        for text in lines.values()
    )


def _edges(blocks: Iterable[TextLine | RawTable]) -> dict[tuple[str, int], set[int]]:
    """On which pages each line is the first (0) or the last (-1)."""
    pages: defaultdict[int, list[TextLine | RawTable]] = defaultdict(list)
    for block in blocks:
        if block.place.page is not None:
            pages[block.place.page].append(block)
    edges: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for page, found in pages.items():
        head = takewhile(lambda block: isinstance(block, TextLine), found)
        above = tuple(head) if any(isinstance(block, RawTable) for block in found) else found[:1]
        for edge, there in ((0, above), (-1, found[-1:])):
            for block in there:
                if isinstance(block, TextLine):
                    edges[block.text, edge].add(page)
    return edges
