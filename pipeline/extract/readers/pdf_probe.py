"""Opens a PDF, or says why it cannot be read and what to do about it."""

import re
from collections import Counter
from pathlib import Path

import pypdfium2
from pypdfium2 import raw

from pipeline.contracts.errors import DocumentError
from pipeline.contracts.limits import MAX_FILE, MAX_OBJECTS, check_size, too_many
from pipeline.extract.readers.pdf_streams import Bombs, find_bombs, streams
from pipeline.extract.readers.spoilt_maps import mend_maps

SIGNATURE = b"%PDF-"
SIGNATURE_WITHIN = 1024  # bytes: readers accept junk before the signature, by custom this much

Words = tuple[str, str]  # Thai, English

_EMPTY: Words = ("ไฟล์ว่างเปล่า", "the file is empty")
_NOT_PDF: Words = ("ไฟล์นี้ไม่ใช่ PDF", "the file is not a PDF")
_DAMAGED: Words = ("ไฟล์ PDF เสียหายหรือไม่ครบ", "the PDF is damaged or truncated")
_ENCRYPTED: Words = ("ไฟล์ PDF ถูกล็อกด้วยรหัสผ่าน", "the PDF is encrypted and needs a password")
_NO_PAGES: Words = ("ไฟล์ PDF ไม่มีหน้าเลย", "the PDF has no pages")
_BOMB: Words = (
    "ตารางวัตถุของ PDF ขยายแล้วใหญ่เกินไป",
    "the tables of the PDF's objects unpack to more than is read",
)
_NO_ACCESS: Words = ("อ่านไฟล์ไม่ได้", "the file cannot be read")

_FETCH_AGAIN: Words = ("ดาวน์โหลดหรือคัดลอกไฟล์ใหม่อีกครั้ง", "download or copy it again")
_GIVE_PDF: Words = ("ตรวจว่าเป็นไฟล์ที่ถูกต้อง", "check that this is the right file")
_UNLOCK: Words = (
    "ปลดรหัสผ่านแล้วบันทึกเป็นไฟล์ใหม่",
    "remove the password and save the file anew",
)
_SAVE_ANEW: Words = ("เปิดไฟล์แล้วบันทึกใหม่เป็น PDF", "open it and save it as PDF again")
_PERMISSION: Words = ("ตรวจชื่อไฟล์และสิทธิ์การอ่าน", "check its name and your permission to read it")

TAIL = 1024  # bytes at the end of a whole file that hold its %%EOF
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_FORM = re.compile(rb"/Subtype\s*/Form\b")
_FORMS = re.compile(rb"/XObject\s*(?:<<|\d)")
_CONTENTS = re.compile(rb"/Contents\s*\[([^\]]{0,100000})")  # closed or not
MAX_CONTENTS = 100  # streams of a page: programs that print make one, editors some more
_COUNT_ZERO = re.compile(rb"/Count\s+0\b")


def load_pdf(path: Path) -> bytes:
    """The file, its spoilt maps mended. Raises DocumentError where it is not a PDF."""
    try:
        check_size(path.stat().st_size, MAX_FILE)
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(_NO_ACCESS, _PERMISSION) from error
    if not data.strip():
        raise DocumentError(_EMPTY, _FETCH_AGAIN)
    if SIGNATURE not in data[:SIGNATURE_WITHIN]:
        raise DocumentError(_NOT_PDF, _GIVE_PDF)
    return mend_maps(data)


def refuse_bombs(data: bytes) -> Bombs:
    """What of the file may be too much to unpack, for its pages to tell.

    Raises DocumentError where it is too much to be opened.
    """
    if data.count(b" obj") > MAX_OBJECTS:
        raise too_many("วัตถุ", "objects", MAX_OBJECTS)
    bombs = find_bombs(data)
    if bombs.objects:
        raise DocumentError(_BOMB, _SAVE_ANEW)
    return bombs


def open_bytes(data: bytes) -> pypdfium2.PdfDocument:
    """The open document, of at least one page. Raises DocumentError with reason and remedy."""
    document = _open(data)
    if len(document) == 0:
        document.close()
        raise DocumentError(_NO_PAGES, _FETCH_AGAIN)
    return document


def has_page(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether page `number` (1-based) is there, whatever the page tree says."""
    try:
        document[number - 1].close()
    except (IndexError, pypdfium2.PdfiumError):
        return False
    return True


def pages_in_sight(data: bytes) -> int:
    """How many page objects the file shows unpacked; those of earlier savings count, too."""
    return len(_PAGE.findall(data))


def crowds_pages(data: bytes) -> bool:
    """Whether a page in sight is put together of very many streams."""
    return any(found.count(b"R") > MAX_CONTENTS for found in _CONTENTS.findall(data))


def repeats_contents(data: bytes) -> bool:
    """Whether a page in sight draws the same stream very many times: no program makes that."""
    lists = (Counter(found.split(b"R")) for found in _CONTENTS.findall(data))
    return any(max(names.values()) > MAX_CONTENTS for names in lists)


def draws_forms(data: bytes) -> bool:
    """Whether a form names others that it may draw."""
    heads = (stream.head for stream in streams(data))
    return any(_FORM.search(head) and _FORMS.search(head) for head in heads)


def forms_in_sight(data: bytes) -> int:
    """How many form objects the file holds: being streams, they cannot be packed."""
    return len(_FORM.findall(data))


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _COUNT_ZERO.search(data) and b"%%EOF" in data[-TAIL:]:
            # pdfium opens no document without pages, and its error is that of an earlier file.
            raise DocumentError(_NO_PAGES, _FETCH_AGAIN) from error
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise DocumentError(_ENCRYPTED, _UNLOCK) from error
        raise DocumentError(_DAMAGED, _FETCH_AGAIN) from error
