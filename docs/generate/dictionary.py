"""The data dictionary: every table and column, from the definitions that make the files."""

from collections.abc import Iterator
from typing import Any, Final

from pipeline.write.columns import Column, Kind, Table, Words
from pipeline.write.tables import TABLES

TITLE: Final[Words] = ("พจนานุกรมข้อมูล", "Data dictionary")
INTRODUCTION: Final[Words] = (
    "ทุกตารางของ `thaiplan convert` มีคอลัมน์ตามลำดับนี้ ในทุกรูปแบบ คอลัมน์มีแต่เพิ่มต่อท้าย "
    "ไม่มีการเปลี่ยนชื่อหรือลบ หน้านี้สร้างจากนิยามเดียวกับที่สร้างไฟล์และสคีมา "
    "ช่องว่างแปลว่าไม่มีค่า ไม่ใช่ 0",
    "Every table of `thaiplan convert` has its columns in this order, in every format. Columns are "
    "only ever added at the end; none is renamed or removed. This page is made from the "
    "definitions that make the files and the schemas. A blank cell is no value, never 0.",
)
HEADINGS: Final[Words] = (
    "| คอลัมน์ | ชนิด | ชื่อ | ความหมาย |",
    "| column | type | title | meaning |",
)
KINDS: Final[dict[Kind, Words]] = {
    "text": ("ข้อความ", "text"),
    "category": ("รหัส", "code"),
    "integer": ("จำนวนเต็ม", "integer"),
    "money": ("เงิน (บาท)", "money (baht)"),
    "decimal": ("ทศนิยม", "decimal"),
    "float": ("จำนวนจริง", "number"),
    "boolean": ("จริง/เท็จ", "true/false"),
    "month": ("เดือน YYYY-MM", "month YYYY-MM"),
}
KEY: Final[Words] = ("คีย์หลัก", "Primary key")
POINTS: Final[Words] = ("อ้างถึง", "Points at")
CODES: Final[Words] = ("รหัส", "Codes")
UNIT: Final[Words] = ("หน่วย", "Unit")


def dictionary_page(lang: str) -> str:
    """The page in Thai (`th`) or English (`en`), as Markdown."""
    at = 1 if lang == "en" else 0
    parts = [f"# {TITLE[at]}", INTRODUCTION[at], _contents(at)]
    for table in TABLES:
        parts += list(_table(table, at))
    return "\n\n".join(parts) + "\n"


def _contents(at: int) -> str:
    return "\n".join(
        f"- [{table.name}.csv](#{table.name}): {table.description[at]}" for table in TABLES
    )


def _table(table: Table[Any], at: int) -> Iterator[str]:
    yield f"## {table.name}.csv · {table.title[at]} {{ #{table.name} }}"
    yield table.description[at]
    yield "\n".join(
        (HEADINGS[at], "| --- | --- | --- | --- |", *(_row(c, at) for c in table.columns))
    )
    if table.primary_key:
        yield f"{KEY[at]}: {', '.join(f'`{name}`' for name in table.primary_key)}"
    for reference in table.references:
        there = reference.table or table.name
        yield f"`{reference.source}` · {POINTS[at]}: [`{there}.{reference.column}`](#{there})"


def _row(column: Column[Any], at: int) -> str:
    meaning = [column.description[at]]
    if column.unit[at]:
        meaning.append(f"{UNIT[at]}: {column.unit[at]}")
    if column.enum:
        meaning.append(f"{CODES[at]}: " + ", ".join(f"`{code}`" for code in column.enum))
    cells = (
        f"`{column.name}`",
        KINDS[column.kind][at],
        column.title[at],
        "<br>".join(meaning),
    )
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
