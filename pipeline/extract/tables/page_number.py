"""The number that a page prints of itself."""

import re

from pipeline.normalize.digits import to_arabic

MARGIN = 0.12  # of the page's height at top and bottom: where page numbers and running titles stand
_PAGE_NUMBER = re.compile(
    r"\s*[(\[|]?\s*(?:(?:หน้า(?:ที่)?|page)\s*)?[-–—]?\s*(?P<number>\d{1,4})\s*[-–—]?"
    r"(?:\s*(?:/|จาก|of)\s*\d{1,4})?\s*[)\]|]?\s*",
    re.IGNORECASE,
)


def page_number(text: str) -> int | None:
    """The number of a line that holds nothing but one, as pages print it; None for any other.

    >>> page_number("หน้า ๑๒ จาก ๔๐"), page_number("- 3 -"), page_number("๑. โครงการ")
    (12, 3, None)
    """
    found = _PAGE_NUMBER.fullmatch(to_arabic(text))
    return int(found["number"]) if found else None
