"""`thaiplan inspect` as a user meets it: the picture, the words, the refusals."""

from io import BytesIO, StringIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from typer.testing import CliRunner

from pipeline.app.cli import app
from pipeline.app.inspect_view import show_page
from pipeline.contracts.page import Candidate, DoubtfulReading
from pipeline.contracts.page_report import PageReport
from pipeline.contracts.page_view import PageView
from pipeline.extract.readers.pdf_picture import MAX_SIDE
from pipeline.write.page_image import style
from tests.extract.pdf_maker import hand_written, typeset

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"
REAL = ROOT.parent / "shared" / "real"
SAMPLE = SAMPLES / "tuayang_2566_chromium.pdf"
DPI = 170

# 7 columns of 80 pt from x = 40; the header is 30 pt high, the rows 80 pt; 6 rows a page.
ROWS = "".join(
    f"<tr><td>{n}. โครงการที่ {n}<td>๑,๐๐{n % 10}<td><td>{{arrow}}<td><td><td>สำนักงาน</tr>".replace(
        "{arrow}",
        '<svg style="position:absolute;left:0;top:10pt" width="160pt" height="8pt"'
        ' viewBox="0 0 160 8"><path d="M2 4H158" stroke="black"/>'
        '<path d="M2 4l6-3v6zM158 4l-6-3v6z"/></svg>',
    )
    for n in range(1, 10)
)
PLAN = f"""<style>@page {{size: 842pt 595pt; margin: 30pt 40pt}} body {{margin: 0}}
table {{border-collapse: collapse; table-layout: fixed; width: 560pt}}
thead {{display: table-row-group}}
td, th {{border: 1pt solid; padding: 0; width: 80pt; height: 80pt; position: relative}}
th {{height: 30pt}} tr {{break-inside: avoid}}</style>
<table><thead><tr><th>โครงการ/กิจกรรม<th>งบประมาณ (บาท)<th>ไตรมาส ๑<th>ไตรมาส ๒<th>ไตรมาส ๓
<th>ไตรมาส ๔<th>หน่วยงานรับผิดชอบ</thead><tbody>{ROWS}</tbody></table>"""


def inspect(*arguments: object):
    return CliRunner().invoke(app, ["inspect", *map(str, arguments), "--lang", "en"])


def told(stdout: str) -> list[list[str]]:
    return [line.split("\t") for line in stdout.splitlines()]


def count(path: Path, colour: style.Colour) -> int:
    """How many pixels of the picture have exactly this colour."""
    with Image.open(path) as image:
        found = image.convert("RGB").getcolors(image.width * image.height)
    return sum(times for times, value in found or () if value == colour)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages of one table whose header stands on the first page only."""
    return typeset(PLAN, tmp_path_factory.mktemp("plan") / "plan.pdf")


def test_a_page_of_the_sample(tmp_path: Path) -> None:
    out = tmp_path / "p.png"
    result = inspect(SAMPLE, "--page", 11, "--out", out)
    assert result.exit_code == 0, result.stderr
    lines = told(result.stdout)
    assert lines[-1] == [str(out)]
    assert ["page", "11/21", "read by pdfium, printed number 11"] in lines
    columns = [line[2].split(" ")[0] for line in lines if line[0] == "column"]
    assert columns == [
        "project_name", "method", "kpi", "budget_baht", "q1", "q2", "q3", "q4", "agency",
    ]  # fmt: skip
    assert [line[1:] for line in lines if line[0] == "project"] == [
        ["1.2 / 4", "budget none, q2-q4 arrow"],
        ["1.2 / 5", "43,590.50 baht, q3 arrow"],
        ["1.2 / 6", "budget none, q1-q4 arrow"],
    ]
    with Image.open(out) as image:
        assert image.format == "PNG"
        assert image.width > 842 * DPI / 72 > 1980
    assert count(out, style.GREEN) and count(out, style.VERMILLION) and count(out, style.BLUE)


def test_an_arrow_colours_the_columns_that_it_counts_for(plan: Path, tmp_path: Path) -> None:
    """Two of the four quarters in each of six rows, and nothing else."""
    result = inspect(plan, "--page", 1, "--out", tmp_path / "p.png")
    assert ["mark", "arrow", "q2-q3: 6"] in told(result.stdout)
    cell = (80 * DPI / 72) ** 2
    assert 0.85 * 12 * cell < count(tmp_path / "p.png", style.MARK_TINT) < 12 * cell


def test_a_header_of_an_earlier_page(plan: Path, tmp_path: Path) -> None:
    result = inspect(plan, "--page", 2, "--out", tmp_path / "p.png")
    lines = told(result.stdout)
    assert ["table", "1", "3 rows, 7 columns: table of projects, header from page 1"] in lines
    assert ["column", "1.2", "budget_baht ← งบประมาณ (บาท)"] in lines
    assert [line[1] for line in lines if line[0] == "project"] == ["? / 7", "? / 8", "? / 9"]
    assert count(tmp_path / "p.png", style.HEADER_TINT)  # the strip, though no header is printed


def test_doubts_of_a_picture_are_told_with_their_candidates() -> None:
    candidates = (Candidate("๕๐,๐๐๐", "line", 0.912), Candidate("๖๐,๐๐๐", "amount", 0.8))
    doubts = (
        DoubtfulReading("number", 100, 50, 150, 60, "��,���", candidates),
        DoubtfulReading("letters", 10, 50, 20, 60, "ข่", candidates[:1]),
    )
    report = PageReport(1, "ocr", "ocr", doubts=doubts)
    stream = StringIO()
    show_page(PageView(1, report, (), (), (), (), (), (), (), ()), stream, "en")
    assert [line for line in told(stream.getvalue()) if "not read surely" in line[0]] == [
        ["number not read surely", "x 100, y 50", "๕๐,๐๐๐ (line 0.91), ๖๐,๐๐๐ (amount 0.80)"],
        ["letters not read surely", "x 10, y 50", "๕๐,๐๐๐ (line 0.91)"],
    ]


def test_page_and_name_by_themselves(plan: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert told(inspect(plan).stdout)[-1] == ["plan-p1.png"]
    assert told(inspect(SAMPLE, "--out", tmp_path).stdout)[-1] == [
        str(tmp_path / "tuayang_2566_chromium-p9.png")
    ]
    assert {path.name for path in tmp_path.iterdir()} == {
        "plan-p1.png", "tuayang_2566_chromium-p9.png",
    }  # fmt: skip


def test_a_turned_page_is_drawn_as_it_is_shown(plan: Path, tmp_path: Path) -> None:
    """A landscape page stored upright with /Rotate 90: the same boxes, the same colours."""
    with pikepdf.open(plan) as document:
        page = document.pages[0]
        width, height = (float(side) for side in page.mediabox[2:])
        page.contents_add(f"q 0 1 -1 0 {height} 0 cm".encode(), prepend=True)
        page.contents_add(b"Q")
        page.mediabox = [0, 0, height, width]
        page.Rotate = 90
        document.save(tmp_path / "turned.pdf")
    whole = inspect(plan, "--page", 1, "--out", tmp_path / "p.png")
    turned = inspect(tmp_path / "turned.pdf", "--page", 1, "--out", tmp_path / "q.png")
    assert told(turned.stdout)[:-1] == told(whole.stdout)[:-1]
    for colour in (style.MARK_TINT, style.ROW_TINT, style.HEADER_TINT):
        counts = [count(tmp_path / name, colour) for name in ("p.png", "q.png")]
        assert counts[0] == pytest.approx(counts[1], rel=0.02)


def test_a_page_without_a_table(tmp_path: Path) -> None:
    result = inspect(SAMPLE, "--page", 6, "--out", tmp_path / "p.png")
    lines = told(result.stdout)
    assert ["heading", "2", "section"] in lines
    assert not [line for line in lines if line[0] in ("table", "project", "mark")]
    assert count(tmp_path / "p.png", style.BLUE) < 1000  # the legend's sample alone


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"q 400 0 0 300 0 0 cm /I Do Q 20 20 m 60 90 l 120 40 l f", "no text can be made out"),
        (b"20 20 m 60 90 l 120 40 l f", "drawn as outlines"),
        (b"", "blank"),
        (b"q 400 0 0 300 0 0 cm /I Do Q", "blank"),
    ],
)
def test_an_unread_page_says_why(content: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(hand_written(content))
    result = inspect(tmp_path / "plan.pdf", "--out", tmp_path / "p.png")
    assert result.exit_code == 0
    assert says in told(result.stdout)[0][2]
    with Image.open(tmp_path / "p.png") as image:
        frame = 2 * (400 + 300) * DPI / 72 * 10  # pixels: ten wide
    framed = count(tmp_path / "p.png", style.VERMILLION)
    assert framed > 0.9 * frame if says != "blank" else framed < 0.5 * frame
    assert image.width > 400 * DPI / 72


@pytest.fixture
def files(tmp_path: Path, monkeypatch) -> Path:
    """A folder, and in it a plan, a transcript, half an image, what is no PDF, a locked one."""
    (tmp_path / "plan.pdf").write_bytes(hand_written(b""))
    (tmp_path / "plan.txt").write_text("แผน", encoding="utf-8")
    (tmp_path / "not.pdf").write_text("แผน", encoding="utf-8")
    picture = BytesIO()
    Image.new("RGB", (9, 9)).save(picture, format="PNG")
    (tmp_path / "scan.png").write_bytes(picture.getvalue()[:-30])
    with pikepdf.open(tmp_path / "plan.pdf") as document:
        document.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["plan.pdf", "--page", "2"], 2, "no page 2: the document has 1 — give --page from 1 to 1"),
        (["none.pdf"], 2, "no file none.pdf"),
        (["folder"], 2, "is a folder"),
        (["plan.txt"], 2, "it has no page to look at — name the PDF"),
        (["plan.pdf", "--out", "none/p.png"], 2, "no folder none"),
        (["plan.pdf", "--out", "p.jpg"], 2, ".png"),
        (["plan.pdf", "--lexicon", "none.yml"], 2, "none.yml"),
        (["scan.png"], 1, "damaged or truncated"),
        (["not.pdf"], 1, "not a PDF"),
        (["locked.pdf"], 1, "encrypted"),
    ],
)
def test_what_cannot_be_looked_at(files: Path, arguments: list[str], code: int, says: str) -> None:
    before = sorted(files.rglob("*"))
    result = inspect(*arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert says in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(files.rglob("*")) == before


@pytest.mark.parametrize("arguments", [[], ["plan.pdf", "--page", "0"], ["plan.pdf", "--dpi", "9"]])
def test_what_click_refuses(files: Path, arguments: list[str]) -> None:
    assert inspect(*arguments).exit_code == 2


def test_messages_are_thai_unless_asked(files: Path) -> None:
    result = CliRunner().invoke(app, ["inspect", "plan.pdf", "--page", "7"])
    assert "ไม่มีหน้า 7 เอกสารนี้มี 1 หน้า" in result.stderr


def test_a_picture_that_cannot_be_written_leaves_nothing(files: Path, monkeypatch) -> None:
    def full(path: Path, _content: bytes) -> None:
        path.write_text("half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    before = sorted(files.rglob("*"))
    result = inspect("plan.pdf", "--out", "p.png")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "No space left on device" in result.stderr
    assert sorted(files.rglob("*")) == before


def test_a_page_of_any_size_gives_a_picture_of_bounded_size(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(14400, 7200)
    document.new_page(3, 3)
    document.save(tmp_path / "huge.pdf")
    result = inspect(tmp_path / "huge.pdf", "--page", 1, "--out", tmp_path / "p.png")
    assert result.exit_code == 0
    assert "very large" in result.stderr
    with Image.open(tmp_path / "p.png") as image:
        assert MAX_SIDE <= image.width < MAX_SIDE + 500
    assert inspect(tmp_path / "huge.pdf", "--page", 2, "--out", tmp_path / "q.png").exit_code == 0


@pytest.mark.skipif(not REAL.is_dir(), reason="the government files are not part of the repository")
@pytest.mark.parametrize(
    ("name", "page", "says"),
    [
        ("gazette_pua_marks.pdf", 1, "mended\tprivate_use"),
        ("bitonal_scan.pdf", 5, "read by ocr"),
        ("investment_budget_scan_false_text_layer.pdf", 1, "read by ocr"),
        ("ruled_budget_thai_digits.pdf", 4, "table\t1"),
        ("excel_bill_unmapped_marks.pdf", 1, "unknown_table"),
    ],
)
def test_government_files(name: str, page: int, says: str, tmp_path: Path) -> None:
    result = inspect(REAL / name, "--page", page, "--out", tmp_path / "p.png")
    assert result.exit_code == 0, result.output
    assert says in result.stdout
