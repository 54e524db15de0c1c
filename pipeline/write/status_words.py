"""What statuses, severities and causes are called: words that a command needs before it reads."""

from typing import Final

Words = tuple[str, str]  # (Thai, English)

BUDGET_STATUS: Final[dict[str, Words]] = {
    "amount": ("มียอด", "amount"),
    "none": ("ไม่ใช้งบประมาณ", "no budget used"),
    "dash": ("ขีด (-)", "dash (-)"),
    "blank": ("ว่าง", "blank"),
    "unreadable": ("อ่านไม่ได้", "unreadable"),
    "absent": ("ไม่มีช่องนี้", "no such column"),
}
SEVERITY: Final[dict[str, Words]] = {
    "error": ("ผิดพลาด", "error"),
    "warning": ("ควรดู", "warning"),
    "info": ("ข้อมูล", "info"),
}
CAUSE: Final[dict[str, Words]] = {
    "source": ("มาจากแผน", "the plan itself"),
    "coverage": ("หน้า/แถวขาดหาย", "missing pages or rows"),
    "reading": ("อ่านไม่แน่ใจ", "our reading"),
}
STATUS: Final[dict[str, Words]] = {
    "ok": ("อ่านครบ", "ok"),
    "partial": ("อ่านได้บางส่วน", "partial"),
    "failed": ("อ่านไม่ได้", "failed"),
    "duplicate": ("ไฟล์ซ้ำ", "duplicate"),
    "skipped": ("ข้าม", "skipped"),
}
