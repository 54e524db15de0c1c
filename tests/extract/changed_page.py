"""One page of the sample plan with a change, and what is read of it."""

from collections.abc import Callable
from pathlib import Path

import pikepdf

from pipeline.contracts.attempt import ReaderName
from pipeline.contracts.table import RawTable
from pipeline.extract.readers.pdf import read_pdf

SAMPLE = Path(__file__).parents[2] / "samples" / "tuayang_2566_chromium.pdf"
PAGE = 9  # of the sample, from 0: one with a table


Change = Callable[[pikepdf.Pdf, pikepdf.Page], None]


def changed(pdf: Path, change: Change) -> Path:
    """One page of the sample with a change; its own drawing is closed in."""
    with pikepdf.open(SAMPLE) as sample, pikepdf.new() as plan:
        plan.pages.append(sample.pages[PAGE])
        page = plan.pages[0]
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ\n")
        change(plan, page)
        plan.save(pdf)
    return pdf


def seen(pdf: Path, *readers: ReaderName) -> list[object]:
    """Every line and cell with its text, every mark."""
    found: list[object] = []
    for block in read_pdf(pdf, readers=readers or ("pdfium",)).blocks:
        if isinstance(block, RawTable):
            found += [(cell.row, cell.col, cell.text) for cell in block.cells]
            found += [(mark.first_col, mark.last_col) for mark in block.marks]
        else:
            found.append(block.text)
    return found


def nothing(_plan: pikepdf.Pdf, _page: pikepdf.Page) -> None:
    """The page as it is."""
