"""Two pages of a plan on one sheet are read one after the other; one page is never cut in two."""

from pathlib import Path

import pikepdf
import pytest
from changed_page import SAMPLE, seen

from pipeline.extract.readers import pdfium
from pipeline.extract.readers.pdf import read_pdf
from pipeline.extract.readers.reader import Source
from pipeline.extract.sheets import facing_pages
from pipeline.lexicon.facts import load_lexicon

FIRST, LAST = 8, 13  # pages of the sample, from 0: headings and tables that go on over pages


def some_pages(pdf: Path) -> Path:
    with pikepdf.open(SAMPLE) as sample, pikepdf.new() as plan:
        plan.pages.extend(sample.pages[n] for n in range(FIRST, LAST + 1))
        plan.save(pdf)
    return pdf


def imposed(pages: Path, sheets: Path) -> Path:
    """The pages two by two on sheets, left then right."""
    with pikepdf.open(pages) as plan, pikepdf.new() as printed:
        wide, high = (float(side) for side in plan.pages[0].mediabox[2:])
        for first in range(0, len(plan.pages), 2):
            sheet = printed.add_blank_page(page_size=(2 * wide, high))
            for at in range(2):
                form = printed.copy_foreign(plan.pages[first + at].as_form_xobject())
                name = sheet.add_resource(form, pikepdf.Name.XObject)
                sheet.contents_add(f"q 1 0 0 1 {at * wide} 0 cm {name} Do Q ".encode())
        printed.save(sheets)
    return sheets


def test_two_pages_on_a_sheet_are_read_left_then_right(tmp_path: Path) -> None:
    pages = some_pages(tmp_path / "pages.pdf")
    sheets = imposed(pages, tmp_path / "sheets.pdf")
    assert seen(sheets) == seen(pages)
    assert len(read_pdf(sheets).pages) == (LAST - FIRST + 1) / 2


def test_what_is_read_of_a_sheet_keeps_its_place_there(tmp_path: Path) -> None:
    pages = some_pages(tmp_path / "pages.pdf")
    single = read_pdf(pages).blocks
    double = read_pdf(imposed(pages, tmp_path / "sheets.pdf")).blocks
    with pikepdf.open(pages) as plan:
        wide = float(plan.pages[0].mediabox[2])
    for one, two in zip(single, double, strict=True):
        assert one.place.box is not None and two.place.box is not None and one.place.page
        moved = two.place.box.x0 - one.place.box.x0
        assert moved == pytest.approx(0 if one.place.page % 2 else wide, abs=0.1)


@pytest.mark.parametrize("producer", ["chromium", "writer"])
def test_no_page_of_a_plan_is_a_sheet(producer: str) -> None:
    path = SAMPLE.with_name(f"tuayang_2566_{producer}.pdf")
    source = Source.open(path)
    try:
        for number in range(1, len(source.document) + 1):
            assert facing_pages(pdfium.read_page(source, number), load_lexicon()) is None
    finally:
        source.close()
