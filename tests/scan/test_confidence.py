"""What chances are worth: the figures beside the weights, and holes between digits."""

import hashlib
import itertools

import pytest

from pipeline.extract.scan.confidence import Kind, chance_of_loss, confidence_of, enough, figures
from pipeline.extract.scan.decode import Spelt
from pipeline.extract.scan.recogniser import NETS, WEIGHTS, judge
from pipeline.extract.scan.spacing import has_hole

LETTERS = {"line": ("๗", "ก", "ี่", "."), "amount": ("๗", ".")}


@pytest.mark.parametrize("kind", NETS)
def test_figures_were_measured_with_these_weights(kind: Kind) -> None:
    """Else run `python -m training.calibrate`."""
    weights = (WEIGHTS / f"{kind}.onnx").read_bytes()
    assert figures().nets[kind].weights == hashlib.sha256(weights).hexdigest()


@pytest.mark.parametrize("kind", NETS)
def test_a_surer_net_is_never_believed_less(kind: Kind) -> None:
    chances = [0, 0.01, 0.2, 0.5, 0.9, 0.99, 0.9999, 1]
    for text in LETTERS[kind]:
        found = [confidence_of(kind, text, chance) for chance in chances]
        assert found == sorted(found)
        assert all(0 < one < 1 for one in found)
    lost = [chance_of_loss(kind, chance) for chance in chances]
    assert lost == sorted(lost)


def test_stricter_wishes_ask_for_more() -> None:
    steps = [(one.silent, one.nats, one.flagged) for one in figures().numbers]
    for (silent, nats, flagged), stricter in itertools.pairwise(steps):
        assert stricter[0] < silent
        assert stricter[1] >= nats
        assert stricter[2] >= flagged
    assert enough(0.0003) == next(one[1] for one in steps if one[0] == 0.0003)
    assert enough(0.00022) == next(one[1] for one in steps if one[0] == 0.0002)
    assert enough(0) == steps[-1][1]
    assert enough(1) == steps[0][1]


@pytest.mark.parametrize(
    ("letters", "hole"),
    [
        pytest.param("๒ 4 ๐ 12 ๐ 20 ๐ 28", False, id="even"),
        pytest.param("๒ 4 ๐ 12 ๐ 20 ๐ 36", True, id="one lost"),
        pytest.param("1 4 2 10 0 19 1 27 5 34", False, id="one is narrow"),
        pytest.param("๑ 4 , 12 ๐ 17 ๐ 25 ๐ 33", False, id="comma"),
        pytest.param("๑ 4 ๐ 21", True, id="short"),
        pytest.param("ก 4 ๑ 30 ข 60", False, id="letters"),
        pytest.param("๕ 9", False, id="one digit"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_holes_between_digits(letters: str, hole: bool) -> None:
    parts = letters.split()
    assert has_hole([(t, int(c)) for t, c in zip(parts[::2], parts[1::2], strict=True)]) is hole


def test_a_number_with_a_hole_is_not_sure() -> None:
    classes = NETS["line"][0].classes

    def number(*columns: int) -> float:
        spelt = [Spelt(classes.index("๐"), column, 0.9999) for column in columns]
        return judge("line", spelt, 0.0001, 50).confidence

    assert number(4, 12, 20, 28, 36) > 0.9
    assert number(4, 12, 20, 36, 44) < 0.5
