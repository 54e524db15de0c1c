"""What a user sees while documents are read, and when it ends or is stopped."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import fake_run
import pytest
import typer
from rich.console import Console

from pipeline.app import bars, consoles
from pipeline.app.bars import Bars
from pipeline.app.consoles import trouble_told
from pipeline.app.pace import Pace
from pipeline.app.progress import Lines, progress, telling
from pipeline.app.summary import show_summary
from pipeline.app.tally import MAX_SHORT, Tally
from pipeline.contracts.finding import Severity
from pipeline.contracts.record import PageRecord
from pipeline.contracts.result import DocumentResult

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
READING = ("กำลังอ่าน", "reading")
DOC_ID = "a" * 12


def read(name: str, pages: int = 0, **changed: object) -> DocumentResult:
    """A document that was read; every third page by our nets, the last unread."""
    records = tuple(
        PageRecord(
            number=number,
            status="unread" if number == pages else "ocr" if not number % 3 else "text",
            reader="ocr" if not number % 3 else "pdfium",
            reason="",
            printed_number=None,
        )
        for number in range(1, pages + 1)
    )
    plan = fake_run.plan(DOC_ID, name).model_copy(update={"pages": records})
    result = DocumentResult(
        doc_id=DOC_ID, source_file=name, sha256="", kind="pdf", status="ok", lang="en",
        plan=plan, findings=(fake_run.finding(DOC_ID, Severity.ERROR),), seconds=3.21,
    )  # fmt: skip
    return result.model_copy(update=changed)


def failed(name: str, reason: str = "it is broken") -> DocumentResult:
    lost = {"status": "failed", "reasons": ("เสีย", reason), "plan": None, "findings": ()}
    return read(name, **lost)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def screen(height: int = 24) -> Console:
    return Console(
        file=io.StringIO(), force_terminal=True, width=90, height=height, markup=False, emoji=False
    )


def drawn(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_pace_counts_pages_of_documents_in_work() -> None:
    pace = Pace(clock := Clock())
    pace.found(4, 1)
    clock.now = 10.0
    pace.done(read("a.pdf", 20), kept=False)
    pace.at("b.pdf", 10, 40)
    assert pace.finished == 2
    assert pace.pages_a_second == 3.0
    assert pace.seconds_left == pytest.approx((20 + 40 + 30 - 30) / 3)  # the third: as their mean


def test_pace_counts_a_kept_document_once_whenever_it_is_told() -> None:
    pace = Pace()
    pace.found(3, 1)
    pace.done(read("a.pdf"), kept=True)
    assert pace.finished == 1
    pace.done(read("b.pdf"), kept=True)
    pace.done(read("c.pdf"), kept=False)
    assert (pace.finished, pace.seconds_left) == (3, None)


def test_pace_of_documents_without_pages_goes_by_documents() -> None:
    pace = Pace(clock := Clock())
    pace.found(3, 0)
    clock.now = 10.0
    assert pace.seconds_left is None
    pace.done(read("a.txt"), kept=False)
    assert (pace.pages_a_second, pace.seconds_left) == (None, 20.0)


def test_pace_of_a_document_that_failed_counts_the_pages_that_were_tried() -> None:
    pace = Pace(clock := Clock())
    pace.found(2, 0)
    pace.at("a.pdf", 8, 400)
    pace.done(failed("a.pdf"), kept=False)
    clock.now = 4.0
    assert (pace.failed, pace.pages_a_second, pace.in_work) == (1, 2.0, {})


def test_a_line_a_document_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    lines = Lines(stream, "en", Pace())
    lines.found(500, 497)
    lines.at("แผน/a.pdf", 3, 21)
    lines.done(read("old.pdf", 2), kept=True)
    lines.done(read("แผน/a.pdf", 21), kept=False)
    lines.done(failed("evil\x1b[2J\u202e\nname.pdf"), kept=False)
    assert stream.getvalue().splitlines() == [
        "497 of 500 documents are kept from earlier runs",
        "[498/500] แผน/a.pdf: ok · 21 pages · 0 projects · 3.2 s",
        "[499/500] evil\\x1b[2J\\u202e name.pdf: failed · 3.2 s · it is broken",
    ]


def test_lines_on_a_console_of_windows() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp874", errors="backslashreplace", newline="\n")
    lines = Lines(stream, "th", Pace())
    lines.found(1, 0)
    lines.done(read("แผน→.pdf", lang="th"), kept=False)
    assert raw.getvalue().decode("cp874") == ("[1/1] แผน\\u2192.pdf: อ่านครบ, 0 โครงการ, 3.2 วินาที\n")


def test_bars_name_what_fits_and_count_the_rest(monkeypatch) -> None:
    console = screen(height=8)
    monkeypatch.setattr(bars, "open_console", lambda stream: console)
    pace = Pace(clock := Clock())
    view = Bars(READING, "en", pace)
    view.found(1200, 200)
    view.done(read("done.pdf", 30), kept=False)
    view.done(failed("bad.pdf"), kept=False)
    for number in range(6):
        view.at(f"evil\x1b[2J/{number}.pdf", number, 20)
    clock.now = 30.0
    console.print(view.view())
    text = drawn(console)
    assert "reading 202/1,200 documents · " in text
    assert " left · 1 failed · 1.5 pages/s · 0:30 passed" in text
    assert "page 3/20" in text
    assert "page 4/20" not in text
    assert "and 2 more" in text
    assert "0.pdf · evil\\x1b[2J" in text
    assert len(text.splitlines()) < console.height


@pytest.mark.parametrize("at_terminal", [True, False])
def test_quiet_and_pipes_see_no_bars(monkeypatch, capsys, at_terminal: bool) -> None:
    if at_terminal:
        monkeypatch.setenv("TTY_COMPATIBLE", "1")
    with telling(READING, "en", quiet=at_terminal) as told:
        told.found(1, 0)
        told.at("a.pdf", 1, 2)
        told.done(read("a.pdf", 2), kept=False)
    with progress(READING, 1, "en", quiet=at_terminal) as advance:
        advance("done")
    lines = [] if at_terminal else ["[1/1] a.pdf: ok · 2 pages · 0 projects · 3.2 s"]
    assert capsys.readouterr().err.splitlines() == lines


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "stopped: 2 of 3 documents are kept; run the same command to go on"),
        ("th", "หยุดแล้ว เก็บผลไว้ 2 จาก 3 เอกสาร สั่งคำสั่งเดิมอีกครั้งเพื่อทำต่อ"),
    ],
)
def test_ctrl_c_says_what_is_kept_and_how_to_go_on(capsys, lang: str, says: str) -> None:
    def work() -> None:
        with trouble_told(lang, resumes=True), telling(READING, lang, quiet=True) as told:
            told.found(3, 1)
            told.done(read("a.pdf"), kept=False)
            raise KeyboardInterrupt

    with pytest.raises(typer.Exit) as stop:
        work()
    assert stop.value.exit_code == 130
    assert capsys.readouterr().err == f"thaiplan: {says}\n"


def test_ctrl_c_where_nothing_is_kept(capsys) -> None:
    with pytest.raises(typer.Exit), trouble_told("en"):
        raise KeyboardInterrupt
    assert capsys.readouterr().err == "thaiplan: stopped; nothing was written\n"


def summary(tally: Tally, quiet: bool = False) -> list[list[str]]:
    stream = io.StringIO()
    show_summary(tally, stream, "en", quiet, seconds=75.0)
    return [line.split("\t") for line in stream.getvalue().splitlines()]


def long_run() -> Tally:
    tally = Tally()
    for number in range(MAX_SHORT):
        tally.add(read(f"{number}.pdf", 6), kept=number < 10)
    tally.add(read("twice.pdf", status="duplicate", plan=None, findings=()), kept=False)
    for number in range(5):
        tally.add(failed(f"in/bad{number}.pdf", f"bad{number}.pdf is broken"), kept=False)
    tally.add(failed("locked.pdf", "it is encrypted"), kept=False)
    return tally


def test_summary_of_a_long_run_groups_what_failed_by_its_reason() -> None:
    assert summary(long_run()) == [
        ["documents", "all", "47"],
        ["documents", "ok", "40"],
        ["documents", "failed", "6"],
        ["documents", "duplicate", "1"],
        ["documents", "kept from earlier runs", "10"],
        ["pages", "all", "240"],
        ["pages", "ocr", "40"],
        ["pages", "pdfium", "160"],
        ["pages", "unread", "40"],
        ["projects", "all", "0"],
        ["findings", "error", "40"],
        ["time", "passed", "1:15"],
        ["time", "pages a second", "2.4"],
        ["5", "… is broken", "in/bad0.pdf, in/bad1.pdf, in/bad2.pdf …"],
        ["1", "it is encrypted", "locked.pdf"],
    ]


def test_summary_of_a_short_run_has_a_line_a_document() -> None:
    tally = Tally()
    tally.add(read("a.pdf", 3), kept=False)
    tally.add(failed("b.pdf"), kept=False)
    lines = summary(tally)
    assert lines[0] == ["a.pdf", "ok", "0", "1", "0"]
    assert lines[1][:2] == ["b.pdf", "failed"]
    assert lines[2] == ["b.pdf: failed: it is broken"]
    assert summary(tally, quiet=True) == [["b.pdf: failed: it is broken"]]


def test_summary_at_a_terminal_is_a_table(monkeypatch) -> None:
    console = screen()
    for module in ("consoles", "summary"):
        monkeypatch.setattr(f"pipeline.app.{module}.open_console", lambda stream: console)
    show_summary(long_run(), sys.stderr, "th", quiet=False, seconds=75.0)
    text = drawn(console)
    assert "ใช้ผลจากครั้งก่อน" in text
    assert "240" in text
    assert "in/bad0.pdf" in text


def chunks(terminal: int) -> Iterator[bytes]:
    """What is left to read from a terminal that nobody writes to any more."""
    with suppress(OSError):
        while chunk := os.read(terminal, 4096):
            yield chunk


START = (
    "import sys, fake_run\n"
    "sys.modules['pipeline.run'] = fake_run\n"
    "from pipeline.app.cli import main\n"
    "if __name__ == '__main__':\n"
    "    import fcntl, termios\n"
    "    fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # Ctrl-C there is for us\n"
    "    main()\n"
)


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is POSIX's")
def test_ctrl_c_at_a_terminal(tmp_path: Path) -> None:
    import pty

    plans = tmp_path / "plans"
    plans.mkdir()
    for name, content in {"a.txt": "plan", "b.txt": "hang"}.items():
        (plans / name).write_text(content)
    (tmp_path / "start.py").write_text(START)
    ours, theirs = pty.openpty()
    command = [sys.executable, tmp_path / "start.py", "convert", plans, "--out", tmp_path / "o"]
    run = subprocess.Popen(
        [*map(str, command), "--jobs", "2", "--lang", "en"],
        stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, start_new_session=True,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{HERE}", "TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    seen, deadline = b"", time.monotonic() + 30
    while b"reading 1/2 documents" not in seen and time.monotonic() < deadline:
        seen += os.read(ours, 4096)
    os.write(ours, b"\x03")
    assert run.wait(timeout=20) == consoles.INTERRUPTED
    seen = b"".join(chunks(ours))
    os.close(ours)
    assert b"stopped: 1 of 2 documents are kept" in seen
    assert b"Traceback" not in seen
    assert run.stdout is not None
    assert run.stdout.read() == b""
