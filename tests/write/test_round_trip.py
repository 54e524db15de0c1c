"""CSV there and back: pandas gives the same values and types, LibreOffice shows Thai intact."""

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from published import RUN, finished, money, project, text, write

from pipeline.contracts.parsed import Status
from pipeline.contracts.result import DocumentResult
from pipeline.write import csv_files
from pipeline.write.csv_cells import guarded
from pipeline.write.frames import frames_of, load_outputs
from pipeline.write.tables import TABLES

NAMES = [table.name for table in TABLES]
TEXTS = (
    "- ประชุม - ติดตาม",  # a formula to Excel
    "– อบรม", "=1+1", "+66 32 425 000", "@หน่วยงาน", "-5", "007", "1.10", "1/2", "3-4",
    'อบรม "No Gift Policy", รุ่นที่ 1', "บรรทัดแรก\nบรรทัดสอง", "เด็ก ๆ และเยาวชน", "ฯลฯ", "กรุงเทพฯ",
    "น้ำใจ กำลัง ซื้อ", "ที่\u200bซ่อน", "เชื่อม\u200dต่อ", "ไม่\u200cต่อ", "คำ\u2060เดียว", "\ufeffหัว",
    "ขวา\u200fซ้าย",
    "นํ้า",  # nikhahit and tone as two signs: the writers change nothing
    "ก็ เฟื้อง ปู่ ฎีกา ญาติ", "๑,๒๓๔.๕๖ บาท", "TRUE", "NA", "null", "2566-10", "'ก'",
    "ทั้งหมด;บาง,ส่วน\tแท็บ",
)  # fmt: skip


def of(texts: tuple[str, ...]) -> DocumentResult:
    """A plan whose rows say these, and cost money with and without satang."""
    result = RUN[0]
    assert result.plan is not None
    rows = tuple(
        project(
            result.doc_id, "1.1", str(number), project_name=text(said), method=text(said),
            agency=text(said), budget=money("x", f"{number}.{number % 100:02}", Status.AMOUNT),
        )
        for number, said in enumerate(texts, 1)
    )  # fmt: skip
    return result.model_copy(update={"plan": result.plan.model_copy(update={"projects": rows})})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    write(csv_files, out, finished([of(TEXTS), *RUN[1:]]))
    return out


@pytest.mark.parametrize("name", NAMES)
def test_frames_of_a_run_equal_those_of_its_files(folder: Path, name: str) -> None:
    """Every type, index and value, dtypes and categories included."""
    read = getattr(frames_of([of(TEXTS), *RUN[1:]]), name)
    pd.testing.assert_frame_equal(getattr(load_outputs(folder), name), read)


@pytest.mark.parametrize("name", NAMES)
def test_types_do_not_depend_on_what_is_there(tmp_path: Path, name: str) -> None:
    """Tables of no line have the types of any others, so that runs can be put together."""
    write(csv_files, tmp_path, finished([]))
    empty, full = getattr(load_outputs(tmp_path), name), getattr(frames_of(RUN), name)
    assert len(empty) == 0
    pd.testing.assert_series_equal(empty.dtypes, full.dtypes)
    pd.testing.assert_frame_equal(pd.concat([empty, full]), full)


def test_dtypes(folder: Path) -> None:
    frames = load_outputs(folder)
    dtypes = {name: str(dtype) for name, dtype in frames.projects.dtypes.items()}
    assert (dtypes["project_name"], dtypes["fiscal_year_be"]) == ("string", "Int64")
    assert (dtypes["q1"], dtypes["confidence"]) == ("boolean", "Float64")
    assert (dtypes["start_month"], dtypes["budget_status"]) == ("period[M]", "category")
    assert dtypes["budget_baht"] == "decimal128(18, 2)[pyarrow]"
    assert str(frames.indicators["target_value"].dtype) == "decimal128(38, 6)[pyarrow]"
    statuses = next(one for one in TABLES[0].columns if one.name == "budget_status").enum
    assert list(frames.projects["budget_status"].cat.categories) == list(statuses)


def test_sums_are_exact(folder: Path) -> None:
    total = load_outputs(folder).projects["budget_baht"].sum()
    read = (of(TEXTS), RUN[4])
    plans = [result.plan for result in read if result.plan is not None]
    amounts = [row.budget.value for plan in plans for row in plan.projects]
    assert total == sum(amount for amount in amounts if amount is not None)
    assert isinstance(total, Decimal)


@pytest.mark.parametrize("column", ["project_name", "method", "agency"])
def test_text_comes_back_as_it_was(folder: Path, column: str) -> None:
    assert tuple(load_outputs(folder).projects[column][: len(TEXTS)]) == TEXTS


def test_a_category_of_a_later_version_is_kept(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "copy"))
    path = copy / "documents.csv"
    path.write_bytes(path.read_bytes().replace(b",partial,", b",halved,"))
    assert "halved" in load_outputs(copy).documents["status"].tolist()


# -- in LibreOffice ----------------------------------------------------------------------------

# What its dialog offers for a file with a BOM (there is no dialog to answer here): commas, quotes,
# UTF-8; then the type of each column: as it looks, or text.
OPENED = "44,34,76,1,{},0,false,false"


@pytest.fixture(scope="module")
def sheets(folder: Path) -> Iterator[dict[str, openpyxl.Workbook]]:
    """projects.csv as LibreOffice opens it: as it does of itself, and with all columns as text."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    texts = "/".join(f"{number}/2" for number in range(1, 1 + len(TABLES[0].columns)))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        books = {}
        for way, types in {"of itself": "", "as text": texts}.items():
            out = Path(scratch, way)
            command = [
                "soffice", f"-env:UserInstallation={Path(scratch, 'profile').as_uri()}",
                "--headless", "--convert-to", "xlsx", "--outdir", str(out),
                f"--infilter=Text - txt - csv (StarCalc):{OPENED.format(types)}",
                str(folder / "projects.csv"),
            ]  # fmt: skip
            subprocess.run(command, check=True, capture_output=True, timeout=180)
            books[way] = openpyxl.load_workbook(out / "projects.xlsx")
        yield books


def shown(book: openpyxl.Workbook, column: str) -> list[object]:
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [one.name for one in TABLES[0].columns]  # no BOM before the first
    return [row[heads.index(column)] for row in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("way", ["of itself", "as text"])
def test_libreoffice_shows_every_row_and_no_formula(sheets, folder: Path, way: str) -> None:
    with (folder / "projects.csv").open(encoding="utf-8-sig", newline="") as stream:
        written = list(csv.DictReader(stream))
    assert len(shown(sheets[way], "project_id")) == len(written) == len(TEXTS) + 4
    for row in sheets[way].worksheets[0].iter_rows():
        assert all(cell.data_type != "f" for cell in row)


def test_libreoffice_leaves_text_as_it_is_written(sheets, folder: Path) -> None:
    with (folder / "projects.csv").open(encoding="utf-8-sig", newline="") as stream:
        written = [row["project_name"] for row in csv.DictReader(stream)]
    assert shown(sheets["as text"], "project_name") == written


def test_libreoffice_shows_thai_of_itself(sheets) -> None:
    """There what looks like a number or a date becomes one, but no word of Thai is changed."""
    names = shown(sheets["of itself"], "project_name")
    thai = [
        (said, names[number])
        for number, said in enumerate(TEXTS)
        if any("ก" <= sign <= "๛" for sign in said)
    ]
    assert len(thai) > 15
    assert [str(seen) for said, seen in thai] == [guarded(said) for said, _ in thai]
    assert shown(sheets["of itself"], "province")[0] == "ตัวอย่าง"
    assert shown(sheets["of itself"], "budget_baht")[:2] == [1.01, 2.02]
