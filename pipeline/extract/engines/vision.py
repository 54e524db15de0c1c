"""A vision model behind an OpenAI-compatible endpoint (Typhoon OCR served by vLLM, say).

Nothing is sent anywhere unless the user names this engine and its address.
"""

import base64
import json
import os
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import cv2

from pipeline.contracts.errors import DocumentError, UsageError
from pipeline.extract.engines.engine import PageNotReadError
from pipeline.extract.engines.http_post import AnswerTimeoutError, HttpAnswer, post
from pipeline.extract.scan.strip import Grey

URL, MODEL, KEY, TIMEOUT, ASK = (
    f"THAIPLAN_VISION_{name}" for name in ("URL", "MODEL", "KEY", "TIMEOUT", "PROMPT")
)
LONGEST: Final = 1800  # pixels of the picture's longer side: what Typhoon OCR was trained on
SECONDS: Final = 300.0  # for a page, on a graphics card that others use too
TRIES: Final = 3
BACKOFF: Final = (1.0, 4.0)  # seconds before the second and the third try
MAX_WAIT: Final = 60.0  # seconds; a server that asks for more is too busy for us
MAX_REASON: Final = 200  # letters of the server's own words in a message
BUSY: Final = frozenset({429, 500, 502, 503, 504})
REFUSED: Final = frozenset({401, 403})
PROMPT: Final = """\
Extract all text from this page of a Thai government plan, in reading order.
- Return only clean Markdown, without any explanation.
- Give tables as HTML: <table>...</table> with rowspan and colspan, every row, also its empty cells.
- Keep Thai digits as printed; invent nothing; leave a cell empty where nothing is printed.
- Draw an arrow over columns as ← in its first and → in its last cell.
- Wrap a page number in <page_number>...</page_number>, a picture in <figure>...</figure>."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is served. The key is in no message and no record."""

    url: str  # of the chat completions
    model: str
    key: str = field(default="", repr=False)
    seconds: float = SECONDS
    prompt: str = PROMPT


class Vision:
    """A PageEngine."""

    name = "vision"

    def __init__(self, endpoint: Endpoint, pause: Callable[[float], None] = time.sleep) -> None:
        self._endpoint = endpoint
        self._pause = pause

    def transcribe(self, picture: Grey) -> str:
        """The page as the model tells it, in Markdown with HTML tables."""
        body = json.dumps(_question(self._endpoint, _data_uri(picture))).encode()
        answer = self._asked(body)
        if answer.status in REFUSED:
            raise _refused(self._endpoint, answer)
        if answer.status == 404 or 300 <= answer.status < 400:
            raise _not_there(self._endpoint, answer)
        if answer.status != 200:
            raise PageNotReadError(f"HTTP {answer.status}: {_reason(answer)}")
        return _transcript(answer.body)

    def _asked(self, body: bytes) -> HttpAnswer:
        """The answer to the last try. Raises DocumentError where there was none at all."""
        end = self._endpoint
        trouble: OSError | None = None
        answer: HttpAnswer | None = None
        for wait in (*BACKOFF[: TRIES - 1], None):
            try:
                answer, trouble = post(end.url, body, end.key, end.seconds), None
            except AnswerTimeoutError as error:
                raise PageNotReadError(f"no answer in {end.seconds:g} s") from error
            except OSError as error:
                answer, trouble = None, error
            if wait is None or (answer is not None and answer.status not in BUSY):
                break
            self._pause(_wait(answer, wait))
        if answer is None:
            raise _unreachable(end, trouble)
        return answer


def start() -> Vision:
    """The engine as the environment describes it. Raises UsageError for what it lacks."""
    url, model = os.environ.get(URL, "").strip(), os.environ.get(MODEL, "").strip()
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or not model:
        raise _unset()
    try:
        seconds = float(os.environ.get(TIMEOUT) or SECONDS)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise UsageError(
            (f"{TIMEOUT} ไม่ใช่จำนวนวินาที", f"{TIMEOUT} is no number of seconds"),
            (f"เช่น {TIMEOUT}=300", f"for example {TIMEOUT}=300"),
        )
    key, prompt = os.environ.get(KEY, "").strip(), os.environ.get(ASK) or PROMPT
    return Vision(Endpoint(_completions(url), model, key, seconds, prompt))


def _completions(url: str) -> str:
    """The address of the chat completions below a base address, with or without `/v1`."""
    base = url.rstrip("/").removesuffix("/chat/completions")
    return f"{base if base.endswith('/v1') else base + '/v1'}/chat/completions"


def _data_uri(picture: Grey) -> str:
    height, width = picture.shape
    scale = min(1.0, LONGEST / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    _, png = cv2.imencode(".png", cv2.resize(picture, size, interpolation=cv2.INTER_AREA))
    return f"data:image/png;base64,{base64.b64encode(png.tobytes()).decode()}"


def _question(end: Endpoint, image: str) -> dict[str, Any]:
    content = [
        {"type": "text", "text": end.prompt},
        {"type": "image_url", "image_url": {"url": image}},
    ]
    messages = [{"role": "user", "content": content}]
    return {"model": end.model, "temperature": 0, "messages": messages}


def _wait(answer: HttpAnswer | None, usual: float) -> float:
    """Seconds to the next try: as the server says, if it says so in seconds."""
    said = answer.retry_after.strip() if answer is not None else ""
    return min(float(said), MAX_WAIT) if re.fullmatch(r"\d+", said) else usual


def _transcript(body: bytes) -> str:
    """What the model said. Raises PageNotReadError for an answer that is none, or cut short."""
    try:
        choice = json.loads(body)["choices"][0]
        text, ended = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise PageNotReadError("the answer is no chat completion") from error
    if ended == "length":
        raise PageNotReadError("the answer was cut short")
    if not isinstance(text, str) or not text.strip():
        raise PageNotReadError("the answer is empty")
    return _natural(text)


def _natural(text: str) -> str:
    """The transcript itself: the first Typhoon OCR wraps it in JSON, `{"natural_text": …}`."""
    bare = re.sub(r"\A\s*```(?:json)?\s*(\{.*\})\s*```\s*\Z", r"\1", text, flags=re.DOTALL)
    if not bare.lstrip().startswith("{"):
        return text
    try:
        told = json.loads(bare)["natural_text"]
    except (ValueError, KeyError, TypeError):
        return text
    return told if isinstance(told, str) else text


# -- trouble -----------------------------------------------------------------------------------


def _reason(answer: HttpAnswer) -> str:
    words = answer.body[: 4 * MAX_REASON].decode("utf-8", errors="replace")
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:MAX_REASON]


def _where(end: Endpoint) -> str:
    """The address without what a person may have written into it: name, password, query."""
    parts = urlsplit(end.url)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _unset() -> UsageError:
    return UsageError(
        ("ตัวอ่านภาพ vision ไม่รู้ที่อยู่ของแบบจำลอง", "engine vision does not know its endpoint"),
        (
            f"ตั้งค่า {URL}=http://host:8000 และ {MODEL}=ชื่อแบบจำลอง (และ {KEY} ถ้าต้องใช้)",
            f"set {URL}=http://host:8000 and {MODEL}=name (and {KEY} where one is asked for)",
        ),
    )


def _unreachable(end: Endpoint, error: OSError | None) -> DocumentError:
    return DocumentError(
        (f"ติดต่อ {_where(end)} ไม่ได้ ({error})", f"cannot reach {_where(end)} ({error})"),
        (f"ตรวจเครื่องแม่ข่ายและ {URL}", f"see that the server runs, and {URL}"),
    )


def _refused(end: Endpoint, answer: HttpAnswer) -> DocumentError:
    said = f"HTTP {answer.status}"
    return DocumentError(
        (f"{_where(end)} ไม่อนุญาต ({said})", f"{_where(end)} lets us not in ({said})"),
        (f"ตรวจ {KEY}", f"check {KEY}"),
    )


def _not_there(end: Endpoint, answer: HttpAnswer) -> DocumentError:
    said = f"HTTP {answer.status}: {_reason(answer)}"
    said = said.replace(end.key, "…") if end.key else said  # a server may say what it was sent
    return DocumentError(
        (f"{_where(end)} ไม่มีแบบจำลอง {end.model} ({said})",
         f"{_where(end)} has no model {end.model} ({said})"),
        (f"ตรวจ {URL} และ {MODEL}", f"check {URL} and {MODEL}"),
    )  # fmt: skip
