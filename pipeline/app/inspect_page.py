"""The command `inspect`: one page of a PDF with what was seen on it, as a picture and in words."""

import os
import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.app.consoles import print_line
from pipeline.app.guarded import guarded
from pipeline.app.inspect_view import show_page
from pipeline.app.pool import Limits
from pipeline.app.words import say
from pipeline.contracts.errors import UsageError
from pipeline.contracts.names import printable
from pipeline.contracts.page_view import PageView

if TYPE_CHECKING:
    from pipeline.contracts.page_report import PageReport
    from pipeline.extract.readers.pdf_picture import PagePicture
    from pipeline.run import Settings

SUFFIX = ".png"
MAX_STEM = 200  # bytes: a file's name may have 255, Thai letters have three


class Look(NamedTuple):
    """What to look at, as given: `page` None is the first with projects, `out` None the default."""

    file: str
    page: int | None
    out: Path | None
    dpi: int
    lang: str
    lexicon: Path | None
    ocr_engine: str = ""


class Seen(NamedTuple):
    """A page, and its picture in so many pixels a point."""

    view: PageView
    png: bytes
    scale: float


def inspect(look: Look) -> None:
    """Writes the picture; prints what was seen, and the picture's path last.

    Raises UsageError and DocumentError before anything is written.
    """
    from pipeline.app.convert import settings_of

    path = Path(look.file)
    _check_file(path)
    _check_out(look.out)
    settings = settings_of(look.lang, look.lexicon, ocr_engine=look.ocr_engine)
    seen = guarded(partial(see, path, look.page, settings, look.dpi), Limits().document_s)
    target = _target(look.out, path, seen.view.report.number)
    _save(seen.png, target)
    show_page(seen.view, sys.stdout, look.lang)
    print_line(sys.stdout, printable(str(target)))
    asked = look.dpi / 72
    if seen.scale < 0.99 * asked:
        words = (
            f"หน้านี้ใหญ่มาก วาดที่ {seen.scale * 72:.0f} จุดต่อนิ้ว",
            f"this page is very large: drawn at {seen.scale * 72:.0f} dots an inch",
        )
        print_line(sys.stderr, f"thaiplan: {say(words, look.lang)}")


def see(path: Path, page: int | None, settings: "Settings", dpi: int) -> Seen:
    """The page, drawn at `dpi` or what its size allows, with what was seen on it."""
    from pipeline.run import look_at_page
    from pipeline.write.page_image import compose

    view = look_at_page(path, page, settings)
    picture = _draw(path, view.report, dpi)
    content = BytesIO()
    compose(view, picture.image, picture.scale).save(content, format="PNG")
    return Seen(view, content.getvalue(), picture.scale)


def _draw(path: Path, report: "PageReport", dpi: int) -> "PagePicture":
    """The page as it was read."""
    from pipeline.extract.page_pictures import open_pages
    from pipeline.run import kind_of

    with open_pages(path, kind_of(path)) as draw:
        return draw(report, dpi)


def _check_file(path: Path) -> None:
    if path.is_dir():
        raise UsageError(
            (f"{path} เป็นโฟลเดอร์", f"{path} is a folder"),
            ("ระบุไฟล์ PDF หรือภาพหนึ่งไฟล์", "name one PDF or picture"),
        )
    if not path.is_file():
        raise UsageError(
            (f"ไม่พบไฟล์ {path}", f"there is no file {path}"),
            ("ตรวจชื่อและที่อยู่ของไฟล์", "check its name and place"),
        )


def _check_out(out: Path | None) -> None:
    """Raises UsageError where the picture could not be written, before the document is read."""
    folder = Path() if out is None else out if out.is_dir() else out.parent
    if out is not None and not out.is_dir() and out.suffix.lower() != SUFFIX:
        raise UsageError(
            (f"{out} ไม่ใช่ชื่อไฟล์ .png", f"{out} is no name of a .png file"),
            ("ระบุ --out ชื่อ.png หรือโฟลเดอร์ที่มีอยู่", "give --out NAME.png, or a folder"),
        )
    if not folder.is_dir():
        raise UsageError(
            (f"ไม่มีโฟลเดอร์ {folder}", f"there is no folder {folder}"),
            ("สร้างโฟลเดอร์ก่อน หรือระบุ --out ที่อื่น", "make it first, or choose another --out"),
        )
    if not os.access(folder, os.W_OK):
        raise _unwritable(folder, "")


def _target(out: Path | None, path: Path, number: int) -> Path:
    """`FILE-pN.png` in the current folder, or in the folder that was named."""
    stem = os.fsdecode(os.fsencode(path.stem)[:MAX_STEM])
    name = f"{stem}-p{number}{SUFFIX}"
    if out is None:
        return Path(name)
    return out / name if out.is_dir() else out


def _save(content: bytes, target: Path) -> None:
    """Whole or not at all: written beside its place, then moved into it."""
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        aside.write_bytes(content)
        aside.replace(target)
    except OSError as error:
        raise _unwritable(target, error.strerror or type(error).__name__) from error
    finally:
        aside.unlink(missing_ok=True)


def _unwritable(where: Path, what: str) -> UsageError:
    detail = f" ({what})" if what else ""
    return UsageError(
        (f"เขียนภาพลง {where} ไม่ได้{detail}", f"cannot write the picture to {where}{detail}"),
        (
            "เลือกที่อื่นด้วย --out หรือปิดไฟล์ที่เปิดค้างไว้",
            "choose another --out, or close the file that is open",
        ),
    )
