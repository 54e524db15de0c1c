"""Prints the cases: NAME.pdf, and beside it what is true of it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bench.born_digital.defects import spoil
from bench.born_digital.html_page import page_html
from bench.born_digital.produce import print_html, print_office
from bench.born_digital.sheet_page import write_workbook
from bench.born_digital.word_page import write_docx
from bench.forms.case import Case
from bench.forms.truth import write_rows


@dataclass(frozen=True)
class Printed:
    """A case on paper."""

    case: Case
    pdf: Path


def produce(cases: Sequence[Case], folder: Path) -> list[Printed]:
    """Print the cases into the folder, their truth beside them. Raises ProducerError."""
    folder.mkdir(parents=True, exist_ok=True)
    printed, office = [], []
    with tempfile.TemporaryDirectory(prefix="forms-", ignore_cleanup_errors=True) as temp:
        for case in cases:
            pdf = folder / f"{case.name}.pdf"
            _write_truth(case, pdf)
            source = _source(case, Path(temp))
            if case.look.producer == "chromium":
                print_html(source, pdf, Path(temp))
            else:
                office.append(source)
            printed.append(Printed(case, pdf))
        print_office(office, folder, Path(temp))
    for one in printed:
        spoil(one.pdf, one.case.look)
    return printed


def _write_truth(case: Case, pdf: Path) -> None:
    write_rows(case.rows, pdf.with_suffix(".csv"))
    write_rows(case.summary, pdf.with_suffix(".summary.csv"))
    write_rows(case.years, pdf.with_suffix(".budgets.csv"))
    write_rows(case.declared, pdf.with_suffix(".declared.csv"))
    write_rows(case.narratives, pdf.with_suffix(".narratives.csv"))
    write_rows(case.expected, pdf.with_suffix(".expected.csv"))


def _source(case: Case, folder: Path) -> Path:
    """What the producer prints: a page, a document or a workbook."""
    blocks = tuple(chain.from_iterable(case.parts))
    if case.look.producer == "chromium":
        page = folder / f"{case.name}.html"
        page.write_text(page_html(blocks, case.look), encoding="utf-8")
        return page
    if case.look.producer == "writer":
        document = folder / f"{case.name}.docx"
        write_docx(blocks, case.look, document)
        return document
    workbook = folder / f"{case.name}.xlsx"
    write_workbook(case.parts, case.look, workbook)
    return workbook
