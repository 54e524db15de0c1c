"""Real government files: what is read of them, by counts. Skipped only where they are not there."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import RawDocument, TextLine
from pipeline.extract.readers.pdf import read_pdf
from pipeline.normalize.reading_cost import strange_letters

REAL = Path(__file__).parents[2] / ".." / "shared" / "real"
THAI_RUN = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e\ufffd]+")
# A consonant, a space, then า or ำ: how a lost nikhahit looks. No Thai word has it.
LOST_NIKHAHIT = re.compile("[\u0e01-\u0e2e][\u0e48-\u0e4b]? +[\u0e48-\u0e4b]?[\u0e32\u0e33]")

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not beside the code")

# file: (Thai letters, share of them in no word at most, repairs by kind)
READ = {
    "bold_sara_aa_as_sara_am": (565, 0.0, {"lost_nikhahit": 15, "swapped_letter": 53}),
    "excel_bill_unmapped_marks": (1101, 0.14, {"lost_nikhahit": 12}),
    "excel_summary_2556": (511, 0.01, {"lost_nikhahit": 7}),
    "gazette_pua_marks": (1681, 0.01, {"private_use": 88}),
    "ruled_budget_thai_digits": (7477, 0.03, {"lost_nikhahit": 109, "swapped_letter": 37}),
    "strategy_2557_word_sara_am": (
        63451,
        0.01,
        {"lost_nikhahit": 522, "swapped_letter": 137, "symbol_font": 35},
    ),
    "four_year_plan_2561": (245523, 0.01, {"lost_nikhahit": 3196}),
}

UNKNOWN_LETTERS = {"strategy_2557_word_sara_am": 1}  # a word that stands alone with its mark


@cache
def read(name: str) -> RawDocument:
    return read_pdf(REAL / f"{name}.pdf", ocr="never")


def text_of(document: RawDocument) -> str:
    return "\n".join(
        block.text if isinstance(block, TextLine) else "\n".join(cell.text for cell in block.cells)
        for block in document.blocks
    )


@pytest.mark.parametrize("name", READ)
def test_real_file_is_read(name: str) -> None:
    letters, most_strange, expected = READ[name]
    document = read(name)
    text = text_of(document)
    runs = THAI_RUN.findall(text)
    assert sum(map(len, runs)) == pytest.approx(letters, rel=0.01)
    assert sum(map(strange_letters, runs)) <= most_strange * letters
    assert LOST_NIKHAHIT.search(text) is None
    repairs: Counter[str] = Counter()
    for page in document.pages:
        repairs.update(dict(page.repairs))
    assert {kind: repairs[kind] for kind in expected} == pytest.approx(expected, rel=0.02)
    unknown = sum(page.unknown_glyphs for page in document.pages)
    assert text.count(UNKNOWN) == unknown == UNKNOWN_LETTERS.get(name, 0)
    assert not re.search("[\ue000-\uf8ff\U000f0000-\U0010fffd]", text)


@pytest.mark.parametrize(
    ("name", "reason", "unread"),
    [
        ("bitonal_scan", "scan", 5),
        ("investment_budget_scan_false_text_layer", "untrusted", 3),
        ("four_year_plan_2561", "scan", 1),
    ],
)
def test_image_pages_are_unread_whatever_their_layer_says(
    name: str, reason: str, unread: int
) -> None:
    reasons = [page.reason for page in read(name).pages if page.status == "unread"]
    assert reasons == [reason] * unread


@pytest.mark.parametrize(("right", "wrong"), [("ป้องกัน", "ปูองกัน"), ("เป้าหมาย", "เปูาหมาย")])
def test_mark_of_tall_letters_is_not_sara_uu(right: str, wrong: str) -> None:
    text = text_of(read("strategy_2557_word_sara_am"))
    assert right in text and wrong not in text
    assert "ฟื้นฟู" in text and "ฟื้นฟ้" not in text  # the letter's own ู stays


def test_numbers_that_a_spreadsheet_padded_are_whole() -> None:
    text = text_of(read("excel_bill_unmapped_marks"))
    assert {"204.00", "6,520.37", "0.0567"} <= {line.strip() for line in text.split("\n")}
