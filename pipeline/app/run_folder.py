"""A run's folder read back: its documents, each with its findings."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.contracts.errors import UsageError
from pipeline.contracts.finding import Finding
from pipeline.contracts.result import DocumentResult

FINDINGS = "findings.csv"
DOCUMENTS = "documents.csv"


class Checked(NamedTuple):
    """A document as far as `reconcile` shows it. `error` says why it was not read whole."""

    source_file: str
    organization: str
    fiscal_year_be: str
    status: str
    error: str
    findings: tuple[Finding, ...]


def checked(result: DocumentResult) -> Checked:
    """The same of a document that was just converted."""
    plan = result.plan
    year = "" if plan is None or plan.fiscal_year_be is None else str(plan.fiscal_year_be)
    return Checked(
        source_file=result.source_file,
        organization="" if plan is None else plan.organization,
        fiscal_year_be=year,
        status=result.status,
        error=result.error,
        findings=result.findings,
    )


def is_run(folder: Path) -> bool:
    """Whether a run of `convert` lies there."""
    return (folder / FINDINGS).is_file() and (folder / DOCUMENTS).is_file()


def read_run(folder: Path) -> tuple[Checked, ...]:
    """The documents of a run in its order. Raises UsageError where the files are not ours."""
    try:
        findings: dict[str, list[Finding]] = {}
        for row in _rows(folder / FINDINGS):
            finding = _finding(row)
            findings.setdefault(finding.doc_id, []).append(finding)
        return tuple(_document(row, findings) for row in _rows(folder / DOCUMENTS))
    except (KeyError, UnicodeDecodeError, csv.Error, ValidationError, ValueError) as error:
        raise UsageError(
            (f"{FINDINGS} หรือ {DOCUMENTS} ใน {folder} ไม่ใช่ไฟล์ที่ thaiplan เขียน หรือถูกแก้ไข",
             f"{FINDINGS} or {DOCUMENTS} in {folder} is not as thaiplan wrote it"),
            ("สั่ง thaiplan convert ใหม่", "run thaiplan convert again"),
        ) from error  # fmt: skip


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        yield from csv.DictReader(stream, strict=True)


def _finding(row: dict[str, str]) -> Finding:
    """Blank cells are the model's defaults; the lists are split again."""
    cells: dict[str, object] = {name: row[name] for name in Finding.model_fields if row[name]}
    for name in ("pages", "project_ids"):
        cells[name] = tuple(part for part in row[name].split(";") if part)
    return Finding.model_validate({"message_th": "", "message_en": ""} | cells)


def _document(row: dict[str, str], findings: dict[str, list[Finding]]) -> Checked:
    """A duplicate's findings stand under the document that it doubles."""
    own = () if row["status"] == "duplicate" else findings.get(row["doc_id"], ())
    return Checked(
        source_file=row["source_file"],
        organization=row["organization"],
        fiscal_year_be=row["fiscal_year_be"],
        status=row["status"],
        error=row["error"],
        findings=tuple(own),
    )
