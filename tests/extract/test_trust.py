"""How far a page's letters can be trusted."""

import pytest

from pipeline.contracts.page import FontDoubt, Glyph, Page
from pipeline.extract.trust import trust


def page(share: float, text: str = "O1>@กขABค") -> Page:
    glyphs = tuple(Glyph(x, 20, 20, 28, 30, 10, "F") for x in text)
    doubts = (FontDoubt("F", "unnamed", share, len(glyphs)),) if share else ()
    return Page(1, 400, 300, glyphs, (), (), (), (), "pdfium", untrusted_fonts=doubts)


def test_named_letters_of_a_font_full_of_unnamed_ones_are_not_trusted() -> None:
    assert trust(page(0.3)) == 0.0
    assert trust(page(0.15)) == 1.0  # marks alone


@pytest.mark.parametrize("text", ["✁✿☎✂☎✄☎✟ 12", "ԱԲԳԴ ԵԶԷ", "䀀䀁䀂 A"])
def test_page_of_signs_for_letters_is_not_trusted(text: str) -> None:
    """Type 3 fonts whose codes a program named anew."""
    assert trust(page(0, text)) < 0.5


def test_ticks_and_arrows_among_letters_are_trusted() -> None:
    assert trust(page(0, "✓✓✓ โครงการ ←→ ● ☑ “ABC” – ½ µ")) == 1.0
