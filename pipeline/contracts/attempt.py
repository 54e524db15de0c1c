"""What became of one reader's try at a page."""

from typing import Literal, NamedTuple

# `ocr` reads the page's picture with our own nets, the others are over the library of that name.
ReaderName = Literal["pdfium", "plumber", "camelot", "ocr"]
PICTURES: ReaderName = "ocr"  # leaves digits without a name, and may lose a heading or a mark
OcrUse = Literal["auto", "always", "never"]  # where the text layer cannot be used, or regardless

# What a reading is judged by. `page`: it could be read at all · `letters`: something is drawn and
# none of it is text, or another reader saw more · `text`: the letters are plausible Thai ·
# `header`: column headings on the page are columns of a table · `table`: the table of the page
# before goes on · `rules`: a table told by its text alone has no picture, shading or pattern under
# it · `cells`: they hold text · `numbers`: amounts can be read · `numbering`: it runs.
Check = Literal[
    "page", "letters", "text", "header", "table", "rules", "cells", "numbers", "numbering"
]


class Attempt(NamedTuple):
    """A reader, how good its reading was from 0 to 1, and the checks that it failed."""

    reader: str
    score: float
    failed: tuple[Check, ...] = ()
