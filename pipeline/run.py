"""The story on one screen: a path becomes a raw document, a plan, findings, a result."""

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.contracts.attempt import OcrUse, ReaderName
from pipeline.contracts.crop import Crops
from pipeline.contracts.errors import DocumentError, UsageError
from pipeline.contracts.finding import Finding
from pipeline.contracts.following import ALONE, Following
from pipeline.contracts.limits import MAX_FILE, MAX_PICTURE_FILE, MAX_TEXT, check_size
from pipeline.contracts.names import printable
from pipeline.contracts.page import Page
from pipeline.contracts.page_view import PageView
from pipeline.contracts.place import Frozen
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult, DocumentStatus, Job
from pipeline.contracts.table import RawDocument
from pipeline.lexicon.facts import Lexicon, load_lexicon

if TYPE_CHECKING:
    from pipeline.extract.engines.engine import Engine

DOC_ID_LENGTH = 12
IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})
MAX_BYTES = {"pdf": MAX_FILE, "image": MAX_PICTURE_FILE, "transcript": MAX_TEXT}
UNREADABLE = {  # what to do about a file of which nothing can be read
    "pdf": (
        "ใช้ PDF ต้นฉบับที่มีข้อความ หรือสแกนใหม่ที่ 300 จุดต่อนิ้ว",
        "use the born-digital PDF, or scan it again at 300 dots an inch",
    ),
    "image": (
        "ไม่พบข้อความที่อ่านออก สแกนใหม่ที่ 300 จุดต่อนิ้ว",
        "no text can be made out; scan it again at 300 dots an inch",
    ),
}


class Settings(Frozen):
    """What the user chose for a run, as far as one document needs to know."""

    lang: str = "th"
    ocr: OcrUse = "auto"
    ocr_engine: str = ""  # that reads pictures beside our own nets; none: they alone
    lexicon: Path | None = None
    readers: tuple[ReaderName, ...] = ()  # of PDF pages, in this order; none: those by default


def convert_document(job: Job, settings: Settings, following: Following = ALONE) -> DocumentResult:
    """Everything from one input. A bad document is a result with status failed, never an error."""
    started = time.perf_counter()
    kind = kind_of(job.path)
    try:
        check_size(job.path.stat().st_size, MAX_BYTES[kind])  # before so much is read
        sha256 = sha256_of(job.path)
    except OSError as error:
        return _failed(job, kind, "", _unreadable_file(error), settings, started)
    except DocumentError as error:
        return _failed(job, kind, "", error, settings, started)
    try:
        doc_id = sha256[:DOC_ID_LENGTH]
        plan = _plan(job.path, doc_id, job.source_file, settings, following)
    except DocumentError as error:
        return _failed(job, kind, sha256, error, settings, started)
    status, reason = _status(plan, job)
    is_plan = status in ("ok", "partial") or any(page.status == "unread" for page in plan.pages)
    findings = reconcile_plan(plan) if is_plan else ()
    return DocumentResult(
        doc_id=sha256[:DOC_ID_LENGTH],
        source_file=job.source_file,
        sha256=sha256,
        kind=kind,
        status=status,
        reasons=reason,
        lang=settings.lang,
        plan=plan if is_plan else None,
        findings=findings,
        seconds=time.perf_counter() - started,
    )


def read_plan(path: str | Path, settings: Settings | None = None, source_file: str = "") -> Plan:
    """The plan in a file: read, sorted, normalised; not yet reconciled.

    Raises DocumentError where the file cannot be read at all.
    """
    path = Path(path)
    doc_id = sha256_of(path)[:DOC_ID_LENGTH]
    return _plan(path, doc_id, source_file or printable(path.name), settings or Settings())


def _plan(
    path: Path, doc_id: str, source_file: str, settings: Settings, following: Following = ALONE
) -> Plan:
    """The story: read, sort, normalise."""
    from pipeline.extract.plan import sort_document
    from pipeline.normalize.plan import build_plan

    lexicon = load_lexicon(settings.lexicon)
    raw = sort_document(_read(path, lexicon, settings, following), lexicon)
    return build_plan(raw, doc_id, source_file, lexicon)


def reconcile_plan(plan: Plan) -> tuple[Finding, ...]:
    """What does not agree in a plan."""
    from pipeline.reconcile import reconcile

    return reconcile(plan)


def crops_of(path: Path, plan: Plan, findings: Sequence[Finding]) -> Crops:
    """What the report shows of the pages of the file that the plan was read from."""
    from pipeline.extract.crops import draw_crops

    return draw_crops(
        path, plan, frozenset(name for finding in findings for name in finding.project_ids)
    )


def pictured_pages(path: Path, settings: Settings) -> tuple[int, ...]:
    """The pages that will be read from their pictures alone, as far as is seen at once.

    Raises DocumentError where the file cannot be opened.
    """
    from pipeline.extract import ahead

    return ahead.pictured_pages(path, kind_of(path), settings.ocr)


def read_ahead(
    path: Path, numbers: Sequence[int], settings: Settings, begin: Callable[[int, int], None]
) -> Iterator[tuple[int, Page | None]]:
    """Each of these pages as its picture reads, for a `Following`; None: it cannot be drawn.

    `begin` is called before each. Raises DocumentError where the file cannot be opened.
    """
    from pipeline.extract import ahead

    return ahead.read_ahead(path, kind_of(path), numbers, _engine(settings), begin)


def look_at_page(path: Path, number: int | None, settings: Settings) -> PageView:
    """Page `number` (None: the first with projects) of a PDF or picture as `convert` reads it.

    The whole document is read: a header may stand on an earlier page. Raises DocumentError where
    the file cannot be read, UsageError where it has no such page or no pages to look at.
    """
    from pipeline.extract.plan import sort_document
    from pipeline.extract.seen import Story, first_detail_page, see_page
    from pipeline.extract.seen_tables import ReadPiece
    from pipeline.normalize.plan import build_plan

    if kind_of(path) == "transcript":
        raise _no_page_image(path)
    lexicon = load_lexicon(settings.lexicon)
    kept: list[Page] = []

    def keep(page: Page) -> None:
        if page.number == number:
            kept.append(page)

    document = _read(path, lexicon, settings, Following(look=keep))
    if number is not None and not 1 <= number <= len(document.pages):
        raise _no_such_page(number, len(document.pages))
    pieces: list[ReadPiece] = []
    raw = sort_document(document, lexicon, lambda *read: pieces.append(ReadPiece(*read)))
    plan = build_plan(raw, sha256_of(path)[:DOC_ID_LENGTH], printable(path.name), lexicon)
    story = Story(document, tuple(pieces), raw, plan, reconcile_plan(plan))
    if number is None:  # all pages of a long document at once would not fit into memory
        return look_at_page(path, first_detail_page(story), settings)
    return see_page(story, number, kept[-1] if kept else None)


def kind_of(path: Path) -> str:
    """`pdf`, `image` or `transcript` by the file's ending."""
    suffix = path.suffix.lower()
    return "pdf" if suffix == ".pdf" else "image" if suffix in IMAGE_SUFFIXES else "transcript"


def _read(
    path: Path, lexicon: Lexicon, settings: Settings, following: Following = ALONE
) -> RawDocument:
    """What a file holds, by the reader for its kind, loaded on demand."""
    kind = kind_of(path)
    if kind == "image":
        if settings.ocr == "never":
            raise _pictures_not_wanted(path)
        from pipeline.extract.readers.pictures import read_pictures

        return read_pictures(path, lexicon, following, _engine(settings))
    if kind == "pdf":
        from pipeline.extract.cascade import READERS
        from pipeline.extract.readers.pdf import read_pdf

        readers = settings.readers or READERS
        return read_pdf(path, lexicon, readers, following, settings.ocr, _engine(settings))
    from pipeline.extract.readers.transcript import read_transcript

    return read_transcript(path, lexicon.headings)


def _engine(settings: Settings) -> "Engine | None":
    """What reads pictures beside our own nets. Raises UsageError where there is no such engine."""
    if not settings.ocr_engine:
        return None
    from pipeline.extract.engines.registry import start_engine

    return start_engine(settings.ocr_engine)


def _pictures_not_wanted(path: Path) -> DocumentError:
    name = printable(path.name)
    return DocumentError(
        (f"{name} เป็นภาพ แต่สั่ง --ocr never", f"{name} is a picture, and --ocr is never"),
        ("ใช้ --ocr auto หรือ PDF ต้นฉบับ", "use --ocr auto, or the born-digital PDF"),
    )


def _no_page_image(path: Path) -> UsageError:
    name = printable(path.name)
    return UsageError(
        (f"{name} เป็นข้อความ ไม่มีภาพหน้าให้ดู", f"{name} is text: it has no page to look at"),
        (
            "ระบุ PDF ต้นฉบับ หรือดูบรรทัดที่อ่านได้ด้วย thaiplan convert",
            "name the PDF it was made from, or see what is read with thaiplan convert",
        ),
    )


def _no_such_page(number: int, last: int) -> UsageError:
    return UsageError(
        (f"ไม่มีหน้า {number} เอกสารนี้มี {last} หน้า", f"no page {number}: the document has {last}"),
        (f"ระบุ --page ตั้งแต่ 1 ถึง {last}", f"give --page from 1 to {last}"),
    )


def sha256_of(path: Path) -> str:
    """In hex. Raises OSError where the file cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _status(plan: Plan, job: Job) -> tuple[DocumentStatus, tuple[str, str]]:
    """Whether the plan was read whole, in part, or not; with the reason in Thai and English."""
    unread = [str(page.number) for page in plan.pages if page.status == "unread"]
    if plan.projects and not unread:
        return "ok", ("", "")
    if plan.projects:
        pages = ", ".join(unread)
        return "partial", (f"อ่านไม่ได้ {len(unread)} หน้า: {pages}", f"unread pages: {pages}")
    if unread and not any(page.status in ("text", "ocr") for page in plan.pages):
        return "failed", (
            f"อ่านไม่ได้ทั้ง {len(unread)} หน้า — {UNREADABLE[plan.kind][0]}",
            f"none of {len(unread)} pages could be read: {UNREADABLE[plan.kind][1]}",
        )
    if plan.summary or plan.title:
        return "partial", ("ไม่พบตารางโครงการ", "no table of projects was found")
    if unread:  # that it is no plan can be said only of what was read
        pages = ", ".join(unread)
        return "failed", (
            f"ไม่พบแผนในหน้าที่อ่านได้ และอ่านไม่ได้ {len(unread)} หน้า: {pages}",
            f"no plan on the pages that were read; unread pages: {pages}",
        )
    reason = ("ไม่ใช่แผน: ไม่พบชื่อแผนและตารางโครงการ", "not a plan: no title and no table of one")
    return ("skipped" if job.from_folder else "failed"), reason


def _failed(
    job: Job, kind: str, sha256: str, error: DocumentError, settings: Settings, started: float
) -> DocumentResult:
    return DocumentResult(
        doc_id=sha256[:DOC_ID_LENGTH],
        source_file=job.source_file,
        sha256=sha256,
        kind=kind,
        status="failed",
        reasons=error.lines,
        lang=settings.lang,
        plan=None,
        findings=(),
        seconds=time.perf_counter() - started,
    )


def _unreadable_file(error: OSError) -> DocumentError:
    detail = error.strerror or str(error)
    return DocumentError(
        (f"เปิดไฟล์ไม่ได้ ({detail})", f"cannot open the file ({detail})"),
        ("ตรวจสอบสิทธิ์และตำแหน่งของไฟล์", "check its place and your permission"),
    )
