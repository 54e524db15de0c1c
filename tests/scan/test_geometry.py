"""Which way up a page is, its skew, its rules and its lines of text, on pages of the sample."""

from collections.abc import Callable

import numpy as np
import pytest
from pictures import noisy, picture, shaded, turned

from pipeline.extract.scan.ink import even_light, find_ink
from pipeline.extract.scan.look import look_at
from pipeline.extract.scan.straighten import find_skew
from pipeline.extract.scan.strip import Grey
from pipeline.extract.scan.upright import find_turns

PROJECTS = 12  # a page with two projects and an arrow for each


@pytest.mark.parametrize("page", [1, 8, PROJECTS])
@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_turned_upright(page: int, turns: int) -> None:
    ink = find_ink(even_light(picture(page, 150)))
    lying = np.ascontiguousarray(np.rot90(ink, -turns))
    assert find_turns(lying) == turns


@pytest.mark.parametrize("degrees", [-5, -1.3, -0.2, 0, 0.2, 2.7, 5])
def test_skew(degrees: float) -> None:
    ink = find_ink(even_light(turned(picture(PROJECTS, 150), degrees)))
    assert find_skew(ink) == pytest.approx(degrees, abs=0.06)


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda grey: grey, id="clean"),
        pytest.param(lambda grey: turned(grey, 1.7), id="askew"),
        pytest.param(shaded, id="shaded"),
        pytest.param(lambda grey: noisy(grey, 20), id="noisy"),
    ],
)
def test_rules_arrows_and_lines_of_a_page(dpi: int, spoil: Callable[[Grey], Grey]) -> None:
    sight = look_at(spoil(picture(PROJECTS, dpi)))
    level = [rule for rule in sight.lines.rules if rule.axis == "h"]
    assert (len(level), len(sight.lines.rules) - len(level)) == (5, 10)
    assert [(one.start_head, one.end_head) for one in sight.lines.others] == [(True, True)] * 2
    assert len(sight.texts) == 61  # counted by eye
