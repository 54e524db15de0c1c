"""The story on one screen: a path becomes a raw document, a plan, findings, a result."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.contracts.errors import DocumentError
from pipeline.contracts.finding import Finding
from pipeline.contracts.place import Frozen
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult, DocumentStatus, Job
from pipeline.contracts.table import RawDocument
from pipeline.lexicon.facts import load_lexicon

DOC_ID_LENGTH = 12
IMAGE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".tif", ".tiff"})


class Settings(Frozen):
    """What the user chose for a run, as far as one document needs to know."""

    lang: str = "th"
    ocr: str = "auto"
    lexicon: Path | None = None


def convert_document(job: Job, settings: Settings) -> DocumentResult:
    """Everything from one input. A bad document is a result with status failed, never an error."""
    started = time.perf_counter()
    kind = kind_of(job.path)
    try:
        sha256 = _sha256(job.path)
    except OSError as error:
        return _failed(job, kind, "", _unreadable_file(error), settings, started)
    try:
        plan = read_plan(job.path, settings, source_file=job.source_file)
    except DocumentError as error:
        return _failed(job, kind, sha256, error, settings, started)
    findings = reconcile_plan(plan)
    status, reason = _status(plan, job)
    return DocumentResult(
        doc_id=sha256[:DOC_ID_LENGTH],
        source_file=job.source_file,
        sha256=sha256,
        kind=kind,
        status=status,
        error=reason[1 if settings.lang == "en" else 0],
        plan=None if status in ("failed", "skipped") else plan,
        findings=() if status in ("failed", "skipped") else findings,
        seconds=time.perf_counter() - started,
    )


def read_plan(path: Path, settings: Settings | None = None, source_file: str = "") -> Plan:
    """The plan in a file: read, sorted, normalised; not yet reconciled.

    Raises DocumentError where the file cannot be read at all.
    """
    from pipeline.extract.plan import sort_document
    from pipeline.normalize.plan import build_plan

    lexicon = load_lexicon(settings.lexicon if settings else None)
    document = _reader(kind_of(path))(path)
    raw = sort_document(document, lexicon)
    return build_plan(raw, _sha256(path)[:DOC_ID_LENGTH], source_file or path.name, lexicon)


def reconcile_plan(plan: Plan) -> tuple[Finding, ...]:
    """What does not agree in a plan."""
    from pipeline.reconcile import reconcile

    return reconcile(plan)


def kind_of(path: Path) -> str:
    """`pdf`, `image` or `transcript` by the file's ending."""
    suffix = path.suffix.lower()
    return "pdf" if suffix == ".pdf" else "image" if suffix in IMAGE_SUFFIXES else "transcript"


def _reader(kind: str) -> Callable[[Path], RawDocument]:
    """Loads the reader of a kind of file on demand."""
    if kind == "pdf":
        from pipeline.extract.readers.pdf import read_pdf

        return read_pdf
    if kind == "image":
        return _no_image_reader
    from pipeline.extract.readers.transcript import read_transcript

    return read_transcript


def _no_image_reader(path: Path) -> RawDocument:
    raise DocumentError(
        (
            f"{path.name} เป็นภาพ รุ่นนี้ยังไม่อ่านภาพสแกน",
            f"{path.name} is an image; scans are not read yet",
        ),
        ("ใช้ไฟล์ PDF ต้นฉบับที่มีข้อความ หรือถอดข้อความก่อน", "use the born-digital PDF, or a transcript"),
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _status(plan: Plan, job: Job) -> tuple[DocumentStatus, tuple[str, str]]:
    """Whether the plan was read whole, in part, or is none; with the reason in Thai and English."""
    unread = [page.number for page in plan.pages if page.status == "unread"]
    if plan.pages and len(unread) == sum(page.status != "blank" for page in plan.pages):
        return "partial", (
            f"อ่านไม่ได้ทุกหน้า ({len(unread)} หน้า เป็นภาพสแกน)",
            f"no page could be read ({len(unread)} pages are scans)",
        )
    if not plan.projects and not plan.summary:
        return _without_tables(plan, job)
    if not plan.projects:
        return "partial", ("ไม่พบตารางโครงการ", "no table of projects was found")
    if unread:
        pages = ", ".join(map(str, unread))
        return "partial", (f"อ่านไม่ได้ {len(unread)} หน้า: {pages}", f"unread pages: {pages}")
    return "ok", ("", "")


def _without_tables(plan: Plan, job: Job) -> tuple[DocumentStatus, tuple[str, str]]:
    if plan.title:
        return "partial", ("ไม่พบตารางโครงการ", "no table of projects was found")
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
        error=error.line(settings.lang),
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
