"""What the codes of category columns are called where people read them."""

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
# By the name of the column; one that is not here shows its codes.
CODE_WORDS: Final[dict[str, dict[str, Words]]] = {
    "budget_status": BUDGET_STATUS,
    "projects_status": {"ok": ("ตัวเลข", "number"), **BUDGET_STATUS},
    "severity": SEVERITY,
    "cause": CAUSE,
    "status": STATUS,
    "scope": {"all": ("ทั้งแผน", "all")},
    "kind": {
        "pdf": ("PDF", "PDF"),
        "image": ("รูปภาพ", "picture"),
        "transcript": ("ไฟล์ถอดความ", "transcript"),
    },
    "level": {
        "group": ("หัวกลุ่ม", "group"),
        "indicator": ("ตัวชี้วัด", "indicator"),
        "goal_total": ("รวมเป้าหมาย", "goal total"),
        "grand_total": ("ภาพรวม", "grand total"),
    },
    "quarter_source": {
        "arrow": ("ลูกศรที่วาด", "drawn arrow"),
        "glyph": ("อักขระลูกศร", "arrow of letters"),
        "tick": ("เครื่องหมายถูก", "tick"),
        "fill": ("แรเงา", "shading"),
        "month_columns": ("ช่องเดือน", "month columns"),
        "words": ("ข้อความ", "words"),
    },
    "target_comparator": {
        "eq": ("เท่ากับ", "equal to"),
        "ge": ("ไม่น้อยกว่า", "at least"),
        "le": ("ไม่เกิน", "at most"),
        "decrease": ("ลดลง", "decrease"),
        "increase": ("เพิ่มขึ้น", "increase"),
    },
    "target_unit": {
        "percent": ("ร้อยละ", "percent"),
        "count": ("จำนวน", "count"),
        "score": ("คะแนน", "score"),
        "level": ("ระดับ", "level"),
        "rank": ("อันดับ", "rank"),
    },
}


def code_word(column: str, code: str, lang: str) -> str:
    """The word for a code; the code itself where it has none.

    >>> code_word("severity", "error", "th"), code_word("rule", "goal_count", "th")
    ('ผิดพลาด', 'goal_count')
    """
    words = CODE_WORDS.get(column, {}).get(code)
    return code if words is None else words[lang == "en"]
