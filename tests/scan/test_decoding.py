"""From chances to letters: what orthography and words may settle, and what they may not."""

from collections.abc import Iterable

import numpy as np
import pytest

from pipeline.extract.scan import beam, decode
from pipeline.extract.scan.alphabet import AMOUNT, LINE, Alphabet
from pipeline.extract.scan.beam import BLANK, Chances
from pipeline.extract.scan.syllables import count_misspelt
from pipeline.extract.scan.words import cost_of_words

Column = dict[str, float]  # chances of a column by text; "" is the blank, which has the rest


def columns(alphabet: Alphabet, given: Iterable[Column]) -> Chances:
    found = list(given)
    chances = np.zeros((len(found), len(alphabet.classes)), np.float32)
    for row, column in zip(chances, found, strict=True):
        for text, chance in column.items():
            row[alphabet.classes.index(text)] = chance
        row[BLANK] += 1 - row.sum()
    return chances


def printed(text: str, alphabet: Alphabet = LINE, **unsure: Column) -> Chances:
    """Two sure columns a letter and a blank; the letters at `_3` and so on as `unsure` has it."""
    found: list[Column] = [{}]
    for index, number in enumerate(alphabet.encode(text)):
        letter = {alphabet.classes[number]: 0.97}
        found += [unsure.get(f"_{index}", letter), unsure.get(f"_{index}", letter), {}]
    return columns(alphabet, found)


def read(chances: Chances, alphabet: Alphabet = LINE) -> str:
    return alphabet.decode(one.number for one in decode.spell(chances, alphabet)[0])


def greedy(chances: Chances, alphabet: Alphabet = LINE) -> str:
    best = chances.argmax(1)
    starts = np.flatnonzero(np.r_[True, best[1:] != best[:-1]])
    return alphabet.decode(int(number) for number in best[starts])


@pytest.mark.parametrize(
    ("text", "at", "unsure"),
    [
        pytest.param("งบประมาณ", 4, {"า": 0.5, "ะ": 0.48}, id="vowel"),
        pytest.param("ซื้อ", 0, {"ช": 0.52, "ซ": 0.46}, id="consonant"),
        pytest.param("ต่อต้าน", 0, {"ด": 0.5, "ต": 0.47}, id="foot"),
        pytest.param("พื้นที่", 4, {"ี": 0.53, "ี่": 0.45}, id="tone lost"),
        pytest.param("ผู้ว่าราชการ", 1, {"ู": 0.5, "ู้": 0.49}, id="tone below"),
        pytest.param("คือ", 1, {"ี": 0.5, "ื": 0.47}, id="strokes above"),
        pytest.param("ชี้แจง*", 5, {"•": 0.5, "*": 0.47}, id="no bullet"),
        pytest.param("ไม่รับ ‘ของ’", 7, {"’": 0.5, "‘": 0.47}, id="quote that opens"),
    ],
)
def test_words_settle_what_the_ink_leaves_open(text: str, at: int, unsure: Column) -> None:
    chances = printed(text, **{f"_{at}": unsure})
    assert greedy(chances) != text
    assert read(chances) == text


@pytest.mark.parametrize(
    ("text", "at", "unsure"),
    [
        pytest.param("กี่ฟ", 1, {"ี่": 0.5, "ี": 0.49}, id="both are Thai"),
        pytest.param("ฐฟ", 1, {"ฟ": 0.6, "ฝ": 0.38}, id="no word either way"),
    ],
)
def test_strange_words_stay_as_the_ink_has_them(text: str, at: int, unsure: Column) -> None:
    assert read(printed(text, **{f"_{at}": unsure})) == text


@pytest.mark.parametrize("text", ["ชื้อ", "ดำบล", "ที่ี", "เะ", "แผ่นดิง"])
def test_a_sure_reading_is_never_turned_around(text: str) -> None:
    chances = printed(text)
    assert read(chances) == text
    spelt, missed = decode.spell(chances, LINE)
    assert [one.chance for one in spelt] == pytest.approx([0.97] * len(spelt))
    assert missed < 0.05


def test_what_the_ink_all_but_rules_out_is_not_read() -> None:
    assert read(printed("ชื้อ", _0={"ช": 0.955, "ซ": 0.04})) == "ชื้อ"
    assert read(printed("ชื้อ", _0={"ช": 0.85, "ซ": 0.01})) == "ชื้อ"


@pytest.mark.parametrize(
    ("text", "at", "unsure"),
    [
        pytest.param("ปี ๒๕๖๖", 6, {"๖": 0.5, "๒": 0.48}, id="year"),
        pytest.param("๕,๐๐๐ บาท", 1, {",": 0.5, ".": 0.48}, id="comma"),
        pytest.param("ข้อ ๑", 4, {"๑": 0.5, "า": 0.49}, id="digit or letter"),
        pytest.param("การอบรม", 1, {"า": 0.5, "๑": 0.49}, id="letter or digit"),
        pytest.param("๑ๆ", 1, {"ๆ": 0.5, "๗": 0.49}, id="sign or digit"),
    ],
)
def test_numbers_are_read_by_the_ink_alone(text: str, at: int, unsure: Column) -> None:
    assert read(printed(text, **{f"_{at}": unsure})) == text


def test_a_number_keeps_to_one_script_where_its_value_stays() -> None:
    assert read(printed("๒๕๐๐", _2={"0": 0.5, "๐": 0.48})) == "๒๕๐๐"
    assert read(printed("๒๕0๐", _2={"0": 0.93, "๐": 0.05})) == "๒๕0๐"


@pytest.mark.parametrize("alphabet", [LINE, AMOUNT])
def test_a_digit_twice_is_two_ways_to_read(alphabet: Alphabet) -> None:
    """What lies between two peaks of one digit is either a gap or not: the chance says so."""
    unsure = columns(alphabet, [{}, {"๐": 0.97}, {"๐": 0.6}, {"๐": 0.97}, {}])
    (one,), missed = decode.spell(unsure, alphabet)
    assert missed == pytest.approx(0.4, abs=0.02)
    assert one.chance > 0.9  # that there is one is sure
    apart = columns(alphabet, [{}, {"๐": 0.97}, {"๐": 0.3}, {"๐": 0.97}, {}])
    assert read(apart, alphabet) == "๐๐"


def test_chances_of_a_stretch_are_those_of_its_ways() -> None:
    chances = printed("กฟข", _1={"ฟ": 0.6, "ฝ": 0.4})
    (ways,) = [part.ways for part in beam.find_stretches(chances) if part.ways]
    texts = {LINE.decode(way.classes): way.chance for way in ways}
    assert texts["ฟ"] == pytest.approx(0.36, abs=0.01)  # ฟ in both columns; ฟฝ and ฝฟ are the rest
    assert texts["ฝ"] == pytest.approx(0.16, abs=0.01)
    assert sum(texts.values()) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize(
    "column", [{"ก": 0.6}, {"ก": 0.3}, {"ข": 0.5}, {"ก": 0.45, "ข": 0.45}], ids=str
)
def test_where_a_letter_ends_is_no_question(column: Column) -> None:
    chances = columns(LINE, [{}, {"ก": 0.98}, column, {"ข": 0.98}, {}])
    assert not any(part.ways for part in beam.find_stretches(chances))
    assert read(chances) == "กข"


def test_searched_columns_are_few_and_ways_bounded() -> None:
    """A line costs what its unsure columns cost, and no column more than WIDTH ways."""
    sure = printed("แผนปฏิบัติการป้องกันการทุจริต")
    assert not any(part.ways for part in beam.find_stretches(sure))
    even = np.full((beam.LONGEST, len(LINE.classes)), 1 / len(LINE.classes), np.float32)
    (part,) = beam.find_stretches(even)
    assert len(part.ways) <= beam.WIDTH
    assert not any(part.ways for part in beam.find_stretches(np.repeat(even, 2, 0)))


@pytest.mark.parametrize(
    ("wrong", "right"), [("เรอ", "เธอ"), ("การปองกัน", "การป้องกัน"), ("ฐฟืก", "ฟื้น")]
)
def test_words_cost_less_than_slips(wrong: str, right: str) -> None:
    assert cost_of_words(right) < cost_of_words(wrong)


@pytest.mark.parametrize(
    ("text", "misspelt"),
    [
        ("น้ำใจ เสร็จ ก็ คือ ตั้ง เกาะ ฤๅษี พันธุ์ ศุกร์ เปอร์เซ็นต์", 0),
        ("๑,๒๕๐.๐๐ 1,250.00 ต่าง ๆ ฯลฯ", 0),
        ("• “โปร่งใส” และ ‘ดี’", 0),
        ("่ก", 1),
        ("ก่้", 1),
        ("กี่่", 1),
        ("เ ก", 1),
        ("กำำ", 1),
        ("มื ", 1),
        ("กั", 1),
        ("๑,2", 1),
        ("-ๆ", 1),
        ("ดี• ด้วย", 1),
        ("“ ดี ”", 2),
    ],
)
def test_misspelt_places(text: str, misspelt: int) -> None:
    assert count_misspelt(text) == misspelt
