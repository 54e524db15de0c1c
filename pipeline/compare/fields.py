"""Which fields of a project that stayed have changed, and of which that cannot be said."""

from collections.abc import Callable
from typing import Final

from rapidfuzz import fuzz

from pipeline.compare.comparison import Changeable
from pipeline.compare.likeness import same_agency
from pipeline.compare.names import compared
from pipeline.compare.rows import NOT_THEN, ComparedProject, ComparedYear
from pipeline.contracts.parsed import Status

SAME_TITLE = 85.0  # percent alike; an indicator's title loses or gains a word, and its target
WITHOUT_MONEY = frozenset({Status.NONE, Status.DASH})  # two ways to say that there is none
SAID = WITHOUT_MONEY | {Status.AMOUNT}

Answer = bool | None  # whether it changed; None: cannot be said


def _indicator(before: ComparedProject, after: ComparedProject) -> Answer:
    """By the titles where both have one, since indicators are numbered anew; else by number."""
    one, other = compared(before.indicator_title), compared(after.indicator_title)
    if one and other:
        return fuzz.ratio(one, other) < SAME_TITLE
    if not before.indicator_no or not after.indicator_no:
        return None
    return before.indicator_no != after.indicator_no


def _item(before: ComparedProject, after: ComparedProject) -> Answer:
    if not before.item_no or not after.item_no:
        return None
    return before.item_no != after.item_no


def _budget(before: ComparedProject, after: ComparedProject) -> Answer:
    """Year by year where both plans are over the same years, else all years together."""
    olds, news = before.years, after.years
    if len(olds) > 1 and [y.fiscal_year_be for y in olds] == [y.fiscal_year_be for y in news]:
        pairs = zip(map(_planned, olds), map(_planned, news), strict=True)
        answers = [_money(old, new) for old, new in pairs]
        return True if True in answers else None if None in answers else False
    return _money(before, after)


def _planned(year: ComparedYear) -> ComparedYear:
    """A year with nothing in its cell is as one with a dash."""
    none = year.budget_status in NOT_THEN
    return year.model_copy(update={"budget_status": Status.DASH}) if none else year


def _money(before: ComparedProject | ComparedYear, after: ComparedProject | ComparedYear) -> Answer:
    if not {before.budget_status, after.budget_status} <= SAID:
        return None
    if before.budget_status is Status.AMOUNT or after.budget_status is Status.AMOUNT:
        return before.budget_baht != after.budget_baht
    return False


def _quarters(before: ComparedProject, after: ComparedProject) -> Answer:
    if before.quarters is None or after.quarters is None:
        return None
    return before.quarters != after.quarters


def _agency(before: ComparedProject, after: ComparedProject) -> Answer:
    if not before.agency or not after.agency:
        return None
    return not same_agency(before, after)


def _place(before: ComparedProject, after: ComparedProject) -> Answer:
    if not before.place and not after.place:
        return False  # few forms have the column
    if not before.place or not after.place:
        return None
    return compared(before.place) != compared(after.place)


QUESTIONS: Final[dict[Changeable, Callable[[ComparedProject, ComparedProject], Answer]]] = {
    "indicator_no": _indicator,
    "item_no": _item,
    "budget_baht": _budget,
    "quarters": _quarters,
    "agency": _agency,
    "place": _place,
}


def changed_fields(
    before: ComparedProject, after: ComparedProject
) -> tuple[tuple[Changeable, ...], tuple[Changeable, ...]]:
    """(what changed, what cannot be said)."""
    answers = {name: ask(before, after) for name, ask in QUESTIONS.items()}
    changed = tuple(name for name, answer in answers.items() if answer)
    return changed, tuple(name for name, answer in answers.items() if answer is None)
