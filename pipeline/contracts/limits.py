"""How much of anything is read: more is no plan, and would cost the machine its memory or its day.

Limits of one library's own ways stand beside its calls.
"""

from typing import Final

from pipeline.contracts.errors import DocumentError

MAX_FILE: Final = 1_000_000_000  # bytes of a PDF, held in memory; 300 pages in colour have 300 MB
MAX_PICTURE_FILE: Final = 4_294_967_296  # bytes, read piece by piece; a TIFF can be no larger
MAX_PAGES: Final = 5_000  # the longest plan of a province has 700
MAX_OBJECTS: Final = 1_000_000  # of a PDF: 200 a page, and pdfium holds 140 bytes of each
MAX_DRAWN: Final = 10_000_000  # bytes of content of a page: a full one has 100,000
MAX_STREAM: Final = 20_000_000  # bytes unpacked of a font, a map, a table of objects
MAX_IMAGE: Final = 300_000_000  # bytes unpacked of one image: A3 at 600 dpi in colour
MAX_IMAGES: Final = 1_200_000_000  # bytes unpacked of all images that a page draws
MAX_TEXT: Final = 64 * 1024 * 1024  # bytes; a transcript of a thousand pages has 5 MB
MAX_LINES: Final = 100_000  # of a transcript; a thousand pages have 50,000
MAX_PIECE: Final = 20_000  # letters of a line or a cell; a page has 3,000
MAX_COLUMNS: Final = 2_000  # of a table; months and their days have 400
MAX_ATTRIBUTES: Final = 2_000  # of an element of HTML; libxml2 compares each with all before it
MAX_CELLS: Final = 500_000  # of a table; a thousand pages of projects have 200,000

Words = tuple[str, str]  # Thai, English

SPLIT: Final[Words] = ("แบ่งเป็นไฟล์ละหนึ่งแผนแล้วลองใหม่", "split it into one plan a file")


def check_size(size: int, limit: int) -> None:
    """Raises DocumentError where a file of so many bytes is too large."""
    if size > limit:
        raise DocumentError(
            (f"ไฟล์ใหญ่เกินไป ({size:,} ไบต์ อ่านได้ไม่เกิน {limit:,})",
             f"the file is too large ({size:,} bytes; at most {limit:,} are read)"),
            SPLIT,
        )  # fmt: skip


def too_many(thai: str, english: str, limit: int) -> DocumentError:
    """The error of a file that has more of something than `limit`."""
    return DocumentError(
        (f"ไฟล์มี{thai}เกิน {limit:,}", f"the file has more than {limit:,} {english}"), SPLIT
    )
