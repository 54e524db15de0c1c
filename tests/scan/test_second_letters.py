"""A second reader's letters beside our own; its digits never. Tesseract reads the sample for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from pictures import picture

from pipeline.contracts.errors import UsageError
from pipeline.extract.engines.second_letters import UNSURE, second_opinion
from pipeline.extract.engines.tesseract import start
from pipeline.extract.scan.page import read_picture
from pipeline.extract.scan.recogniser import Letter, Reading
from pipeline.extract.scan.strip import Grey

PROJECTS = 12
PAPER = np.full((100, 400), 255, np.uint8)


@dataclass
class Says:
    """An engine that always reads the same."""

    text: str
    name: str = "parrot"
    asked: int = field(default=0)

    def read_line(self, strip: Grey) -> str:  # noqa: ARG002
        self.asked += 1
        return self.text


def reading(text: str, unsure: str = "") -> Reading:
    """`text` read letter by letter, those between `[` and `]` at 0.5."""
    letters, sure = [], 1.0
    for sign in text:
        if sign in "[]":
            sure = 0.5 if sign == "[" else 1.0
        else:
            letters.append((sign, sure))
    return Reading(
        tuple(Letter(t, (n + 0.5) / len(letters), c) for n, (t, c) in enumerate(letters)), 0.0
    )


@pytest.mark.parametrize(
    ("own", "other", "heard"),
    [
        pytest.param("โครงการ[ซ]ุมชน", "โครงการชุมชน", "โครงการชุมชน", id="replaced"),
        pytest.param("ให้คำปร[ก]กษา", "ให้คําปรึกษา", "ให้คำปรึกษา", id="sara am made one"),
        pytest.param("ที[เ]ปรึกษา", "ที่ปรึกษา", "ที่ปรึกษา", id="a mark for a letter"),
        pytest.param("โครงการ[ซ]ุมชน", "ขอเชิญทุกท่าน", "โครงการซุมชน", id="another line"),
        pytest.param("โครงการซุมชน", "โครงการชุมชน", "โครงการซุมชน", id="we are sure"),
        pytest.param("ร้อยละ [๘]๐ ขึ้นไป", "ร้อยละ ๕๐ ขึ้นไป", "ร้อยละ ๘๐ ขึ้นไป", id="a digit"),
        pytest.param("ร้อยละ ๘[อ] ขึ้นไป", "ร้อยละ ๕๐ ขึ้นไป", "ร้อยละ ๘อ ขึ้นไป", id="digit told"),
        pytest.param("เดือนละ [๑] ครั้ง", "เดือนละ a ครั้ง", "เดือนละ ๑ ครั้ง", id="letter for digit"),
        pytest.param("[ก][ข] ค", "กข", "กข ค", id="too little to go by"),
        pytest.param("โครงการ[ซ]ุมชน", "", "โครงการซุมชน", id="nothing"),
    ],
)
def test_letters(own: str, other: str, heard: str) -> None:
    found, taken = second_opinion([PAPER], [reading(own)], Says(other))
    assert found[0].text == heard
    assert bool(taken) == (heard != re.sub(r"[\[\]]", "", own))


def test_who_said_what() -> None:
    _, (taken,) = second_opinion([PAPER], [reading("โครงการ[ซ]ุมชน")], Says("โครงการชุมชน"))
    assert (taken.line, taken.text, taken.own, taken.own_confidence) == (0, "ช", "ซ", 0.5)
    assert (taken.x0, taken.x1) == pytest.approx((7 / 12, 8 / 12))


def test_letters_both_read_are_sure() -> None:
    (found,), taken = second_opinion([PAPER], [reading("โครงการ[ช]ุมชน")], Says("โครงการชุมชน"))
    assert found.confidence >= UNSURE and not taken


def test_only_unsure_lines_are_read_again() -> None:
    engine = Says("กขคงจ")
    second_opinion([PAPER] * 3, [reading("กขคงจ"), reading("กข[ค]งจ"), reading("[๑],๒๐๐")], engine)
    assert engine.asked == 1


# -- Tesseract itself --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tesseract() -> Callable[[Grey], str]:
    return start().read_line


def test_tesseract_reads_a_page_beside_us() -> None:
    """Letters only: what digits and numbers we read is the same with it and without."""
    alone = read_picture(picture(PROJECTS, 300), 0.24, PROJECTS)
    beside = read_picture(picture(PROJECTS, 300), 0.24, PROJECTS, letters=start())
    ours, both = ("".join(g.text for g in page.glyphs) for page in (alone, beside))
    assert beside.unknown_glyphs <= alone.unknown_glyphs
    assert re.findall(r"[0-9๐-๙]+", both) == re.findall(r"[0-9๐-๙]+", ours)
    told = [one for one in beside.doubts if "tesseract" in {c.reader for c in one.candidates}]
    assert all(one.kind == "letters" for one in told)


def test_tesseract_mends_what_our_net_lost(tesseract: Callable[[Grey], str]) -> None:
    """The net is made to doubt and to err on each line's third letter; the strip is real."""
    from pipeline.extract.scan.look import look_at
    from pipeline.extract.scan.recogniser import read_strips

    strips = look_at(picture(PROJECTS, 300)).strips
    right = read_strips("line", strips)
    spoilt = [
        Reading((*one.letters[:2], Letter("ฎ", one.letters[2].x, 0.3), *one.letters[3:]), 0.0)
        if len(one.letters) > 8 and not re.search("[0-9๐-๙]", one.text)
        else one
        for one in right
    ]
    mended, taken = second_opinion(strips, spoilt, start())
    changed = [n for n, one in enumerate(spoilt) if one is not right[n]]
    healed = [n for n in changed if mended[n].text == right[n].text]
    assert len(changed) > 20 and len(healed) > 0.8 * len(changed)
    assert {one.text for one in taken} >= {right[n].letters[2].text for n in healed}


@pytest.mark.parametrize("lacks", ["tha", "eng"])
def test_missing_language_data(lacks: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "eng" if lacks == "tha" else "tha"
    (tmp_path / f"{other}.traineddata").write_bytes(b"")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(UsageError, match="apt-get install tesseract-ocr-tha"):
        start()


def test_damaged_language_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for language in ("tha", "eng"):
        (tmp_path / f"{language}.traineddata").write_bytes(b"no data")
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    with pytest.raises(UsageError, match="no Thai data"):
        start()
