"""Thai digits whose glyph has no name: named where numbers and the other digits prove them."""

from dataclasses import replace

import pytest

from pipeline.contracts.page import Glyph, Page
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers.glyphs import unnamed
from pipeline.extract.tables.lines import make_clusters, make_lines
from pipeline.extract.text_layer.layer import TextLayer

SIZE = 10.0
OTHER = "๐๑๒๓๔๖๗๘๙"  # without ๕


def line(text: str, row: int, lost: str = "") -> list[Glyph]:
    """A printed line, its ๕ named `lost`; signs are narrower than letters and digits."""
    glyphs, x = [], 50.0
    y = 100.0 + 20 * row
    for char in text:
        width = 2.5 if char in " ,.-()" else 5.0
        name = lost if lost and char == "๕" else char
        glyphs.append(Glyph(name, x, y - 8, x + width, y + 2, SIZE, "THSarabun"))
        x += width
    return glyphs


def page(lines: list[str], lost: str, number: int = 1) -> Page:
    glyphs = [g for row, text in enumerate(lines) for g in line(text, row, lost)]
    return Page(number, 600, 800, tuple(glyphs), (), (), (), (), "test")


def read(one: Page) -> list[str]:
    return [found.text for found in make_lines(make_clusters(one.glyphs))]


AMOUNTS = ["๘๕๖,๐๐๐", "๓๒๒,๗๙๙.๐๕ บาท", f"รวม {OTHER}"]


@pytest.mark.parametrize("lost", ["A", ">", "?", unnamed(12), UNKNOWN])
def test_the_digit_that_a_font_never_shows_is_the_one_without_a_name(lost: str) -> None:
    assert read(TextLayer().mend(page(AMOUNTS, lost))) == AMOUNTS


@pytest.mark.parametrize("lost", [" ", ",", ".", "-", "("])
def test_digit_named_as_a_sign_is_told_from_the_sign_by_its_width(lost: str) -> None:
    lines = [*AMOUNTS, "๑๕,๕๐๐ - (๑.๒), ๓", *[OTHER] * 6]
    mended = TextLayer().mend(page(lines, lost))
    assert "".join(glyph.text for glyph in mended.glyphs) == "".join(lines)


def test_which_of_two_digits_nobody_knows() -> None:
    lines = ["๘๕๖,๐๐๐", "๓๒๒,๑๙๙.๐๕ บาท", "รวม ๐๑๒๓๔๖๘๙"]  # no ๗ either
    assert read(TextLayer().mend(page(lines, ">"))) == [t.replace("๕", UNKNOWN) for t in lines]


def test_one_number_proves_no_digit() -> None:
    lines = ["๘๕๖,๐๐๐", f"รวม {OTHER}"]
    assert read(TextLayer().mend(page(lines, ">"))) == [f"๘{UNKNOWN}๖,๐๐๐", lines[1]]


def test_true_letter_of_the_name_stays() -> None:
    """A digit named A, and an A: not as wide where it is one, in doubt where it is."""
    lines = [*AMOUNTS, "หมวด ๕ ป", "ภาค A"]
    spoilt = page(lines, "A")
    *others, true = spoilt.glyphs
    wider = replace(spoilt, glyphs=(*others, replace(true, x1=true.x0 + 7)))
    assert read(TextLayer().mend(wider)) == lines
    assert read(TextLayer().mend(spoilt))[3:] == [f"หมวด {UNKNOWN} ป", f"ภาค {UNKNOWN}"]


def test_later_page_proves_the_digit_of_an_earlier_one() -> None:
    layer = TextLayer()
    first = page(["หมวด ๕ ป"], ">")
    assert read(layer.mend(first)) == ["หมวด > ป"]
    layer.mend(page(AMOUNTS, ">", number=2))
    assert layer.outdated() == [1]
    assert read(layer.mend(first)) == ["หมวด ๕ ป"]


def test_sound_numbers_stay() -> None:
    """Signs beside numbers, two numbers with one space, Arabic digits among the Thai ones."""
    lines = [
        "๑,๐๐๐ บาท (๒,๐๐๐)",
        "๗,๔๐๐-๘,๖๐๐",
        f"{OTHER} ๒๖,๐๐๐.-",
        "๑ ๒,๐๐๐",
        "๒๖61",
        "๓๑,๒00",
    ] * 3
    sound = page(lines, "")
    assert TextLayer().mend(sound) is sound
