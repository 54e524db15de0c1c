"""Fuzzes a reader: `python -m bench.fuzz transcript|pdf --seconds 600 --seed 7`.

A process after the other until so much processor time is used: one that ends on a find is
followed by the next, with a seed of its own. The inputs that were found lie in
outputs/fuzz/KIND/finds; the last line says how many inputs were tried.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from bench.fuzz.seeds import SEEDS

RESULTS = Path("outputs/fuzz")
HANG = 120  # seconds that a process may stand still
MAX_STORY = 4000  # letters
MAX_FINDS = 200  # processes that end so: more say nothing new
_TRIED = re.compile(rb"stat::number_of_executed_units:\s*(\d+)")
_LAST = re.compile(rb"^#(\d+)\s", re.MULTILINE)


def main() -> int:
    """Exit 0 where nothing was found, 1 otherwise."""
    options = _options()
    folder = options.folder or RESULTS / options.kind
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in SEEDS[options.kind]():
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    tried = finds = 0
    while (left := options.seconds - _used()) > 1 and finds < MAX_FINDS:
        command = (sys.executable, "-m", "bench.fuzz.target", options.kind, str(folder))
        limits = (f"-seed={options.seed + finds}", f"-max_total_time={round(left)}")
        code, log = _run([*command, *limits], 2 * left + HANG)
        tried += _count(log)
        if code:
            finds += 1
            print(_story(log), file=sys.stderr, flush=True)
    print(
        f"{options.kind}: seed {options.seed}, {tried:,} inputs in {_used():.0f} s of processor"
        f" time, {finds} finds"
    )
    return int(finds > 0)


def _run(command: list[str], limit_s: float) -> tuple[int, bytes]:
    """The exit code and all that was said; a process that stands still is ended, and is a find."""
    try:
        run = subprocess.run(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=limit_s,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return 1, (error.output or b"") + f"ERROR: stood still for {limit_s:.0f} s".encode()
    return run.returncode, run.stdout


def _used() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _count(log: bytes) -> int:
    found = _TRIED.findall(log) or _LAST.findall(log)
    return int(found[-1]) if found else 0


def _story(log: bytes) -> str:
    """The end of what a process said: its traceback, and where the input lies."""
    text = log.decode("utf-8", "replace")
    starts = (text.rfind(mark) for mark in ("=== Uncaught", "ERROR: "))
    start = next((start for start in starts if start >= 0), -MAX_STORY)
    return text[start:][:MAX_STORY]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.fuzz", description=__doc__)
    parser.add_argument("kind", choices=sorted(SEEDS))
    parser.add_argument("--seconds", type=float, default=600, help="of processor time")
    parser.add_argument("--seed", type=int, default=7, help="repeat a run, as far as time lets it")
    parser.add_argument("--folder", type=Path, help="where corpus and finds lie")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
