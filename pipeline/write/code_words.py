"""What the codes of category columns are called where people read them."""

from typing import Final

from pipeline.lexicon.facts import Layouts
from pipeline.lexicon.loader import load_facts
from pipeline.write.status_words import BUDGET_STATUS, CAUSE, SEVERITY, STATUS, Words

LAYOUT: Final[dict[str, Words]] = {
    code: (layout.th, layout.en) for code, layout in load_facts("layouts", Layouts).layouts.items()
}
# By the name of the column; one that is not here shows its codes.
CODE_WORDS: Final[dict[str, dict[str, Words]]] = {
    "budget_status": BUDGET_STATUS,
    "projects_status": {"ok": ("ตัวเลข", "number"), **BUDGET_STATUS},
    "severity": SEVERITY,
    "cause": CAUSE,
    "status": STATUS,
    "layout": LAYOUT,
    "scope": {"all": ("ทั้งแผน", "all")},
    "kind": {
        "pdf": ("PDF", "PDF"),
        "image": ("รูปภาพ", "picture"),
        "transcript": ("ไฟล์ถอดความ", "transcript"),
    },
    "level": {
        "group": ("หัวกลุ่ม", "group"),
        "indicator": ("ตัวชี้วัด/แผนงาน/ภารกิจ", "indicator, programme or mission"),
        "goal_total": ("รวมเป้าหมาย/ยุทธศาสตร์/มิติ", "total of goal, strategy or dimension"),
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
