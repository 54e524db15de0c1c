"""What stands on every page and belongs to none of its content: running titles, page numbers."""

import re

from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze
from pipeline.normalize.years import fiscal_years

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
