"""A run's folder read back: its documents, each with its findings."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.contracts.errors import UsageError
from pipeline.contracts.finding import Finding
from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import Cell, Kind
from pipeline.write.tables.documents import DOCUMENTS as TABLE

FINDINGS = "findings.csv"
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
    def fiscal_year_be(self) -> str:
        """Empty where it is not known."""
        return self._text("fiscal_year_be")

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
    facts = {column.name: _cell(row[column.name], column.kind) for column in TABLE.columns}
    return Checked(facts, tuple(own))


def _cell(text: str, kind: Kind) -> Cell:
    """What a cell of documents.csv says, with its type."""
    if kind in ("integer", "float"):
        return None if not text else int(text) if kind == "integer" else float(text)
    return text
