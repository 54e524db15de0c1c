"""Files into OUT, whole or not at all: everything is written aside, then moved into place."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from errno import EACCES
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.contracts.errors import UsageError
from pipeline.write.anchors import REPORT
from pipeline.write.finished_run import FinishedRun, InputLine
from pipeline.write.formats import load_writers
from pipeline.write.moves import move_all, remove_if_empty
from pipeline.write.run_record import (
    FILE_NAME,
    RunInput,
    read_record,
    renew_record,
    write_record,
)
from pipeline.write.stale import earlier_outputs, remove_stale

CACHE = ".cache"
LOCK = "lock"
STAGE = "stage-"


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """An empty folder inside OUT to write into, while nobody else writes to OUT. It is gone
    afterwards, and so is an empty OUT that was not there before.

    Raises UsageError where OUT is no folder, cannot be written, or is being written to.
    """
    with ExitStack() as cleanup:
        with blaming(out):
            for folder in (*reversed(out.parents), out, out / CACHE):
                if not folder.exists():
                    folder.mkdir(exist_ok=True)
                    cleanup.callback(remove_if_empty, folder)
            if not os.access(out, os.W_OK):
                raise PermissionError(EACCES, os.strerror(EACCES), str(out))
            cleanup.enter_context(_only_writer(out))
            for left in (out / CACHE).glob(f"{STAGE}*"):  # of a run that was killed
                shutil.rmtree(left, ignore_errors=True)
            stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=out / CACHE))
            cleanup.callback(shutil.rmtree, stage, ignore_errors=True)
        yield stage


@contextmanager
def _only_writer(out: Path) -> Iterator[None]:
    """Holds OUT for this process; the file that says so stays where other things are kept."""
    path = out / CACHE / LOCK
    lock = FileLock(path, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise UsageError(
            (f"มี thaiplan อีกตัวกำลังเขียนลง {out}", f"another thaiplan is writing to {out}"),
            ("รอให้เสร็จก่อน หรือเลือกโฟลเดอร์อื่นด้วย --out",
             "wait until it is done, or choose another folder with --out"),
        ) from error  # fmt: skip
    except NotImplementedError:  # a file system without locks
        yield
        return
    try:
        yield
    finally:
        if [path.name for path in (out / CACHE).iterdir()] == [LOCK]:
            path.unlink(missing_ok=True)
        lock.release()


def write_run(
    stage: Path,
    out: Path,
    run: FinishedRun,
    formats: Sequence[str],
) -> tuple[Path, ...]:
    """Writes the run's files and moves them into OUT; what an earlier run left there and this one
    does not describe is removed. The paths of the files in OUT.

    Raises UsageError where something cannot be written; OUT is then as it was.
    """
    writers = load_writers(formats)
    with blaming(out):
        with ExitStack() as files:
            adds = [files.enter_context(writing(stage, run)) for writing in writers]
            for document in run.documents():
                for add in adds:
                    add(document)
        write_record(stage, run.invocation, map(_run_input, run.lines))
        names = _in_order(stage)
        earlier = earlier_outputs(out)
        move_all(stage, out, names, earlier)
        remove_stale(out, earlier, frozenset(names))
    return tuple(out / name for name in names)


def publish_report(stage: Path, out: Path) -> tuple[Path, ...]:
    """Moves a report written anew into OUT, removes the pages of the one before that it has not,
    and lets run.json name its files. The paths of the files in OUT.

    Raises UsageError where something cannot be written; OUT is then as it was.
    """
    with blaming(out):
        renew_record(stage, read_record(out), REPORT)
        names = _in_order(stage)
        earlier = frozenset(name for name in earlier_outputs(out) if name.startswith(f"{REPORT}/"))
        move_all(stage, out, names, earlier)
        remove_stale(out, earlier, frozenset(names))
    return tuple(out / name for name in names)


def write_texts(out: Path, texts: Mapping[str, str]) -> tuple[Path, ...]:
    """Writes `texts` (file name → content) into OUT, whole or not at all; removes nothing."""
    with staging(out) as stage, blaming(out):
        for name, text in texts.items():
            (stage / name).write_text(text, encoding="utf-8", newline="")
        move_all(stage, out, tuple(texts))
    return tuple(out / name for name in texts)


def _in_order(stage: Path) -> tuple[str, ...]:
    """The staged files relative to `stage`, run.json last: where it stands, all stand."""
    names = [path.relative_to(stage).as_posix() for path in stage.rglob("*") if path.is_file()]
    return tuple(sorted(names, key=lambda name: (name == FILE_NAME, name)))


def _run_input(line: InputLine) -> RunInput:
    return RunInput(
        source_file=line.source_file,
        doc_id=line.doc_id,
        sha256=line.sha256,
        status=line.status,
        seconds=round(line.seconds, 3),
        original=line.original,
    )


@contextmanager
def blaming(out: Path) -> Iterator[None]:
    """An OSError while writing becomes a UsageError that names OUT."""
    try:
        yield
    except OSError as error:
        what = error.strerror or type(error).__name__
        where = error.filename or out
        raise UsageError(
            (f"เขียนผลลัพธ์ลง {out} ไม่ได้ ({where}: {what})",
             f"cannot write to {out} ({where}: {what})"),
            ("เลือกโฟลเดอร์อื่นด้วย --out หรือปิดไฟล์ที่เปิดค้างไว้แล้วลองใหม่",
             "choose another folder with --out, or close the file that is open, and try again"),
        ) from error  # fmt: skip
