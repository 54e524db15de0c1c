"""What a net's chances are worth: the share of letters so sure that were right, as measured.

The figures lie beside the weights and are written by `python -m training.calibrate`.
"""

import math
from functools import cache
from pathlib import Path
from typing import Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from pipeline.extract.scan.alphabet import DIGITS, THAI_DIGITS
from pipeline.normalize.thai_marks import combining_marks

FIGURES: Final = Path(__file__).with_name("weights") / "confidence.yml"
EDGE: Final = 1e-5  # no chance is taken to be nearer to 0 or 1

Kind = Literal["line", "amount"]
Sort = Literal["digit", "letter", "mark", "sign"]
_DIGITS: Final = frozenset(DIGITS + THAI_DIGITS)


class _Figures(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Curve(_Figures):
    """From a chance as the net says it to the share that is right: a line between log-odds."""

    slope: float
    offset: float

    def __call__(self, chance: float) -> float:
        """0 to 1."""
        return 1 / (1 + math.exp(-self.slope * log_odds(chance) - self.offset))


class NetFigures(_Figures):
    """Of one net; `weights` is the hash of the file that they were measured with."""

    weights: str
    letters: dict[Sort, Curve]
    missed: Curve


class Agreement(_Figures):
    """Numbers on which both nets agree, taken where their odds `together` are at least so good.

    `silent`: share of all numbers that is then wrong; `flagged`: share that is not taken.
    """

    silent: float
    nats: float
    flagged: float


class Figures(_Figures):
    """weights/confidence.yml; `numbers` from the least strict to the strictest."""

    nets: dict[Kind, NetFigures]
    numbers: tuple[Agreement, ...]


@cache
def figures() -> Figures:
    """As measured."""
    return Figures.model_validate(yaml.safe_load(FIGURES.read_text("utf-8")))


def log_odds(chance: float) -> float:
    chance = min(1 - EDGE, max(EDGE, chance))
    return math.log(chance / (1 - chance))


@cache
def sort_of(text: str) -> Sort:
    """Digits, letters, marks and signs are not equally easy to take for another.

    >>> [sort_of(text) for text in ("๗", "ก", "ี่", ",")]
    ['digit', 'letter', 'mark', 'sign']
    """
    if text in _DIGITS:
        return "digit"
    if text[0] in combining_marks():
        return "mark"
    return "letter" if text.isalpha() else "sign"


def confidence_of(kind: Kind, text: str, chance: float) -> float:
    """The share of letters like `text` that are right where the net says `chance`."""
    return figures().nets[kind].letters[sort_of(text)](chance)


def chance_of_loss(kind: Kind, missed: float) -> float:
    """The share of strips that lack a letter where the net says `missed`."""
    return figures().nets[kind].missed(missed)


def together(first: float, second: float) -> float:
    """How sure a number is that two nets read alike, so sure each: nats of log-odds.

    Their odds multiplied, those of the less sure one twice: where it wavers the other is wrong
    more often than its odds say.

    >>> round(together(0.9, 0.8), 2)
    4.97
    """
    one, other = log_odds(first), log_odds(second)
    return one + other + min(one, other)


def enough(silent: float) -> float:
    """How sure both nets must be `together`, in nats, so that at most `silent` of all numbers are
    wrong.

    Stricter wishes than any measured get the strictest.
    """
    return next(
        (one.nats for one in figures().numbers if one.silent <= silent), figures().numbers[-1].nats
    )
