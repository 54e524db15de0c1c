"""Cell and line text as a person would type it: line breaks undone, bullets and marks regular."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.facts import Signs, Spacing
from pipeline.lexicon.loader import load_facts
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.thai_marks import repair_marks
from pipeline.normalize.thai_words import first_word, joins_a_word
from pipeline.normalize.usage import Usage

MAX_NARROW_LINE = 30  # letters; a cell with a longer piece was not wrapped with spaces
MAX_PROSE_LINE = 10**6
BULLET = "•"
NEXT_WORDS = 40  # letters after a line end; the longest rule and a number take fewer
LAST_WORDS = 40  # letters before a break that the words of the lexicon may take
OPENING = "([{“‘"  # nor these at a line's end (LB14)
CLOSING = ")]}”’,"  # never at a line's head, not even behind a space (LB13): the line was cut there

COMBINING_MARK = re.compile("[ัิ-ฺ็-๎]")  # takes no column of its own
_THAI_LETTER = "[ก-ฺเ-๎]"  # letters and marks; ฿ and Thai digits are not
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$")  # no space stands inside one
_ABBREVIATION = re.compile(r"(?:[ก-ฮ]{1,2}\.){3}")
_PRINTED_BREAK = re.compile(r"([^\S\n]*)\n([^\S\n]*)")
_LATIN_SPACE = re.compile(r"(?<=[A-Za-z0-9.,&])\s+(?=[A-Za-z0-9&])")
_SOFT_SPACE = re.compile(r"[^\S\n]+")


@dataclass(frozen=True, slots=True)
class _BulletPatterns:
    first: re.Pattern[str]  # in front of a cell
    line: re.Pattern[str]  # in front of a printed line
    inner: re.Pattern[str]  # in the middle, where a transcript lost the line break
    dash: re.Pattern[str]  # a line that begins with a dash and a space
    wrapped: re.Pattern[str]  # the same below a line with a drawn space at its end


@cache
def _bullet_patterns() -> _BulletPatterns:
    signs = re.escape("".join(load_facts("signs", Signs).bullets))
    sign = rf"[{signs}]+(?:\s+|(?=[^\s\d]))"
    return _BulletPatterns(
        first=re.compile(rf"^\s*{sign}(?=\S)"),
        line=re.compile(rf"\n\s*{sign}(?=[^\s\d])"),
        inner=re.compile(rf"(?<=\s)[{signs}]\s+(?=[^\s\d])"),
        dash=re.compile(r"\n(?=[-–—][^\S\n]+[^\s\d])"),
        wrapped=re.compile(r"[^\S\n]\n(?=[-–—][^\S\n]+[^\s\d])"),
    )


def tidy(text: str, usage: Usage | None = None) -> str:
    """Prose and cells of a PDF: marks regular, printed line breaks undone, single spaces."""
    return _single_spaces(join_lines(_bullet_lines(repair_marks(text)[0]), usage))


def tidy_cell(
    text: str, narrow_width: int | None, usage: Usage | None = None, is_name: bool = False
) -> str:
    """A cell as a person would type it: bullets `• `, line breaks of a narrow column undone.

    `narrow_width`: for a transcript, how many letters fit a line of that column (from
    `narrow_width_of`), so that spaces which stand for line breaks can be told; None elsewhere.
    `is_name`: the cell names one thing; a list has more than one line with a dash.
    """
    repaired = _bullet_lines(_one_dash(repair_marks(text.strip())[0], is_name))
    if narrow_width is not None:
        repaired = undo_soft_breaks(repaired, narrow_width)
    return _single_spaces(_bullets(join_lines(repaired, usage)))


def tidy_words(text: str, is_transcript: bool, usage: Usage | None = None) -> str:
    """The words of a time column: line breaks undone; a dash is a range, never a bullet."""
    repaired = repair_marks(text.strip())[0]
    if is_transcript:
        repaired = undo_soft_breaks(repaired, MAX_PROSE_LINE)
    return _single_spaces(join_lines(repaired, usage))


def join_lines(text: str, usage: Usage | None = None) -> str:
    """Printed lines as running text.

    Thai wraps between two Thai letters without a sign; every other break needs a space, a hyphen
    or a slash (UAX #14), so a break beside a digit, Latin letter or bracket had a space.

    >>> join_lines("การประพฤ\\nติมิชอบ จำนวน\\n๕ คน")
    'การประพฤติมิชอบ จำนวน ๕ คน'
    """
    joined, done = "", 0
    for match in _PRINTED_BREAK.finditer(text):
        joined += text[done : match.start()]
        joined += _glue(joined, text[match.end() :], bool(match[1] or match[2]), usage)
        done = match.end()
    return joined + text[done:]


def _glue(text: str, rest: str, is_printed: bool, usage: Usage | None) -> str:
    before, after = text[-1:], rest[:1]
    if not before or not after:
        return ""
    if is_printed or BULLET in (before, after):
        return " "
    if re.match(_THAI_LETTER, before) and re.match(_THAI_LETTER, after):
        return " " if _stands_apart(text, rest, usage) else ""
    if before in OPENING or after in CLOSING:
        return ""
    if _breaks_a_year(text, rest):
        return ""
    if _ADDRESS.search(text) and re.match(r"[a-z0-9/._-]", after):
        return ""
    if before in "/" or (before == "-" and text[-2:-1].strip()):
        return ""
    return " "


def _stands_apart(before: str, after: str, usage: Usage | None) -> bool:
    """Whether a space stood at the end of a line though it was not drawn."""
    written = usage.apart(before, after) if usage else None
    if written is not None:
        return written
    patterns, before = _spacing_patterns(), before[-LAST_WORDS:]
    after = after[:NEXT_WORDS].replace("\n", "")  # a narrow column breaks these words, too
    if patterns.ends.search(before):
        return True
    if after.startswith(patterns.line_heads):
        return True
    if _ABBREVIATION.match(after) and patterns.bodies.search(before):
        return True
    if patterns.after_count.match(after) and patterns.counted.search(before):
        return True
    return bool(patterns.opens.match(after)) and not patterns.joins.search(before)


@dataclass(frozen=True, slots=True)
class _SpacingPatterns:
    ends: re.Pattern[str]  # what a space follows
    opens: re.Pattern[str]  # what a space precedes
    joins: re.Pattern[str]  # unless this stands before it
    bodies: re.Pattern[str]  # what a space parts from an abbreviation
    counted: re.Pattern[str]  # a number and its counter, which a space parts from
    after_count: re.Pattern[str]  # before these words
    line_heads: tuple[str, ...]  # a line that begins so, had a space before it


@cache
def _spacing_patterns() -> _SpacingPatterns:
    facts = load_facts("spacing", Spacing)
    signs, alone, always, numbered, joined, openers, bodies, counters, after_count, measures = (
        "|".join(map(re.escape, words))
        for words in (
            facts.signs, facts.alone, facts.always, facts.before_number, facts.joined_after,
            facts.list_openers, facts.bodies, facts.counters, facts.after_count, facts.measures,
        )
    )  # fmt: skip
    return _SpacingPatterns(
        ends=re.compile(rf"(?:{signs})$|(?:^|\s)(?:{alone}|{openers})$"),
        bodies=re.compile(rf"(?:{bodies})$"),
        counted=re.compile(rf"\d (?:{counters})$"),
        after_count=re.compile(rf"{after_count}|(?:{measures})\s*\d"),
        opens=re.compile(rf"(?:{alone})\s|(?:{always})|(?:{numbered})\s*[\d๐-๙]"),
        joins=re.compile(rf"(?:{joined})$"),
        line_heads=facts.line_heads,
    )


def _breaks_a_year(before: str, after: str) -> bool:
    """A column narrower than a year: `๒๕` and `๖๖` on two lines."""
    head, tail = re.search(r"\d+$", before), re.match(r"\d+", after)
    return bool(head and tail and re.fullmatch(r"2[56]\d\d", to_arabic(head[0] + tail[0])))


def narrow_width_of(texts: list[str]) -> int | None:
    """How many letters a line of a transcript's column holds; None where no cell was wrapped.

    Told from the cells whose pieces between spaces are all short; a wide cell was not wrapped.
    """
    longest = [max(map(visible_length, text.split()), default=0) for text in texts]
    return max((width for width in longest if 0 < width <= MAX_NARROW_LINE), default=None)


def visible_length(text: str) -> int:
    """How many columns the letters take: marks above and below take none.

    >>> visible_length("ที่นี่")
    2
    """
    return len(COMBINING_MARK.sub("", text))


def undo_soft_breaks(text: str, width: int) -> str:
    """Takes out the spaces that stand for line breaks between Thai letters.

    A space is a line break where the two sides make one dictionary word, or where the next word
    would not have fitted the line. Others, and all beside digits, Latin or signs, stay.
    """
    pieces = _SOFT_SPACE.split(text.strip())
    if max(map(visible_length, pieces)) > MAX_NARROW_LINE:
        width = MAX_PROSE_LINE  # not a narrow column; only broken words are certain
    joined, line = pieces[0], visible_length(pieces[0])
    for piece in pieces[1:]:
        if not (re.match(_THAI_LETTER, joined[-1:]) and re.match(_THAI_LETTER, piece)):
            joined += " " + piece
            line = _line_after(line, piece, width)
        elif joins_a_word(joined, piece) or not _fits(line, piece, width):
            joined += piece
            line = visible_length(piece)
        else:
            joined += " " + piece
            line += 1 + visible_length(piece)
    return joined


def _fits(line: int, piece: str, width: int) -> bool:
    return line + 1 + visible_length(first_word(piece)) <= width


def _line_after(line: int, piece: str, width: int) -> int:
    length = visible_length(piece)
    return line + 1 + length if line + 1 + length <= width else length


def _one_dash(text: str, is_name: bool) -> str:
    """The text with the one dash inside it that the column wrapped, `ถนนสาย ก \\n- ข`, in line."""
    patterns = _bullet_patterns()
    if patterns.first.match(text) or len(patterns.line.findall(text)) != 1:
        return text
    return (patterns.dash if is_name else patterns.wrapped).sub(" ", text)


def _bullet_lines(text: str) -> str:
    return _bullet_patterns().line.sub(f" \n{BULLET} ", text)


def _bullets(text: str) -> str:
    """One kind of bullet; a dash inside counts only where the cell begins with a bullet."""
    patterns = _bullet_patterns()
    if not patterns.first.match(text):
        return text
    return patterns.inner.sub(f"{BULLET} ", patterns.first.sub(f"{BULLET} ", text))


def _single_spaces(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def tidy_name(text: str) -> str:
    """An agency's name: no inner spaces but those between Latin words, no bullet in front.

    >>> tidy_name("สำนักงาน พาณิชย์ จังหวัดตัวอย่าง")
    'สำนักงานพาณิชย์จังหวัดตัวอย่าง'
    """
    bare = _bullet_patterns().first.sub("", repair_marks(text.strip())[0])
    kept = _LATIN_SPACE.sub("\u00a0", bare.replace("\n", " "))
    return re.sub(r"[^\S\u00a0]+", "", kept).replace("\u00a0", " ")
