# ruff: noqa: E501 -- a table as a model writes it
"""Engines by name: a plug-in of another package, what is missing, and a scan told by a server."""

import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pictures import picture
from PIL import Image
from typer.testing import CliRunner
from vision_server import Answer, Server, serving

from pipeline.app.cli import app
from pipeline.contracts.errors import UsageError
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.record import Plan
from pipeline.extract.engines.registry import start_engine
from pipeline.run import Settings, look_at_page, read_plan

PAGE = 10  # three projects, an arrow for each
KEY = "sk-very-secret"
TABLE = """\
# แผนปฏิบัติการป้องกันการทุจริตและประพฤติมิชอบ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖ จังหวัดตัวอย่าง

**เป้าหมายที่ ๑ : ประชาชนมีวัฒนธรรมและพฤติกรรมซื่อสัตย์สุจริต**

**ตัวชี้วัดที่ ๑.๒ : ร้อยละของประชาชนที่มีวัฒนธรรมค่านิยมสุจริต มีทัศนคติและพฤติกรรมในการต่อต้านการทุจริตและประพฤติมิชอบ**

**ค่าเป้าหมาย :** ปี ๒๕๖๖ ประชาชนมีวัฒนธรรมค่านิยมสุจริต มีทัศนคติและพฤติกรรมในการต่อต้านการทุจริตและประพฤติมิชอบ ร้อยละ ๘๐

<page_number>๑๐</page_number>
<table>
<tr><td rowspan="2">โครงการ/กิจกรรม</td><td rowspan="2">วิธีการดำเนินงาน</td><td rowspan="2">ตัวชี้วัด</td>\
<td rowspan="2">งบประมาณ<br>(บาท)</td><td colspan="4">ระยะเวลาดำเนินการ</td><td rowspan="2">หน่วยงานรับผิดชอบ</td></tr>
<tr><td>ไตรมาส ๑</td><td>ไตรมาส ๒</td><td>ไตรมาส ๓</td><td>ไตรมาส ๔</td></tr>
<tr><td>๑. กิจกรรมประกาศเจตจำนงสุจริตของผู้ว่าราชการจังหวัดและหัวหน้าส่วนราชการ</td>\
<td>- จัดพิธีประกาศเจตจำนงสุจริต ณ ศาลากลางจังหวัด<br>- เผยแพร่คำประกาศทางเว็บไซต์ของจังหวัด</td>\
<td>- หัวหน้าส่วนราชการเข้าร่วมพิธี ร้อยละ ๙๐</td><td>ไม่ใช้งบประมาณ</td>\
<td></td><td></td><td></td><td></td><td>สำนักงานจังหวัดตัวอย่าง</td></tr>
<tr><td>๒. โครงการอบรมข้าราชการบรรจุใหม่หลักสูตร “ข้าราชการที่ดี เริ่มที่วินัย”</td><td>- จัดอบรม ๑ วัน</td>\
<td>- ผู้เข้าอบรมผ่านแบบทดสอบหลังเรียน ไม่น้อยกว่าร้อยละ ๘๐</td><td>AMOUNT</td>\
<td></td><td></td><td></td><td></td><td>สำนักงานจังหวัดตัวอย่าง</td></tr>
<tr><td>๓. นโยบายไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ (No Gift Policy)</td>\
<td>- บุคลากรทุกระดับลงนามถือปฏิบัติตามนโยบาย No Gift Policy และแจ้งให้ผู้มาติดต่อราชการทราบทั่วกัน \
โดยปิดประกาศไว้ ณ จุดบริการ ห้องประชุม และลิฟต์ของอาคาร รวมทั้งรายงานการรับของขวัญตามแบบที่กำหนดทุกสิ้นเดือน</td>\
<td>- บุคลากรลงนามครบทุกคน<br>- ไม่ปรากฏการรับของขวัญในช่วงเทศกาลปีใหม่และเทศกาลสงกรานต์</td>\
<td>ไม่ใช้งบประมาณ</td><td></td><td></td><td></td><td></td><td>สำนักงานพาณิชย์จังหวัดตัวอย่าง</td></tr>
</table>"""
RIGHT = "๒๔,๖๐๐"


@pytest.fixture(autouse=True)
def _new_engines() -> Iterator[None]:
    start_engine.cache_clear()
    yield
    start_engine.cache_clear()


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("scan") / "scan.pdf"
    Image.fromarray(picture(PAGE, 200)).save(path, resolution=200)
    return path


@pytest.fixture(scope="module")
def alone(scan: Path) -> Plan:
    """What our own nets read."""
    return read_plan(scan)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch):
    def point_at(server: Server) -> Settings:
        monkeypatch.setenv("THAIPLAN_VISION_URL", server.url)
        monkeypatch.setenv("THAIPLAN_VISION_MODEL", "typhoon-ocr")
        monkeypatch.setenv("THAIPLAN_VISION_KEY", KEY)
        return Settings(ocr_engine="vision")

    return point_at


def quarters(plan: Plan) -> list[object]:
    return [project.schedule.quarters for project in plan.projects]


def test_a_scan_as_the_endpoint_tells_it(scan: Path, alone: Plan, use) -> None:
    """Its letters in our table: the arrows stay. Its amount counts only where we read it too."""
    with serving(Answer(TABLE.replace("AMOUNT", RIGHT))) as server:
        plan = read_plan(scan, use(server))
    (page,) = plan.pages
    assert (page.status, page.reader) == ("ocr", "vision")
    assert [one.reader for one in page.attempts] == ["pdfium", "ocr", "vision"]
    assert [p.project_name.value for p in plan.projects] == [
        "กิจกรรมประกาศเจตจำนงสุจริตของผู้ว่าราชการจังหวัดและหัวหน้าส่วนราชการ",
        "โครงการอบรมข้าราชการบรรจุใหม่หลักสูตร “ข้าราชการที่ดี เริ่มที่วินัย”",
        "นโยบายไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ (No Gift Policy)",
    ]
    assert quarters(plan) == quarters(alone)
    ours, told = (one.projects[1].budget for one in (alone, plan))
    assert told.value == ours.value == Decimal(24600)
    assert {place.reader for project in plan.projects for place in project.kpi.places} == {"vision"}


def test_an_amount_that_we_read_otherwise(scan: Path, use) -> None:
    with serving(Answer(TABLE.replace("AMOUNT", "๙๙,๙๐๐"))) as server:
        plan = read_plan(scan, use(server))
    budget = plan.projects[1].budget
    assert (budget.status, budget.value) == ("unreadable", None)
    assert "budget_unreadable" in plan.projects[1].flags
    number = next(one for one in plan.pages[0].doubts if one.kind == "number")
    assert (number.text, number.candidates[0].text) == ("��,���", "๙๙,๙๐๐")


def test_a_table_of_another_shape(scan: Path, use) -> None:
    """No column of time is told: nobody knows the quarters, and no box where a value stands."""
    told = TABLE.replace("<td></td><td></td><td></td><td></td>", "")
    told = told.replace('<td colspan="4">ระยะเวลาดำเนินการ</td>', "").replace("AMOUNT", RIGHT)
    told = "\n".join(line for line in told.split("\n") if "ไตรมาส ๑" not in line)
    with serving(Answer(told.replace(' rowspan="2"', ""))) as server:
        settings = use(server)
        plan = read_plan(scan, settings)
        view = look_at_page(scan, 1, settings)
    assert [p.item_no.value for p in plan.projects] == ["1", "2", "3"]
    assert quarters(plan) == [None] * 3
    place = plan.projects[0].kpi.places[0]
    assert (place.reader, place.page, place.box) == ("vision", 1, None)
    assert (plan.projects[0].page_first, plan.projects[0].extractor) == (1, "vision")
    assert len(view.tables) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(TABLE.replace("AMOUNT", RIGHT)[: len(TABLE) // 2]),
        Answer(TABLE, ended="length"),
        Answer("ขออภัย ไม่สามารถอ่านภาพนี้ได้"),
        Answer(body=b"oops"),
        Answer(status=400),
    ],
)
def test_what_is_not_told_whole_leaves_our_reading(
    scan: Path, alone: Plan, use, answer: Answer
) -> None:
    with serving(answer) as server:
        plan = read_plan(scan, use(server))
    assert (plan.projects, plan.pages[0].reader) == (alone.projects, "ocr")
    vision = plan.pages[0].attempts[-1]
    assert vision.reader == "vision" and vision.failed


def test_the_key_is_in_no_file(scan: Path, use, tmp_path: Path) -> None:
    with serving(Answer(TABLE.replace("AMOUNT", RIGHT))) as server:
        use(server)
        command = ["convert", str(scan), "--out", str(tmp_path / "o"), "--ocr-engine", "vision"]
        result = CliRunner().invoke(app, command)
    assert result.exit_code == 0, result.output
    written = [path.read_bytes() for path in (tmp_path / "o").rglob("*") if path.is_file()]
    assert not any(KEY.encode() in content for content in written)
    run = json.loads((tmp_path / "o" / "run.json").read_text("utf-8"))
    assert run["options"]["ocr_engine"] == "vision"


def test_an_endpoint_that_lets_us_not_in_is_one_line(scan: Path, use, tmp_path: Path) -> None:
    with serving(Answer(status=401)) as server:
        use(server)
        command = ["convert", str(scan), "--out", str(tmp_path / "o"), "--lang", "en"]
        result = CliRunner().invoke(app, [*command, "--ocr-engine", "vision"])
    assert result.exit_code == 1
    assert "check THAIPLAN_VISION_KEY" in result.stderr and KEY not in result.output


def test_nothing_is_asked_of_text(use) -> None:
    sample = Path(__file__).parents[1] / "extract" / "cut_rows_by_wkhtmltopdf.pdf"
    with serving(Answer("ก")) as server:
        read_plan(sample, use(server))
        assert server.asked == []


# -- plug-ins ----------------------------------------------------------------------------------


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Another package with an engine `abacus`, as pip leaves it."""

    def put(source: str) -> None:
        info = tmp_path / "counting-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: counting\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("[thaiplan.ocr_engines]\nabacus = counting:start\n")
        (tmp_path / "counting.py").write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        monkeypatch.delitem(sys.modules, "counting", raising=False)

    return put


def test_a_plug_in_of_another_package(install, scan: Path) -> None:
    install(
        "class Abacus:\n"
        "    name = 'abacus'\n"
        "    def transcribe(self, picture):\n"
        f"        return {TABLE.replace('AMOUNT', RIGHT)!r}\n"
        "start = Abacus\n"
    )
    plan = read_plan(scan, Settings(ocr_engine="abacus"))
    assert (plan.pages[0].reader, len(plan.projects)) == ("abacus", 3)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("import no_such_module", "pip install no_such_module"),
        ("start = object", "is no OCR engine"),
    ],
)
def test_a_plug_in_that_does_not_work(install, source: str, says: str) -> None:
    install(source)
    with pytest.raises(UsageError, match=says):
        start_engine("abacus")


def test_an_engine_that_is_not_installed() -> None:
    with pytest.raises(UsageError, match="installed for --ocr-engine: tesseract, vision"):
        start_engine("abacus")


def test_an_engine_of_ours_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tesserocr", None)
    monkeypatch.delitem(sys.modules, "pipeline.extract.engines.tesseract", raising=False)
    with pytest.raises(UsageError, match=r'pip install "thaiplan\[ocr\]"'):
        start_engine("tesseract")


def test_a_scan_with_tesseract_beside_us(scan: Path, alone: Plan) -> None:
    plan = read_plan(scan, Settings(ocr_engine="tesseract"))
    assert (plan.pages[0].reader, quarters(plan)) == ("ocr", quarters(alone))
    assert [p.budget for p in plan.projects] == [p.budget for p in alone.projects]
    texts = [
        field.value or "" for p in plan.projects for field in (p.project_name, p.method, p.kpi)
    ]
    assert sum(text.count(UNKNOWN) for text in texts) <= sum(
        (field.value or "").count(UNKNOWN)
        for p in alone.projects
        for field in (p.project_name, p.method, p.kpi)
    )
