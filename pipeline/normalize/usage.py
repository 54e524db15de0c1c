"""How a document itself writes two words, apart or together, where they stand inside a line."""

import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.lexicon.facts import Spacing
from pipeline.lexicon.loader import load_facts
from pipeline.normalize.thai_words import words

# Tried on 62 generated and 7 typed plans, wrapped at three widths; other lengths put back fewer.
PAIR_CONTEXTS = (12, 8, 6, 5, 4)  # letters on each side of a break, the longest known decides
START_CONTEXTS = (14, 10)  # letters after it alone, where the pair itself is nowhere else
# From how many different words it must have stood apart, and from none together: where a producer
# draws the spaces at line ends, a missing one is rare, and needs to be said twice.
PARTNERS, PARTNERS_IF_DRAWN = 1, 2
# Share of line ends between Thai letters with a space: every fifth has one; a producer that draws
# none shows only what the room at the line's end proves, every fiftieth.
MIN_DRAWN = 0.06
AFTER_CONNECTOR = 8  # letters that must agree where a connector begins: it says little by itself
MAX_CONTEXT = max(START_CONTEXTS)
KEY = 3  # letters on each side of a break by which pairs are found
MAX_LOOKS = 500  # places of a pair that are looked at; a plan of 1,000 pages has thousands

_APART = re.compile("(?<=[ก-ฺเ-๎])[^\\S\\n]+(?=[ก-ฺเ-๎])")
_LINE_END = re.compile("(?<=[ก-ฺเ-๎])([^\\S\n]*)\n(?=[ก-ฺเ-๎])")
_RUN_END = re.compile("[ก-ฺเ-๎]+$")
_BREAK = re.compile("([ก-ฺเ-๎]{3})\n(?=([ก-ฺเ-๎]{3}))")


class Usage:
    """The document's own spacing between Thai letters, told from inside its printed lines.

    Built once a document from its raw texts; a line end that drew a space counts as a space, any
    other line end tells nothing.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        texts = tuple(texts)
        ends = [found[1] for text in texts for found in _LINE_END.finditer(text)]
        is_drawn = sum(map(bool, ends)) > MIN_DRAWN * len(ends)
        self._partners = PARTNERS_IF_DRAWN if is_drawn else PARTNERS
        self._text = text = "\n".join(
            re.sub(r"[^\S\n]+\n?", " ", _plain(text)).strip() for text in texts
        )
        self._spaced: defaultdict[str, list[int]] = defaultdict(list)
        self._joined: defaultdict[str, list[int]] = defaultdict(list)
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        self._opening: dict[str, bool] = {}
        facts = load_facts("spacing", Spacing)
        self._connector = re.compile("|".join(map(re.escape, facts.connectors)))
        self._line_heads = facts.line_heads
        self._binders = frozenset((*facts.binders, *facts.joined_after))
        for match in _APART.finditer(text):
            here, there = match.span()
            end, start = text[here - KEY : here], text[there : there + KEY]
            self._spaced[end + start].append(here)
            for length in START_CONTEXTS:
                self._starts[text[there : there + length]].add(end)
        asked = {f"{match[1]}{match[2]}" for match in _BREAK.finditer(text)}
        for here in range(len(text) - 2 * KEY) if asked else ():
            if (key := text[here : here + 2 * KEY]) in asked:
                self._joined[key].append(here + KEY)

    def apart(self, before: str, after: str) -> bool | None:
        """Whether the document parts the end of `before` from the start of `after`.

        None: it does not say, or it does both.
        """
        for head in self._line_heads:
            if after.startswith(head):
                return self._parts(head)
        left = _plain(before[-MAX_CONTEXT:])
        right = _plain(after[: 2 * MAX_CONTEXT])
        told = self._apart(left, right.split("\n", 1)[0][:MAX_CONTEXT])
        if told is None and "\n" in right[:MAX_CONTEXT]:  # a narrow column breaks the next words
            told = self._apart(left, right.replace("\n", "")[:MAX_CONTEXT])
        return told

    def _parts(self, head: str) -> bool | None:
        """Whether a sign stands apart from what is before it, inside the document's lines."""
        apart = self._text.count(f" {head}")
        every = self._text.count(head) - self._text.count(f"\n{head}")
        return apart == every if every and apart in (0, every) else None

    def _apart(self, left: str, right: str) -> bool | None:
        for length in PAIR_CONTEXTS:
            if length > len(left) and length > len(right):
                continue
            needed = max(length, AFTER_CONNECTOR) if self._connector.match(right) else length
            end, start = left[-length:], right[:needed]
            if min(len(end), len(start)) < KEY:
                continue
            apart, together = self._are_apart(end, start), self._are_together(end, start)
            if apart or together:
                return apart if apart != together else None
        if self._binds(left) or not any(self._opens(right[:length]) for length in START_CONTEXTS):
            return None
        return True

    def _binds(self, left: str) -> bool:
        """Whether the last word takes the next one with it, as ใน and ที่ do."""
        run = _RUN_END.search(left)
        return run is not None and words(run[0])[-1] in self._binders

    def _opens(self, start: str) -> bool:
        """Whether these words stood apart from others and never together with any."""
        if len(self._starts.get(start, ())) < self._partners:
            return False
        if start not in self._opening:
            apart = self._text.count(" " + start) + self._text.count("\n" + start)
            self._opening[start] = self._text.count(start) == apart
        return self._opening[start]

    def _are_apart(self, end: str, start: str) -> bool:
        found = self._spaced.get(end[-KEY:] + start[:KEY], ())
        return any(
            self._text.startswith(start, here + 1) and self._text.endswith(end, 0, here)
            for here in found[:MAX_LOOKS]
        )

    def _are_together(self, end: str, start: str) -> bool:
        found = self._joined.get(end[-KEY:] + start[:KEY], ())
        return any(
            self._text.startswith(end + start, here - len(end)) for here in found[:MAX_LOOKS]
        )


def _plain(text: str) -> str:
    """All digits alike: `๒ รุ่น` is spaced as `๘ รุ่น` is."""
    return re.sub(r"\d", "0", text)
