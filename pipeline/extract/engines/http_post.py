"""One POST of JSON, bounded in time and size.

No redirect is followed and no proxy asked, so picture and key go nowhere but where the user said.
"""

import http.client
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

CONNECT: Final = 15.0  # seconds until a server has taken the call
MAX_BYTES: Final = 8 * 1024 * 1024  # of an answer; a page's transcript has some ten thousand
CHUNK: Final = 65536


class AnswerTimeoutError(Exception):
    """The server took the question and did not answer in time."""


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """Status, what is said of a next try, and the body."""

    status: int
    retry_after: str
    body: bytes


def post(url: str, body: bytes, key: str, seconds: float) -> HttpAnswer:
    """The answer, whatever its status.

    Raises AnswerTimeoutError after `seconds`; OSError where no answer came (refused, unknown host,
    broken off, too long).
    """
    parts = urlsplit(url)
    is_safe = parts.scheme == "https"
    connect = http.client.HTTPSConnection if is_safe else http.client.HTTPConnection
    connection = connect(parts.hostname or "", parts.port, timeout=CONNECT)
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    try:
        connection.connect()
        deadline = time.monotonic() + seconds
        connection.sock.settimeout(seconds)
        try:
            connection.request("POST", path, body, headers)
            response = connection.getresponse()
            again = response.getheader("Retry-After", "")
            return HttpAnswer(response.status, again, _read(response, deadline))
        except TimeoutError as error:
            raise AnswerTimeoutError from error
    except http.client.HTTPException as error:
        raise OSError(type(error).__name__) from error
    finally:
        connection.close()


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """The whole body; a server that sends it drop by drop runs out of time."""
    body = bytearray()
    while part := response.read1(CHUNK):
        body += part
        if time.monotonic() > deadline:
            raise TimeoutError
        if len(body) > MAX_BYTES:
            raise OSError("the answer is too long")
    if response.length:
        raise OSError("the answer broke off")
    return bytes(body)
