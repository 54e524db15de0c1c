"""What the command line says, in Thai and English; Thai unless asked otherwise."""

from enum import StrEnum
from typing import Final

Words = tuple[str, str]  # (Thai, English)


class Lang(StrEnum):
    """The language of the messages."""

    TH = "th"
    EN = "en"


class Ocr(StrEnum):
    """When pages are read as images: where their text fails its checks, always, or never."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def say(words: Words, lang: str) -> str:
    """The words in `lang`."""
    return words[1] if lang == "en" else words[0]


STATUS: Final[dict[str, Words]] = {
    "ok": ("อ่านครบ", "ok"),
    "partial": ("อ่านได้บางส่วน", "partial"),
    "failed": ("อ่านไม่ได้", "failed"),
    "duplicate": ("ไฟล์ซ้ำ", "duplicate"),
    "skipped": ("ข้าม", "skipped"),
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
