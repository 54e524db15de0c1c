"""Transcripts and pictures that are something else, or too much: answered soon, nothing fetched."""

import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as run
from hypothesis import strategies as st
from reading import read_bytes

from bench.hostile.pictures import PICTURES
from bench.hostile.texts import HEADER, ROW, TEXTS, TITLE
from pipeline.contracts.errors import DocumentError
from pipeline.contracts.parsed import UNKNOWN
from pipeline.extract.readers.transcript import transcript_blocks
from pipeline.lexicon.facts import load_lexicon

HEADINGS = load_lexicon().headings
REFUSED = {
    "nothing": "is empty",
    "zeros": "is not text",
    "70 MB": "too large",
    "a million lines": "more than 100,000 lines",
    "30 MB of one letter": "more than 20,000 letters",
    "deep html": "nested too deeply",
    "deep html in a cell": "nested too deeply",
    "spans to the end": "more than 500,000 cells",
}
PIECES = st.sampled_from(
    [*"ก๑.\t\n|*_#>-`&;<!\x1b\0", "<td rowspan=", "<table>", "<tr>", "</td>", "<!--", "-->",
     "<body>", "&#1;", "|--|", "**", "ตัวชี้วัดที่ ", "เป้าหมายที่ ", HEADER, ROW]
)  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_text_is_answered(name: str, tmp_path: Path) -> None:
    case = TEXTS[name]
    result = read_bytes(tmp_path, case.suffix, case.make())
    assert REFUSED.get(name, "") in result.error


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_answered(name: str, tmp_path: Path) -> None:
    case = PICTURES[name]
    assert read_bytes(tmp_path, case.suffix, case.make()).status == "failed"


@pytest.mark.parametrize("name", ["utf-16", "cp874", "controls"])
def test_text_in_another_dress_is_read(name: str, tmp_path: Path) -> None:
    case = TEXTS[name]
    assert read_bytes(tmp_path, case.suffix, case.make()).status == "ok"


def test_nothing_is_fetched_nor_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    secret = tmp_path / "secret"
    secret.write_text("the secret", encoding="utf-8")
    text = TEXTS["what it may not fetch"].make().decode()
    plan = f"{TITLE}{HEADER}\n{ROW}".replace("\n", "<br>")
    page = text.replace("/etc/passwd", str(secret)).replace("</body>", f"<p>{plan}</p></body>")
    for suffix in ("html", "md"):
        result = read_bytes(tmp_path, suffix, page.encode())
        assert "the secret" not in result.model_dump_json()
    blocks = transcript_blocks(page, HEADINGS, is_html=True)
    assert not any("the secret" in str(block) for block in blocks)
    assert any("เพชรบุรี" in str(block) for block in blocks)


def test_control_characters_are_unknown_ones() -> None:
    (line,) = transcript_blocks("ก\x1b[2Jข\fค", HEADINGS)
    assert line == type(line)(f"ก{UNKNOWN}[2Jข ค", line.place)


def test_a_comment_without_end_is_text() -> None:
    (line,) = transcript_blocks("ก <!-- ข", HEADINGS)
    assert "ข" in str(line)


@run(max_examples=200)
@given(st.lists(PIECES, max_size=60), st.booleans())
def test_any_text_is_read_or_refused(pieces: list[str], is_html: bool) -> None:
    try:
        transcript_blocks("".join(pieces), HEADINGS, is_html)
    except DocumentError as error:
        assert all(error.lines)  # noqa: PT017 — it may be raised or not
