"""Digits stand only where two readings that differ in kind say the same; else they have no name."""

import re
from dataclasses import replace

import cv2
import numpy as np
import pytest
from pictures import SAMPLE, picture, turned

from pipeline.contracts.page import Candidate, Glyph, Page
from pipeline.extract.readers import pdfium
from pipeline.extract.readers.reader import Source
from pipeline.extract.scan.cuts import Cuts
from pipeline.extract.scan.doubts import Written, find_doubts
from pipeline.extract.scan.layer import find_layer
from pipeline.extract.scan.look import look_at
from pipeline.extract.scan.numbers import (
    Checked,
    NumberDoubt,
    agreed,
    settle,
    without_rest,
)
from pipeline.extract.scan.page import read_picture
from pipeline.extract.scan.questions import Question, questions
from pipeline.extract.scan.recogniser import Letter, Reading
from pipeline.extract.scan.strip import Grey
from pipeline.extract.tables.lines import make_clusters, make_lines
from pipeline.normalize.digits import has_digit, to_arabic

LETTER = 30  # pixels
PROJECTS = 12  # a page with two projects


@pytest.fixture(autouse=True)
def _sure_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """How sure two readings must be together, whatever the weights of today."""
    monkeypatch.setattr("pipeline.extract.scan.numbers.enough", lambda silent: 4.6)


def reading(text: str, sure: float = 0.99, unsure: str = "", missed: float = 0.0) -> Reading:
    """`text` in letters one beside the other; those of `unsure` are."""
    return Reading(
        tuple(
            Letter(char, (at + 0.5) / max(1, len(text)), 0.4 if char in unsure else sure)
            for at, char in enumerate(text)
        ),
        missed,
    )


def strip(text: str) -> Grey:
    """A black block for each letter, white between them and for each space."""
    grey = np.full((round(3.3 * LETTER), LETTER * max(1, len(text))), 255, np.uint8)
    for at, char in enumerate(text):
        if char != " ":
            grey[LETTER * 5 // 4 : LETTER * 9 // 4, at * LETTER + 6 : at * LETTER + 24] = 0
    return grey


def settled(text: str, again: str, layer: str = "", **how: float) -> Checked:
    """A line that is all one number, read again."""
    first = reading(text, how.get("line", 0.99))
    asked = Question(0, len(text), how.get("line", 0.99), ((0, 10),))
    return settle(Checked(first), asked, reading(again, how.get("amount", 0.99)), None, layer)


@pytest.mark.parametrize(
    ("line", "amount", "stands"),
    [
        ("๕๐,๐๐๐", "๕๐,๐๐๐", "๕๐,๐๐๐"),
        ("๕๐.๐๐๐", "๕๐,๐๐๐", "๕๐,๐๐๐"),  # the grammar knows a comma read as a dot
        ("๕๐,๐๐๐", "๕๐.๐๐๐", "๕๐,๐๐๐"),
        ("๕๐๐,๕๐", "๕๐๐.๕๐", "๕๐๐.๕๐"),
        ("๕๐,๐๐๐.-", "๕๐,๐๐๐", "๕๐,๐๐๐"),
        ("๕๐๐๐๐", "๕๐,๐๐๐", "๕๐๐๐๐"),
        ("๒.๒.๑", "๒.๒.๑", "๒.๒.๑"),
        ("๕0,๐๐๐", "๕๐,๐๐๐", "๕๐,๐๐๐"),
        ("๕๐.๐๐", "๕,๐๐๐", None),  # both well formed, and not the same
        ("๑๒", "๑.๒", None),
        ("๕๐,๐๐๐", "๖๐,๐๐๐", None),
        ("๕๐,๐๐๐", "๕๐,๐๐", None),
        ("๕๐,๐๐๐", "∅", None),
        ("๕๐,๐๐๐", "", None),
    ],
)
def test_two_readings_of_a_number(line: str, amount: str, stands: str | None) -> None:
    assert agreed(line, amount) == stands


def test_what_is_agreed_stands_and_what_is_not_has_no_digits() -> None:
    assert settled("๕๐,๐๐๐", "๕๐,๐๐๐") == Checked(reading("๕๐,๐๐๐", 0.99))
    differing = settled("๕๐,๐๐๐", "๖๐,๐๐๐", amount=0.9)
    assert differing.reading.text == "��,���"
    assert differing.doubts == (
        NumberDoubt(0, 6, (Candidate("๕๐,๐๐๐", "line", 0.99), Candidate("๖๐,๐๐๐", "amount", 0.9))),
    )


@pytest.mark.parametrize("how", [{"line": 0.4}, {"amount": 0.4}, {"line": 0.8, "amount": 0.8}])
def test_readings_that_agree_but_are_not_sure_do_not_stand(how: dict[str, float]) -> None:
    unsure = settled("๑๐๐", "๑๐๐", **how)
    assert (unsure.reading.text, len(unsure.doubts)) == ("���", 1)
    assert settled("๑๐๐", "๑๐๐", amount=0.6).reading.text == "๑๐๐"  # the other is very sure


def test_the_text_layer_settles_what_the_nets_do_not_and_is_never_believed_alone() -> None:
    assert settled("๑๐๐", "๗๐๐", layer="๗๐๐").reading.text == "๗๐๐"
    assert settled("๑๐๐", "๑๐๐", layer="๑๐๐", line=0.6, amount=0.6).reading.text == "๑๐๐"
    alone = settled("๑๐๐", "๗๐๐", layer="๙๐๐")
    assert alone.reading.text == "���"
    assert {one.reader: one.text for one in alone.doubts[0].candidates}["text_layer"] == "๙๐๐"
    assert settled("๑๐๐", "๗๐๐", layer="๗๐๐", amount=0.3).doubts


def test_numbers_amid_text_are_read_again_in_their_own_windows() -> None:
    text = "ปี ๒๕๖๖ ร้อยละ ๘๐"
    one, two = questions(strip(text), reading(text))
    assert (text[one.start : one.stop], text[two.start : two.stop]) == ("๒๕๖๖", "๘๐")
    for asked in (one, two):
        ((left, right),) = asked.spans
        assert (asked.start - 1) * LETTER < left <= asked.start * LETTER + 6
        assert asked.stop * LETTER - 6 <= right <= (asked.stop + 1) * LETTER
        assert asked.wide is None


def test_an_unsure_letter_beside_a_number_may_be_a_digit_of_it() -> None:
    text = "ร้อยละ ๘อ"
    (asked,) = questions(strip(text), reading(text, unsure="อ"))
    assert asked.wide is not None
    assert asked.wide[1] - asked.spans[0][1] >= LETTER / 2
    narrow, wide = reading("๘"), reading("๘๐")
    longer = settle(Checked(reading(text)), asked, narrow, wide, "")
    assert longer.reading.text == "ร้อยละ �อ"
    same = settle(Checked(reading(text)), asked, narrow, reading("∅"), "")
    assert same.reading.text == text


def test_letters_that_are_surely_a_number_to_the_other_net_are_no_letters() -> None:
    (asked,) = questions(strip("คอ"), reading("คอ", unsure="อ"))
    lost = settle(Checked(reading("คอ")), asked, reading("๕๐"), None, "")
    assert lost.reading.text == "��"
    assert [one.text for one in lost.doubts[0].candidates] == ["๕๐", "คอ"]
    kept = settle(Checked(reading("คอ")), asked, reading("∅"), None, "")
    assert (kept.reading.text, kept.doubts) == ("คอ", ())
    assert not list(questions(strip("คอ"), reading("คอ")))  # the line net is sure


def test_ink_that_only_one_net_reads_is_not_blank() -> None:
    (asked,) = questions(strip(" "), Reading((), 0.2))
    assert settle(Checked(Reading((), 0.2)), asked, reading("๗", 0.6), None, "").reading.text == "�"
    assert settle(Checked(Reading((), 0.2)), asked, Reading((), 0.1), None, "").reading.text == ""
    assert settle(Checked(Reading((), 0.8)), asked, Reading((), 0.1), None, "").reading.text == "�"


def test_a_dash_is_a_dash_unless_the_other_net_reads_digits() -> None:
    assert settled("-", "∅").reading.text == "-"
    assert settled("-", "๑").reading.text == "�"


def test_several_doubts_of_a_line_keep_their_places() -> None:
    checked = Checked(reading("๑ ๒๒ ๓"))
    for start, stop, again in ((5, 6, "๔"), (2, 4, "๒๒"), (0, 1, "๗")):
        checked = settle(checked, Question(start, stop, 0.99, ((0, 1),)), reading(again), None, "")
    assert checked.reading.text == "� ๒๒ �"
    assert [(one.start, one.stop) for one in checked.doubts] == [(0, 1), (5, 6)]


def test_cuts_lie_in_the_white() -> None:
    cuts = Cuts(strip("กข๑๒ค"), reading("กข๑๒ค").letters)
    left, right = cuts.span(2, 4)
    assert LETTER * 2 - 6 <= left <= LETTER * 2 + 6
    assert LETTER * 4 - 6 <= right <= LETTER * 4 + 6


def test_letters_in_doubt_stay_and_say_so() -> None:
    def written(at: int, text: str, sure: float) -> Written:
        return Written(Glyph(text, at, 0, at + 1, 10, 10, "scan"), at, sure)

    line = [written(0, "ก", 0.9), written(1, "ขี่", 0.5), written(2, "ค", 0.3), written(3, "�", 0.2)]
    number = NumberDoubt(3, 4, (Candidate("๑", "line", 0.2),))
    digits, letters = find_doubts(line, [number])
    assert (digits.kind, digits.text, digits.x0, digits.x1) == ("number", "�", 3, 4)
    assert (letters.kind, letters.text, letters.x0, letters.x1) == ("letters", "ขี่ค", 1, 3)
    assert letters.candidates == (Candidate("ขี่ค", "line", 0.3),)


def test_the_parts_of_an_outline_number_are_read_one_by_one() -> None:
    """The net for numbers knows commas and satang, not how chapters are counted."""
    text = "๒.๒.๑ จำนวน ๒๕.๕๐"
    outline, amount = questions(strip(text), reading(text))
    assert [left // LETTER for left, _ in outline.spans] == [0, 2, 4]
    assert len(amount.spans) == 1


def printed(page: int) -> Page:
    """A page as its own text layer has it."""
    source = Source.open(SAMPLE)
    read = pdfium.read_page(source, page, None)
    source.close()
    return read


def numbers_on(page: Page) -> list[str]:
    """Every stretch of digits, as values."""
    lines = (line.text for line in make_lines(make_clusters(page.glyphs)))
    return [
        to_arabic(found.replace(",", ""))
        for line in lines
        for found in re.findall(r"[0-9๐-๙]+(?:[.,][0-9๐-๙]+)*", line)
    ]


def askew(page: Page, degrees: float) -> Page:
    """The layer of a page that was scanned so."""
    matrix = cv2.getRotationMatrix2D((page.width / 2, page.height / 2), -degrees, 1)
    glyphs = []
    for one in page.glyphs:
        x, y = matrix @ ((one.x0 + one.x1) / 2, (one.top + one.bottom) / 2, 1)
        glyphs.append(replace(one, x0=x - 2, x1=x + 2, top=y - 5, bottom=y + 5))
    return replace(page, glyphs=tuple(glyphs))


@pytest.mark.parametrize("degrees", [0, 2.0])
def test_digits_of_a_text_layer_are_found_where_the_picture_shows_them(degrees: float) -> None:
    sight = look_at(turned(picture(PROJECTS, 200), degrees))
    layer = askew(printed(PROJECTS), degrees)
    third = find_layer(layer, sight, 72 / 200)
    found = [third(at, (0, one.shape[1])) for at, one in enumerate(sight.strips)]
    assert {"๗.", "๘.", "๘๕", "๙๐", "12"} <= set(found)
    assert find_layer(None, sight, 72 / 200)(0, (0, 10)) == ""


@pytest.mark.parametrize(("page", "dpi"), [(10, 300), (11, 200), (12, 150)])
def test_every_number_of_a_real_page_is_right_or_in_doubt(page: int, dpi: int) -> None:
    """Against the page's own text layer; quarters in a row of headings are one number there."""
    true = numbers_on(printed(page))
    read = read_picture(picture(page, dpi), 72 / dpi, page)
    assert [one for one in numbers_on(read) if not any(one in other for other in true)] == []
    lost = [doubt for doubt in read.doubts if doubt.kind == "number"]
    assert read.unknown_glyphs == sum(doubt.text.count("�") for doubt in lost)
    assert all(doubt.candidates for doubt in lost)


def test_a_layer_whose_words_are_dead_settles_the_digits_that_a_net_reads_too() -> None:
    """Every letter but the digits is another; a layer that is all wrong settles nothing."""
    own = printed(10)
    kept = [has_digit(one.text) or one.text in ".," for one in own.glyphs]
    dead = [
        one if is_kept else replace(one, text="%")
        for one, is_kept in zip(own.glyphs, kept, strict=True)
    ]
    wrong = [replace(one, text="7") if has_digit(one.text) else one for one in dead]
    grey, points = picture(10, 300), 72 / 300
    alone = numbers_on(read_picture(grey, points, 10))
    settled_by = {
        name: numbers_on(read_picture(grey, points, 10, replace(own, glyphs=tuple(glyphs))))
        for name, glyphs in (("dead", dead), ("wrong", wrong))
    }
    assert "24600" in settled_by["dead"]
    assert len(settled_by["dead"]) >= len(alone)
    assert set(settled_by["wrong"]) - {"7"} == set(alone) - {"7"}


@pytest.mark.parametrize(("text", "left"), [("๕,๐๖๕", "\ufffd,\ufffd\ufffd\ufffd"), ("ปี ๖", "ปี ๖")])
def test_a_number_that_may_lack_a_part_has_no_digits(text: str, left: str) -> None:
    checked = without_rest(Checked(reading(text)))
    assert checked.reading.text == left
    told = [one.text for doubt in checked.doubts for one in doubt.candidates]
    assert told == ([text] if left != text else [])


@pytest.mark.parametrize("digit", [0, 1])
@pytest.mark.parametrize("dpi", [200, 300])
def test_a_number_whose_digits_a_stamp_took_is_not_its_rest(digit: int, dpi: int) -> None:
    """The rim of a stamp and what it crosses are one spot, which is in no line."""
    glyphs = printed(10).glyphs
    crossed = glyphs["".join(one.text for one in glyphs).index("๒๔,๖๐๐") + digit]
    x = round((crossed.x0 + crossed.x1) / 2 * dpi / 72)
    y = round((crossed.top + crossed.bottom) / 2 * dpi / 72)
    grey, radius = picture(10, dpi).copy(), dpi // 2
    cv2.circle(grey, (x - radius, y), radius, 40, dpi // 50)
    read = numbers_on(read_picture(grey, 72 / dpi, 10))
    assert not {"4600", "600", "2600", "00"} & set(read)


def test_commas_of_a_grouped_number_need_not_be_sure() -> None:
    unsure = [0.99, 0.6, 0.99, 0.99, 0.99]
    letters = [Letter(c, 0.5, sure) for c, sure in zip("๕,๒๐๐", unsure, strict=True)]
    assert Reading(tuple(letters), 0.0).as_number == 0.99
    assert Reading(tuple(letters), 0.0).confidence == 0.6
    assert Reading(tuple(letters[:4]), 0.0).as_number == 0.6  # ๕,๒๐ may be ๕.๒๐
    assert Reading(tuple(letters), 0.3).as_number == 0.7
