"""What an engine is: one that reads letters of a line a second time, or one that tells a page."""

from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:  # pages of text need no library for pictures
    from pipeline.extract.scan.strip import Grey


class PageNotReadError(Exception):
    """The engine gave nothing of use for this page; our own reading stands. Says why."""


@runtime_checkable
class LetterEngine(Protocol):
    """A second opinion on letters. Its digits are never taken."""

    name: str  # as in candidates: who says so

    def read_line(self, strip: "Grey") -> str:
        """The text of one printed line, rules taken out, black on white; empty where it has none.

        Called only for lines of whose letters our own net is not sure.
        """
        ...


@runtime_checkable
class PageEngine(Protocol):
    """Tells a whole page as a transcript."""

    name: str  # of the page's reader in all results

    def transcribe(self, picture: "Grey") -> str:
        """The page as lines, and tables in Markdown, HTML or tab-separated rows.

        Raises PageNotReadError where this page cannot be read, DocumentError where none can.
        """
        ...


Engine: TypeAlias = LetterEngine | PageEngine
