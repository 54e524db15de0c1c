"""Words of time columns in fiscal year 2566 (October 2022 to September 2023)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.facts import load_lexicon
from pipeline.normalize.months import parse_schedule_words
from pipeline.normalize.years import FiscalYears

FACTS = load_lexicon().months
YEAR = FiscalYears(2566, 2566)


def quarters(text: str) -> tuple[bool, bool, bool, bool] | None:
    return None if not text else (text[0] == "1", text[1] == "1", text[2] == "1", text[3] == "1")


@pytest.mark.parametrize(
    ("text", "start", "end", "named"),
    [
        ("ตุลาคม - กรกฎาคม", "2022-10", "2023-07", "1111"),
        ("ตุลาคม- กรกฎาคม", "2022-10", "2023-07", "1111"),
        ("มีนาคม", "2023-03", "2023-03", "0100"),
        ("เดือนกุมภาพันธ์", "2023-02", "2023-02", "0100"),
        ("มกราคม ๒๕๖๖", "2023-01", "2023-01", "0100"),
        ("มีนาคม - มิถุนายน", "2023-03", "2023-06", "0110"),
        ("ภายในเดือนกรกฎาคม", None, "2023-07", ""),
        ("ภายในกุมภาพันธ์", None, "2023-02", ""),
        ("ภายใน ๓๐ มิถุนายน ๒๕๖๖", None, "2023-06", ""),
        ("ตั้งแต่เดือนมกราคม", "2023-01", None, ""),
        ("ตั้งแต่เดือนมกราคม ถึง มีนาคม ๒๕๖๖", "2023-01", "2023-03", "0100"),
        ("ต.ค. ๖๕ - ก.ย. ๖๖", "2022-10", "2023-09", "1111"),
        ("ต.ค.65-ก.ย.66", "2022-10", "2023-09", "1111"),
        ("๑ ต.ค. ๖๕ – ๓๐ ก.ย. ๖๖", "2022-10", "2023-09", "1111"),
        ("ธันวาคม ๒๕๖๕ - กุมภาพันธ์ ๒๕๖๖", "2022-12", "2023-02", "1100"),
        ("ม.ค.-มี.ค. และ ก.ค. - ก.ย.", "2023-01", "2023-09", "0101"),
        ("มีนาคม, มิถุนายน", "2023-03", "2023-06", "0110"),
        ("ตลอดปีงบประมาณ", "2022-10", "2023-09", "1111"),
        ("ไตรมาส ๑ - ๒", None, None, "1100"),
        ("ไตรมาสที่ ๒ และ ๓", None, None, "0110"),
        ("๒ ครั้ง", None, None, ""),
        ("พ.ศ. ๒๕๖๖", None, None, ""),
        ("", None, None, ""),
    ],
)
def test_words(text: str, start: str | None, end: str | None, named: str) -> None:
    said = parse_schedule_words(text, YEAR, FACTS)
    assert (said.start_month, said.end_month, said.quarters) == (start, end, quarters(named))
    assert said.outside == ()


@pytest.mark.parametrize(
    ("text", "outside"),
    [("ตุลาคม ๒๕๖๖", ("2023-10",)), ("กันยายน - ตุลาคม", ("2023-10",)), ("สิงหาคม ๒๕๖๕", ("2022-08",))],
)
def test_months_outside_the_fiscal_year_are_named(text: str, outside: tuple[str, ...]) -> None:
    assert parse_schedule_words(text, YEAR, FACTS).outside == outside


def test_without_a_fiscal_year_only_quarters_are_known() -> None:
    said = parse_schedule_words("ตุลาคม - มีนาคม", None, FACTS)
    assert (said.start_month, said.end_month) == (None, None)
    assert said.quarters == (True, True, False, False)


@given(st.text(alphabet="ตุลาคมกราพัน์มีเษยภใธวฎ .๐๑๒๕๖6-–ถึงไตรมาสที่Q/()"))
def test_total(text: str) -> None:
    said = parse_schedule_words(text, YEAR, FACTS)
    if said.quarters is not None:
        assert any(said.quarters)


@given(st.sampled_from(sorted(FACTS.months)), st.sampled_from(sorted(FACTS.months)))
def test_every_range_within_the_year_covers_both_ends(first: int, last: int) -> None:
    text = f"{FACTS.months[first][0]} - {FACTS.months[last][0]}"
    said = parse_schedule_words(text, YEAR, FACTS)
    assert said.quarters is not None
    assert said.quarters[(first - 10) % 12 // 3]
    if (last - 10) % 12 >= (first - 10) % 12:
        assert said.quarters[(last - 10) % 12 // 3]
        assert said.outside == ()
    else:
        assert said.outside  # the range runs into the next fiscal year


@pytest.mark.parametrize("text", ["ภายในเดือนมี.ค.", "ภายในมี.ค.๖๖", "ภายใน มี.ค. ๖๖"])
def test_an_abbreviation_may_follow_its_leading_word(text: str) -> None:
    assert parse_schedule_words(text, YEAR, FACTS).end_month == "2023-03"


def test_letters_inside_a_word_are_no_abbreviation() -> None:
    assert parse_schedule_words("กมค. สมค.", YEAR, FACTS).says_nothing
