"""A PDF page as a person sees it: drawn by pdfium."""

import math
from typing import NamedTuple

import pypdfium2
from PIL import Image

from pipeline.extract.readers.bombs import check_page, check_picture
from pipeline.extract.readers.glyphs import DamagedPageError
from pipeline.extract.readers.ocr import usual_size
from pipeline.extract.readers.pdfium import view_of
from pipeline.extract.readers.pdfium_upright import QUARTER
from pipeline.extract.readers.reader import Source

MAX_SIDE = 6000  # pixels: a page of any size stays a picture that any viewer opens
A4 = (595.0, 842.0)  # points: for a page that pdfium cannot open
POINTS_AN_INCH = 72


class PagePicture(NamedTuple):
    """The page in colour, and how many pixels a point is (less than asked where it is huge)."""

    image: Image.Image
    scale: float
    is_drawn: bool = True  # False: white paper in place of a page that is damaged


def blank_picture(size: tuple[float, float], dpi: int) -> PagePicture:
    """White paper of so many points."""
    scale = min(dpi / POINTS_AN_INCH, MAX_SIDE / max(*size, 1.0))
    return PagePicture(Image.new("RGB", _pixels(size, scale), "white"), scale, is_drawn=False)


def draw_page(source: Source, number: int, dpi: int, turned: float | None) -> PagePicture:
    """Page `number` (1-based), turned as it is shown; white where it is damaged, or not there.

    `turned`: degrees by which it lies askew, where it was read from its picture.
    """
    try:
        check_page(source, number)
        check_picture(source, number)
        page = source.document[number - 1]
    except (DamagedPageError, pypdfium2.PdfiumError):
        return blank_picture(A4, dpi)
    size = page.get_size()
    try:
        if turned is None:
            turn, enlarged = view_of(page)
        else:
            turn, enlarged = math.radians(turned), usual_size(max(size))
        scale = min(enlarged * dpi / POINTS_AN_INCH, MAX_SIDE / max(*size, 1.0))
        image = page.render(scale=scale).to_pil().convert("RGB")
    except pypdfium2.PdfiumError:
        return blank_picture(size, dpi)
    return PagePicture(turned_back(image, turn) if turn else image, scale / enlarged)


def turned_back(image: Image.Image, turn: float) -> Image.Image:
    """The picture as its text runs level, as the readers take it; `turn` is clockwise."""
    quarters = round(turn / QUARTER)
    lean = turn - quarters * QUARTER
    upright = image.rotate(90 * quarters, expand=True)
    return upright.rotate(math.degrees(lean), Image.Resampling.BICUBIC, fillcolor="white")


def _pixels(size: tuple[float, float], scale: float) -> tuple[int, int]:
    width, height = size
    return max(1, round(width * scale)), max(1, round(height * scale))
