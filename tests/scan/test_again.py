"""Numbers in doubt are looked at a second time, and what both looks say counts."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.extract.scan.again import Number, look_again, pooled
from pipeline.extract.scan.recogniser import Letter, Reading
from pipeline.extract.scan.strip import Grey


def reading(text: str, sure: float) -> Reading:
    return Reading(tuple(Letter(char, 0.5, sure) for char in text), 0.0)


@pytest.mark.parametrize(
    ("first", "second", "text", "low", "high"),
    [
        (("๑๐๐", 0.9), ("๑๐๐", 0.9), "๑๐๐", 0.98, 0.99),
        (("๑๐.๐๐๐", 0.9), ("๑๐,๐๐๐", 0.95), "๑๐,๐๐๐", 0.99, 1),  # the same digits
        (("๑๐๐", 0.9), ("๗๐๐", 0.6), "๑๐๐", 0.6, 0.7),
        (("๑๐๐", 0.6), ("๗๐๐", 0.9), "๗๐๐", 0.6, 0.7),
        (("๑๐๐", 0.99), ("๗๐๐", 0.99), "๑๐๐", 0.2, 0.3),
        (("๑๐๐", 0.8), ("๗๐๐", 0.1), "๑๐๐", 0.5, 0.65),  # a doubt, though no other number
        (("", 0.9), ("๗", 0.8), "", 0, 0.5),
    ],
)
def test_two_looks(
    first: tuple[str, float], second: tuple[str, float], text: str, low: float, high: float
) -> None:
    both = pooled(reading(*first), reading(*second) if second[0] else Reading((), 0.1))
    assert both.text == text
    assert low < both.confidence <= high or not text


def number(text: str) -> Grey:
    font = ImageFont.load_default(36)  # Pillow's own: the same everywhere
    image = Image.new("L", (round(font.getlength(text)) + 16, 66), 255)
    ImageDraw.Draw(image).text((8, 47), text, 0, font, "ls")
    return np.asarray(image)


def test_only_numbers_in_doubt_are_looked_at_and_both_nets_look() -> None:
    window = number("12,400")
    known = Number((window,), reading("12,400", 0.9999), reading("12,400", 0.9999))
    no_number = Number((window,), reading("คอ", 0.6), reading("∅", 0.6))
    unsure = Number((window,), reading("12,400", 0.7), reading("12,400", 0.7))
    differing = Number((window,), reading("12,400", 0.9), reading("12,900", 0.6))
    looked = look_again([known, no_number, unsure, differing])
    assert looked[:2] == [known, no_number]
    assert looked[2].line.text == looked[2].amount.text == "12,400"
    assert looked[2].line.confidence > 0.7
    assert looked[2].amount.confidence > 0.7
    assert looked[3].amount.text == "12,400"


def test_the_parts_of_an_outline_are_looked_at_one_by_one() -> None:
    parts = tuple(number(text) for text in ("12", "4"))
    (looked,) = look_again([Number(parts, reading("12.4", 0.6), reading("12.4", 0.6))])
    assert (looked.line.text, looked.amount.text) == ("12.4", "12.4")
