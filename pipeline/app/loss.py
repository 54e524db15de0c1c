"""The reasons of documents that cost a worker, in words."""

from typing import Final

from pipeline.app.task import WhyLost
from pipeline.contracts.errors import DocumentError

_WHY: Final[dict[WhyLost, DocumentError]] = {
    "crashed": DocumentError(
        ("ตัวอ่านหยุดทำงานกลางคัน (ไฟล์เสีย)",
         "the reader died on it (a broken file)"),
        ("เปิดไฟล์แล้วบันทึกใหม่เป็น PDF", "open it and save it as PDF again"),
    ),
    "slow": DocumentError(
        ("อ่านไม่เสร็จภายในเวลาที่กำหนด",
         "not read within the time allowed"),
        ("แบ่งไฟล์เป็นส่วนแล้วลองใหม่", "split the file and try again"),
    ),
    "huge": DocumentError(
        ("ใช้หน่วยความจำเกินกำหนด",
         "it takes more memory than allowed"),
        ("แบ่งไฟล์เป็นส่วน หรือสแกนใหม่ที่ 300 จุดต่อนิ้ว",
         "split the file, or scan it at 300 dots an inch"),
    ),
}  # fmt: skip


def lost_error(why: WhyLost) -> DocumentError:
    """Of a document that cost two workers."""
    return _WHY[why]


def bug_error(error: BaseException) -> DocumentError:
    """Of a document on which the program failed; the traceback is told at the end of the run."""
    name = type(error).__name__
    return DocumentError(
        (f"โปรแกรมมีข้อผิดพลาด ({name})", f"the program failed on it ({name})"),
        ("แจ้งผู้พัฒนาพร้อมข้อความที่แสดงท้ายการทำงาน",
         "report it with the traceback at the end of the run"),
    )  # fmt: skip
