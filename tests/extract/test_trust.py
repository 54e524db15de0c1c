"""How far a page's letters can be trusted."""

from pipeline.contracts.page import FontDoubt, Glyph, Page
from pipeline.extract.trust import trust


def page(share: float) -> Page:
    glyphs = tuple(Glyph(x, 20, 20, 28, 30, 10, "F") for x in "O1>@กขABค")
    doubts = (FontDoubt("F", "unnamed", share, len(glyphs)),)
    return Page(1, 400, 300, glyphs, (), (), (), (), "pdfium", untrusted_fonts=doubts)


def test_named_letters_of_a_font_full_of_unnamed_ones_are_not_trusted() -> None:
    assert trust(page(0.3)) == 0.0
    assert trust(page(0.15)) == 1.0  # marks alone
