"""Which project of one year is which of the other: each with one at most, the surest first."""

from collections.abc import Sequence
from itertools import product

from pipeline.compare.likeness import DIGITS, counts_on, likeness, name_likeness, same_agency
from pipeline.compare.names import name_of
from pipeline.compare.rows import ComparedProject

Pairs = dict[int, tuple[int, float]]  # place after -> (place before, how alike the names are)


def pair(before: Sequence[ComparedProject], after: Sequence[ComparedProject]) -> Pairs:
    """The pairs; what is in none was dropped or added.

    Equal names come first, then the most alike. A project that could go with two goes with the
    better one, even if another would then have had a partner: no pair is made for want of one.
    """
    found = [
        (alike.rank, -at, -come, alike)
        for at, come in product(range(len(before)), range(len(after)))
        if (alike := likeness(before[at], after[come])) is not None
    ]
    pairs: Pairs = {}
    taken: set[int] = set()
    for _, at, come, alike in sorted(found, key=lambda one: one[:3], reverse=True):
        if -at not in taken and -come not in pairs:
            taken.add(-at)
            pairs[-come] = -at, alike.name
    return pairs | _series(before, after, pairs)


def _series(
    before: Sequence[ComparedProject], after: Sequence[ComparedProject], pairs: Pairs
) -> Pairs:
    """What is left over of a series that counts on, where one is left on either side."""
    taken = {at for at, _ in pairs.values()}
    left = [at for at in range(len(before)) if at not in taken]
    come = [at for at in range(len(after)) if at not in pairs]
    after_of: dict[int, list[int]] = {at: [] for at in left}
    before_of: dict[int, list[int]] = {at: [] for at in come}
    for old, new in product(left, come):
        one, other = before[old], after[new]
        is_same = same_agency(one, other) or not (one.agency and other.agency)
        if is_same and counts_on(name_of(one.project_name), name_of(other.project_name)):
            after_of[old].append(new)
            before_of[new].append(old)
    return {
        new: (old[0], _alike(before[old[0]], after[new]))
        for new, old in before_of.items()
        if len(old) == 1 and len(after_of[old[0]]) == 1
    }


def _alike(one: ComparedProject, other: ComparedProject) -> float:
    percent = name_likeness(name_of(one.project_name), name_of(other.project_name))
    return round(percent / 100, DIGITS)
