"""Glyphs to printed lines."""

from pipeline.contracts.page import Glyph
from pipeline.extract.readers.glyphs import ASCENT, DESCENT
from pipeline.extract.tables.lines import make_clusters, make_lines

SIZE = 10.0


def glyph(text: str, x: float, width: float = 5.0, y: float = 100.0, font: str = "Loma") -> Glyph:
    return Glyph(text, x, y - ASCENT * SIZE, x + width, y + DESCENT * SIZE, SIZE, font)


def row(text: str, x: float = 0.0, y: float = 100.0, step: float = 5.0) -> list[Glyph]:
    """One glyph a character; marks without advance, as fonts place them."""
    glyphs = []
    for char in text:
        mark = char == "\u0e31" or "\u0e34" <= char <= "\u0e3a" or "\u0e47" <= char <= "\u0e4e"
        glyphs.append(glyph(char, x - 2 if mark else x, 2 if mark else 5, y))
        x += 0 if mark else step
    return glyphs


def texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in make_lines(make_clusters(glyphs))]


def test_lines_read_down_and_right() -> None:
    assert texts(row("ที่สอง", y=120) + row("นี้", 40, 100) + row("ที่หนึ่ง", 0, 100)) == [
        "ที่หนึ่ง นี้",
        "ที่สอง",
    ]


def test_space_at_a_line_end_is_kept() -> None:
    assert texts(row("ชั้น ") + row("สอง", y=120)) == ["ชั้น ", "สอง"]


def test_gap_without_a_space_glyph_is_a_space() -> None:
    assert texts(row("กข") + row("คง", x=14)) == ["กข คง"]
    assert texts(row("กข") + row("คง", x=11)) == ["กขคง"]


def test_spread_letters_are_no_spaces() -> None:
    assert texts(row("การดำเนินงาน", step=9)) == ["การดำเนินงาน"]


def test_marks_stay_with_their_letter_whatever_their_x() -> None:
    early = [glyph("ท", 0), glyph("\u0e48", -3, 2), glyph("\u0e35", 6, 2), glyph("ร", 5)]
    assert texts(early) == ["ที่ร"]


def test_marks_drawn_after_the_whole_line() -> None:
    late = [*row("กานนดนนนนนนนน"), glyph("\u0e49", 6.5, 2)]
    assert texts(late) == ["กา้นนดนนนนนนนน"]


def test_decomposed_sara_am_is_whole_again() -> None:
    assert texts(row("จ\u0e4d\u0e32นวน น\u0e49\u0e4d\u0e32")) == ["จำนวน น้ำ"]


def test_bold_by_the_fonts_name() -> None:
    bold = [glyph(char, 5 * x, font="Laksaman-Bold") for x, char in enumerate("หัว")]
    (line,) = make_lines(make_clusters(bold))
    assert line.bold
    (line,) = make_lines(make_clusters(row("ตัวธรรมดา")))
    assert not line.bold


def test_marks_do_not_widen_their_letter() -> None:
    """Writer spreads a line with its marks apart; the letter stays in the column where it is."""
    (cluster,) = make_clusters([glyph("ต", 90), glyph("์", 107, 2)])
    assert (cluster.text, cluster.x0, cluster.x1) == ("ต์", 90, 95)


def test_letter_that_ends_a_cluster_takes_room() -> None:
    joined = [glyph("น", 0), glyph("้ำ", 5, 5), *row("ใจ", 10)]
    assert texts(joined) == ["น้ำใจ"]


def test_sara_am_without_room_is_a_mark() -> None:
    """A reader that does not know its width sets the า of น้ำ a hair before it: `นา้ำ`."""
    shown = [glyph("น", 0), glyph("ำ", 5.1, 0), glyph("้", 4.4, 0), *row("าใจ", 5.05)]
    assert texts(shown) == ["น้ำใจ"]
