"""The typed shape of confusions.yml: how a printed number comes to be another one."""

from functools import cache

from pydantic import model_validator

from pipeline.contracts.parsed import Status
from pipeline.lexicon.loader import Facts, load_facts


class LikeDigits(Facts):
    """Two digits that are taken for one another."""

    digits: str
    cost: float

    @model_validator(mode="after")
    def _two_digits(self) -> "LikeDigits":
        if len(set(self.digits)) != 2 or not self.digits.isdecimal():
            raise ValueError("two different digits")
        return self


class SlipCosts(Facts):
    """What happens to a number as a whole, and how rare it is."""

    twin: float
    dropped: float
    added: float
    transposed: float
    shifted: float
    satang: float
    cancelled: float


class Confusions(Facts):
    """lexicon/confusions.yml."""

    thai: tuple[LikeDigits, ...]
    arabic: tuple[LikeDigits, ...]
    slips: SlipCosts
    nothing: dict[Status, float]
    candidate: float
    round_baht: int

    def like(self, is_thai: bool) -> dict[str, dict[str, float]]:
        """For each digit, as an Arabic one, what it is taken for in that script, and the costs."""
        table: dict[str, dict[str, float]] = {}
        for pair in self.thai if is_thai else self.arabic:
            one, other = (str(int(digit)) for digit in pair.digits)
            table.setdefault(one, {})[other] = pair.cost
            table.setdefault(other, {})[one] = pair.cost
        return table


@cache
def confusions() -> Confusions:
    """The facts, loaded once a process."""
    facts: Confusions = load_facts("confusions", Confusions)
    return facts
