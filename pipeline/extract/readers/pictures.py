"""PNG, JPEG and TIFF files as RawDocument: a page for each frame, one at a time in memory."""

import math
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

import cv2
import numpy as np
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from pipeline.contracts.attempt import Attempt
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.following import ALONE, Following
from pipeline.contracts.page import Page
from pipeline.contracts.table import RawDocument
from pipeline.extract.cascade import Ending, Reading, judge_page, judge_told
from pipeline.extract.engines.engine import Engine, LetterEngine, PageEngine
from pipeline.extract.judgement import Judge
from pipeline.extract.readers.documents import read_document
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.ocr import A4_SIDE, DPI, LONGEST, Picture, read_upright, usual_size
from pipeline.extract.readers.pdf_picture import (
    A4,
    MAX_SIDE,
    POINTS_AN_INCH,
    PagePicture,
    blank_picture,
    turned_back,
)
from pipeline.lexicon.facts import Lexicon, load_lexicon

FORMATS: Final = ("PNG", "JPEG", "TIFF", "WEBP")  # whatever the file's ending says
SIGNATURES: Final = (b"\x89PNG", b"\xff\xd8", b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
PAGES_IN: Final = "TIFF"  # the frames of the others are thumbnails and animations
MAX_BYTES: Final = 300_000_000  # of a frame unpacked: A3 at 600 dpi in colour
MAX_FRAMES: Final = 2000  # half an hour
DPI_RANGE: Final = (50.0, 2400.0)
ROUND: Final = 0.02  # by which the resolutions across and along differ where they mean the same
KIND_OF_FRAME: Final = 254  # TIFF tag: bit 0 a smaller copy, bit 2 a mask of another frame
NO_PAGE: Final = 0b101
LYING: Final = (5, 6, 7, 8)  # EXIF orientations with width and height exchanged
WIDTHS: Final = {"1": 1, "L": 1, "P": 1, "LA": 4, "I;16": 2, "I;16B": 2}  # bytes of a pixel; else 4
BROKEN: Final = (  # what Pillow raises on bytes that make no sense
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError,
    OverflowError, ZeroDivisionError, EOFError, MemoryError, NotImplementedError, RuntimeError,
    struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip

Words = tuple[str, str]  # Thai, English

_EMPTY: Words = ("ไฟล์ว่างเปล่า", "the file is empty")
_NO_PICTURE: Words = ("ไฟล์นี้ไม่ใช่ภาพ PNG, JPEG หรือ TIFF", "the file is no PNG, JPEG or TIFF picture")
_DAMAGED: Words = ("ไฟล์ภาพเสียหายหรือไม่ครบ", "the picture is damaged or truncated")
_HUGE: Words = ("ภาพใหญ่เกินไป", "the picture is too large")
_MANY: Words = (f"ไฟล์มีเกิน {MAX_FRAMES} หน้า", f"the file has more than {MAX_FRAMES} pages")
_NO_ACCESS: Words = ("อ่านไฟล์ไม่ได้", "the file cannot be read")

_FETCH_AGAIN: Words = ("คัดลอกหรือสแกนใหม่อีกครั้ง", "copy it again, or scan it anew")
_GIVE_PICTURE: Words = ("ตรวจว่าเป็นไฟล์ที่ถูกต้อง", "check that this is the right file")
_SCAN_SMALLER: Words = ("สแกนใหม่ที่ 300 จุดต่อนิ้ว", "scan it at 300 dots an inch")
_SPLIT: Words = ("แบ่งไฟล์เป็นส่วนแล้วลองใหม่", "split the file and try again")
_PERMISSION: Words = ("ตรวจชื่อไฟล์และสิทธิ์การอ่าน", "check its name and your permission to read it")


def read_pictures(
    path: Path,
    lexicon: Lexicon | None = None,
    following: Following = ALONE,
    engine: Engine | None = None,
) -> RawDocument:
    """All blocks of the file in reading order, with a report for each page.

    `engine` reads beside our own nets. Raises DocumentError where nothing can be: no picture,
    empty, damaged, too large.
    """
    lexicon = lexicon or load_lexicon()
    judge = Judge(lexicon)
    letters = engine if isinstance(engine, LetterEngine) else None
    with PictureFile.open(path) as pictures:

        def read(number: int, before: Ending | None) -> Reading:
            try:
                page = following.ahead(number) or pictures.read(number, letters)
            except DamagedPageError:
                return Reading.failed((Attempt("ocr", 0.0, ("page",)),))
            judged = judge_page(page, judge, lexicon, before)
            attempts = [judged.attempt]
            if isinstance(engine, PageEngine) and page.glyphs:
                grey = pictures.grey(number).grey
                attempt, told = judge_told(engine, grey, judged, judge, lexicon, before)
                attempts.append(attempt)
                judged = told or judged
            return Reading(judged.page, judged.blocks, judged.unread, tuple(attempts))

        document = read_document("image", len(pictures), read, following)
    if all(page.reason == "damaged" for page in document.pages):
        raise DocumentError(_HUGE, _SCAN_SMALLER) if pictures.huge else _damaged()
    return document


def draw_frame(pictures: "PictureFile", number: int, dpi: int, turned: float) -> PagePicture:
    """Page `number` (1-based, in range) in colour, turned back by `turned` degrees; white where it
    is damaged."""
    try:
        image, points = pictures.colour(number)
    except DamagedPageError:
        return blank_picture(A4, dpi)
    longest = max(image.size)
    scale = min(dpi / POINTS_AN_INCH, MAX_SIDE / (longest * points))
    size = tuple(max(1, round(side * points * scale)) for side in image.size)
    drawn = image.resize((size[0], size[1]), Image.Resampling.BOX)
    return PagePicture(turned_back(drawn, math.radians(turned)), scale)


class PictureFile:
    """The pages of an open file. `huge`: one of them would not fit into memory."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image
        self._frames = list(_page_frames(image)) or [0]
        self.huge = False

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[Self]:
        """The file at `path`, at least one page. Raises DocumentError with reason and remedy."""
        with warnings.catch_warnings():  # of sizes, which are judged here, and of odd metadata
            warnings.simplefilter("ignore")
            with _opened(path) as image:
                try:
                    pictures = cls(image)
                except BROKEN as error:
                    raise _damaged() from error
                yield pictures

    def __len__(self) -> int:
        return len(self._frames)

    def grey(self, number: int) -> Picture:
        """Page `number` (1-based) as it is read, of at most 300 dpi. Raises DamagedPageError."""
        image, points = self._shown(number, "L")
        scale = min(1.0, DPI / 72 * points, LONGEST / max(image.size))
        grey = np.asarray(image)
        if scale < 1.0:
            width, height = (max(1, round(scale * side)) for side in image.size)
            points *= max(image.size) / max(width, height)
            grey = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA).astype(np.uint8)
        return Picture(grey, points)

    def read(self, number: int, letters: LetterEngine | None) -> Page:
        """Page `number` (1-based) as it looks, by our own nets. Raises DamagedPageError."""
        return read_upright(self.grey(number), number, None, letters)

    def colour(self, number: int) -> tuple[Image.Image, float]:
        """Page `number` in RGB and how many points a pixel is. Raises DamagedPageError."""
        return self._shown(number, "RGB")

    def _shown(self, number: int, mode: str) -> tuple[Image.Image, float]:
        """The page as a viewer shows it, on white, in `mode`; and how many points a pixel is."""
        image = self._image
        try:
            image.seek(self._frames[number - 1])
            if image.width * image.height * WIDTHS.get(image.mode, 4) > MAX_BYTES:
                self.huge = True
                raise DamagedPageError(f"{image.width} x {image.height} pixels")
            across, along = resolution = _resolution(image)
            points = 72 / max(resolution)
            longest = max(image.size)
            if image.format == "JPEG":  # unpacks to a half, a quarter, an eighth
                needed = min(1.0, DPI / 72 * points, LONGEST / longest)
                width, height = (math.ceil(needed * side) for side in image.size)
                image.draft(mode, (width, height))
            is_across = image.getexif().get(ExifTags.Base.Orientation, 1) in LYING
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            shown = _on_white(image, mode)
            image.im = Image.new(image.mode, (1, 1)).im  # sets its memory free
        except BROKEN as error:
            raise DamagedPageError(str(error)) from error
        points *= longest / max(shown.size)
        if abs(across - along) > ROUND * across:  # a fax
            if is_across:
                across, along = along, across
            finest = max(across, along)
            size = round(shown.width * finest / across), round(shown.height * finest / along)
            shown = shown.resize(size)
        return shown, points


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        if not path.stat().st_size:
            raise DocumentError(_EMPTY, _FETCH_AGAIN)
        image = Image.open(path, formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise DocumentError(_HUGE, _SCAN_SMALLER) from error
    except UnidentifiedImageError as error:
        if _signature(path).startswith(SIGNATURES):
            raise _damaged() from error
        raise DocumentError(_NO_PICTURE, _GIVE_PICTURE) from error
    except (FileNotFoundError, PermissionError) as error:
        raise DocumentError(_NO_ACCESS, _PERMISSION) from error
    except BROKEN as error:
        raise _damaged() from error
    with image:
        yield image


def _signature(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _damaged() -> DocumentError:
    return DocumentError(_DAMAGED, _FETCH_AGAIN)


def _page_frames(image: Image.Image) -> Iterator[int]:
    """The frames that are pages; a chain that breaks ends in one that cannot be read."""
    if image.format != PAGES_IN:
        yield 0
        return
    for frame in range(MAX_FRAMES):
        try:
            image.seek(frame)
            is_page = not image.tag_v2.get(KIND_OF_FRAME, 0) & NO_PAGE  # type: ignore[attr-defined]
        except EOFError:
            return
        except BROKEN:
            yield frame
            return
        if is_page:
            yield frame
    raise DocumentError(_MANY, _SPLIT)


def _resolution(image: Image.Image) -> tuple[float, float]:
    """Pixels an inch across and along, as the file says; where that is no paper, as of A4."""
    longest = max(image.size)
    found = image.info.get("dpi")
    if isinstance(found, tuple) and len(found) == 2:
        across, along = (float(value) for value in found)
        points = 72 * max(image.width / max(across, 1.0), image.height / max(along, 1.0))
        if DPI_RANGE[0] <= min(across, along) and max(across, along) <= DPI_RANGE[1]:
            enlarged = usual_size(points)
            return across / enlarged, along / enlarged
    return 72 * longest / A4_SIDE, 72 * longest / A4_SIDE


def _on_white(image: Image.Image, mode: str) -> Image.Image:
    """The frame in `mode`; where it is transparent the paper is white."""
    if image.mode[0] == "I" or image.mode == "F":  # 16 bits and more: white is the lightest
        values = np.nan_to_num(np.asarray(image).astype(np.float32))
        values *= 255 / max(float(values.max()), 1e-6)
        return Image.fromarray(values.clip(0, 255).astype(np.uint8)).convert(mode)
    if image.mode == "LAB":
        return image.getchannel(0).convert(mode)
    if not image.has_transparency_data:
        return image.convert(mode)
    clear = image if image.mode in ("LA", "RGBA") else image.convert("RGBA")
    paper = Image.new(mode, clear.size, "white")
    paper.paste(clear.convert(mode), mask=clear.getchannel("A"))
    return paper
