"""One fuzzing process: `python -m bench.fuzz.target KIND FOLDER [libFuzzer options]`.

Every input is read as `thaiplan convert` reads a file. A typed error is an answer; any other
exception, a native crash, more than SLOW seconds or MEMORY megabytes end the process, and the
input lies in FOLDER/finds.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline", "pdfminer", "pdfplumber"]):
    import pipeline.extract.plan
    import pipeline.extract.readers.ocr
    import pipeline.extract.readers.pdf
    import pipeline.extract.readers.plumber
    import pipeline.extract.readers.transcript
    import pipeline.normalize.plan
    import pipeline.reconcile  # noqa: F401 — loaded now, so that it is instrumented
    from pipeline.contracts.result import Job
    from pipeline.run import Settings, convert_document

SUFFIXES = {"transcript": (".txt", ".md", ".html"), "pdf": (".pdf",)}
SLOW = 20  # seconds of processor time; a traced process takes twice as long
HANG = 600  # seconds
MEMORY = 1024  # megabytes
LONGEST = {"transcript": 16_384, "pdf": 200_000}  # bytes
SETTINGS = Settings(ocr="never")  # the nets have their own tests, and take seconds


class Target:
    """Reads inputs from a file of its own, in memory where there is such a folder."""

    def __init__(self, kind: str) -> None:
        shared = Path("/dev/shm")
        folder = shared if shared.is_dir() else Path(tempfile.gettempdir())
        self._paths = [folder / f"fuzz-{os.getpid()}{suffix}" for suffix in SUFFIXES[kind]]

    def __call__(self, data: bytes) -> None:
        path = self._paths[data[0] % len(self._paths) if len(self._paths) > 1 and data else 0]
        path.write_bytes(data[1:] if len(self._paths) > 1 else data)
        began = time.process_time()
        convert_document(Job(path=path, source_file=path.name, from_folder=False), SETTINGS)
        if (took := time.process_time() - began) > SLOW:
            raise TimeoutError(f"{took:.1f} s")

    def close(self) -> None:
        """Removes its files."""
        for path in self._paths:
            path.unlink(missing_ok=True)


def main() -> None:
    """Fuzzes until libFuzzer's options say to stop, or something is found."""
    kind, folder, *options = sys.argv[1:]
    finds = Path(folder) / "finds"
    finds.mkdir(parents=True, exist_ok=True)
    target = Target(kind)
    atheris.Setup(
        [
            sys.argv[0],
            f"{folder}/corpus",
            f"-artifact_prefix={finds}/",
            f"-timeout={HANG}",
            f"-rss_limit_mb={MEMORY}",
            f"-max_len={LONGEST[kind]}",
            "-print_final_stats=1",
            *options,
        ],
        target,
    )
    try:
        atheris.Fuzz()
    finally:
        target.close()


if __name__ == "__main__":
    main()
