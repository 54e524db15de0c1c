"""PDFs that lie, loop or unpack to gigabytes: an answer soon; a bad page costs no good one."""

from pathlib import Path

import pytest
from reading import read_bytes

from bench.hostile.damage import SAMPLES, cut, flipped, one_page
from bench.hostile.pdf_bytes import SOUND, packed, pages, stream
from bench.hostile.pdfs import PDFS
from pipeline.contracts import limits
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.page_report import PageReport
from pipeline.extract.page_pictures import open_pages
from pipeline.extract.readers.pdf import read_pdf

SAMPLE = SAMPLES / "tuayang_2566_chromium.pdf"
TOO_LARGE = (
    "content of 100 MB of blanks",
    "content of 40 MB of operators",
    "content of 40 MB of saves",
    "content of 40 MB of text",
    "content of 40 MB of arrays",
    "content in deflate in deflate",
    "content one stream many times",
    "form loop",
    "font bomb",
    "unicode map bomb",
    "JBIG2 100,000 square",
    "one bit 60,000 square",
    "JPX that says it is small",
)
REFUSED = {
    "100,000 empty pages": "more than 5,000 pages",
    "10,000 empty pages": "more than 5,000 pages",
    "wide page tree": "more than 5,000 pages",
    "object stream of 60 MB": "unpack to more than is read",
    "unknown password": "needs a password",
    "no catalogue": "damaged or truncated",
}


@pytest.mark.parametrize("name", PDFS)
def test_is_answered(name: str, tmp_path: Path) -> None:
    read_bytes(tmp_path, "pdf", PDFS[name]())


@pytest.mark.parametrize("name", TOO_LARGE)
def test_page_is_too_large_and_the_next_is_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDFS[name]())
    document = read_pdf(path, ocr="always" if "square" in name or "JPX" in name else "auto")
    first, second = document.pages
    assert first.status == "unread"
    assert first.reason in ("too_large", "damaged")
    assert second.status in ("text", "ocr")


def test_reason_of_a_picture_that_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDFS["grey 20,000 square"]())
    first, second = read_pdf(path).pages
    assert (first.status, first.reason) == ("unread", "too_large")
    assert second.status == "text"


@pytest.mark.parametrize("name", REFUSED)
def test_says_why_it_is_refused(name: str, tmp_path: Path) -> None:
    result = read_bytes(tmp_path, "pdf", PDFS[name]())
    assert result.status == "failed"
    assert REFUSED[name] in result.error
    assert all(result.reasons)


@pytest.mark.parametrize(
    "name", ["empty password", "xref loop", "pages loop by count", "looped note"]
)
def test_is_read_all_the_same(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDFS[name]())
    assert read_pdf(path).pages[0].status == "text"


def test_a_count_that_lies_leaves_a_page_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDFS["count lies high"]())
    assert [page.status for page in read_pdf(path).pages] == ["text", "unread"]


@pytest.mark.parametrize("name", [name for name in PDFS if name.startswith(("box", "user unit"))])
def test_picture_of_any_page_is_bounded(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDFS[name]())
    with open_pages(path, "pdf") as draw:
        picture = draw(PageReport(1, "text", "pdfium"), 400)
    assert max(picture.image.size) <= 6000


def test_a_page_with_layers_and_a_huge_image_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    layered = b"/Type /Catalog /OCProperties << /OCGs [] >>"
    path.write_bytes(PDFS["grey 20,000 square"]().replace(b"/Type /Catalog", layered))
    assert [page.status for page in read_pdf(path).pages] == ["unread", "text"]


def test_a_page_with_a_huge_image_is_not_drawn(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDFS["JPX that says it is small"]())
    with open_pages(path, "pdf") as draw:
        assert not draw(PageReport(1, "text", "pdfium"), 72).is_drawn
        assert draw(PageReport(2, "text", "pdfium"), 72).is_drawn


def test_fonts_and_images_of_usual_size_are_no_bombs(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    large = packed(bytes(limits.MAX_STREAM // 4))
    path.write_bytes(pages(stream(SOUND), more=[large]))
    assert [page.status for page in read_pdf(path).pages] == ["text", "text"]


@pytest.mark.parametrize("tenths", range(1, 10))
def test_cut_off(tenths: int, tmp_path: Path) -> None:
    result = read_bytes(tmp_path, "pdf", cut(SAMPLE.read_bytes(), tenths))
    assert result.status == "failed"


@pytest.mark.parametrize("seed", range(20))
def test_bytes_changed_by_chance(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(flipped(one_page(SAMPLE, 9), seed))
    try:
        assert read_pdf(path, ocr="never").pages
    except DocumentError as error:
        assert all(error.lines)  # noqa: PT017 — it may be raised or not
