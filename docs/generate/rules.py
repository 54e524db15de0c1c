"""The rules: what each means, from the rule book and the docstring of the function that looks."""

import inspect
import re
from collections.abc import Iterator
from typing import Final

from pipeline.lexicon.rule_book import RuleText, rule_book
from pipeline.reconcile import RULES
from pipeline.write.folding import ORDER
from pipeline.write.status_words import CAUSE, SEVERITY, Words

_SLOT = re.compile(r"\{\w+\}")  # what each finding says for itself
TITLE: Final[Words] = ("กฎการตรวจ", "Rules")
INTRODUCTION: Final[Words] = (
    "ข้อสังเกตใน findings.csv มาจากกฎเหล่านี้ หน้านี้สร้างจากตำรากฎที่โปรแกรมใช้เอง "
    "(`thaiplan explain` พิมพ์ข้อความเดียวกัน) กฎมีแต่ดู ไม่แก้ค่าใด ๆ",
    "The findings come from these rules. The page is made from the rule book that the program uses "
    "(`thaiplan explain` prints the same words). Rules only look; no value is changed.",
)
CAUSES: Final[Words] = (
    "สาเหตุของข้อสังเกต: `coverage` = มีหน้า หัวข้อ หรือรายการที่ขาดไป · "
    "`reading` = ค่าที่โปรแกรมอ่านได้ไม่แน่ชัด · "
    "`source` = แผนขัดแย้งกันเอง",
    "A finding's cause: `coverage`, pages, headings or items are missing; `reading`, a value was "
    "read with doubt; `source`, the plan contradicts itself.",
)
CODE: Final[Words] = ("ในโค้ด", "In the code")
NOTED: Final[Words] = ("ข้อสังเกตของตัวอ่าน", "noted by a reader")
SUGGESTED: Final[Words] = ("เมื่อสาเหตุคือ", "Where the cause is")
LISTED: Final[Words] = ("| กฎ | ระดับ | ความหมาย |", "| rule | severity | meaning |")


def rules_page(lang: str) -> str:
    """The page in Thai (`th`) or English (`en`), as Markdown; worst first."""
    at = 1 if lang == "en" else 0
    book = rule_book().rules
    ordered = [
        (name, text)
        for severity in ORDER
        for name, text in book.items()
        if text.severity is severity
    ]
    table = [LISTED[at], "| --- | --- | --- |"]
    table += [
        f"| [`{name}`](#{name}) | {_severity(text, at)} | {_cell(text.title.get(lang))} |"
        for name, text in ordered
    ]
    parts = [f"# {TITLE[at]}", INTRODUCTION[at], CAUSES[at], "\n".join(table)]
    for name, text in ordered:
        parts += list(_rule(name, text, lang, at))
    return "\n\n".join(parts) + "\n"


def docstrings() -> dict[str, str]:
    """The first paragraph of each rule's docstring, by its code."""
    return {rule.__name__: _paragraph(inspect.getdoc(rule) or "") for rule in RULES}


def _paragraph(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())


def _rule(name: str, text: RuleText, lang: str, at: int) -> Iterator[str]:
    yield f"## {name} {{ #{name} }}"
    yield f"**{_prose(text.title.get(lang))}** · {_severity(text, at)}"
    yield _prose(text.explanation.get(lang))
    example = f"{rule_book().example.get(lang)}: {text.example.get(lang)}"
    yield f"> {_prose(example)}"
    causes = [cause for cause in CAUSE if cause in text.suggestions]
    advice = [
        f"- {SUGGESTED[at]} `{cause}` ({CAUSE[cause][at]}): "
        + _prose(text.suggestions[cause].get(lang))
        for cause in causes
    ]
    if advice:
        yield "\n".join(advice)
    said = docstrings().get(name)
    where = f"`pipeline.reconcile.{name}` — {_prose(said)}" if said else NOTED[at]
    yield f"{CODE[at]}: {where}"


def _severity(text: RuleText, at: int) -> str:
    return f"{SEVERITY[text.severity.value][at]} (`{text.severity.value}`)"


def _cell(text: str) -> str:
    return _prose(text).replace("|", "&#124;")


def _prose(text: str) -> str:
    """One line; what would be markup is shown as it is."""
    plain = _SLOT.sub("…", " ".join(text.split()))
    for sign, shown in (("<", "&lt;"), ("*", "&#42;")):
        plain = plain.replace(sign, shown)
    return plain
