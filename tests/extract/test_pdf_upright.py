"""Pages that lean or lie on their side are read as a person reads them; slanted text is no cell."""

import math
from pathlib import Path

import pikepdf
import pytest
from changed_page import Change, changed, nothing, seen
from pikepdf import Array, Dictionary, Name
from PIL import Image

from pipeline.contracts.page_report import PageReport
from pipeline.contracts.table import TextLine
from pipeline.extract.page_pictures import open_pages
from pipeline.extract.readers.pdf import read_pdf


def turned(degrees: float) -> Change:
    """The page's drawing turned about its middle, without a word of /Rotate."""

    def turn(_plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
        wide, high = (float(side) for side in page.mediabox[2:])
        cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        shown = (high, wide) if round(degrees / 90) % 2 else (wide, high)
        x = shown[0] / 2 - cos * wide / 2 + sin * high / 2
        y = shown[1] / 2 - sin * wide / 2 - cos * high / 2
        move = f"q {cos:.6f} {sin:.6f} {-sin:.6f} {cos:.6f} {x:.4f} {y:.4f} cm\n"
        page.contents_add(move.encode(), prepend=True)
        page.contents_add(b"\nQ")
        page.obj.MediaBox = Array([0, 0, *shown])
        for box in ("/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if box in page.obj:
                del page.obj[box]

    return turn


@pytest.mark.parametrize("degrees", [0.1, -0.4, 1, -3, 90, 180, 270, 91.5])
def test_a_turned_page_is_read_as_if_it_were_level(degrees: float, tmp_path: Path) -> None:
    whole = seen(changed(tmp_path / "whole.pdf", nothing))
    assert seen(changed(tmp_path / "turned.pdf", turned(degrees))) == whole


def scaled(scale: float) -> Change:
    """The page in units that are so many points."""

    def enlarge(_plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
        page.contents_add(f"q {scale} 0 0 {scale} 0 0 cm\n".encode(), prepend=True)
        page.contents_add(b"\nQ")
        page.obj.MediaBox = Array([scale * float(side) for side in page.mediabox])
        page.obj.UserUnit = 1 / scale

    return enlarge


@pytest.mark.parametrize("scale", [0.1, 0.25, 6])
def test_a_page_drawn_in_other_units_is_read_as_if_of_usual_size(
    scale: float, tmp_path: Path
) -> None:
    whole = seen(changed(tmp_path / "whole.pdf", nothing))
    assert seen(changed(tmp_path / "scaled.pdf", scaled(scale))) == whole


def test_readers_that_cannot_turn_a_page_leave_it(tmp_path: Path) -> None:
    plan = changed(tmp_path / "turned.pdf", turned(1))
    assert read_pdf(plan, readers=("plumber",), ocr="never").pages[0].status == "unread"


def drawn(path: Path) -> Image.Image:
    with open_pages(path, "pdf") as draw:
        return draw(PageReport(1, "text", "pdfium"), 40).image


def test_the_picture_of_a_page_is_turned_as_it_is_read(tmp_path: Path) -> None:
    whole = drawn(changed(tmp_path / "whole.pdf", nothing))
    for degrees in (90, -2):
        picture = drawn(changed(tmp_path / "turned.pdf", turned(degrees)))
        assert picture.size == whole.size
        apart = [abs(a - b) for a, b in zip(picture.tobytes(), whole.tobytes(), strict=True)]
        assert sum(apart) / len(apart) < 255 * 0.1


@pytest.mark.parametrize("scale", [0.1, 6])
def test_the_picture_of_a_page_in_other_units_is_as_large(scale: float, tmp_path: Path) -> None:
    """Of type of 12 points, as it is read."""
    size = max(drawn(changed(tmp_path / "plan.pdf", scaled(scale))).size)
    assert 0.5 < size / max(drawn(changed(tmp_path / "whole.pdf", nothing)).size) < 1.5


def stamp(plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The same words, slanting, all over the page and no larger than its own."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    name = page.add_resource(plan.make_indirect(font), Name.Font)
    words = "".join(
        f"BT {name} 14 Tf 0.8 g 0.94 0.34 -0.34 0.94 {x} {y} Tm (DRAFT COPY) Tj ET "
        for x in range(10, 680, 110)
        for y in range(20, 500, 60)
    )
    page.contents_add(words.encode())


@pytest.mark.parametrize("reader", ["pdfium", "plumber"])
def test_slanted_text_stands_behind_the_page(reader: str, tmp_path: Path) -> None:
    whole = read_pdf(changed(tmp_path / "whole.pdf", nothing), readers=(reader,))
    marked = read_pdf(changed(tmp_path / "marked.pdf", stamp), readers=(reader,))
    behind = [one for one in marked.blocks if isinstance(one, TextLine) and one.behind]
    assert {line.text for line in behind} == {"DRAFT COPY"}
    assert [block for block in marked.blocks if block not in behind] == list(whole.blocks)
