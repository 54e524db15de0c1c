"""Line ends in cells: what the room at the right says of a space that was not drawn."""

from dataclasses import replace

from pipeline.contracts.page import Glyph, Page, Ruling
from pipeline.contracts.table import RawTable
from pipeline.extract.pages import read_blocks
from pipeline.extract.readers.glyphs import ASCENT, DESCENT

SIZE, STEP, PAD = 10.0, 5.0, 4.0
MARKS = "\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c"


def cell_text(lines: list[str], letters: int, step: float = STEP) -> str:
    """The text read from a cell whose column holds `letters` letters a line."""
    right = 100 + 2 * PAD + letters * STEP
    below = 20.0 + 16 * len(lines)
    glyphs = [glyph for i, line in enumerate(lines) for glyph in _line(line, 32 + 16.0 * i, step)]
    rulings = [Ruling("h", y, 100, right + 60) for y in (20.0, below + 4)]
    rulings += [Ruling("v", x, 20, below + 4) for x in (100.0, right, right + 60)]
    page = Page(1, 600, 800, tuple(glyphs), tuple(rulings), (), (), (), "test")
    table = next(block for block in read_blocks(page).blocks if isinstance(block, RawTable))
    return next(cell.text for cell in table.cells if cell.col == 0)


def _line(text: str, y: float, step: float) -> list[Glyph]:
    """`¶` at the end: the file says that a paragraph ends there."""
    x, glyphs, is_end = 100 + PAD, [], text.endswith("¶")
    for char in text.removesuffix("¶"):
        width = 0.0 if char in MARKS else STEP
        glyphs.append(
            Glyph(char, x, y - ASCENT * SIZE, x + width, y + DESCENT * SIZE, SIZE, "Loma")
        )
        x += step if width else 0.0
    if is_end:
        glyphs[-1] = replace(glyphs[-1], ends_paragraph=True)
    return glyphs


def test_word_that_had_room_stood_behind_a_space() -> None:
    """The line holds 12 letters: `วัด` would have fitted behind `โรงเรียน`, a space and `วัด` not."""
    lines = ["ตรวจสอบอาคาร", "โรงเรียน", "วัด"]
    assert cell_text(lines, 12) == "ตรวจสอบอาคาร\nโรงเรียน \nวัด"


def test_word_without_room_says_nothing() -> None:
    lines = ["ตรวจสอบอาคาร", "โรงเรียน", "ประชาชน"]
    assert cell_text(lines, 12) == "ตรวจสอบอาคาร\nโรงเรียน\nประชาชน"


def test_unknown_word_says_nothing() -> None:
    """Nobody knows where a producer would cut a name, so its first part may not have been free."""
    lines = ["ตรวจสอบอาคาร", "โรงเรียน", "ฆฬฑฌ"]
    assert cell_text(lines, 12) == "ตรวจสอบอาคาร\nโรงเรียน\nฆฬฑฌ"


def test_letters_spaced_out_need_their_spacing_too() -> None:
    """Letters 6 points apart: `วัด` takes 18 points, not 16, and the line has 17 left."""
    lines = ["ตรวจสอบอาคาร", "โรงเรียน", "ประชา", "ประชาชน"]
    assert " \n" not in cell_text(lines, 14, step=6)


def test_room_for_a_space_that_is_not_drawn_means_none() -> None:
    """Two line ends draw their space, so this producer draws them: the third had none."""
    lines = ["ตรวจสอบอาคาร", "วัด ", "โรงเรียนเด็ก", "อาคาร ", "ประชาชน", "โรงเรียน"]
    assert cell_text(lines, 12).endswith("ประชาชนโรงเรียน")


def test_room_for_a_word_ends_a_paragraph_though_spaces_are_drawn() -> None:
    """Two paragraphs of a cell in Writer: the first ended with a little room, and was glued on."""
    lines = ["ตรวจสอบอาคาร", "วัด ", "โรงเรียนเด็ก", "อาคาร ", "โรงเรียน", "วัดโรงเรียนบ้าน"]
    assert cell_text(lines, 12).endswith("โรงเรียน \nวัดโรงเรียนบ้าน")


def test_no_line_surely_runs_farther_than_the_longest() -> None:
    """Edges of tables without rules are guessed: with 13 letters a line `บ้าน` would have fitted."""
    lines = ["ตรวจสอบอาคาร", "โรงเรียนวัด", "บ้าน"]
    assert " \n" not in cell_text(lines, 13)


def test_lines_that_never_fill_were_not_broken_for_want_of_room() -> None:
    """Excel breaks by the screen's widths: most lines have room, and none speaks of a space."""
    lines = ["ตรวจสอบอาคารเรียน", "วัด", "บ้าน", "วัด", "เด็ก", "วัด"]
    assert " \n" not in cell_text(lines, 15)


def test_lines_that_end_far_from_the_edge_are_paragraphs() -> None:
    """A heading of two lines across the table: its second, `ค่าเป้าหมาย`, was glued to the first
    and lost, since that was a little shorter than the longest."""
    lines = ["ตรวจสอบอาคารเรียนวัด", "วัด ", "บ้าน ", "โรงเรียนเด็กประชา", "ประชาชน"]
    assert cell_text(lines, 40).endswith("ประชา\nประชาชน")


def test_paragraph_that_the_file_ends_is_parted_from_the_next() -> None:
    lines = ["ตรวจสอบอาคาร", "โรงเรียน¶", "ประชาชนและ", "เด็ก"]
    assert cell_text(lines, 12) == "ตรวจสอบอาคาร\nโรงเรียน \nประชาชนและ\nเด็ก"


def test_lines_typed_as_paragraphs_say_nothing() -> None:
    """An author who ends each line with Enter breaks words, too."""
    lines = ["ตรวจสอบอา¶", "คารโรงเรียน¶", "ประชาชน"]
    assert " \n" not in cell_text(lines, 12)
