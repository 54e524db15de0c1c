"""In a notebook: a bar that is redrawn in its cell, run in a real kernel."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline.api.notebook import NotebookBar, in_notebook
from pipeline.contracts.result import DocumentResult

ROOT = Path(__file__).parents[2]
TRANSCRIPT = ROOT / "samples" / "petchaburi_2566_transcript.txt"
PDF = ROOT / "samples" / "tuayang_2566_chromium.pdf"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory):
    """What each cell shows, as (mime type, content)."""
    cells = (
        "from pipeline import read_plan, read_plans",
        f"frames = read_plans({str(TRANSCRIPT)!r})\nlen(frames.projects)",
        f"plan = read_plan({str(PDF)!r})\nplan",
        "plan.where(plan.projects[2].project_id, 'budget_baht')",
    )
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        NotebookClient(book, timeout=120, kernel_name="python3").execute()
    return [
        {mime: data for output in cell.outputs for mime, data in output.get("data", {}).items()}
        for cell in book.cells
    ]


def test_a_bar_that_ends_as_a_line(outputs) -> None:
    shown = outputs[1]
    assert "1/1 เอกสาร" in shown["text/html"]
    assert "<progress" not in shown["text/html"]
    assert shown["text/plain"] == "20"


def test_a_plan_shows_itself(outputs) -> None:
    assert outputs[2]["text/plain"].startswith("<Plan ")
    assert "จังหวัดตัวอย่าง" in outputs[2]["text/html"]


def test_a_value_shows_its_piece_of_the_page(outputs) -> None:
    html = outputs[3]["text/html"]
    assert "๒๔,๖๐๐" in html
    assert 'src="data:image/png;base64,' in html


def test_no_kernel_is_no_notebook() -> None:
    assert not in_notebook()


def test_names_of_files_are_text() -> None:
    bar = NotebookBar("en")
    bar.found(2, 0)
    bar.at("<script>.pdf", 1, 3)
    assert "&lt;script&gt;.pdf page 1/3" in bar._html()
    bar.done(failed("<script>.pdf"), kept=False)
    assert "1/2 documents · 1 failed" in bar._html()
    assert "script" not in bar._html()


def failed(name: str) -> DocumentResult:
    return DocumentResult(
        doc_id="", source_file=name, sha256="", kind="pdf", status="failed", plan=None,
        findings=(), seconds=0.0,
    )  # fmt: skip
