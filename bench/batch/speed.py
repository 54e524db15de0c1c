"""Pages a second with one worker and with two, and what the machine itself allows of that."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.batch.command import Run, convert, seconds_at_once
from bench.batch.inputs import page_count

TWO = 2


@dataclass(frozen=True)
class Rates:
    """Pages a second of whole commands, start-up and files included.

    `apart`: two commands with one worker each at the same time, that share nothing but the
    machine: more than this the machine does not give. `cpu_ms`: a page, of the worker that is
    alone and of the two, and of the process that hands out their work.
    """

    name: str
    plans: int
    pages: int
    one: float
    two: float
    apart: float
    cpu_ms: tuple[float, float, float]

    @property
    def efficiency(self) -> float:
        """1 where two workers read twice as much as one."""
        return self.two / (TWO * self.one)

    @property
    def machine(self) -> float:
        """The efficiency of two commands that share nothing."""
        return self.apart / (TWO * self.one)


def rates(name: str, inputs: Sequence[Path], folder: Path, rounds: int) -> Rates:
    """Median of some rounds, each with all three in turn."""
    pages = page_count(inputs)
    parts = (inputs[::2], inputs[1::2]) if len(inputs) > 1 else (inputs, inputs)
    pages_apart = page_count([path for part in parts for path in part])
    one, two, apart = [], [], []
    for _ in range(rounds):
        one.append(_fresh(inputs, folder, 1))
        two.append(_fresh(inputs, folder, TWO))
        shutil.rmtree(folder / "apart", ignore_errors=True)
        apart.append(seconds_at_once(parts, folder / "apart", "--jobs", "1"))
    shutil.rmtree(folder / "apart")
    return Rates(
        name,
        len(inputs),
        pages,
        pages / statistics.median(run.seconds for run in one),
        pages / statistics.median(run.seconds for run in two),
        pages_apart / statistics.median(apart),
        (
            1000 * statistics.median(run.workers_s for run in one) / pages,
            1000 * statistics.median(run.workers_s for run in two) / pages,
            1000 * statistics.median(run.cpu_s for run in two) / pages,
        ),
    )


def _fresh(inputs: Sequence[Path], folder: Path, workers: int) -> Run:
    """Into a new OUT, which stays for whoever wants to compare with it."""
    out = folder / f"workers_{workers}"
    shutil.rmtree(out, ignore_errors=True)
    return convert(inputs, out, "--jobs", str(workers))
