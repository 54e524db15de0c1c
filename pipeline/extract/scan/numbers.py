"""Numbers by two readings that differ in kind: as letters of a line, and by the net for numbers.

A digit stands only where both say the same and are sure. Else it has no name, and a doubt says
what each of them read.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.contracts.page import Candidate
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.scan.again import Number, joined, look_again
from pipeline.extract.scan.alphabet import NO_AMOUNT
from pipeline.extract.scan.confidence import enough, together
from pipeline.extract.scan.cuts import Span
from pipeline.extract.scan.grammar import WELL_FORMED
from pipeline.extract.scan.questions import OTHER, SURE_DIGIT, Question, questions
from pipeline.extract.scan.recogniser import Letter, Reading, read_strips
from pipeline.extract.scan.strip import Grey
from pipeline.normalize.digits import has_digit, mixes_digits, squeeze, to_arabic

SILENT: Final = 0.00025  # of ordinary numbers may be wrong without a doubt; 0.0005 is the goal
WITH_LAYER: Final = 0.5  # of a reading that says what the text layer says
LAYER: Final = 0.5  # how far the text layer is believed alone
MISSED: Final = 0.5  # chance that there is a letter in a line in which none was read
PART: Final = 0.5  # that a number on a crowded line is whole

Third = Callable[[int, Span], str]  # of a span of a strip: what the text layer has there


@dataclass(frozen=True, slots=True)
class NumberDoubt:
    """Letters `start` to `stop` of a checked reading, and what they may be, likeliest first."""

    start: int
    stop: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A strip's reading, in which digits stand only where the readings agree."""

    reading: Reading
    doubts: tuple[NumberDoubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The amount net's readings of what is asked, and of its wide span."""

    asked: Question
    second: Reading
    wider: Reading | None


def no_layer(strip: int, span: Span) -> str:  # noqa: ARG001
    """The text layer of a page that has none."""
    return ""


def check_numbers(
    strips: Sequence[Grey], readings: Sequence[Reading], third: Third = no_layer
) -> list[Checked]:
    """The line net's readings, one a strip, with every number in them read a second time.

    `third`: where the nets differ, the reading that says what the text layer says stands.
    """
    asked = [list(questions(*pair)) for pair in zip(strips, readings, strict=True)]
    answers = _answers(strips, asked)
    looked = iter(
        look_again(
            [
                _number(strip, reading, one)
                for strip, reading, some in zip(strips, readings, answers, strict=True)
                for one in some
            ]
        )
    )
    checked = []
    for index, (reading, some) in enumerate(zip(readings, answers, strict=True)):
        known = [_known(one, next(looked)) for one in some]
        result = Checked(reading)
        for one in reversed(known):  # what stands may have more letters, or fewer
            layer = third(index, (one.asked.spans[0][0], one.asked.spans[-1][1]))
            result = settle(result, one.asked, one.second, one.wider, layer)
        checked.append(result)
    return checked


def _answers(strips: Sequence[Grey], asked: Sequence[Sequence[Question]]) -> list[list[Answer]]:
    windows = [
        strip[:, left:right]
        for strip, some in zip(strips, asked, strict=True)
        for one in some
        for left, right in one.windows
    ]
    read = iter(read_strips("amount", windows))
    return [
        [
            Answer(one, joined([next(read) for _ in one.spans]), next(read) if one.wide else None)
            for one in some
        ]
        for some in asked
    ]


def _number(strip: Grey, reading: Reading, one: Answer) -> Number:
    """What both nets say of it so far, and where it stands."""
    asked = one.asked
    letters = [letter for letter in reading.letters[asked.start : asked.stop] if letter.text != " "]
    line = Reading(tuple(letters), 1 - asked.confidence)
    return Number(tuple(strip[:, left:right] for left, right in asked.spans), line, one.second)


def _known(one: Answer, number: Number) -> Answer:
    """What is known of it after a second look."""
    line = number.line
    asked = replace(one.asked, confidence=line.as_number, said=line.text)
    return replace(one, asked=asked, second=number.amount)


# -- what stands -------------------------------------------------------------------------------


def settle(
    checked: Checked, asked: Question, second: Reading, wider: Reading | None, layer: str
) -> Checked:
    """The reading with that number as it stands, or without its digits and a doubt more.

    `second`, `wider`: the amount net's readings of its spans and of its wide span; `layer`: what
    the text layer has there.
    """
    letters = checked.reading.letters[asked.start : asked.stop]
    text = squeeze(asked.said or "".join(letter.text for letter in letters))
    if not has_digit(text):
        return _without_digits(checked, asked, text, second)
    both_sure = together(asked.confidence, second.as_number) >= enough(SILENT)
    is_longer = wider is not None and _has_more(wider, text)
    found = agreed(text, second.text) if both_sure and not is_longer else None
    if found is None and has_digit(layer):
        sayings = ((text, asked.confidence), (second.text, second.as_number))
        found = next((a for t, c in sayings if c >= WITH_LAYER and (a := agreed(t, layer))), None)
    if found is not None:
        return _with(checked, asked, _spelled(found, letters))
    candidates = [
        Candidate(text, "line", round(asked.confidence, 3)),
        *(
            Candidate(one.text, "amount", round(one.as_number, 3))
            for one in (second, wider if is_longer else None)
            if one is not None
        ),
        Candidate(layer, "text_layer", LAYER),
    ]
    return _with(checked, asked, _nameless(letters), candidates)


def _nameless(letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """The letters, with digits that have no name."""
    return tuple(replace(one, text=UNKNOWN) if has_digit(one.text) else one for one in letters)


def _has_more(wider: Reading, text: str) -> bool:
    count = sum(char.isdecimal() for char in text)
    return wider.as_number >= WITH_LAYER and sum(char.isdecimal() for char in wider.text) > count


def _without_digits(checked: Checked, asked: Question, text: str, second: Reading) -> Checked:
    """Where the line net read no digit: letters, dashes or nothing."""
    enough = SURE_DIGIT if text else WITH_LAYER
    if _is_number(second.text) and second.as_number >= enough:
        letters = checked.reading.letters if text else second.letters
        lost = tuple(replace(one, text=UNKNOWN) for one in letters if one.text != " ")
        candidates = [
            Candidate(second.text, "amount", round(second.as_number, 3)),
            Candidate(text, "line", round(asked.confidence, 3)),
        ]
        return _with(checked, asked, lost, candidates)
    missed = checked.reading.missed
    if not text and missed >= MISSED:
        return Checked(Reading((Letter(UNKNOWN, 0.5, 1 - missed),), missed))
    return checked


def _with(
    checked: Checked,
    asked: Question,
    letters: tuple[Letter, ...],
    candidates: Sequence[Candidate] = (),
) -> Checked:
    reading = checked.reading
    kept = (*reading.letters[: asked.start], *letters, *reading.letters[asked.stop :])
    stop = asked.start + len(letters)
    more = stop - asked.stop
    doubts = [replace(one, start=one.start + more, stop=one.stop + more) for one in checked.doubts]
    if candidates:
        told = [one for one in candidates if _is_number(one.text) or one.reader == "line"]
        told = sorted((one for one in told if one.text), key=lambda one: -one.confidence)
        doubts.insert(0, NumberDoubt(asked.start, stop, tuple(told)))
    return Checked(Reading(kept, reading.missed), tuple(doubts))


def without_rest(checked: Checked) -> Checked:
    """A crowded line that is nothing but a number, which may lack some: digits without a name."""
    letters = checked.reading.letters
    text = squeeze(checked.reading.text)
    if not has_digit(text) or OTHER.search(text):
        return checked
    doubt = NumberDoubt(0, len(letters), (Candidate(text, "line", PART),))
    return Checked(Reading(_nameless(letters), checked.reading.missed), (doubt,))


def _is_number(text: str) -> bool:
    return has_digit(text) and NO_AMOUNT not in text


def _spelled(text: str, letters: tuple[Letter, ...]) -> tuple[Letter, ...]:
    """`text` where the letters stand."""
    sure = max(SURE_DIGIT, min(letter.confidence for letter in letters))
    first, last = letters[0].x, letters[-1].x
    step = (last - first) / max(1, len(text) - 1)
    places = [one.x for one in letters if one.text != " "]
    if len(places) != len(text):
        places = [first + index * step for index in range(len(text))]
    return tuple(Letter(char, x, sure) for char, x in zip(text, places, strict=True))


def agreed(first: str, second: str) -> str | None:
    """What two readings of a number say together; None where they differ.

    A dot for a comma is a slip that the grammar of numbers tells; what stands around is not read.

    >>> agreed("๕๐.๐๐๐", "๕๐,๐๐๐"), agreed("๕๐.๐๐", "๕,๐๐๐"), agreed("๗", "๗.")
    ('๕๐,๐๐๐', None, '๗')
    """
    texts = [squeeze(text).strip(".,-") for text in (first, second)]
    plain = [to_arabic(text) for text in texts]
    digits = [text.replace(",", "").replace(".", "") for text in plain]
    if not digits[0].isdecimal() or digits[0] != digits[1]:
        return None
    formed = [text for text, bare in zip(texts, plain, strict=True) if WELL_FORMED.fullmatch(bare)]
    if len(formed) == 1:
        return formed[0]
    values = {text.replace(",", "") for text in plain} if formed else set(plain)
    if len(values) > 1:
        return None
    return min(texts, key=mixes_digits)
