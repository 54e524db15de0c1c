"""In place of pipeline.run: reads one line of a text file and does what it says.

Workers import this module by its name, so that nothing needs to be patched in them.
"""

import os
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.contracts.crop import Crops
from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.following import ALONE, Following
from pipeline.contracts.place import Frozen
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult, Job


class Settings(Frozen):
    """As pipeline.run.Settings."""

    lang: str = "th"
    ocr: str = "auto"
    ocr_engine: str = ""
    lexicon: Path | None = None
    readers: tuple[str, ...] = ()


def finding(doc_id: str, severity: Severity) -> Finding:
    return Finding(
        finding_id=f"{doc_id}-{severity.value}",
        doc_id=doc_id,
        rule="indicator_count",
        severity=severity,
        cause=Cause.COVERAGE,
        scope="1.2",
        message_th=f"ประกาศ 30 โครงการ อ่านได้ 15 [{severity.value}]",
        message_en=f"30 declared, 15 read [{severity.value}]",
        suggestion="หน้าก่อนหน้าอาจขาดหาย",
        pages=(4, 5),
    )


def plan(doc_id: str, source_file: str) -> Plan:
    return Plan(
        doc_id=doc_id, source_file=source_file, kind="transcript", layout="test", title="แผน",
        organization="จังหวัดตัวอย่าง", province="ตัวอย่าง", fiscal_year_be=2566, pages=(),
        summary=(), indicators=(), projects=(), sections=(), notes=(),
    )  # fmt: skip


def kind_of(path: Path) -> str:
    return "pdf" if path.suffix == ".pdf" else "transcript"


def pictured_pages(path: Path, settings: Settings) -> tuple[int, ...]:
    return ()


def reconcile_plan(plan: Plan) -> tuple[Finding, ...]:
    return ()


def crops_of(path: Path, plan: Plan, findings: Sequence[Finding]) -> Crops:
    return Crops()


def do(word: str) -> None:
    """What costs a worker, or is a bug."""
    if word == "die":
        os._exit(9)
    if word == "hang":
        time.sleep(60)
    if word == "eat":
        eaten = [b"x" * (1 << 20) for _ in range(600)]
        time.sleep(60)
        del eaten
    if word == "bug":
        raise ZeroDivisionError("a bug of ours")


def read_pages(words: list[str], following: Following) -> None:
    """`5 die 3 hang 4`: so many pages, what happens at some."""
    count = int(words[0])
    events = dict(zip(map(int, words[2::2]), words[1::2], strict=True))
    for number in range(1, count + 1):
        following.begin(number, count)
        if number not in following.lost:
            do(events.get(number, ""))
    following.begin(0, count)


def convert_document(job: Job, settings: Settings, following: Following = ALONE) -> DocumentResult:
    """`plan`, `plan error`, `plan warning`, `bad`, `skip`, `die`, `hang`, `eat`, `bug`; pdf is bad.

    `pages 5 die 3`: a plan of five pages, the third of which kills, unless it is lost.
    """
    content = job.path.read_bytes()
    word = content.decode().split(maxsplit=1)[0] if content.strip() else "bad"
    word = "bad" if job.path.suffix == ".pdf" else word
    do(word)
    if word == "pages":
        read_pages(content.decode().split()[1:], following)
    digest = sha256(content).hexdigest()
    doc_id = digest[:12]
    status = {"bad": "failed", "skip": "skipped"}.get(word, "ok")
    severities = [severity for severity in Severity if severity.value.encode() in content]
    return DocumentResult.model_validate({
        "doc_id": doc_id,
        "source_file": job.source_file,
        "sha256": digest,
        "kind": kind_of(job.path),
        "status": status,
        "reasons": ("", "") if status == "ok" else ("ไม่ใช่แผน — ตรวจไฟล์", "no plan"),
        "lang": settings.lang,
        "plan": plan(doc_id, job.source_file) if status == "ok" else None,
        "findings": tuple(finding(doc_id, severity) for severity in severities),
        "seconds": 0.1,
    })  # fmt: skip
