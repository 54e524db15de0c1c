"""An invented plan as rows of printed cells: made from a seed, before anything is drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass

TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
TITLE = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. ๒๕๖๗"
HEADINGS = ("เป้าหมายที่ ๑ ประชาชนมีวินัยและซื่อสัตย์", "ตัวชี้วัดที่ ๑.๑ ร้อยละของหน่วยงานที่ผ่านเกณฑ์")
COLUMNS = (
    ("โครงการ/กิจกรรม",),
    ("วิธีการดำเนินงาน",),
    ("ตัวชี้วัด",),
    ("งบประมาณ", "(บาท)"),
    ("ไตรมาส", "๑"),
    ("ไตรมาส", "๒"),
    ("ไตรมาส", "๓"),
    ("ไตรมาส", "๔"),
    ("หน่วยงาน", "รับผิดชอบ"),
)
TICK = ("/",)
_VERBS = ("โครงการส่งเสริม", "โครงการอบรม", "กิจกรรมรณรงค์", "โครงการพัฒนา", "กิจกรรมตรวจสอบ")
_THINGS = ("ธรรมาภิบาล", "วินัยข้าราชการ", "ความโปร่งใส", "การเงินการคลัง", "การจัดซื้อจัดจ้าง")
_FOR = ("ในหน่วยงาน", "ในสถานศึกษา", "ของชุมชน", "ระดับอำเภอ", "ภาคประชาชน")
_METHODS = (
    ("จัดอบรมให้ความรู้", "แก่เจ้าหน้าที่"),
    ("ประชุมชี้แจง", "แนวทางปฏิบัติ", "แก่ผู้เกี่ยวข้อง"),
    ("ลงพื้นที่ตรวจ", "และรายงานผล"),
    ("แต่งตั้งคณะทำงาน", "จัดทำแผนงาน", "ดำเนินงานตามแผน", "สรุปผลการทำงาน"),
    ("เผยแพร่ข้อมูล",),
)
_KPIS = ((), ("มีความรู้เพิ่มขึ้น",), ("มีความรู้เพิ่มขึ้น", "ไม่น้อยกว่าเดิม"))
_AGENCIES = ("สำนักงานจังหวัด", "ที่ทำการปกครอง", "สำนักงานคลัง")


@dataclass(frozen=True)
class Row:
    """A project as printed: the lines of each cell; `budget_baht` is what the row must give."""

    item_no: int
    cells: tuple[tuple[str, ...], ...]
    budget_baht: int
    quarters: tuple[bool, bool, bool, bool]


def invent_rows(seed: int, count: int) -> tuple[Row, ...]:
    """`count` projects, numbered from 1; the same for the same seed."""
    chance = random.Random(seed)
    return tuple(_row(number, chance) for number in range(1, count + 1))


def _row(number: int, chance: random.Random) -> Row:
    budget = chance.randrange(100, 9_999_900, 50)
    first = chance.randrange(4)
    last = chance.randrange(first, 4)
    quarters = tuple(first <= quarter <= last for quarter in range(4))
    cells = (
        (
            f"{number}. {chance.choice(_VERBS)}".translate(TO_THAI),
            f"{chance.choice(_THINGS)}{chance.choice(_FOR)}",
        ),
        chance.choice(_METHODS),
        (f"ผู้เข้าร่วม {chance.randrange(20, 900)} คน".translate(TO_THAI), *chance.choice(_KPIS)),
        (f"{budget:,}".translate(TO_THAI),),
        *(TICK if held else () for held in quarters),
        (chance.choice(_AGENCIES),),
    )
    return Row(number, cells, budget, quarters)  # type: ignore[arg-type]
