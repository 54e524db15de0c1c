"""Fenced blocks of a Markdown page: what is in them, and whether the tests run them.

A block is run unless its info says why not: ```sh no-run="needs a network". `exit="1"` names the
exit code that the last command must have.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

OPTIONS = re.compile(r'\s+(no-run|exit)="([^"]*)"')
_OPENING = re.compile(r"^(?P<indent>\s*)(?P<fence>`{3,}|~{3,})(?P<info>.*)$")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block. `line` is that of its opening fence, from 1; `reason`: why it is not run."""

    line: int
    language: str
    text: str
    reason: str | None
    exit_code: int


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order, those in lists too (without their indent)."""
    lines = page.splitlines()
    at = 0
    while at < len(lines):
        opening = _OPENING.match(lines[at])
        if opening is None:
            at += 1
            continue
        closing = next(
            (n for n in range(at + 1, len(lines)) if lines[n].strip() == opening["fence"]),
            len(lines),
        )
        indent = len(opening["indent"])
        text = "\n".join(line[indent:] for line in lines[at + 1 : closing])
        options = dict(OPTIONS.findall(opening["info"]))
        language = OPTIONS.sub("", opening["info"]).strip()
        code = int(options.get("exit", "0"))
        yield Block(at + 1, language, text + "\n", options.get("no-run"), code)
        at = closing + 1


def without_options(page: str) -> str:
    """The page as it is shown: the options of the tests are no part of it."""
    lines = (OPTIONS.sub("", line) if _OPENING.match(line) else line for line in page.splitlines())
    return "\n".join(lines) + "\n"
