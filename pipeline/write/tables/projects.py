"""projects.csv: one line a project of a detail table."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan, Project, QuarterSource
from pipeline.contracts.result import DocumentResult
from pipeline.write.columns import (
    BAHT,
    BUDGET_STATUS_WORDS,
    BUDGET_STATUSES,
    DOC_ID_PATTERN,
    GOAL_NO,
    GOAL_NO_WORDS,
    INDICATOR_NO,
    INDICATOR_NO_WORDS,
    YEAR_BE,
    Column,
    Reference,
    Table,
    joined,
)


class ProjectRow(NamedTuple):
    """A project with the plan that it stands in."""

    plan: Plan
    project: Project


def _rows(result: DocumentResult) -> Iterator[ProjectRow]:
    if result.plan is not None:
        for project in result.plan.projects:
            yield ProjectRow(result.plan, project)


def _quarter(number: int) -> Callable[[ProjectRow], bool | None]:
    """The cell of quarter 1..4: blank where the source cannot tell."""

    def take(row: ProjectRow) -> bool | None:
        quarters = row.project.schedule.quarters
        return None if quarters is None else quarters[number - 1]

    return take


def _quarter_column(number: int, months: tuple[str, str]) -> Column[ProjectRow]:
    return Column(
        f"q{number}", "boolean",
        (f"ไตรมาส {number}", f"Quarter {number}"),
        (f"ดำเนินการในไตรมาส {number} ({months[0]}) หรือไม่ ว่าง = แหล่งที่มาบอกไม่ได้",
         f"Whether it runs in quarter {number} ({months[1]}); blank: the source cannot tell"),
        _quarter(number),
    )  # fmt: skip


PROJECTS: Table[ProjectRow] = Table(
    name="projects",
    title=("โครงการ", "Projects"),
    description=(
        "โครงการ/กิจกรรมทุกแถวในตารางรายละเอียดของแผน",
        "Every numbered row of the plans' detail tables",
    ),
    rows=_rows,
    primary_key=("project_id",),
    references=(Reference("doc_id", "documents", "doc_id"),),
    columns=(
        Column("project_id", "text", ("รหัสโครงการ", "Project ID"),
               ("เอกสาร:ตัวชี้วัด:ลำดับ คงเดิมทุกครั้งที่ประมวลผล",
                "document:indicator:item, the same on every run"),
               lambda row: row.project.project_id),
        Column("doc_id", "text", ("รหัสเอกสาร", "Document ID"),
               ("12 หลักแรกของ SHA-256 ของไฟล์", "First 12 hex digits of the file's SHA-256"),
               lambda row: row.plan.doc_id, pattern=DOC_ID_PATTERN, required=True),
        Column("source_file", "text", ("ไฟล์ต้นฉบับ", "Source file"),
               ("ชื่อไฟล์เทียบกับข้อมูลนำเข้า", "The file's name relative to its INPUT"),
               lambda row: row.plan.source_file),
        Column("province", "text", ("จังหวัด", "Province"),
               ("ชื่อจังหวัด ไม่มีคำว่าจังหวัด", "The province, without the word จังหวัด"),
               lambda row: row.plan.province),
        Column("organization", "text", ("หน่วยงานเจ้าของแผน", "Organization"),
               ("ตามที่พิมพ์ในแผน", "As printed"),
               lambda row: row.plan.organization),
        Column("fiscal_year_be", "integer", ("ปีงบประมาณ (พ.ศ.)", "Fiscal year (B.E.)"),
               ("ปีงบประมาณ 2566 คือ 1 ต.ค. 2565 – 30 ก.ย. 2566 แผนหลายปี = ปีแรก",
                "2566 is 1 October 2022 – 30 September 2023; of several years the first"),
               lambda row: row.plan.fiscal_year_be, unit=YEAR_BE),
        Column("goal_no", "text", GOAL_NO, GOAL_NO_WORDS,
               lambda row: row.project.goal_no),
        Column("indicator_no", "text", INDICATOR_NO,
               (f"{INDICATOR_NO_WORDS[0]} ว่าง = ระบุไม่ได้",
                f"{INDICATOR_NO_WORDS[1]}; blank: cannot be told"),
               lambda row: row.project.indicator_no),
        Column("item_no", "text", ("ลำดับ", "Item"),
               ("เลขลำดับตามที่พิมพ์ เป็นเลขอารบิก", "As printed, in Arabic digits"),
               lambda row: row.project.item_no.value),
        Column("project_name", "text", ("โครงการ/กิจกรรม", "Project"),
               ("ชื่อโครงการ ไม่รวมเลขลำดับ", "The name, without its item number"),
               lambda row: row.project.project_name.value),
        Column("method", "text", ("วิธีการดำเนินงาน", "Method"),
               ("ตามที่พิมพ์ในแผน", "How it is carried out"),
               lambda row: row.project.method.value),
        Column("kpi", "text", ("ตัวชี้วัดโครงการ", "KPI"),
               ("ตัวชี้วัดของโครงการ", "The project's own indicator"),
               lambda row: row.project.kpi.value),
        Column("budget_status", "category", ("สถานะงบประมาณ", "Budget status"),
               BUDGET_STATUS_WORDS,
               lambda row: row.project.budget.status.value,
               enum=BUDGET_STATUSES, required=True),
        Column("budget_baht", "money", ("งบประมาณ (บาท)", "Budget (baht)"),
               ("เฉพาะเมื่อสถานะเป็น amount แผนหลายปี = รวมทุกปี ว่างถ้าอ่านไม่ได้แม้แต่ปีเดียว",
                "Only where the status is amount; of several years their sum, blank where one of "
                "them could not be read"),
               lambda row: row.project.budget.value
               if row.project.budget.status is Status.AMOUNT else None, unit=BAHT, minimum=0),
        Column("budget_raw", "text", ("งบประมาณตามต้นฉบับ", "Budget as read"),
               ("ข้อความในช่องงบประมาณตามที่อ่านได้ หลายปีคั่นด้วย |",
                "The words of the budget cell as read; of several years with | between them"),
               lambda row: " ".join(row.project.budget.raw.split())),
        _quarter_column(1, ("ต.ค.–ธ.ค.", "October–December")),
        _quarter_column(2, ("ม.ค.–มี.ค.", "January–March")),
        _quarter_column(3, ("เม.ย.–มิ.ย.", "April–June")),
        _quarter_column(4, ("ก.ค.–ก.ย.", "July–September")),
        Column("quarter_source", "category", ("ที่มาของไตรมาส", "Source of the quarters"),
               (("arrow ลูกศรที่วาด · glyph อักขระลูกศร · tick เครื่องหมายถูก · fill แรเงา · "
                "month_columns ช่องเดือน · words ข้อความ"),
                "What the quarters were read from"),
               lambda row: None if row.project.schedule.source is None
               else row.project.schedule.source.value,
               enum=tuple(source.value for source in QuarterSource)),
        Column("schedule_text", "text", ("ระยะเวลาดำเนินการ", "Schedule"),
               ("ข้อความในช่องเวลา ไม่รวมลูกศร", "The words of the time columns, without arrows"),
               lambda row: row.project.schedule.text.value),
        Column("start_month", "month", ("เดือนเริ่ม", "First month"),
               ("ปปปป-ดด ค.ศ.", "YYYY-MM, Common Era"),
               lambda row: row.project.schedule.start_month),
        Column("end_month", "month", ("เดือนสิ้นสุด", "Last month"),
               ("ปปปป-ดด ค.ศ.", "YYYY-MM, Common Era"),
               lambda row: row.project.schedule.end_month),
        Column("agency", "text", ("หน่วยงานรับผิดชอบ", "Agency"),
               ("ไม่มีช่องว่างภายในชื่อ", "Without inner spaces"),
               lambda row: row.project.agency.value),
        Column("page_first", "integer", ("หน้าแรก", "First page"),
               ("หน้าที่โครงการเริ่ม ว่างสำหรับไฟล์ถอดความ", "Blank for transcripts"),
               lambda row: row.project.page_first, minimum=1),
        Column("page_last", "integer", ("หน้าสุดท้าย", "Last page"),
               ("หน้าที่โครงการจบ ว่างสำหรับไฟล์ถอดความ", "Blank for transcripts"),
               lambda row: row.project.page_last, minimum=1),
        Column("extractor", "text", ("ตัวอ่าน", "Reader"),
               ("ส่วนของโปรแกรมที่อ่านแถวนี้", "The reader that read this row"),
               lambda row: row.project.extractor),
        Column("confidence", "float", ("ความมั่นใจ", "Confidence"),
               ("0 ถึง 1", "0 to 1"),
               lambda row: row.project.confidence, required=True, minimum=0, maximum=1),
        Column("flags", "text", ("ข้อสังเกต", "Flags"),
               ("รหัสของทุกข้อที่ไม่แน่ใจ คั่นด้วย ;", "A code for every doubt, ; between them"),
               lambda row: joined(row.project.flags)),
        Column("place", "text", ("สถานที่ดำเนินการ", "Place"),
               ("ตามที่พิมพ์ในแผน", "Where it is carried out, as printed"),
               lambda row: row.project.place.value),
        Column("fiscal_year_end_be", "integer",
               ("ปีงบประมาณสุดท้าย (พ.ศ.)", "Last fiscal year (B.E.)"),
               ("ปีสุดท้ายของแผน แผนปีเดียว = ปีเดียวกับ fiscal_year_be",
                "The plan's last year; of a plan for one year that year"),
               lambda row: row.plan.fiscal_year_end_be, unit=YEAR_BE),
    ),
)  # fmt: skip
