"""What was seen on a page, in words: a table at a terminal, lines with tabs in a pipe."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, TextIO

from pipeline.app.consoles import print_table
from pipeline.app.words import SEVERITY, Words, say
from pipeline.contracts.page_view import PageView, SeenPiece, SeenRow

Line = tuple[str, str, str]  # what it is, which one, what was seen

HEADINGS: Final[tuple[Words, ...]] = (("สิ่งที่เห็น", "what"), ("ที่", "which"), ("รายละเอียด", "seen"))
KINDS: Final[dict[str, Words]] = {
    "detail": ("ตารางโครงการ", "table of projects"),
    "summary": ("ตารางสรุป", "summary table"),
    "chart": ("ผังตัวชี้วัด", "chart of indicators"),
    "unknown": ("ตารางที่ไม่รู้จัก", "table of no known kind"),
}
UNREAD: Final[dict[str, Words]] = {
    "damaged": (
        "อ่านไม่ได้: เนื้อหาของหน้าเสียหาย — หาไฟล์ต้นฉบับใหม่",
        "not read: the page is damaged — get the file anew",
    ),
    "too_large": (
        "อ่านไม่ได้: เนื้อหาหรือภาพของหน้าใหญ่เกินไป — ส่งออก PDF ใหม่จากต้นฉบับ",
        "not read: what the page draws is too large — export the PDF anew",
    ),
    "scan": (
        "อ่านไม่ได้: ไม่พบข้อความที่อ่านออกในภาพ — สแกนใหม่ที่ 300 จุดต่อนิ้ว",
        "not read: no text can be made out in its picture — scan it again at 300 dots an inch",
    ),
    "drawn": (
        "อ่านไม่ได้: ตัวอักษรเป็นภาพวาด ไม่มีข้อความ — ส่งออก PDF ใหม่จากต้นฉบับ",
        "not read: letters are drawn as outlines — export the PDF anew",
    ),
    "untrusted": (
        "อ่านไม่ได้: ชั้นข้อความเชื่อถือไม่ได้ (ดูคะแนน) — ใช้ PDF ต้นฉบับ",
        "not read: its text layer cannot be trusted (see the scores) — use the born-digital PDF",
    ),
}

FONT_DOUBTS: Final[dict[str, Words]] = {
    "unnamed": ("อักษรที่ไม่รู้", "letters without a name"),
    "no_words": ("อักษรที่ไม่เป็นคำ", "letters in no word"),
}

UNSURE: Final[dict[str, Words]] = {
    "number": ("ตัวเลขที่อ่านไม่แน่ชัด", "number not read surely"),
    "letters": ("อักษรที่อ่านไม่แน่ชัด", "letters not read surely"),
}


def show_page(view: PageView, stream: TextIO, lang: str) -> None:
    """Prints how the page was read, its tables, rows, marks, headings, repairs and findings."""
    number = view.report.number
    title = say((f"หน้า {number} จาก {view.n_pages}", f"page {number} of {view.n_pages}"), lang)
    lines = [
        (say(what, lang), which, seen)
        for part in (_reading(view, lang), _tables(view, lang), _rest(view, lang))
        for what, which, seen in part
    ]
    print_table(stream, title, [say(heading, lang) for heading in HEADINGS], lines)


Told = tuple[Words, str, str]


def _reading(view: PageView, lang: str) -> Iterator[Told]:
    report = view.report
    where = f"{report.number}/{view.n_pages}"
    if report.status == "unread":
        yield ("หน้า", "page"), where, say(UNREAD.get(report.reason, ("อ่านไม่ได้", "not read")), lang)
    elif report.status == "blank":
        yield ("หน้า", "page"), where, say(("หน้าว่าง", "blank"), lang)
    else:
        number = "-" if report.printed_number is None else report.printed_number
        read = say(("อ่านด้วย", "read by"), lang)
        printed = say(("เลขหน้าที่พิมพ์", "printed number"), lang)
        yield ("หน้า", "page"), where, f"{read} {report.reader}, {printed} {number}"
    for attempt in report.attempts:
        score = say(("คะแนน", "score"), lang)
        failed = f"{say(('ไม่ผ่าน', 'failed'), lang)} {', '.join(attempt.failed)}"
        said = [f"{score} {attempt.score:.3f}", *([failed] if attempt.failed else [])]
        yield ("ตัวอ่าน", "reader"), attempt.reader, ", ".join(said)
    for kind, times in report.repairs:
        yield ("ซ่อมอักษร", "mended"), kind, str(times)
    for doubt in report.untrusted_fonts:
        why = FONT_DOUBTS[doubt.reason]
        yield (
            ("แบบอักษรที่น่าสงสัย", "font in doubt"),
            doubt.font,
            f"{say(why, lang)}: {doubt.share:.0%}",
        )
    for unsure in report.doubts:
        what = UNSURE[unsure.kind]
        candidates = ", ".join(
            f"{one.text} ({one.reader} {one.confidence:.2f})" for one in unsure.candidates
        )
        yield what, f"x {unsure.x0:.0f}, y {unsure.top:.0f}", candidates or "-"
    if report.unknown_glyphs:
        yield ("อักษรที่ไม่รู้", "unknown letters"), "", str(report.unknown_glyphs)


def _tables(view: PageView, lang: str) -> Iterator[Told]:
    for number, table in enumerate(view.tables, 1):
        size = say(
            (f"{table.n_rows} แถว {table.n_cols} คอลัมน์",
             f"{table.n_rows} rows, {table.n_cols} columns"),
            lang,
        )  # fmt: skip
        if not table.pieces:
            only = say(("มีแต่หัวข้อ หรือไม่มีข้อความ", "headings only, or no text"), lang)
            yield ("ตาราง", "table"), str(number), f"{size}: {only}"
        for piece in table.pieces:
            kind = say(KINDS[piece.kind], lang)
            yield ("ตาราง", "table"), str(number), f"{size}: {kind}{_header(piece, view, lang)}"
            if piece.header is not None or piece.header_page != view.report.number:
                for index, column in enumerate(piece.columns, 1):
                    heading = " ".join(column.heading.split())
                    which = f"{number}.{index}"
                    yield ("คอลัมน์", "column"), which, f"{column.name} ← {heading or '-'}"


def _header(piece: SeenPiece, view: PageView, lang: str) -> str:
    if not piece.columns:
        if piece.kind == "chart":
            return ""
        return say((", ไม่รู้จักหัวตาราง", ", header not recognised"), lang)
    if piece.header is None and piece.header_page != view.report.number:
        page = piece.header_page
        return say((f", หัวตารางจากหน้า {page}", f", header from page {page}"), lang)
    return ""


def _rest(view: PageView, lang: str) -> Iterator[Told]:
    for heading in view.headings:
        yield ("หัวข้อ", "heading"), heading.number or "-", heading.level
    for row in view.rows:
        what = ("โครงการ", "project") if row.kind == "project" else ("บรรทัดสรุป", "summary line")
        yield what, row.name, _row(row, lang)
    marks = Counter((mark.kind, mark.covers) for mark in view.marks)
    for (kind, covers), times in sorted(marks.items()):
        nothing = say(("ไม่นับเป็นไตรมาสใด", "counts for none"), lang)
        yield ("เครื่องหมาย", "mark"), kind, f"{covers or nothing}: {times}"
    doubts = sum(letters.kind == "doubt" for letters in view.letters)
    if doubts:
        yield ("ค่าที่น่าสงสัย", "values in doubt"), "", str(doubts)
    for finding in view.findings:
        severity = say(SEVERITY[finding.severity.value], lang)
        words = say((finding.message_th, finding.message_en), lang)
        yield ("ข้อสังเกต", "finding"), finding.rule, f"{severity}: {words}"


def _row(row: SeenRow, lang: str) -> str:
    begun = [] if row.begins else [say(("ต่อจากหน้าก่อน", "from the page before"), lang)]
    return ", ".join((*begun, *row.says, *row.flags))
