"""Which reader reads a page, and what becomes of a reader that fails on it."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import cv2
import pytest
from pdf_maker import hand_written

from bench.readers.documents import DOCUMENTS, Document, write
from bench.readers.measure import is_found
from bench.readers.plan import invent_rows
from pipeline import read_plan
from pipeline.contracts.attempt import Attempt
from pipeline.contracts.page import Glyph, Page
from pipeline.contracts.record import Plan
from pipeline.extract.readers import camelot, ocr, plumber
from pipeline.extract.readers.pdf import read_pdf
from pipeline.extract.readers.reader import Source
from pipeline.extract.text_layer.layer import TextLayer

ROOT = Path(__file__).parents[2]
ROWS = invent_rows(2566, 6)
BY_NAME = {document.name: document for document in DOCUMENTS}
PICTURE = BY_NAME["rules in a picture"]


def read(document: Document, tmp_path: Path, rows: tuple = ROWS) -> Plan:
    path = tmp_path / "plan.pdf"
    path.write_bytes(write(document, rows))
    plan = read_plan(path)
    missing = [row.item_no for row in rows if not is_found(row, plan)]
    assert not missing and len(plan.projects) == len(rows)
    return plan


@pytest.mark.parametrize(
    ("name", "readers"),
    [
        ("lines, sound text", ["pdfium"]),
        ("rules of round dots", ["pdfium"]),
        ("forms 12 deep", ["pdfium"]),
        ("ActualText in cp874", ["pdfium", "plumber"]),
        ("no ToUnicode", ["pdfium", "plumber"]),
        ("empty ActualText", ["pdfium", "plumber"]),
        ("inline image too short", ["pdfium", "plumber"]),
        ("rules in a picture, arrows drawn", ["pdfium", "camelot"]),
        ("columns drawn, rows in a picture", ["pdfium", "camelot"]),
        ("rules of rows as inline images", ["pdfium", "camelot"]),
        ("rules as shadings", ["pdfium", "camelot"]),
        ("rules in a pattern, cells centred", ["pdfium", "camelot"]),
        ("rules as slits of a clip, cells centred", ["pdfium", "camelot"]),
        ("no ToUnicode, picture", ["pdfium", "plumber", "camelot"]),
    ],
)
def test_the_last_reader_tried_passes(name: str, readers: list[str], tmp_path: Path) -> None:
    (page,) = read(BY_NAME[name], tmp_path).pages
    assert [attempt.reader for attempt in page.attempts] == readers
    assert [bool(attempt.failed) for attempt in page.attempts] == [True] * len(readers[1:]) + [
        False
    ]
    assert page.reader == readers[-1]


def test_table_goes_on_where_only_camelot_sees_it(tmp_path: Path) -> None:
    plan = read(BY_NAME["rules in a picture, one header"], tmp_path, invent_rows(7, 12))
    assert [page.reader for page in plan.pages] == ["camelot", "camelot"]
    assert plan.pages[1].attempts[0].failed == ("rules",)
    assert {project.extractor for project in plan.projects} == {"camelot"}


def test_page_that_the_page_tree_does_not_count(tmp_path: Path) -> None:
    plan = read(BY_NAME["page tree says 1"], tmp_path, invent_rows(7, 12))
    assert [page.reader for page in plan.pages] == ["pdfium", "plumber"]


def test_clean_document_loads_no_other_library() -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline import read_plan\n"
        "assert read_plan(Path('samples/tuayang_2566_writer.pdf')).projects\n"
        "others = ('pdfplumber', 'pdfminer', 'camelot', 'playa', 'cv2')\n"
        "print([name for name in others if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_page_too_large_to_draw_is_left_to_the_others(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes(write(PICTURE, ROWS).replace(b"842.0 595.0]", b"14400 14400]"))
    (page,) = read_pdf(path).pages
    assert page.attempts[-1] == Attempt("camelot", 0.0, ("page",))
    assert (page.status, page.reader) == ("text", "pdfium")


def test_trouble_in_opencv_harms_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise cv2.error("out of memory")

    monkeypatch.setattr(camelot, "adaptive_threshold", fails)
    path = tmp_path / "plan.pdf"
    path.write_bytes(write(PICTURE, ROWS))
    (page,) = read_pdf(path).pages
    assert page.attempts[-1] == Attempt("camelot", 0.0, ("page",))
    assert page.reader == "pdfium"


def test_page_with_too_much_drawn_is_not_given_to_pdfminer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plumber, "MAX_CONTENT", 1000)
    path = tmp_path / "plan.pdf"
    path.write_bytes(write(BY_NAME["no ToUnicode"], ROWS))
    (page,) = read_pdf(path, ocr="never").pages
    assert page.attempts[-1] == Attempt("plumber", 0.0, ("page",))
    assert (page.status, page.reason) == ("unread", "untrusted")


def test_page_of_outlines_is_not_given_to_pdfminer(tmp_path: Path) -> None:
    path = tmp_path / "outlines.pdf"
    path.write_bytes(hand_written(b"10 10 m 30 20 l 20 40 l f 20 60 m 300 60 l S"))
    (page,) = read_pdf(path, ocr="never").pages
    assert page.attempts[1] == Attempt("plumber", 0.0, ("page",))
    assert (page.status, page.reason) == ("unread", "drawn")


def test_reader_that_lost_letters_wins_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a page without its header would pass every other check
    whole = camelot.read_page

    def sees_little(source: Source, number: int, earlier: Page | None = None) -> Page:
        page = whole(source, number, earlier)
        return replace(page, glyphs=page.glyphs[:200])

    monkeypatch.setattr(camelot, "read_page", sees_little)
    path = tmp_path / "plan.pdf"
    path.write_bytes(write(PICTURE, ROWS))
    (page,) = read_pdf(path).pages
    assert "letters" in page.attempts[1].failed
    assert page.attempts[1].score < page.attempts[0].score
    assert page.reader == "pdfium"


def test_letters_are_mended_once_though_another_reader_adds_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Mended again, letters that are sound by now would forget how they were mended."""
    whole, mended = TextLayer.mend, []

    def counts(layer: TextLayer, page: Page) -> Page:
        mended.append(page.reader)
        return whole(layer, page)

    monkeypatch.setattr(TextLayer, "mend", counts)
    path = tmp_path / "plan.pdf"
    path.write_bytes(write(PICTURE, ROWS))
    (page,) = read_pdf(path).pages
    assert page.reader == "camelot"
    assert "camelot" not in mended and "pdfium" in mended


def test_the_reader_of_pictures_is_shown_the_text_layer_that_nobody_trusts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its digits may be sound; the picture is not judged against it."""
    shown: list[Page | None] = []

    def sees(_source: Source, number: int, earlier: Page | None, _letters: object) -> Page:
        shown.append(earlier)
        letter = Glyph("ก", 10, 10, 20, 20, 10, "scan")
        return Page(number, 595, 842, (letter,), (), (), (), (), "ocr")

    monkeypatch.setattr(ocr, "read_page", sees)
    monkeypatch.setattr(plumber, "MAX_CONTENT", 1000)
    path = tmp_path / "plan.pdf"
    path.write_bytes(write(BY_NAME["no ToUnicode"], ROWS))
    (page,) = read_pdf(path, ocr="auto").pages
    assert (page.status, page.reader) == ("ocr", "ocr")
    assert [one.reader for one in shown if one] == ["pdfium"]
