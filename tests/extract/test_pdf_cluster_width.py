"""How wide a letter is that a font names in /ActualText only."""

from pathlib import Path

from pdf_maker import hand_written

from pipeline.contracts.page import Glyph
from pipeline.extract.readers.pdfium import read_page
from pipeline.extract.readers.reader import Source

CMAP = (
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <0E01> endbfchar"
)
DESCENDANT = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 0 /W [0 [1040 500 500]]"
DESCENDANT += b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
FONT = b"/Type0 /BaseFont /F /Encoding /Identity-H /ToUnicode 8 0 R /DescendantFonts [" + DESCENDANT
SPAN = b"/Span << /ActualText <FEFF0E1E> >> BDC <0002> Tj EMC"
WIDTHS = b"0 " * 65 + b"600 600 600"
ONE_WIDTH = b"/Type1 /BaseFont /Courier /FirstChar 0 /LastChar 67 /Widths [" + WIDTHS + b"]"
ONE_WIDTH += b" /ToUnicode 8 0 R"
ONE_WIDTH_CMAP = b"1 begincodespacerange <00> <FF> endcodespacerange"
ONE_WIDTH_CMAP += b" 2 beginbfchar <41> <0E01> <42> <0E33> endbfchar"
NIKHAHIT_AA = b" /Span << /ActualText <FEFF0E33> >> BDC 1 0 0 1 60 150 Tm (CB) Tj EMC "
KO_AM_KO = b"(A) Tj" + NIKHAHIT_AA + b"1 0 0 1 84 150 Tm (A) Tj"


def test_letter_named_in_actual_text_only_is_not_as_wide_as_the_missing_glyph(
    tmp_path: Path,
) -> None:
    (glyph,) = _glyphs(tmp_path, SPAN, CMAP, FONT + b"]")
    assert glyph.text == "พ"
    assert glyph.x1 <= 60 + 0.5 * 20  # the missing glyph is 1.04 em wide


def test_sara_am_whose_nikhahit_begins_over_the_letter_before_it(tmp_path: Path) -> None:
    """A font of one width for all: its ำ lay on the letter before, a false space behind it."""
    letter, sara_am, after = _glyphs(tmp_path, KO_AM_KO, ONE_WIDTH_CMAP, ONE_WIDTH)
    assert (letter.text, sara_am.text, after.text) == ("ก", "ำ", "ก")
    assert letter.x0 < sara_am.x0
    assert sara_am.x1 >= after.x0 - 0.1 * 20


def _glyphs(folder: Path, shown: bytes, cmap: bytes, font: bytes) -> tuple[Glyph, ...]:
    made = hand_written(b"BT /F 20 Tf 60 150 Td " + shown + b" ET", cmap)
    path = folder / "plan.pdf"
    path.write_bytes(made.replace(b"/Type1 /BaseFont /Helvetica", font))
    source = Source.open(path)
    try:
        return read_page(source, 1).glyphs
    finally:
        source.close()
