"""How wide a letter is that a font names in /ActualText only."""

from pathlib import Path

from pdf_maker import hand_written

from pipeline.extract.readers.pdfium import read_page
from pipeline.extract.readers.reader import Source

CMAP = (
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0001> <0E01> endbfchar"
)
DESCENDANT = b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 0 /W [0 [1040 500 500]]"
DESCENDANT += b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
FONT = b"/Type0 /BaseFont /F /Encoding /Identity-H /ToUnicode 8 0 R /DescendantFonts [" + DESCENDANT
SPAN = b"/Span << /ActualText <FEFF0E1E> >> BDC <0002> Tj EMC"


def test_letter_named_in_actual_text_only_is_not_as_wide_as_the_missing_glyph(
    tmp_path: Path,
) -> None:
    shown = b"BT /F 20 Tf 60 150 Td " + SPAN + b" ET"
    made = hand_written(shown, CMAP).replace(b"/Type1 /BaseFont /Helvetica", FONT + b"]")
    path = tmp_path / "plan.pdf"
    path.write_bytes(made)
    source = Source.open(path)
    try:
        (glyph,) = read_page(source, 1).glyphs
    finally:
        source.close()
    assert glyph.text == "พ"
    assert glyph.x1 <= 60 + 0.5 * 20  # the missing glyph is 1.04 em wide
