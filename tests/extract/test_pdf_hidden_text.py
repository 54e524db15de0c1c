"""Text drawn twice comes once; text that nobody sees does not come at all, and is counted."""

from pathlib import Path

import pytest
from pdf_maker import hand_written

from pipeline.contracts.table import RawDocument, TextLine
from pipeline.extract.readers.pdf import read_pdf

IMAGE = b"q 120 0 0 60 50 120 cm /I Do Q "


def shown(words: str, x: float = 60, y: float = 150, state: str = "0 Tr 0 g") -> bytes:
    return f"BT {state} /F 12 Tf {x} {y} Td ({words}) Tj ET ".encode()


def read(folder: Path, content: bytes) -> RawDocument:
    path = folder / "plan.pdf"
    path.write_bytes(hand_written(content))
    return read_pdf(path)


def lines(document: RawDocument) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, TextLine)]


@pytest.mark.parametrize(
    "again",
    [
        shown("moon all 11.."),
        shown("moon all 11..", x=60.4),
        shown("moon all 11..", x=61, y=149, state="0.6 g"),
        shown("moon all 11..", state="1 Tr"),
    ],
    ids=["same place", "bold", "shadow", "outline"],
)
def test_text_drawn_twice_comes_once(again: bytes, tmp_path: Path) -> None:
    words = shown("moon all 11..")
    for content in (words + again, again + words):
        assert lines(read(tmp_path, content + shown("next", y=100))) == ["moon all 11..", "next"]


@pytest.mark.parametrize("cut", [24, 22, 20, 18, 16])
def test_line_that_a_page_break_slices_comes_once(cut: float, tmp_path: Path) -> None:
    """Printed on both pages, clipped at the end of one and the beginning of the next."""
    above = shown("above", y=60) + b"q 30 %g 340 250 re W n " % cut + shown("sliced", y=17) + b"Q "
    below = b"q 30 20 340 %g re W n " % (cut + 238) + shown("sliced", y=275) + b"Q "
    path = tmp_path / "plan.pdf"
    path.write_bytes(hand_written(above, below + shown("below", y=200)))
    document = read_pdf(path)
    assert lines(document) == ["above", "sliced", "below"]
    assert sum(dict(page.repairs)["unseen_text"] for page in document.pages if page.repairs) == 1


def test_syllables_of_which_marks_alone_are_drawn(tmp_path: Path) -> None:
    """Chromium prints the marks that reach over the page's edge, under whole syllables' names."""

    def syllables(y: float, *signs: str) -> bytes:
        return b"".join(
            b"/Span <</ActualText (moon)>> BDC %sEMC " % shown(sign, 60 + 20 * at, y)
            for at, sign in enumerate(signs)
        )

    whole = shown("whole", y=200)
    assert lines(read(tmp_path, whole + syllables(17, "'", "'"))) == ["whole"]
    assert lines(read(tmp_path, whole + syllables(17, "g", "'"))) == ["whole", "moonmoon"]
    assert lines(read(tmp_path, whole + syllables(150, "'"))) == ["whole", "moon"]


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    letters = b"".join(shown(letter, 60 + 9 * at) for at, letter in enumerate("abcdefgh"))
    white = shown("secret", y=200, state="1 g")
    (page,) = read(tmp_path, letters + b"1 0 0 1 0.3 0 cm " + letters + white).pages
    assert dict(page.repairs)["unseen_text"] == 6


def test_invisible_text_over_the_same_text_is_left_out(tmp_path: Path) -> None:
    guess = shown("pr1nted w0rds", x=61, y=149, state="3 Tr")
    assert lines(read(tmp_path, guess + shown("printed words"))) == ["printed words"]


def test_invisible_text_where_nothing_is_written_is_kept(tmp_path: Path) -> None:
    guess = shown("guessed words", y=200, state="3 Tr")
    assert lines(read(tmp_path, guess)) == ["guessed words"]
    assert lines(read(tmp_path, guess + shown("stamp", y=50))) == ["guessed words", "stamp"]


def test_white_text_is_read_on_a_dark_fill_and_on_nothing_else(tmp_path: Path) -> None:
    dark = b"0 0 0.5 rg 50 140 200 30 re f "
    assert lines(read(tmp_path, dark + shown("heading", state="1 g"))) == ["heading"]
    unseen = shown("secret", y=200, state="1 1 1 rg")
    assert lines(read(tmp_path, dark + unseen + shown("below", y=50))) == ["below"]
    assert lines(read(tmp_path, IMAGE + shown("on a picture", state="1 g"))) == ["on a picture"]
