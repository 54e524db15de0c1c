"""The formats of a run, and the factory that loads their writers on demand."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from pipeline.contracts.errors import UsageError
from pipeline.write.finished_run import FinishedRun, RunDocument

AddDocument = Callable[[RunDocument], None]
# Writes into an empty folder: takes the documents one by one, its files are whole at the end.
Writer = Callable[[Path, FinishedRun], AbstractContextManager[AddDocument]]

HTML: Final = "html"  # shows pieces of the pages: they are drawn for it alone
# Format → the modules that write it; the first ends last: it describes the CSV files when they are
# whole.
MODULES: Final[dict[str, tuple[str, ...]]] = {
    "csv": ("datapackage", "csv_files"),
    "json": ("json_plans",),
    "xlsx": ("workbook",),
    "parquet": ("parquet",),
    "jsonl": ("json_lines",),
    "sqlite": ("sqlite_file",),
    "duckdb": ("duckdb_file",),
    HTML: ("html_report",),
}
DEFAULT_FORMATS = "csv,json,html,xlsx"
EXTRAS: Final = {"duckdb": "duckdb"}  # format → the library that not every installation has


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats named in `text` (`csv,json`), each once.

    Raises UsageError for any other, and for one whose library is not installed.
    """
    names = tuple(dict.fromkeys(name for part in text.split(",") if (name := part.strip().lower())))
    known = ",".join(MODULES)
    for name in names:
        if name not in MODULES:
            raise UsageError(
                (f"ไม่รู้จักรูปแบบ {name}", f"unknown format {name}"),
                (f"เลือกจาก --formats {known}", f"choose from --formats {known}"),
            )
    if not names:
        raise UsageError(
            ("ไม่ได้ระบุรูปแบบไฟล์ผลลัพธ์", "no output format given"),
            (f"เลือกจาก --formats {known}", f"choose from --formats {known}"),
        )
    for name in names:
        _check_installed(name)
    return names


def _check_installed(name: str) -> None:
    library = EXTRAS.get(name)
    if library is not None and find_spec(library) is None:
        install = f'pip install "thaiplan[{name}]"'
        raise UsageError(
            (f"รูปแบบ {name} ต้องมีไลบรารี {library}", f"the format {name} needs {library}"),
            (f"ติดตั้งก่อน: {install}", f"install it first: {install}"),
        )


def load_writers(formats: Sequence[str]) -> tuple[Writer, ...]:
    """The writers of these formats."""
    modules = (module for name in formats for module in MODULES[name])
    return tuple(import_module(f"pipeline.write.{module}").writing for module in modules)
