"""Lines of a page put together into paragraphs: prose that wraps, titles that do not."""

import pytest

from pipeline.contracts.place import Box, Place
from pipeline.contracts.table import TextLine
from pipeline.extract.paragraphs import join_paragraphs
from pipeline.lexicon.facts import load_lexicon

PITCH, HEIGHT = 18.0, 12.0
YEARS = "(พ.ศ. ๒๕๖๗ – ๒๕๖๙)"
BODY = "องค์การบริหารส่วนตำบลทุ่งตัวอย่าง อำเภอดอนงาม จังหวัดตัวอย่าง"
PROSE = "แผนฉบับนี้จัดทำขึ้นเพื่อใช้เป็นกรอบในการจัดทำงบประมาณรายจ่ายประจำปีขององค์กร"
MORE = "ปกครองส่วนท้องถิ่นต่อไป"


def page(*lines: tuple[str, float, float]) -> tuple[TextLine, ...]:
    """Lines one below the other: text, left end, right end."""
    return tuple(
        TextLine(
            text,
            Place(
                page=1,
                box=Box(x0=x0, top=at * PITCH, x1=x1, bottom=at * PITCH + HEIGHT),
                reader="pdfium",
            ),
        )
        for at, (text, x0, x1) in enumerate(lines)
    )


@pytest.mark.parametrize(
    "lines",
    [
        ((YEARS, 380.0, 462.0), (BODY, 280.0, 562.0)),
        ((BODY, 280.0, 562.0), (PROSE, 68.0, 540.0)),
    ],
)
def test_a_centred_line_of_a_title_stands_alone(
    lines: tuple[tuple[str, float, float], ...],
) -> None:
    joined = join_paragraphs(page(*lines), load_lexicon())
    assert [block.text for block in joined if isinstance(block, TextLine)] == [
        text for text, _, _ in lines
    ]


def test_a_line_that_is_full_goes_on_below_its_indent() -> None:
    joined = join_paragraphs(page((PROSE, 106.0, 560.0), (MORE, 34.0, 160.0)), load_lexicon())
    assert [block.text for block in joined if isinstance(block, TextLine)] == [f"{PROSE}\n{MORE}"]
