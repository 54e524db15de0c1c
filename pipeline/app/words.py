"""What the command line says, in Thai and English; Thai unless asked otherwise."""

from enum import StrEnum

from pipeline.write.status_words import CAUSE, SEVERITY, STATUS, Words

__all__ = [
    "CAUSE",
    "SEVERITY",
    "STATUS",
    "ChangeFormat",
    "FindingFormat",
    "Lang",
    "LeastBad",
    "Ocr",
    "Words",
    "say",
]


class Lang(StrEnum):
    """The language of the messages."""

    TH = "th"
    EN = "en"


class Ocr(StrEnum):
    """When pages are read as images: where their text fails its checks, always, or never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class FindingFormat(StrEnum):
    """How `reconcile` prints the findings."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    SARIF = "sarif"


class ChangeFormat(StrEnum):
    """How `compare` prints the changes."""

    TABLE = "table"
    CSV = "csv"
    MD = "md"


class LeastBad(StrEnum):
    """The severity from which on `reconcile` fails."""

    ERROR = "error"
    WARNING = "warning"


def say(words: Words, lang: str) -> str:
    """The words in `lang`."""
    return words[1] if lang == "en" else words[0]
