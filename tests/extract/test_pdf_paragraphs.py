"""Paragraphs inside a cell: a tagged file says where each ends."""

from pathlib import Path

from pdf_maker import typeset

from pipeline.extract.readers.pdfium import read_page
from pipeline.extract.readers.reader import Source

TABLE = "<table border=1><tr><td>{}</td><td>{}</td></tr></table>"


def ended(folder: Path, *cells: str) -> list[str]:
    """The last letters of the paragraphs that end, as Chromium tags them."""
    pdf = typeset(TABLE.format(*cells), folder / "plan.pdf")
    source = Source.open(pdf)
    try:
        return [glyph.text for glyph in read_page(source, 1).glyphs if glyph.ends_paragraph]
    finally:
        source.close()


def test_each_paragraph_but_the_last_ends(tmp_path: Path) -> None:
    cells = "<p>อบรม</p><p>ติดตาม<b>ผล</b></p><p>สรุป</p>", "<p>วัด</p><p>บ้าน</p>"
    assert ended(tmp_path, *cells) == ["ม", "ล", "ด"]


def test_one_paragraph_in_a_cell_ends_nothing(tmp_path: Path) -> None:
    assert ended(tmp_path, "<p>อบรม <b>ติดตาม</b> ผล</p>", "วัด") == []
