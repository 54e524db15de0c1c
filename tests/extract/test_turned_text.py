"""Cells whose text is turned by a quarter."""

from pipeline.extract.tables.lines import Cluster
from pipeline.extract.tables.upright import turned_text


def upright(text: str, x: float, start: float, step: float) -> list[Cluster]:
    """Letters one above the other (step < 0) or below, in the layer's order."""
    return [
        Cluster(letter, x, x + 10, y - 8, y + 2, y, 10, False)
        for index, letter in enumerate(text)
        for y in (start + index * step,)
    ]


def test_text_that_runs_upwards_reads_from_its_foot() -> None:
    assert turned_text(upright("ต.ค.๖๕", 10, 100, -5)) == "ต.ค.๖๕"
    stray = upright(" ", 10, 60, -5)  # a neighbour's space, whose box lies in this column
    assert turned_text(stray + upright("พ.ย.", 10, 100, -5)).split() == ["พ.ย."]
    two = upright("ตุลาคม", 10, 100, -5) + upright("๒๕๖๕", 24, 100, -5)
    assert turned_text(two) == "ตุลาคม\n๒๕๖๕"


def test_text_that_runs_downwards_or_level_is_not_turned() -> None:
    assert turned_text(upright("ต.ค.", 10, 20, 12)) == ""
    level = [Cluster(c, 10 + 7 * i, 17 + 7 * i, 2, 12, 10, 10, False) for i, c in enumerate("ตค๖๕")]
    assert turned_text(level) == ""
