"""How a document itself writes two words, apart or together, where they stand inside a line."""

import re
from collections import defaultdict
from collections.abc import Iterable


PAIR_CONTEXTS = ((12, 12), (8, 8), (6, 6), (5, 5), (4, 4))  # letters before and after a break
SIDE_CONTEXTS = (14, 10)  # letters on one side alone, where the pair itself is nowhere else
SIDE_PARTNERS = 2  # different words that a side must have met before it speaks of others
MAX_CONTEXT = 14
KEY = 3  # letters of a pair's index

_APART = re.compile("(?<=[ก-ฺเ-๎])[^\\S\\n]+(?=[ก-ฺเ-๎])")


class Usage:
    """The document's own spacing between Thai letters, told from inside its printed lines.

    Built once a document from its raw texts; a line end that drew a space counts as a space, any
    other line end tells nothing.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\n".join(re.sub(r"[^\S\n]+\n?", " ", _plain(text)).strip() for text in texts)
        self._pairs: defaultdict[str, list[int]] = defaultdict(list)
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        for match in _APART.finditer(self._text):
            here, there = match.span()
            end, start = self._text[here - KEY : here], self._text[there : there + KEY]
            self._pairs[end + start].append(here)
            for length in SIDE_CONTEXTS:
                self._starts[self._text[there : there + length]].add(end)
        self._counted: dict[str, int] = {}

    def apart(self, before: str, after: str) -> bool | None:
        """Whether the document parts the end of `before` from the start of `after`.

        None: it does not say, or it does both.
        """
        left = _plain(before[-MAX_CONTEXT:])
        right = _plain(after[:MAX_CONTEXT]).split("\n", 1)[0]
        for before_break, after_break in PAIR_CONTEXTS:
            if before_break > len(left) and after_break > len(right):
                continue
            end, start = left[-before_break:], right[:after_break]
            if min(len(end), len(start)) < KEY:
                continue
            apart, together = self._apart(end, start), self._count(end + start)
            if apart or together:
                return bool(apart) if not (apart and together) else None
        return self._side(right)

    def _side(self, right: str) -> bool | None:
        for length in SIDE_CONTEXTS:
            if len(right) >= length and len(self._starts.get(right[:length], ())) >= SIDE_PARTNERS:
                start = right[:length]
                if self._count(start) == self._count(" " + start) + self._count("\n" + start):
                    return True
        return None

    def _apart(self, end: str, start: str) -> int:
        text = self._text
        found = 0
        for here in self._pairs.get(end[-KEY:] + start[:KEY], ()):
            found += text.startswith(start, here + 1) and text.endswith(end, 0, here)
        return found

    def _count(self, words: str) -> int:
        if words not in self._counted:
            self._counted[words] = self._text.count(words)
        return self._counted[words]


def _plain(text: str) -> str:
    """All digits alike: `๒ รุ่น` is spaced as `๘ รุ่น` is."""
    return re.sub(r"\d", "0", text)
