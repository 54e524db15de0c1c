"""Tesseract as a second reader of letters, through tesserocr, whose wheel brings the library.

No Thai model can output ๔ ๖ ๗ ๘ ๙, so a digit of its is never looked at (see second_letters).
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import tesserocr
from PIL import Image

from pipeline.contracts.errors import UsageError
from pipeline.extract.scan.strip import Grey

LANGUAGES: Final = ("tha", "eng")  # `tha` alone has no Latin letter
FOLDERS: Final = (  # of Debian and its kin, Fedora, Homebrew, Windows
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


class Tesseract:
    """A LetterEngine."""

    name = "tesseract"

    def __init__(self, folder: Path) -> None:
        self._api = tesserocr.PyTessBaseAPI(
            path=str(folder), lang="+".join(LANGUAGES), psm=tesserocr.PSM.SINGLE_LINE
        )

    def read_line(self, strip: Grey) -> str:
        """The line's text as Tesseract gives it."""
        self._api.SetImage(Image.fromarray(strip))
        return str(self._api.GetUTF8Text()).strip()


def start() -> Tesseract:
    """Tesseract with its Thai and English data. Raises UsageError where these are missing."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # a worker has one core
    for folder in _folders():
        if all((folder / f"{language}.traineddata").is_file() for language in LANGUAGES):
            try:
                return Tesseract(folder)
            except RuntimeError as error:  # data of another version, or damaged
                raise _no_data(f" ({folder}: {error})") from error
    raise _no_data("")


def _folders() -> Iterator[Path]:
    """Where language data may lie; nowhere else if the user says where."""
    if named := os.environ.get("TESSDATA_PREFIX"):
        yield from (Path(named), Path(named) / "tessdata")
    else:
        yield from map(Path, FOLDERS)


def _no_data(detail: str) -> UsageError:
    return UsageError(
        (f"ไม่พบข้อมูลภาษาไทยของ Tesseract{detail}", f"no Thai data for Tesseract{detail}"),
        (
            "apt-get install tesseract-ocr-tha tesseract-ocr-eng หรือให้ TESSDATA_PREFIX "
            "ชี้โฟลเดอร์ที่มี tha.traineddata และ eng.traineddata",
            "apt-get install tesseract-ocr-tha tesseract-ocr-eng, or let TESSDATA_PREFIX "
            "name the folder of tha.traineddata and eng.traineddata",
        ),
    )
