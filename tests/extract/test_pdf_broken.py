"""Files that are no readable PDF: one typed error each, with reason and remedy in two languages."""

from pathlib import Path

import pytest
from pdf_maker import hand_written

from pipeline.contracts.errors import DocumentError
from pipeline.contracts.result import Job
from pipeline.extract.readers.pdf import read_pdf
from pipeline.run import Settings, convert_document

TEXT = b"BT /F 12 Tf 20 200 Td (abc) Tj ET"
LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'11' * 32}> >>"
WHOLE = hand_written(TEXT)

BROKEN = {
    "empty": (b"", "empty"),
    "blanks": (b" \n\n", "empty"),
    "not a PDF": (b"PK\x03\x04 a workbook", "not a PDF"),
    "truncated": (WHOLE[:300], "damaged or truncated"),
    "encrypted": (hand_written(TEXT, extra=f"{LOCK} /ID [<00> <00>]"), "password"),
    "no pages": (hand_written(), "no pages"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_says_what_is_wrong(name: str, tmp_path: Path) -> None:
    content, words = BROKEN[name]
    path = tmp_path / "แผน.pdf"
    path.write_bytes(content)
    with pytest.raises(DocumentError) as caught:
        read_pdf(path)
    assert words in caught.value.line("en")
    assert all(caught.value.reason) and all(caught.value.remedy)


def test_no_pages_after_another_failure(tmp_path: Path) -> None:
    # pdfium keeps the error of the file before
    for name in ("encrypted", "no pages"):
        (tmp_path / name).write_bytes(BROKEN[name][0])
    with pytest.raises(DocumentError, match="password"):
        read_pdf(tmp_path / "encrypted")
    with pytest.raises(DocumentError, match="no pages"):
        read_pdf(tmp_path / "no pages")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="cannot be read"):
        read_pdf(tmp_path / "none.pdf")


@pytest.mark.parametrize(
    ("second", "status"), [(TEXT, "skipped"), (b"9 w 9 9 m 99 9 l S", "failed")]
)
def test_only_what_was_read_whole_is_no_plan(second: bytes, status: str, tmp_path: Path) -> None:
    """A letter in a folder of plans is skipped; with a page that was not read it may be one."""
    path = tmp_path / "letter.pdf"
    path.write_bytes(hand_written(TEXT, second))
    result = convert_document(
        Job(path=path, source_file="letter.pdf", from_folder=True), Settings()
    )
    assert result.status == status
    unread = [finding for finding in result.findings if finding.rule == "page_unread"]
    assert len(unread) == (status == "failed")
