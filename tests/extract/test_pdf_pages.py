"""Page by page: what was read, what could not be, the printed page number."""

from pathlib import Path

import pytest
from pdf_maker import hand_written

from pipeline.contracts.attempt import Attempt
from pipeline.contracts.table import RawDocument, TextLine
from pipeline.extract.readers.pdf import read_pdf

IMAGE = b"q 400 0 0 300 0 0 cm /I Do Q "
OUTLINES = b"20 20 m 60 90 l 120 40 l f"


def text(words: str, x: int = 60, y: int = 150) -> bytes:
    return f"BT /F 12 Tf {x} {y} Td ({words}) Tj ET\n".encode()


def read(tmp_path: Path, *contents: bytes) -> RawDocument:
    path = tmp_path / "plan.pdf"
    path.write_bytes(hand_written(*contents))
    return read_pdf(path, ocr="never")


def lines(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextLine)]


def test_states_of_pages(tmp_path: Path) -> None:
    document = read(tmp_path, text("body"), b"", IMAGE, OUTLINES, IMAGE + text("'#1ri u:r"))
    assert [page.status for page in document.pages] == ["text", "blank", *["unread"] * 3]
    assert [bool(page.reason) for page in document.pages] == [False, False, True, True, True]
    assert lines(document) == ["body"]
    assert document.kind == "pdf" and document.reader == "pdfium"


def test_page_whose_content_is_lost_is_not_blank(tmp_path: Path) -> None:
    whole = hand_written(b"not deflated at all")
    path = tmp_path / "plan.pdf"
    path.write_bytes(whole.replace(b"/Length 19 >>", b"/Filter /FlateDecode /Length 19 >>"))
    (page,) = read_pdf(path).pages
    assert (page.status, page.reason) == ("unread", "damaged")


@pytest.mark.parametrize(
    ("printed", "y", "number"),
    [("3", 20, 3), ("- 12 -", 280, 12), ("(4)", 280, 4), ("page 5 of 9", 20, 5), ("3", 150, None)],
)
def test_page_number_in_the_margin_is_left_out(
    printed: str, y: int, number: int | None, tmp_path: Path
) -> None:
    escaped = printed.replace("(", r"\(").replace(")", r"\)")
    document = read(tmp_path, text("above", y=200) + text("below", y=100) + text(escaped, y=y))
    assert document.pages[0].printed_number == number
    assert (printed in lines(document)) == (number is None)
    assert {"above", "below"} <= set(lines(document))


def test_gap_is_a_space_and_lines_read_down(tmp_path: Path) -> None:
    page = text("second", y=100) + text("left", 60, 200) + text("right", 200, 200)
    assert lines(read(tmp_path, page)) == ["left right", "second"]


def test_actual_text_counts_once(tmp_path: Path) -> None:
    span = b"/Span << /ActualText <FEFF0E0A0E350E49> >> BDC "
    shown = b"BT /F 12 Tf 60 150 Td (a) Tj " + span
    shown += b"7 0 Td (b) Tj 7 0 Td (c) Tj 0 4 Td (d) Tj EMC 7 -4 Td (e) Tj ET"
    assert lines(read(tmp_path, shown)) == ["aชี้e"]


def test_every_attempt_is_kept(tmp_path: Path) -> None:
    document = read(tmp_path, IMAGE + text("jumble of a scanner"), text("sound"))
    assert [attempt.reader for attempt in document.pages[0].attempts] == ["pdfium", "plumber"]
    assert document.pages[1].attempts == (Attempt("pdfium", 1.0),)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_pages_read_upright(turn: int, tmp_path: Path) -> None:
    maps = {0: "1 0 0 1 0 0", 90: "0 1 -1 0 300 0", 180: "-1 0 0 -1 400 300", 270: "0 -1 1 0 0 400"}
    box = "0 0 300 400" if turn in (90, 270) else "0 0 400 300"
    content = f"{maps[turn]} cm\n".encode() + text("first", y=200) + text("second", y=100)
    whole = hand_written(content, box=box).replace(
        b"/Type /Page ", f"/Type /Page /Rotate {turn} ".encode()
    )
    path = tmp_path / "plan.pdf"
    path.write_bytes(whole)
    document = read_pdf(path)
    assert lines(document) == ["first", "second"]
    box_read = document.blocks[0].place.box
    assert box_read is not None and box_read.x0 == pytest.approx(60, abs=1)
