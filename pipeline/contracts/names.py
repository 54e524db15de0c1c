"""Names of files as text that can be written and shown, whatever they are made of."""

import os
import re

# Controls, which a terminal obeys, and signs that turn the order of what is written: an extension
# can be made to look like another.
_UNPRINTED = re.compile(
    "[\\0-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]"
)


def printable(name: str) -> str:
    """A file's name; bytes that are no UTF-8, controls and marks of direction as they are escaped.

    >>> printable("แผน\\x1b[2J\\u202e.pdf")
    'แผน\\\\x1b[2J\\\\u202e.pdf'
    """
    return escaped(os.fsencode(name).decode("utf-8", "backslashreplace"))


def escaped(text: str) -> str:
    """`text` with controls and marks of direction escaped."""
    return _UNPRINTED.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode()
