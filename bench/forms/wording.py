"""What the columns and titles of the forms are called, as the ministry set them and before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wording:
    """The words of one issue of the two forms.

    `details`: number, project, detail, budget, place, agency. `summary`: the six columns of the
    other form.
    """

    summary_code: str
    detail_code: str
    summary_title: str
    detail_title: str
    plan_title: str
    summary: tuple[str, str, str, str, str, str]
    details: tuple[str, str, str, str, str, str]
    grand_total: str = "รวมทั้งสิ้น"
    year: str = "พ.ศ. "  # before the years above the months


CURRENT = Wording(
    summary_code="แบบ ผด. 01",
    detail_code="แบบ ผด. 02",
    summary_title="บัญชีสรุปจำนวนโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ",
    detail_title="บัญชีโครงการพัฒนาท้องถิ่น กิจกรรมและงบประมาณ",
    plan_title="แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {year}",
    summary=(
        "ยุทธศาสตร์/แผนงาน",
        "จำนวนโครงการที่ดำเนินการ",
        "คิดเป็นร้อยละของโครงการทั้งหมด",
        "จำนวนงบประมาณ",
        "คิดเป็นร้อยละของงบประมาณทั้งหมด",
        "หน่วยงานรับผิดชอบหลัก",
    ),
    details=(
        "ที่",
        "โครงการ",
        "รายละเอียดของกิจกรรมที่เกิดขึ้นจากโครงการ",
        "งบประมาณ (บาท)",
        "สถานที่ดำเนินการ",
        "หน่วยงานรับผิดชอบหลัก",
    ),
)
OLDER = Wording(
    summary_code="แบบ ผด. 1",
    detail_code="แบบ ผด. 2",
    summary_title="บัญชีสรุปโครงการ/กิจกรรม/งบประมาณ",
    detail_title="บัญชีโครงการ/กิจกรรม/งบประมาณ",
    plan_title="แผนการดำเนินงาน ประจำปีงบประมาณ {year}",
    summary=(
        "ยุทธศาสตร์/แผนงาน",
        "จำนวนโครงการ",
        "คิดเป็นร้อยละ",
        "งบประมาณ (บาท)",
        "ร้อยละของงบประมาณ",
        "หน่วยดำเนินการ",
    ),
    details=(
        "ลำดับที่",
        "โครงการ/กิจกรรม",
        "รายละเอียดของโครงการ/กิจกรรม",
        "งบประมาณ",
        "พื้นที่ดำเนินการ",
        "หน่วยดำเนินการ",
    ),
    grand_total="รวมทั้งหมด",
    year="ปี ",
)
OLDEST = Wording(
    summary_code="แบบ ผ. 01",
    detail_code="แบบ ผ. 02",
    summary_title="สรุปโครงการตามแผนการดำเนินงาน",
    detail_title="รายละเอียดโครงการตามแผนการดำเนินงาน",
    plan_title="ประจำปีงบประมาณ พ.ศ. {year}",
    summary=(
        "ยุทธศาสตร์/แผนงาน",
        "จำนวนโครงการ (โครงการ)",
        "ร้อยละของโครงการทั้งหมด",
        "จำนวนเงิน (บาท)",
        "ร้อยละของงบประมาณทั้งหมด",
        "หน่วยงานที่รับผิดชอบ",
    ),
    details=(
        "ลำดับ",
        "ชื่อโครงการ/กิจกรรม",
        "ลักษณะของกิจกรรม",
        "วงเงินงบประมาณ (บาท)",
        "สถานที่",
        "หน่วยงานที่รับผิดชอบ",
    ),
)
STRATEGIC = Wording(
    summary_code="ยท. 03",
    detail_code="ยท. 04",
    summary_title="บัญชีสรุปโครงการและงบประมาณตามยุทธศาสตร์",
    detail_title="บัญชีโครงการและกิจกรรมตามยุทธศาสตร์",
    plan_title="แผนดำเนินการ ประจำปี {year}",
    summary=(
        "ยุทธศาสตร์",
        "จำนวนโครงการ",
        "ร้อยละของจำนวนโครงการ",
        "วงเงิน (บาท)",
        "ร้อยละของวงเงิน",
        "ส่วนราชการที่รับผิดชอบ",
    ),
    details=(
        "ลำดับที่",
        "โครงการ",
        "รายละเอียดกิจกรรม",
        "งบประมาณ (บาท)",
        "สถานที่ดำเนินงาน",
        "ส่วนราชการที่รับผิดชอบ",
    ),
    grand_total="ยอดรวมทั้งสิ้น",
    year="ปี พ.ศ. ",
)
