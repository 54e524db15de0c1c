"""What a person does not see on the page is not read: beyond its edges, on layers that are off."""

from pathlib import Path

import pikepdf
import pytest
from changed_page import Change, changed, nothing, seen
from pikepdf import Array, Dictionary, Name

from pipeline.extract.readers.pdf import read_pdf

SLUG = 30  # points around the page, for printer's marks
LINES = (
    b"0 0 0 RG 1 w 0 300 m 900 300 l S 0 350 m 900 350 l S 200 0 m 200 900 l S 333 0 m 333 900 l S"
)


def drawn_again(plan: pikepdf.Pdf, page: pikepdf.Page) -> Name:
    """The page's own drawing as a form; its name on the page."""
    shown = page.as_form_xobject()
    form = plan.make_stream(shown.read_bytes(), Type=Name.XObject, Subtype=Name.Form)
    form.BBox, form.Resources = shown.BBox, plan.make_indirect(Dictionary(shown.Resources))
    form.Resources.XObject = Dictionary(form.Resources.get("/XObject", {}))
    return page.add_resource(form, Name.XObject)


def off(plan: pikepdf.Pdf) -> pikepdf.Object:
    """A layer that is switched off."""
    layer = plan.make_indirect(Dictionary(Type=Name.OCG, Name="draft"))
    plan.Root.OCProperties = Dictionary(
        OCGs=Array([layer]), D=Dictionary(Order=Array([layer]), OFF=Array([layer]))
    )
    return layer


def put_lines_on_layer(plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
    page.obj.Resources.Properties = Dictionary(L=off(plan))
    page.contents_add(b"q /OC /L BDC " + LINES + b" EMC Q")


def put_text_on_layer(plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The same text in other places, first: pdfium would take the second of two for a double."""
    name = drawn_again(plan, page)
    page.obj.Resources.Properties = Dictionary(L=off(plan))
    page.contents_add(f"q /OC /L BDC 1 0 0 1 3 40 cm {name} Do EMC Q".encode(), prepend=True)


def put_form_on_layer(plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
    name = drawn_again(plan, page)
    page.obj.Resources.XObject[name].OC = off(plan)
    page.contents_add(f"q 1 0 0 1 3 40 cm {name} Do Q".encode())


def put_beside(plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The page again beyond its right edge and above it, with printer's marks."""
    left, low, right, high = (float(side) for side in page.mediabox)
    name = drawn_again(plan, page)
    for x, y in ((right - left, 0), (0, high - low)):
        page.contents_add(f"q 1 0 0 1 {x} {y} cm {name} Do Q ".encode())
    marks = f"0 w -4 0 m -{SLUG} 0 l S 0 -4 m 0 -{SLUG} l S {right} -4 m {right} -{SLUG} l S"
    page.contents_add(marks.encode())
    page.obj.CropBox = Array([left, low, right, high])
    page.obj.MediaBox = Array([left - SLUG, low - SLUG, 2 * right, 2 * high])


LAYERED = (put_lines_on_layer, put_text_on_layer, put_form_on_layer)


@pytest.mark.parametrize("change", [*LAYERED, put_beside], ids=lambda change: change.__name__)
def test_what_nobody_sees_is_not_read(change: Change, tmp_path: Path) -> None:
    whole = seen(changed(tmp_path / "whole.pdf", nothing))
    assert seen(changed(tmp_path / "changed.pdf", change)) == whole


def test_layers_in_a_packed_file_are_found(tmp_path: Path) -> None:
    whole = seen(changed(tmp_path / "whole.pdf", nothing))
    layered = changed(tmp_path / "layered.pdf", put_text_on_layer)
    with pikepdf.open(layered, allow_overwriting_input=True) as plan:
        plan.save(layered, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/OCProperties" not in layered.read_bytes()
    assert seen(layered) == whole


def test_a_layer_that_is_on_is_read(tmp_path: Path) -> None:
    def put_all_on_layer(plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
        layer = off(plan)
        plan.Root.OCProperties.D = Dictionary(ON=Array([layer]))
        page.obj.Resources.Properties = Dictionary(L=layer)
        page.contents_add(b"/OC /L BDC\n", prepend=True)
        page.contents_add(b"\nEMC")

    whole = seen(changed(tmp_path / "whole.pdf", nothing))
    assert seen(changed(tmp_path / "layered.pdf", put_all_on_layer)) == whole


def test_pdfplumber_reads_no_page_with_a_layer_off(tmp_path: Path) -> None:
    layered = changed(tmp_path / "layered.pdf", put_lines_on_layer)
    report = read_pdf(layered, readers=("plumber",), ocr="never").pages[0]
    assert (report.status, report.reason) == ("unread", "damaged")


def test_pdfplumber_reads_what_the_viewer_shows(tmp_path: Path) -> None:
    def moved(plan: pikepdf.Pdf, page: pikepdf.Page) -> None:
        put_beside(plan, page)
        page.contents_add(b"q 1 0 0 1 -300 -200 cm\n", prepend=True)
        page.contents_add(b"\nQ")
        for box in ("/CropBox", "/MediaBox"):
            x0, y0, x1, y1 = (float(side) for side in page.obj[box])
            page.obj[box] = Array([x0 - 300, y0 - 200, x1 - 300, y1 - 200])

    whole = seen(changed(tmp_path / "whole.pdf", nothing), "plumber")
    assert seen(changed(tmp_path / "changed.pdf", moved), "plumber") == whole
