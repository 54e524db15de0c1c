"""Finds the engine that the user named among the installed packages, and starts it."""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from pipeline.contracts.errors import UsageError
from pipeline.extract.engines.engine import Engine, LetterEngine, PageEngine

GROUP: Final = "thaiplan.ocr_engines"  # each entry point is a function without arguments: an Engine
OWN_PACKAGE: Final = "thaiplan"


@cache
def start_engine(name: str) -> Engine:
    """The engine of that name, ready to read; one for the process.

    Raises UsageError where no installed package has it, a module that it needs is missing, or it
    cannot start (UsageError of its own: a setting or data that it lacks).
    """
    found = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in found:
        raise _unknown(name, sorted(found))
    try:
        engine = found[name].load()()
    except ImportError as error:
        raise _lacks_module(found[name], error) from error
    if not isinstance(engine, LetterEngine | PageEngine):
        raise _no_engine(name)
    return engine


def _unknown(name: str, installed: list[str]) -> UsageError:
    names = ", ".join(installed) or "-"
    return UsageError(
        (f"ไม่มีตัวอ่านภาพชื่อ {name}", f"there is no OCR engine {name}"),
        (f"ที่ติดตั้งไว้สำหรับ --ocr-engine: {names}", f"installed for --ocr-engine: {names}"),
    )


def _lacks_module(entry: EntryPoint, error: ImportError) -> UsageError:
    is_own = entry.dist is not None and entry.dist.name == OWN_PACKAGE
    name, wanted = entry.name, f'"{OWN_PACKAGE}[ocr]"' if is_own else error.name or entry.module
    return UsageError(
        (f"ตัวอ่านภาพ {name} ใช้ไม่ได้ ({error})", f"OCR engine {name} cannot load ({error})"),
        (f"pip install {wanted}", f"pip install {wanted}"),
    )


def _no_engine(name: str) -> UsageError:
    return UsageError(
        (f"{name} ไม่ใช่ตัวอ่านภาพ", f"{name} is no OCR engine"),
        (
            "ต้องมี name กับ read_line หรือ transcribe (docs/ocr-engines.md)",
            "it needs a name, and read_line or transcribe (docs/ocr-engines.md)",
        ),
    )
