"""What the nets learn from: no text of a plan, none of the fonts that measure them."""

import csv
import random
from pathlib import Path

import pytest
import yaml

from pipeline.extract.scan.alphabet import AMOUNT, LINE, NO_AMOUNT
from training import text

ROOT = Path(__file__).parents[2]
FONTS = yaml.safe_load((ROOT / "training" / "fonts.yml").read_text("utf-8"))
RUN = 30  # letters of a plan in a row: no chance of words and headings makes so many
LINES = 4000


def plan_texts() -> set[str]:
    """Every cell of the typed sample plan and every line of the transcripts."""
    found = set()
    for path in (ROOT / "samples").glob("*.csv"):
        with path.open(encoding="utf-8-sig") as rows:
            found |= {"".join(cell.split()) for row in csv.reader(rows) for cell in row}
    for path in (ROOT / "samples").glob("*.txt"):
        found |= {"".join(line.split()) for line in path.read_text("utf-8").splitlines()}
    return found


def test_no_text_of_a_plan_is_learned() -> None:
    r = random.Random(7)
    drawn = "\n".join("".join(text.make_line(r, 56).split()) for _ in range(LINES))
    runs = {cell[at : at + RUN] for cell in plan_texts() for at in range(len(cell) - RUN + 1)}
    known = {"".join(phrase.split()) for phrase in text.fixed_phrases()}
    runs = {run for run in runs if not any(run in phrase for phrase in known)}
    assert len(runs) > 5000
    assert not [run for run in runs if run in drawn]


def test_fixed_phrases_are_facts_of_the_lexicon_not_sentences_of_a_plan() -> None:
    assert max(map(len, text.fixed_phrases())) < 60


def test_fonts_to_measure_with_are_not_learned_from() -> None:
    assert len(FONTS["held_out"]) >= 3
    assert not set(FONTS["held_out"]) & set(FONTS["families"])


@pytest.mark.parametrize(
    "line", ["ที่ไม่ใช้งบประมาณ ๑,๒๕๐.๐๐", "ผู้ต้องหา “No Gift Policy” (ITA)", "น้ำซึ้งกี้"]
)
def test_lines_survive_their_classes(line: str) -> None:
    assert LINE.decode(LINE.encode(line)) == line


def test_vowel_and_tone_are_one_class() -> None:
    assert len(LINE.encode("ที่")) == 2


def test_a_character_without_a_class_is_refused() -> None:
    with pytest.raises(ValueError, match="no class"):
        LINE.encode("漢")


def test_lines_and_amounts_have_classes() -> None:
    r = random.Random(3)
    for _ in range(500):
        LINE.encode(text.make_line(r, 40))
        AMOUNT.encode(text.amount_target(text.make_amount(r)))


def test_words_are_no_amount_and_digits_beside_them_are_still_digits() -> None:
    r = random.Random(5)
    assert all(NO_AMOUNT in text.amount_target(text.make_other(r)) for _ in range(200))
    assert text.amount_target("ไม่ใช้งบประมาณ") == NO_AMOUNT
    assert text.amount_target("๑๒ ม.ค. ๒๕๖๖") == f"๑๒{NO_AMOUNT}๒๕๖๖"
    assert text.amount_target("๕๐,๐๐๐ บาท") == f"๕๐,๐๐๐{NO_AMOUNT}"
    assert text.amount_target("๑,๒๕๐.๐๐") == "๑,๒๕๐.๐๐"
