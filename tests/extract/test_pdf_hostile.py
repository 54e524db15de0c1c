"""Pages made to take hours end soon, are said to be unread, and cost no other page."""

import random
import time
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_maker import hand_written

from pipeline.contracts.page import Area, Glyph
from pipeline.contracts.page_report import PageReport
from pipeline.extract.page_pictures import open_pages
from pipeline.extract.readers.drawing import Shape, sort_shapes
from pipeline.extract.readers.pdf import read_pdf
from pipeline.extract.readers.pdfium_hidden import seen_white, without_doubles

MANY = 15_000  # letters, boxes
SOON = 15.0  # seconds of processor time; one by one these pairs take minutes
SOUND = b"BT /F 14 Tf 40 200 Td (A sound page) Tj ET"


def forms_in_forms(folder: Path, depth: int, times: int) -> Path:
    """A first page whose form draws a form so many times, and that one again; a sound second."""
    path = folder / "forms.pdf"
    with pikepdf.open(BytesIO(hand_written(b"/X Do " + SOUND, SOUND))) as pdf:
        form = pdf.make_stream(b"10 10 m 90 90 l S")
        for level in range(depth):
            if level:
                content = b"/X Do " * times
                inner, form = form, pdf.make_stream(content)
                form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
            form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form.BBox = pikepdf.Array([0, 0, 400, 300])
        pdf.pages[0].Resources.XObject.X = form
        pdf.save(path)
    return path


@pytest.mark.parametrize(("depth", "times"), [(31, 2), (9, 10), (4, 1000)])
def test_forms_that_multiply_cost_their_page_only(depth: int, times: int, tmp_path: Path) -> None:
    document = read_pdf(forms_in_forms(tmp_path, depth, times))
    first, second = document.pages
    assert (first.status, first.reason) == ("unread", "too_large")
    assert second.status == "text"


def test_page_whose_forms_multiply_is_not_drawn_either(tmp_path: Path) -> None:
    with open_pages(forms_in_forms(tmp_path, 31, 2), "pdf") as draw:
        picture = draw(PageReport(1, "unread", "pdfium"), 72)
    assert not picture.is_drawn
    assert picture.image.getcolors() == [(595 * 842, (255, 255, 255))]


def test_a_few_forms_in_forms_are_read(tmp_path: Path) -> None:
    document = read_pdf(forms_in_forms(tmp_path, 4, 3))
    assert [page.status for page in document.pages] == ["text", "text"]


def test_a_sea_of_lines_costs_its_page_only(tmp_path: Path) -> None:
    chance = random.Random(5)
    places = [(chance.uniform(0, 3800), chance.uniform(0, 2900)) for _ in range(35_000)]
    lines = b"\n".join(b"%.2f %.2f m %.2f %.2f l S" % (x, y, x, y + 4) for x, y in places)
    path = tmp_path / "lines.pdf"
    path.write_bytes(hand_written(lines + b"\n" + SOUND, SOUND, box="0 0 4000 3000"))
    first, second = read_pdf(path).pages
    assert (first.status, first.reason) == ("unread", "damaged")
    assert second.status == "text"


def test_many_dots_are_sorted_soon() -> None:
    chance = random.Random(6)

    def dot() -> Shape:
        x, y = chance.uniform(0, 800), chance.uniform(0, 500)
        corners = ((x, y), (x + 0.7, y), (x + 0.7, y + 0.7), (x, y + 0.7))
        return Shape(corners, True, True, False, 0.0, 0.0)

    began = time.process_time()
    sort_shapes([dot() for _ in range(3 * MANY)])
    assert time.process_time() - began < SOON


def test_many_unseen_letters_are_told_soon() -> None:
    chance = random.Random(4)

    def letter() -> Glyph:
        x, y = chance.uniform(0, 800), chance.uniform(0, 500)
        return Glyph("a", x, y, x + 5, y + 10, 10, "F")

    drawn, unseen = ([letter() for _ in range(MANY)] for _ in range(2))
    fills = [Area(g.x0, g.top, g.x1, g.bottom, 0.5) for g in drawn]
    began = time.process_time()
    kept, seen = without_doubles(unseen, drawn), seen_white(unseen, fills)
    assert time.process_time() - began < SOON
    assert abs(len(kept) + len(seen) - MANY) < 9  # but for those that happen to stand in a row
