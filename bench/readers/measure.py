"""Each document by each reader alone and by the cascade: rows and budgets right, seconds a page."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.readers.documents import Document, write
from bench.readers.plan import Row, invent_rows
from pipeline import read_plan
from pipeline.contracts.attempt import ReaderName
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.record import Plan, Project
from pipeline.run import Settings

CASCADE = "cascade"
WAYS: dict[str, tuple[ReaderName, ...]] = {
    "pdfium": ("pdfium",),
    "plumber": ("plumber",),
    "camelot": ("camelot",),
    CASCADE: (),
}


@dataclass(frozen=True)
class Result:
    """What one way of reading made of a document of `rows` projects."""

    document: str
    way: str
    rows: int
    found: int  # projects in the plan, whether right or not
    exact: int  # rows with number, budget, quarters and every letter right
    seconds_a_page: float
    readers: str  # the readers of the pages, most used first

    @property
    def is_whole(self) -> bool:
        return self.exact == self.rows == self.found


def measure(documents: Iterable[Document], seed: int, rows: int, folder: Path) -> Iterator[Result]:
    """The results of every document, written to `folder`, by every way."""
    for number, document in enumerate(documents):
        truth = invent_rows(seed + number, rows)
        path = folder / f"{document.name.replace(' ', '_').replace(',', '')}.pdf"
        path.write_bytes(write(document, truth))
        for way, readers in WAYS.items():
            yield _result(document, path, way, readers, truth)


def _result(
    document: Document,
    path: Path,
    way: str,
    readers: tuple[ReaderName, ...],
    truth: tuple[Row, ...],
) -> Result:
    started = time.perf_counter()
    try:
        plan = read_plan(path, Settings(readers=readers))
    except DocumentError:
        return Result(document.name, way, len(truth), 0, 0, 0.0, "")
    seconds = time.perf_counter() - started
    used = Counter(page.reader for page in plan.pages if page.status == "text")
    return Result(
        document.name,
        way,
        len(truth),
        len(plan.projects),
        sum(is_found(row, plan) for row in truth),
        seconds / len(plan.pages),
        "+".join(reader for reader, _ in used.most_common()),
    )


def is_found(row: Row, plan: Plan) -> bool:
    """Whether the plan has the row with its number, budget, quarters, and every letter of it."""
    return any(_matches(row, project) for project in plan.projects)


def _matches(row: Row, project: Project) -> bool:
    name, method, kpi, *_, agency = ("".join(lines) for lines in row.cells)
    read = (project.project_name, project.method, project.kpi, project.agency)
    return (
        project.item_no.value == str(row.item_no)
        and project.budget.value == row.budget_baht
        and project.schedule.quarters == row.quarters
        and [_letters(field.value or "") for field in read]
        == [_letters(text) for text in (name.split(". ", 1)[1], method, kpi, agency)]
    )


def _letters(text: str) -> str:
    """What is left where spaces and line breaks are another matter."""
    return "".join(text.split())
