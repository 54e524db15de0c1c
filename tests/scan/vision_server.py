"""A server on this machine that answers like vLLM, or not at all like it, as a test asks."""

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import cv2
import numpy as np

from pipeline.extract.scan.strip import Grey


@dataclass(frozen=True)
class Answer:
    """What is sent back: `body` as it is, or `text` as a chat completion."""

    text: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    ended: str = "stop"
    delay: float = 0.0
    breaks_off: bool = False

    @property
    def sent(self) -> bytes:
        if self.body is not None:
            return self.body
        choice = {
            "message": {"role": "assistant", "content": self.text},
            "finish_reason": self.ended,
        }
        return json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}).encode()


@dataclass
class Server:
    """Gives its answers in turn, the last one for ever; keeps what it was asked."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)

    def picture(self, number: int = 0) -> Grey:
        """The picture of a question."""
        uri = self.asked[number]["messages"][0]["content"][1]["image_url"]["url"]
        head, data = uri.split(",")
        assert head == "data:image/png;base64"
        return cv2.imdecode(np.frombuffer(base64.b64decode(data), np.uint8), cv2.IMREAD_GRAYSCALE)


@contextmanager
def serving(*answers: Answer) -> Iterator[Server]:
    """A server that gives `answers` until the block ends."""
    server = Server("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = answers[min(len(server.asked), len(answers) - 1)]
            server.paths.append(self.path)
            server.headers.append(dict(self.headers))
            server.asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            time.sleep(answer.delay)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.sent)))
            self.end_headers()
            sent = answer.sent[: len(answer.sent) // 2] if answer.breaks_off else answer.sent
            self.wfile.write(sent)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.daemon_threads = True
    server.url = f"http://127.0.0.1:{listener.server_port}"
    thread = threading.Thread(target=listener.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()
