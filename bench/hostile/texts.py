"""Transcripts that are no text, or more than any plan: by name, with the file's suffix."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

HEADER: Final = (
    "ที่\tโครงการ/กิจกรรม\tวิธีการดำเนินงาน\tตัวชี้วัด\tงบประมาณ (บาท)\t๑\t๒\t๓\t๔\tหน่วยงานรับผิดชอบ"
)
ROW: Final = "๑\tโครงการปลูกป่า\tปลูก\tร้อยละ ๘๐\t๑,๐๐๐\t\t←→\t\t\tกองช่าง"
TITLE: Final = "แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖\nจังหวัดเพชรบุรี\nเป้าหมายที่ ๑ ก\nตัวชี้วัดที่ ๑.๑ ข\n"
FETCH: Final = (
    '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY e SYSTEM "file:///etc/passwd">'
    '<!ENTITY n SYSTEM "http://127.0.0.1:9/e">]><html><head><base href="http://127.0.0.1:9/">'
    '<link rel=stylesheet href="http://127.0.0.1:9/c"><meta http-equiv=refresh content="0;url=//x">'
    "</head><body><p>&e;&n;</p><img src='http://127.0.0.1:9/i'><iframe src='file:///etc/passwd'>"
    "</iframe><object data='//127.0.0.1:9/o'></object><script src='//127.0.0.1:9/s'></script>"
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/></body>'
)
LAUGHS: Final = (
    "<!DOCTYPE l [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]><html><body>&a9;</body></html>"
)


class Text(NamedTuple):
    """What a file is called behind the dot, and what makes its bytes."""

    suffix: str
    make: Callable[[], bytes]


def _text(suffix: str, text: str) -> Text:
    return Text(suffix, text.encode)


def _html(body: str) -> Text:
    return _text("html", f"<html><body>{body}</body></html>")


TEXTS: Mapping[str, Text] = MappingProxyType({
    "nothing": Text("txt", bytes),
    "blanks": Text("md", lambda: b" \n\t\r\n" * 1000),
    "zeros": Text("txt", lambda: bytes(100_000)),
    "binary as html": Text("html", lambda: bytes(range(256)) * 1000),
    "binary without zeros": Text("txt", lambda: bytes(range(1, 256)) * 1000),
    "controls": _text("txt", TITLE + "\x1b[2J\x07ก\x00".replace("\0", "") + HEADER + "\n" + ROW + "\x1b]0;x\x07"),
    "utf-16": Text("txt", lambda: f"{TITLE}{HEADER}\n{ROW}\n".encode("utf-16")),
    "utf-16 cut": Text("txt", lambda: f"{TITLE}{HEADER}\n{ROW}\n".encode("utf-16")[:-1]),
    "utf-32": Text("txt", lambda: f"{TITLE}{HEADER}\n{ROW}\n".encode("utf-32")),
    "cp874": Text("txt", lambda: f"{TITLE}{HEADER}\n{ROW}\n".encode("cp874", "replace")),
    "utf-8 and cp874": Text("txt", lambda: TITLE.encode() + f"{HEADER}\n{ROW}".encode("cp874", "replace")),
    "surrogates": Text("txt", lambda: TITLE.encode() + b"\xed\xa0\x80\xed\xb0\x80"),
    "one line of 5 MB": _text("txt", "ก" * 1_600_000),
    "30 MB of one letter": Text("txt", lambda: b"a" * 30_000_000),
    "70 MB": Text("txt", lambda: b"ab\n" * 24_000_000),
    "a million lines": Text("txt", lambda: "ก\n".encode() * 1_000_000),
    "5,000 lines": Text("txt", lambda: "โครงการที่ดี ๑.๑\n".encode() * 5_000),
    "5,000 headings": Text("txt", lambda: "ตัวชี้วัดที่ ๑.๑ ก\n".encode() * 5_000),
    "2,000 rows": _text("txt", TITLE + HEADER + f"\n{ROW}" * 2_000),
    "500 tables": _text("txt", TITLE + f"{HEADER}\n{ROW}\n\nก\n\n" * 500),
    "20,000 columns": _text("txt", TITLE + "\t".join(["ที่"] * 20_000) + "\n" + "\t".join(["๑"] * 20_000)),
    "5,000 known columns": _text("txt", TITLE + "\t".join([HEADER] * 500) + "\n" + "\t".join([ROW] * 500)),
    "cell of 5 MB": _text("txt", TITLE + HEADER + "\n" + ROW.replace("ปลูก", "ปลูก" * 400_000)),
    "number of a million digits": _text("txt", TITLE + HEADER + "\n" + ROW.replace("๑,๐๐๐", "๙" * 1_000_000)),
    "item of a million digits": _text("txt", TITLE + HEADER + "\n" + "๙" * 1_000_000 + ROW[1:]),
    "heading of a million dots": _text("txt", TITLE + "ตัวชี้วัดที่ " + "๑." * 500_000 + " ก\n" + HEADER + "\n" + ROW),
    "deep html": _html("<div>" * 50_000),
    "deep tables": _html("<table><tr><td>" * 50_000),
    "deep html in a cell": _text("txt", TITLE + HEADER + "\n" + ROW.replace("ปลูก", "<b>" * 50_000)),
    "deep quotes": _text("md", "> " * 100_000 + "ก"),
    "deep lists": _text("md", "".join("  " * n + "- ก\n" for n in range(2000))),
    "spans of a billion": _html("<table>" + "<tr><td rowspan=999999999 colspan=999999999>ก</td></tr>" * 50 + "</table>"),
    "spans to the end": _html("<table>" + "<tr><td rowspan=0>ก</td><td rowspan=0>ข</td></tr>" * 4000 + "</table>"),
    "a table in one cell": _html("<table><tr><td><table>" + "<tr><td>ก</td></tr>" * 2_000 + "</table>" + "<p>ข</p>" * 2_000),
    "comments without end": _text("html", "<!-- " * 200_000),
    "tags without end": _text("md", "<a <b " * 100_000),
    "two bodies": _text("html", "<html><body>ก<body>ข</html><html><body>ค</body></html>"),
    "attributes by the thousand": _html("<p " + " ".join(f"a{n}=x" for n in range(50_000)) + ">ก</p>"),
    "entities by the thousand": _html("&#1;&#xd800;&#xffff;&#x110000;&bogus;&amp" * 20_000),
    "billion laughs": _text("html", LAUGHS),
    "what it may not fetch": _text("html", FETCH),
    "pipes by the thousand": _text("md", "|" * 200_000 + "\n" + "|-" * 100_000),
    "dashes and blanks": _text("md", "a|b\n" + " " * 200_000 + "|" + "-" * 200_000 + "x"),
    "stars": _text("md", "*a" * 100_000 + "**" * 100_000 + "_" * 100_000),
    "formulas": _text("txt", TITLE + HEADER + "\n" + ROW.replace("โครงการปลูกป่า", '=HYPERLINK("http://x","ก")')),
    "markup": _text("txt", TITLE + HEADER + "\n" + ROW.replace("ปลูก", '"><script>alert(1)</script>')),
    "a PDF named txt": Text("txt", lambda: b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n\xff\xfe"),
})  # fmt: skip
