"""How far a page's text layer can be trusted, and how much of the page is pictures."""

import re

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.page import Page
from pipeline.contracts.page_report import UnreadReason
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.text_layer.doubts import MAX_STRANGE, strange_share
from pipeline.normalize.thai_marks import repair_marks

UNTRUSTED = 0.6  # below this the layer is noise (OCR of the wrong language, unmapped fonts)
SCAN_SHARE = 0.5  # of the page under images: its letters, if any, are a scanner's guess
SCAN_THAI = 0.4  # share of Thai letters below which that guess is in another alphabet
MAX_UNNAMED = 0.25  # of a font's letters: marks alone are a fifth, and a font may lose them all
LEGIBLE = 0.5  # of a picture's letters: where more have no name it shows no printed Thai
MAX_FOREIGN = 0.5  # of a page's letters: more are the codes of glyphs, and no ticks in a table
_THAI_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_THAI = re.compile("[\u0e01-\u0e5b]")
# What no Thai text has: a mark on no letter, a vowel sign for a following letter before none,
# two tones or two vowels on a letter; and letters from the private use area.
_IMPLAUSIBLE = re.compile(
    f"(?<![\u0e01-\u0e2e{_THAI_MARK}])[{_THAI_MARK}]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
    "|[\u0e48-\u0e4b]{2}|[\u0e31\u0e34-\u0e39]{2}"
    "|(?<![\u0e01-\u0e2e\u0e48-\u0e4b])\u0e33"
    f"|[\ue000-\uf8ff{UNKNOWN}\x80-\x9f]"
)
# Neither Thai nor Latin, nor the punctuation, arrows and shapes that go with them; private use is
# counted above.
_FOREIGN = re.compile(
    "[\u0250-\u0e00\u0e5c-\u1fff\u2070-\u209f\u2300-\u24ff\u2600-\udfff\uf900-\ufffc]"
)


def trust(page: Page) -> float:
    """How far the text layer can be trusted: the share of its characters that are plausible.

    On a page that is an image its letters are a scanner's guess: they count as far as they are
    Thai, and words. Fonts in doubt because their words are no Thai count for nothing, nor do those
    so full of letters without a name that the names of the others are no proof either, nor letters
    of a picture that were not read surely. A page
    mostly of dingbats or in other alphabets has the codes of glyphs for letters.
    """
    text = repair_marks("".join(glyph.text for glyph in page.glyphs))[0]
    letters = len("".join(text.split()))
    if not letters:
        return 1.0
    if image_share(page) >= SCAN_SHARE:
        if (thai := len(_THAI.findall(text)) / letters) < SCAN_THAI:
            return thai
        if (strange := strange_share(text)) > MAX_STRANGE:
            return 1 - strange
    lost = sum(
        doubt.letters
        for doubt in page.untrusted_fonts
        if doubt.reason == "no_words" or doubt.share >= MAX_UNNAMED
    )
    lost += sum(len(doubt.text) for doubt in page.doubts if doubt.kind == "letters")
    if (foreign := len(_FOREIGN.findall(text))) > MAX_FOREIGN * letters:
        lost += foreign
    return max(0.0, 1 - (len(_IMPLAUSIBLE.findall(text)) + lost) / letters)


def why_unread(page: Page, trusted: float) -> UnreadReason:
    """Why the page cannot be read from its text layer, or its picture; empty where it can, or is
    blank."""
    if any(glyph.text.strip() for glyph in page.glyphs):
        if page.reader == PICTURES:
            return "scan" if trusted < LEGIBLE else ""
        return "untrusted" if trusted < UNTRUSTED else ""
    if image_share(page) >= SCAN_SHARE:
        return "scan"
    if page.images or page.strokes or page.rulings or page.fills:
        return "drawn"
    return ""


def image_share(page: Page) -> float:
    """Upper bound of the share of the page that lies under images."""
    covered = sum(
        max(0.0, min(image.x1, page.width) - max(image.x0, 0.0))
        * max(0.0, min(image.bottom, page.height) - max(image.top, 0.0))
        for image in page.images
    )
    paper = page.width * page.height
    return covered / paper if paper else 0.0  # a page without a side holds nothing
