"""A run's folder read back: its documents, each with its findings and, if asked for, its plan."""

import csv
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pipeline.contracts.errors import UsageError
from pipeline.contracts.finding import Finding
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import DOC_ID_PATTERN, Cell, Kind
from pipeline.write.csv_files import read_rows
from pipeline.write.json_plans import PLANS
from pipeline.write.run_record import FILE_NAME, RunInput, RunRecord, read_record
from pipeline.write.tables.documents import DOCUMENTS as TABLE
from pipeline.write.tables.findings import FINDINGS as FINDINGS_TABLE

FINDINGS = "findings.csv"
FACTS = ("doc_id", "source_file", "sha256", "kind", "status")
DOCUMENTS = "documents.csv"


@dataclass(frozen=True, slots=True)
class Checked:
    """A document as far as `reconcile` tells of it: its line of documents.csv, by column, and its
    findings."""

    facts: dict[str, Cell]
    findings: tuple[Finding, ...]

    @property
    def source_file(self) -> str:
        """The file's name relative to its INPUT."""
        return self._text("source_file")

    @property
    def organization(self) -> str:
        """Whose plan it is; empty where no plan was read."""
        return self._text("organization")

    @property
    def years_be(self) -> str:
        """The fiscal year, or the first and the last; empty where none is known."""
        years = (self._text("fiscal_year_be"), self._text("fiscal_year_end_be"))
        return "–".join(filter(None, dict.fromkeys(years)))

    @property
    def status(self) -> str:
        """`ok`, `partial`, `failed`, `duplicate` or `skipped`."""
        return self._text("status")

    @property
    def error(self) -> str:
        """Why it was not read whole."""
        return self._text("error")

    def _text(self, name: str) -> str:
        value = self.facts[name]
        return "" if value is None else str(value)


def checked(result: DocumentResult) -> Checked:
    """The same of a document that was just converted."""
    facts = {column.name: column.take(result) for column in TABLE.columns}
    return Checked(facts, result.findings)


class SavedDocument(NamedTuple):
    """A line of documents.csv, and what run.json says of the same input."""

    row: dict[str, str]
    input: RunInput

    @property
    def is_plan(self) -> bool:
        """Whether something was read of it; plans/ holds it then."""
        return bool(self.row["projects"])

    @property
    def is_sound(self) -> bool:
        """Whether both say the same; files are named by the doc_id, so it must be one."""
        digest, doc_id = self.row["sha256"], self.row["doc_id"]
        is_named = re.fullmatch(DOC_ID_PATTERN, doc_id) is not None
        same = (digest, doc_id) == (self.input.sha256, self.input.doc_id)
        return same and (is_named or not (doc_id or self.is_plan))


class SavedRun(NamedTuple):
    """A run as it lies in `folder`, in the order of its inputs; findings by doc_id."""

    folder: Path
    record: RunRecord
    documents: tuple[SavedDocument, ...]
    findings: dict[str, list[Finding]]

    def result(self, number: int) -> DocumentResult:
        """What `convert` had in hand of a document, by its place in the run.

        Raises UsageError where its plan is gone or not as it was written.
        """
        row = self.documents[number].row
        plan = self.plan_bytes(number)
        with self._blaming(number):
            return DocumentResult.model_validate({
                **{name: row[name] for name in FACTS},
                "reasons": (row["error"], row["error"]),
                "plan": _plan(plan, row["doc_id"]) if plan else None,
                "findings": tuple(_own_findings(row, self.findings)),
                "seconds": float(row["seconds"]),
            })  # fmt: skip

    def plan_bytes(self, number: int) -> bytes:
        """The file of a document's plan; empty where it has none. Raises UsageError as above."""
        document = self.documents[number]
        if not document.is_plan:
            return b""
        with self._blaming(number):
            return (self.folder / PLANS / f"{document.input.doc_id}.json").read_bytes()

    def _blaming(self, number: int) -> AbstractContextManager[None]:
        return _blaming(self.folder, f"{PLANS}/{self.documents[number].input.doc_id}.json")


def _plan(content: bytes, doc_id: str) -> Plan:
    """Raises ValueError where it is not the whole plan of this document."""
    plan = Plan.model_validate_json(content)
    if plan.doc_id != doc_id:
        raise ValueError(f"the plan of {plan.doc_id} in the place of {doc_id}")
    return plan


def is_run(folder: Path) -> bool:
    """Whether a run of `convert` lies there."""
    return (folder / FINDINGS).is_file() and (folder / DOCUMENTS).is_file()


def read_run(folder: Path) -> tuple[Checked, ...]:
    """The documents of a run in its order. Raises UsageError where the files are not ours."""
    with _blaming(folder, f"{FINDINGS}, {DOCUMENTS}"):
        findings = _findings(folder)
        return tuple(_document(row, findings) for row in read_rows(folder, TABLE))


def open_run(folder: Path) -> SavedRun:
    """The run in `folder`, its plans not yet read.

    Raises UsageError where none lies there, one without plans/, or one that was changed.
    """
    if not is_run(folder) or not (folder / FILE_NAME).is_file():
        raise UsageError(
            (f"{folder} ไม่ใช่โฟลเดอร์ผลลัพธ์ที่มีตาราง CSV",
             f"{folder} is no folder of results with CSV tables"),
            _CONVERT,
        )  # fmt: skip
    with _blaming(folder, f"{DOCUMENTS}, {FINDINGS}, {FILE_NAME}"):
        record = read_record(folder)
        pairs = zip(read_rows(folder, TABLE), record.inputs, strict=True)
        documents = tuple(SavedDocument(row, given) for row, given in pairs)
        if not all(one.is_sound for one in documents):
            raise ValueError("the inputs of documents.csv are not those of run.json")
        run = SavedRun(folder, record, documents, _findings(folder))
    if any(one.is_plan for one in documents) and not (folder / PLANS).is_dir():
        raise UsageError(
            (f"ใน {folder} ไม่มีโฟลเดอร์ {PLANS}", f"there is no folder {PLANS} in {folder}"), _CONVERT
        )
    return run


_CONVERT = (
    "สั่ง thaiplan convert INPUT... --out OUT --formats csv,json ก่อน",
    "run thaiplan convert INPUT... --out OUT --formats csv,json first",
)


@contextmanager
def _blaming(folder: Path, names: str) -> Iterator[None]:
    """Anything that is wrong with these files of a run becomes a UsageError."""
    try:
        yield
    except (OSError, KeyError, csv.Error, ValueError) as error:  # of pydantic and of bytes, too
        raise UsageError(
            (f"{names} ใน {folder} ไม่ใช่ไฟล์ที่ thaiplan เขียน หรือถูกแก้ไข",
             f"{names} in {folder}: not as thaiplan wrote it"),
            ("สั่ง thaiplan convert ใหม่", "run thaiplan convert again"),
        ) from error  # fmt: skip


def _findings(folder: Path) -> dict[str, list[Finding]]:
    findings: dict[str, list[Finding]] = {}
    for row in read_rows(folder, FINDINGS_TABLE):
        finding = _finding(row)
        findings.setdefault(finding.doc_id, []).append(finding)
    return findings


def _finding(row: dict[str, str]) -> Finding:
    """Blank cells are the model's defaults; the lists are split again."""
    cells: dict[str, object] = {name: row[name] for name in Finding.model_fields if row[name]}
    for name in ("pages", "project_ids"):
        cells[name] = tuple(part for part in row[name].split(";") if part)
    return Finding.model_validate({"message_th": "", "message_en": ""} | cells)


def _document(row: dict[str, str], findings: dict[str, list[Finding]]) -> Checked:
    facts = {column.name: _cell(row[column.name], column.kind) for column in TABLE.columns}
    return Checked(facts, tuple(_own_findings(row, findings)))


def _cell(text: str, kind: Kind) -> Cell:
    """What a cell of documents.csv says, with its type."""
    if kind in ("integer", "float"):
        return None if not text else int(text) if kind == "integer" else float(text)
    return text


def _own_findings(row: dict[str, str], findings: dict[str, list[Finding]]) -> list[Finding]:
    """A duplicate's findings stand under the document that it doubles."""
    return [] if row["status"] == "duplicate" else findings.get(row["doc_id"], [])
