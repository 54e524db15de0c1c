"""docs/add-a-layout.md: its lexicon on its plan gives the findings of its table."""

import re
from collections import Counter
from pathlib import Path

from docs.generate.fences import blocks
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
