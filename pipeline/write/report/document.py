"""What the report is made from: a document with the pieces of its pages, and how it was read."""

from datetime import datetime
from typing import NamedTuple

from pipeline.contracts.crop import Crops
from pipeline.contracts.result import DocumentResult
from pipeline.write.run_record import Option


class ReportDocument(NamedTuple):
    """A document, its crops, and the href of its original from report/ (empty: not known)."""

    result: DocumentResult
    crops: Crops
    original: str


class ReportRun(NamedTuple):
    """How the run was asked for: what a sign-off needs to know of it."""

    version: str
    options: dict[str, Option]
    started: datetime
