"""What kept results depend on: the bytes of our code and facts, the libraries, the options."""

import os
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed_version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Final

from pipeline.app.version import version
from pipeline.write.report.document import ReportRun
from pipeline.write.report.verdict import options_text

if TYPE_CHECKING:
    from pipeline.run import Settings

READING: Final = ("contracts", "lexicon", "normalize", "extract", "run.py")
FINDING: Final = ("reconcile",)
PAGES: Final = ("write",)
# Facts that nothing before the reconciler, or before the report, looks at.
WORDS_OF_FINDINGS: Final = ("rules.yml", "rule_book.py", "confusions.yml", "confusions.py")
WORDS_OF_PAGES: Final = ("report.yml",)
LIBRARIES: Final = (
    "pypdfium2", "pdfplumber", "pdfminer.six", "camelot-py", "onnxruntime",
    "opencv-python-headless", "numpy", "pythainlp", "rapidfuzz", "pillow", "lxml",
)  # fmt: skip
ENGINE_VARIABLES: Final = ("THAIPLAN_", "TESSDATA_PREFIX")  # choose an engine's model
SECRETS: Final = ("KEY",)  # do not change what is read
LENGTH: Final = 12


def program_code() -> str:
    """Changes with any of our files, and with the libraries that read."""
    return _code((*READING, *FINDING, *PAGES, "app"))


def reading_code() -> str:
    """Changes with the version, with anything of ours that reads, and with the libraries."""
    return _code(READING, (*WORDS_OF_FINDINGS, *WORDS_OF_PAGES))


def findings_code() -> str:
    """Changes with what `reading_code` does, and with the reconciler and its words."""
    return _joined((reading_code(), _code(FINDING), _facts(WORDS_OF_FINDINGS)))


def page_code(report: ReportRun | None, lang: str) -> str:
    """Changes with what `findings_code` does, and with whatever makes a page of the report; empty
    where none is asked for."""
    if report is None:
        return ""
    code = _code(PAGES), _facts(WORDS_OF_PAGES)
    return _joined((findings_code(), *code, lang, options_text(report.options)))


def options_code(settings: "Settings") -> str:
    """Changes with the options, and the user's lexicon, that change what is read. Raises OSError
    where that lexicon cannot be read."""
    lexicon = b"" if settings.lexicon is None else settings.lexicon.read_bytes()
    engine = sorted(
        f"{name}={value}"
        for name, value in os.environ.items()
        if settings.ocr_engine and name.startswith(ENGINE_VARIABLES) and not name.endswith(SECRETS)
    )
    texts = (settings.ocr, settings.ocr_engine, ",".join(settings.readers), *engine)
    return _joined((*texts, sha256(lexicon).hexdigest()))


@cache
def _code(parts: tuple[str, ...], without: tuple[str, ...] = ()) -> str:
    """Of all files in these parts of the package."""
    package = files("pipeline")
    digests = [version(), *map(_library, LIBRARIES)]
    for part in parts:
        for name, file in _walk(package.joinpath(part), part):
            if file.name not in without:
                digests.append(f"{name} {sha256(file.read_bytes()).hexdigest()}")
    return _joined(digests)


@cache
def _facts(names: tuple[str, ...]) -> str:
    folder = files("pipeline").joinpath("lexicon")
    return _joined(sha256(folder.joinpath(name).read_bytes()).hexdigest() for name in names)


def _walk(place: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """The files at and below a place, in order, each with its path."""
    if place.is_file():
        yield name, place
        return
    for child in sorted(place.iterdir(), key=lambda child: child.name):
        if not child.name.startswith((".", "__pycache__")):
            yield from _walk(child, f"{name}/{child.name}")


def _library(name: str) -> str:
    try:
        return f"{name} {installed_version(name)}"
    except PackageNotFoundError:
        return f"{name} -"


def _joined(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()[:LENGTH]
