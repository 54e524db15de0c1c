"""The cover's lines, and entries of lists and tables of contents that only look like headings."""

from itertools import pairwise

from pipeline.contracts.table import RawTable, RawValue, TextLine
from pipeline.extract.headings import match_line
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze
from pipeline.normalize.years import fiscal_years

MAX_COVER_LINES = 6

Block = TextLine | RawTable


def cover_text(blocks: tuple[Block, ...], headings: Headings) -> RawValue:
    """The lines that name the plan: from the first that calls itself one to the next heading.

    Prefers a line that names a fiscal year, or is followed by one that does. Where no line begins
    with the plan's word, one that ends with it (`รายละเอียดโครงการตามแผนการดำเนินงาน`) will do.
    """
    lines = [block for block in blocks if isinstance(block, TextLine)]
    starts = [n for n, line in enumerate(lines) if _is_title(line.text, headings)]
    starts = starts or [n for n, line in enumerate(lines) if _ends_as_title(line.text, headings)]
    dated = [n for n in starts if fiscal_years(" ".join(x.text for x in lines[n : n + 3]))]
    start = next(iter(dated or starts), None)
    if start is None:
        return RawValue("", ())
    cover = [lines[start]]
    for line in lines[start + 1 : start + MAX_COVER_LINES]:
        if match_line(line.text, line.place, headings).kind != "text" or len(line.text) > 200:
            break
        cover.append(line)
    return RawValue("\n".join(line.text for line in cover), tuple(line.place for line in cover))


def _is_title(text: str, headings: Headings) -> bool:
    bare = squeeze(text)
    return any(bare.startswith(word) for word in headings.plan_words)


def _ends_as_title(text: str, headings: Headings) -> bool:
    bare = squeeze(text)
    return any(bare.endswith(word) for word in headings.plan_words)


def list_lines(blocks: tuple[Block, ...], headings: Headings) -> frozenset[int]:
    """Positions of part headings that stand in a list: the next line is the next part's."""
    parts = [
        (n, int(match.number))
        for n, block in enumerate(blocks)
        if isinstance(block, TextLine)
        and (match := match_line(block.text, block.place, headings)).kind == "part"
    ]
    listed: set[int] = set()
    for (here, number), (following, next_number) in pairwise(parts):
        if following == here + 1 and next_number == number + 1:
            listed |= {here, following}
    return frozenset(listed)
