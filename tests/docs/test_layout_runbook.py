"""docs/add-a-layout.md: its lexicon on its plan gives the findings of its table."""

import re
from collections import Counter
from pathlib import Path

import pytest

from docs.generate.fences import blocks
from pipeline.contracts.errors import UsageError
from pipeline.lexicon.facts import LEVELS, load_lexicon
from pipeline.run import Settings, read_plan, reconcile_plan

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "add-a-layout.md").read_text(encoding="utf-8")
PLAN = ROOT / "tests" / "transcripts" / "markdown_complete" / "plan.md"
RENAMED = {  # as the page says, in the detail tables
    "| งบประมาณ (บาท) |": "| เงินที่ขอรับ |",
    "| หน่วยงานรับผิดชอบ |": "| เจ้าภาพ |",
    "ไม่ใช้งบประมาณ": "ดำเนินการเอง",
}


def told(line: str) -> Counter[str]:
    """`2 `missing_column`, 1 info` as counts."""
    return Counter({name: int(count) for count, name in re.findall(r"(\d+) `?(\w+)`?", line)})


def findings(path: Path, lexicon: Path | None) -> Counter[str]:
    plan = read_plan(path, Settings(lexicon=lexicon))
    return Counter(
        "info" if one.severity.value == "info" else one.rule for one in reconcile_plan(plan)
    )


def test_the_lexicon_of_the_page_teaches_its_headings(tmp_path: Path) -> None:
    lines = PLAN.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        if "วิธีการดำเนินงาน" in line or not line.startswith("| ตัวชี้วัด"):
            for old, new in RENAMED.items():
                line = line.replace(old, new)
            lines[at] = line
    path = tmp_path / "plan.md"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    lexicon = tmp_path / "my.yml"
    lexicon.write_text(next(one.text for one in blocks(PAGE) if one.language == "yaml"), "utf-8")
    row = re.search(r"^\| findings \|(.*)\|(.*)\|$", PAGE, re.M)
    assert row is not None
    assert findings(path, None) == told(row[1])
    assert findings(path, lexicon) == told(row[2])


LOCAL = ROOT / "tests" / "docs" / "local_plan.md"


def yaml_blocks() -> list[str]:
    return [one.text for one in blocks(PAGE) if one.language == "yaml"]


def row(name: str) -> list[str]:
    """The cells of the last row of the page's tables that begins so."""
    return [
        cell.strip() for cell in re.findall(rf"^\| {name} \|(.*)\|$", PAGE, re.M)[-1].split("|")
    ]


def test_a_whole_form_is_taught_by_the_lines_of_the_page(tmp_path: Path) -> None:
    lexicon = tmp_path / "my.yml"
    lexicon.write_text(yaml_blocks()[1], "utf-8")
    plans = [read_plan(LOCAL, Settings(lexicon=one)) for one in (None, lexicon)]
    assert [plan.layout for plan in plans] == row("layout")
    numbers = [", ".join(one.indicator_no for one in plan.indicators) or "none" for plan in plans]
    assert numbers == row("indicators")
    unknown = [
        ", ".join(dict.fromkeys(name for one in plan.projects for name in one.extra)) or "none"
        for plan in plans
    ]
    assert unknown == row("unknown columns")
    assert [one.place.value for one in plans[1].projects] == ["หมู่ที่ ๒", "หมู่ที่ ๕", "หมู่ที่ ๑–๕"]


def test_the_page_has_every_name_that_may_stand_on_the_left() -> None:
    lexicon = load_lexicon()
    names = {*lexicon.headings.columns, *LEVELS, *lexicon.layouts.layouts}
    assert names <= set(re.findall(r"`(\w+)`", "".join(re.findall(r"^   \|.*$", PAGE, re.M))))
    for code, layout in lexicon.layouts.layouts.items():
        assert f"| `{code}` | {layout.th} | {layout.en} |" in PAGE


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("columns: {money: [เงิน]}", "(unknown column money)"),
        ("headings: {chapter: [บท]}", "(unknown level chapter)"),
        ("colums: {budget: [เงิน]}", "(colums: Extra inputs are not permitted)"),
        ("columns: {budget: {th: เงิน}}", "(columns.budget: "),
        ("columns: [", "(while parsing"),
        ("- เงิน", "(Input should be"),
    ],
)
def test_a_mistake_in_the_file_is_one_line_and_exit_code_2(
    text: str, says: str, tmp_path: Path
) -> None:
    lexicon = tmp_path / "my.yml"
    lexicon.write_text(text, "utf-8")
    with pytest.raises(UsageError) as error:
        load_lexicon(lexicon)
    assert error.value.exit_code == 2
    line = error.value.line("en")
    assert says in line and "\n" not in line
    if says == "(unknown column money)":
        assert line.replace(str(lexicon), "my.yml") in PAGE


def test_a_word_alone_is_a_list_of_one(tmp_path: Path) -> None:
    lexicon = tmp_path / "my.yml"
    lexicon.write_text("columns: {place: จุดที่ทำ}\nheadings: {plan: กลุ่มงาน}\n", "utf-8")
    headings = load_lexicon(lexicon).headings
    assert headings.columns["place"][-1] == "จุดที่ทำ"
    assert headings.programme_words[-1] == "กลุ่มงาน"
