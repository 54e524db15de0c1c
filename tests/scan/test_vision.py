"""The vision endpoint, against a server of our own: what is sent, what is made of each answer."""

import json
import socket

import numpy as np
import pytest
from vision_server import Answer, Server, serving

from pipeline.contracts.errors import DocumentError, ThaiplanError, UsageError
from pipeline.extract.engines.engine import PageNotReadError
from pipeline.extract.engines.vision import Endpoint, Vision, start

PAGE = np.full((2400, 3600), 255, np.uint8)
PAGE[100:300, 100:2000] = 0
KEY = "sk-very-secret"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("URL", "MODEL", "KEY", "TIMEOUT", "PROMPT"):
        monkeypatch.delenv(f"THAIPLAN_VISION_{name}", raising=False)


def ask(*answers: Answer, seconds: float = 20) -> tuple[str, Server, list[float]]:
    """What the engine makes of the answers; the server, and the pauses between tries."""
    waits: list[float] = []
    with serving(*answers) as server:
        end = Endpoint(f"{server.url}/v1/chat/completions", "typhoon-ocr", KEY, seconds)
        try:
            return Vision(end, waits.append).transcribe(PAGE), server, waits
        except (PageNotReadError, ThaiplanError) as error:
            error.add_note(json.dumps([len(server.asked), waits]))
            raise


def test_what_is_sent() -> None:
    text, server, waits = ask(Answer("# แผน\n<table><tr><td>๑</td></tr></table>"))
    assert text == "# แผน\n<table><tr><td>๑</td></tr></table>"
    (question,) = server.asked
    assert (question["model"], question["temperature"], waits) == ("typhoon-ocr", 0, [])
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    picture = server.picture()
    assert picture.shape == (1200, 1800)
    assert picture[100, 500] < 10 and picture[600, 500] > 245
    assert "<table>" in question["messages"][0]["content"][0]["text"]


@pytest.mark.parametrize(
    "text",
    ['{"natural_text": "ก\\nข"}', '```json\n{"natural_text": "ก\\nข"}\n```', "ก\nข"],
)
def test_typhoon_wraps_its_text_in_json(text: str) -> None:
    assert ask(Answer(text))[0] == "ก\nข"


@pytest.mark.parametrize(
    ("bad", "waits"),
    [
        ([Answer(status=500)], [1.0]),
        ([Answer(status=503)] * 2, [1.0, 4.0]),
        ([Answer(status=429, headers={"Retry-After": "7"})], [7.0]),
        ([Answer(status=429, headers={"Retry-After": "86400"})], [60.0]),
        ([Answer(status=429, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})], [1.0]),
        ([Answer("x" * 500, breaks_off=True)], [1.0]),
    ],
)
def test_trouble_that_passes(bad: list[Answer], waits: list[float]) -> None:
    text, server, waited = ask(*bad, Answer("ก"))
    assert (text, waited, len(server.asked)) == ("ก", waits, len(bad) + 1)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(status=500, body=b"CUDA out of memory"), "HTTP 500: CUDA out of memory"),
        (Answer(status=400, body=b"too\n\x1b[31m long"), r"HTTP 400: too \[31m long"),
        (Answer("| ๑ | โครง", ended="length"), "cut short"),
        (Answer(""), "empty"),
        (Answer(body=b"<html>502</html>"), "no chat completion"),
        (Answer(body=b'{"choices": []}'), "no chat completion"),
        (Answer(body=b"[]"), "no chat completion"),
        (Answer(body=b'{"choices": [{"message": {"content": [1]}}]}'), "empty"),
    ],
)
def test_a_page_that_is_not_read(answer: Answer, says: str) -> None:
    with pytest.raises(PageNotReadError, match=says):
        ask(answer)


def test_no_answer_in_time_is_not_asked_again() -> None:
    with pytest.raises(PageNotReadError, match=r"no answer in 0\.2 s") as caught:
        ask(Answer("ก", delay=1.0), seconds=0.2)
    assert json.loads(caught.value.__notes__[0]) == [1, []]


@pytest.mark.parametrize(
    ("answer", "says", "tries"),
    [
        (Answer(status=401, body=KEY.encode()), "THAIPLAN_VISION_KEY", 1),
        (Answer(status=403), "THAIPLAN_VISION_KEY", 1),
        (Answer(status=404, body=b"no model for " + KEY.encode()), "THAIPLAN_VISION_MODEL", 1),
        (Answer(status=307, headers={"Location": "http://127.0.0.1:1/"}), "HTTP 307", 1),
    ],
)
def test_an_endpoint_that_reads_no_page(answer: Answer, says: str, tries: int) -> None:
    with pytest.raises(DocumentError, match=says) as caught:
        ask(answer)
    assert json.loads(caught.value.__notes__[0])[0] == tries
    assert KEY not in "".join(map(caught.value.line, ("th", "en")))


def test_nobody_listens() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        waits: list[float] = []
        url = f"http://user:{KEY}@127.0.0.1:{taken.getsockname()[1]}/v1/chat/completions"
        with pytest.raises(DocumentError, match="cannot reach http://127") as caught:
            Vision(Endpoint(url, "m", KEY), waits.append).transcribe(PAGE)
    assert waits == [1.0, 4.0]
    assert KEY not in str(caught.value) and KEY not in repr(Endpoint("http://x", "m", KEY))


@pytest.mark.parametrize(
    ("url", "path"),
    [("", "/v1/chat/completions"), ("/v1/", "/v1/chat/completions"),
     ("/api/v1/chat/completions", "/api/v1/chat/completions")],
)  # fmt: skip
def test_settings(url: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(Answer("ก")) as server:
        monkeypatch.setenv("THAIPLAN_VISION_URL", server.url + url)
        monkeypatch.setenv("THAIPLAN_VISION_MODEL", "m")
        monkeypatch.setenv("THAIPLAN_VISION_PROMPT", "Read it.")
        assert start().transcribe(PAGE) == "ก"
        assert server.paths == [path]
        assert server.asked[0]["messages"][0]["content"][0]["text"] == "Read it."
        assert "Authorization" not in server.headers[0]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "THAIPLAN_VISION_URL"),
        ({"URL": "http://h:1"}, "THAIPLAN_VISION_MODEL"),
        ({"URL": "h:1", "MODEL": "m"}, "THAIPLAN_VISION_URL"),
        ({"URL": "file:///etc/passwd", "MODEL": "m"}, "THAIPLAN_VISION_URL"),
        ({"URL": "http://h:1", "MODEL": "m", "TIMEOUT": "soon"}, "THAIPLAN_VISION_TIMEOUT"),
        ({"URL": "http://h:1", "MODEL": "m", "TIMEOUT": "-1"}, "THAIPLAN_VISION_TIMEOUT"),
    ],
)
def test_settings_that_are_none(
    settings: dict[str, str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"THAIPLAN_VISION_{name}", value)
    with pytest.raises(UsageError, match=says):
        start()
