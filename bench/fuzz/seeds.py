"""Sound inputs to begin with: pieces of the samples, small, their streams unpacked."""

from collections.abc import Iterator

from bench.hostile.damage import SAMPLES, one_page
from bench.hostile.pdfs import PDFS

PAGES = (0, 3, 9)  # of a sample: the cover, the summary, a table of projects
LINES = 40  # of a transcript in one seed
SMALL = 20_000  # bytes of a hostile file that may be a seed

HTML = (
    "<html><body><h1>แผนปฏิบัติการ ปีงบประมาณ พ.ศ. ๒๕๖๖</h1><table><tr><th>ที่</th><th>โครงการ</th>"
    "<th>งบประมาณ</th><th>ไตรมาส ๑</th></tr><tr><td rowspan=2>๑</td><td colspan='2'>ก&amp;ข</td>"
    "<td>←→</td></tr><tr><td>๑,๐๐๐</td></tr></table></body></html>"
)
MARKDOWN = (
    "# **เป้าหมายที่ ๑** ก\n\n| ที่ | โครงการ/กิจกรรม | งบประมาณ (บาท) | ๑ | ๒ | ๓ | ๔ |\n"
    "|---|:-:|--:|-|-|-|-|\n"
    "| ๑ | _ก_ `ข` \\| ค | ๒,๐๐๐ | ← | → | | |\n\n```\nรหัส\n```\n> - [ ] ง<br>จ <!-- ฉ -->\n"
)


def transcripts() -> Iterator[bytes]:
    """Texts behind a byte that tells which of the suffixes the file has."""
    text = (SAMPLES / "petchaburi_2566_transcript.txt").read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    for at in range(0, len(lines), LINES):
        yield b"\0" + "".join(lines[at : at + LINES]).encode()
    yield b"\1" + MARKDOWN.encode()
    yield b"\2" + HTML.encode()
    yield b"\0" + HTML.encode("utf-16")
    yield b"\0" + MARKDOWN.encode("cp874", "ignore")


def pdfs() -> Iterator[bytes]:
    """Single pages of the sample PDFs, and the small hostile files."""
    for path in sorted(SAMPLES.glob("*.pdf")):
        for number in PAGES:
            yield one_page(path, number)
    for make in PDFS.values():
        data = make()
        if len(data) <= SMALL:
            yield data


SEEDS = {"transcript": transcripts, "pdf": pdfs}
