"""Trouble with a document or the machine: typed, with a reason, a remedy and an exit code."""


class ThaiplanError(Exception):
    """Base. `reason` and `remedy` are (Thai, English); `code` names the trouble in one word."""

    code = "error"
    exit_code = 1

    def __init__(self, reason: tuple[str, str], remedy: tuple[str, str]) -> None:
        super().__init__(f"{reason[1]}: {remedy[1]}")
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[type, tuple[tuple[str, str], tuple[str, str]]]:
        return type(self), (self.reason, self.remedy)  # survives a worker process

    @property
    def lines(self) -> tuple[str, str]:
        """Reason and remedy in one line, in Thai and in English."""
        thai, english = zip(self.reason, self.remedy, strict=True)
        return " — ".join(thai), " — ".join(english)

    def line(self, lang: str) -> str:
        """The line in `th` or `en`."""
        return self.lines[lang == "en"]


class DocumentError(ThaiplanError):
    """This document cannot be read; the others go on."""

    code = "document"


class UsageError(ThaiplanError):
    """The command cannot start: no input, an output that cannot be written."""

    code = "usage"
    exit_code = 2
