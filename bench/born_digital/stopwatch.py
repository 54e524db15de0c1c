"""One measurement in a process of its own: `python -m bench.born_digital.stopwatch READER PDF …`

Prints a JSON line: seconds, CPU seconds, peak memory in MB, and for thaiplan its start-up.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

KB_PER_MB = 1024


def measure(reader: str, pdf: Path, warm_up: Path | None = None) -> dict[str, float]:
    """Run the reader over the PDF in a fresh process; thaiplan converts `warm_up` before."""
    command = [sys.executable, "-m", __spec__.name if __spec__ else __name__]
    command += [reader, str(pdf), str(warm_up or ""), str(time.time())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{reader} over {pdf.name}: {done.stderr[-2000:]}")
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _thaiplan(pdf: Path, out: Path) -> None:
    from pipeline.app.cli import main  # noqa: PLC0415  the import is part of the start-up

    sys.argv = ["thaiplan", "convert", str(pdf), "--out", str(out), "--jobs", "1", "--quiet"]
    try:
        main()
    except SystemExit as end:
        if end.code not in (0, None):
            raise


def _run(reader: str, pdf: Path, warm_up: str, began: float) -> dict[str, float]:
    measured: dict[str, float] = {}
    if reader == "thaiplan":
        with tempfile.TemporaryDirectory() as folder:
            if warm_up:
                _thaiplan(Path(warm_up), Path(folder) / "warm_up")
                measured["start_up_s"] = time.time() - began
            start, cpu_start = time.perf_counter(), _cpu_s()
            _thaiplan(pdf, Path(folder) / "out")
            measured |= {"seconds": time.perf_counter() - start, "cpu_s": _cpu_s() - cpu_start}
    else:
        from bench.born_digital.rivals import bare  # noqa: PLC0415  thaiplan needs none of it

        start, cpu_start = time.perf_counter(), _cpu_s()
        measured["tables"] = bare(reader, pdf)
        measured |= {"seconds": time.perf_counter() - start, "cpu_s": _cpu_s() - cpu_start}
    measured["peak_mb"] = _peak_kb() / KB_PER_MB
    return measured


def _cpu_s() -> float:
    """CPU of this process and its children so far: a busy machine does not lengthen it."""
    usages = [resource.getrusage(who) for who in _WHO]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _peak_kb() -> int:
    """Most memory that this process held, or one of its children.

    On Linux ru_maxrss starts from the peak of the process that started this one, VmHWM from none.
    A child's ru_maxrss starts from what this process held, which counts in any case.
    """
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    status = Path("/proc/self/status")
    if not status.exists():
        return max(children, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    own = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    return max(children, int(own.split()[1]))


_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

if __name__ == "__main__":
    stdout = os.dup(1)
    os.dup2(2, 1)  # what thaiplan prints is no measurement
    result = _run(sys.argv[1], Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
    os.write(stdout, (json.dumps(result) + "\n").encode())
