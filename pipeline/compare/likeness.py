"""How alike two projects of two years are, and whether that is enough to call them one."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.compare.names import Name, compared, comparing_facts, name_of, sorted_words
from pipeline.compare.rows import ComparedProject

# Chosen on invented years (bench/years/README.md has the figures). A wrong pair is worse than a
# missing one, which a person sees as one project dropped and one added.
SLIPS = 2  # letters by which two readings of one name may differ; more add no pair
MIN_LETTERS = 12  # of a name with slips; in a shorter one two letters make another word
CLOSE = 85.0  # a word more or less; at 75 two projects more in a thousand are taken for one
ALIKE = 62.0  # half as much again as was there; above 70 names that grew are missed
SAME_AGENCY = 88.0  # a slip; at 70 two offices of a province that begin alike would be one
SAME_METHOD = 55.0  # told anew, in mostly the same words; above 70 pairs are missed
COPIED_METHOD = 90.0  # word for word, but for a count
REORDERED = 0.95  # words in another order are not quite the same name
DIGITS = 4  # of a likeness that is told
MAX_METHOD = 400  # letters that are compared


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two projects that may be one. `name`: how alike the names are, 0 to 1; `rank`: what wins."""

    name: float
    rank: tuple[float, ...]


def likeness(before: ComparedProject, after: ComparedProject) -> Likeness | None:
    """How alike two projects are; None where they are two.

    Names that are the same but for the year are one project. Otherwise no telling word, round or
    object may differ, and the less alike the names are, the more must speak for them: agency and
    method.
    """
    one, other = name_of(before.project_name), name_of(after.project_name)
    if not one.text or not other.text:
        return None
    percent = name_likeness(one, other)
    if percent < ALIKE and not _is_part(one, other):  # most pairs end here
        return None
    if one.text != other.text and is_told_apart(one, other):
        return None
    agency, method = same_agency(before, after), method_likeness(before, after)
    if not _is_enough(one, other, percent, agency, method):
        return None
    rank = (
        float(percent == 100),
        percent / 100 + (agency + before.has_place_of(after)) / 2 + method / 400,
        -abs(before.order - after.order),
    )
    return Likeness(round(percent / 100, DIGITS), rank)


def name_likeness(one: Name, other: Name) -> float:
    """Percent; 100 only for equal names. Words in another order count almost in full."""
    if one.text == other.text:
        return 100.0
    in_order = fuzz.ratio(one.core, other.core)
    reordered = fuzz.ratio(one.in_alphabet, other.in_alphabet)
    return min(max(in_order, REORDERED * reordered), 99.0)


def _is_enough(one: Name, other: Name, percent: float, agency: bool, method: float) -> bool:
    if percent == 100:
        return True
    if _is_slip(one, other):
        return True
    if names_another(one, other):
        return percent >= CLOSE and agency and method >= COPIED_METHOD
    if percent >= CLOSE:
        return agency or method >= SAME_METHOD
    return (percent >= ALIKE or _is_part(one, other)) and agency and method >= SAME_METHOD


def _is_slip(one: Name, other: Name) -> bool:
    """A letter or two otherwise, in a name that is long enough; or another opening word."""
    if one.core == other.core:
        return True
    if min(len(one.core), len(other.core)) < MIN_LETTERS or _digits(one) != _digits(other):
        return False
    return Levenshtein.distance(one.core, other.core, score_cutoff=SLIPS) <= SLIPS


def _is_part(one: Name, other: Name) -> bool:
    """One name is the other with something more before or behind it."""
    short, long = sorted((one.core, other.core), key=len)
    return len(short) >= MIN_LETTERS and (long.startswith(short) or long.endswith(short))


def _digits(name: Name) -> str:
    return "".join(char for char in name.core if char.isdigit())


def is_told_apart(one: Name, other: Name) -> bool:
    """Whether a telling word of both is followed by two things, or a round by two numbers.

    >>> is_told_apart(name_of("อบรมวินัยสำหรับครู"), name_of("อบรมวินัยสำหรับนักเรียน"))
    True
    """
    theirs = dict(other.told)
    for line, said in one.told:
        there = theirs.get(line)
        if there is not None and not (said in there or there in said or _slipped(said, there)):
            return True
    for counter in {counter for counter, _ in one.rounds} & {
        counter for counter, _ in other.rounds
    }:
        if _numbers(one, counter) != _numbers(other, counter):
            return True
    return False


def _numbers(name: Name, counter: str) -> list[int]:
    return sorted(number for word, number in name.rounds if word == counter)


def _slipped(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= MIN_LETTERS and Levenshtein.distance(one, other) <= SLIPS


def names_another(one: Name, other: Name) -> bool:
    """Whether a word of one, what it is about, stands for another word of the other.

    Words of acting are free: `พัฒนา` for `ยกระดับ` renames a project, `วัด` for `โรงเรียน` does not.
    """
    ways = (one.words, other.words), (other.words, one.words)  # words align in more ways than one
    return all(
        any(
            gone and come and gone not in come and come not in gone
            for gone, come in _replaced(*way)
        )
        for way in ways
    )


def _replaced(one: tuple[str, ...], other: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The stretches that stand for each other, without words of acting, numbers and shared ones."""
    shared = set(one) & set(other)
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "replace":
            gone = one[step.src_start : step.src_end]
            come = other[step.dest_start : step.dest_end]
            yield _objects(gone, shared), _objects(come, shared)


def _objects(stretch: tuple[str, ...], shared: set[str]) -> str:
    acts = comparing_facts().acts
    kept = (word for word in stretch if word not in acts and word not in shared)
    return "".join(word for word in kept if not word.isdigit())


def counts_on(before: Name, after: Name) -> bool:
    """Whether only the round differs, and went up: `รุ่นที่ 5`, then `รุ่นที่ 6`."""
    if not before.bare or before.bare != after.bare or not before.rounds:
        return False
    pairs = list(zip(before.rounds, after.rounds, strict=False))
    same_counters = [c for c, _ in before.rounds] == [c for c, _ in after.rounds]
    return same_counters and all(old <= new for (_, old), (_, new) in pairs)


def same_agency(before: ComparedProject, after: ComparedProject) -> bool:
    """Whether both name an agency, and the same but for a slip."""
    one, other = compared(before.agency), compared(after.agency)
    return bool(one and other) and fuzz.ratio(one, other) >= SAME_AGENCY


def method_likeness(before: ComparedProject, after: ComparedProject) -> float:
    """How alike the words of the methods are, or of the KPIs where a method is missing.

    Percent; 0 where neither can be compared.
    """
    for one, other in ((before.method, after.method), (before.kpi, after.kpi)):
        first, second = sorted_words(one[:MAX_METHOD]), sorted_words(other[:MAX_METHOD])
        if first and second:
            return fuzz.ratio(first, second)
    return 0.0
