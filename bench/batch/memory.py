"""Peak memory of the process that hands out the work and writes, from few plans to many."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.batch.command import convert
from bench.batch.inputs import transcripts

MB = 1 << 20


@dataclass(frozen=True)
class Peaks:
    """Of a run of each size, by its number of plans."""

    formats: str
    peak_mb: dict[int, float]
    seconds: dict[int, float]

    @property
    def ratio(self) -> float:
        """The peak of the largest run to that of the smallest."""
        return self.peak_mb[max(self.peak_mb)] / self.peak_mb[min(self.peak_mb)]

    @property
    def bytes_a_plan(self) -> float:
        """By which the peak grows from the smallest to the largest."""
        few, many = min(self.peak_mb), max(self.peak_mb)
        return (self.peak_mb[many] - self.peak_mb[few]) * MB / (many - few)


def peaks(formats: str, counts: Sequence[int], folder: Path) -> Peaks:
    """Tiny transcripts, so that nothing but their number matters."""
    runs = {}
    for count in counts:
        inputs, out = folder / "transcripts", folder / "transcripts_out"
        transcripts(count, inputs)
        runs[count] = convert([inputs], out, "--jobs", "2", "--formats", formats)
        for used in (inputs, out):
            shutil.rmtree(used)
    return Peaks(
        formats,
        {count: run.peak_mb for count, run in runs.items()},
        {count: run.seconds for count, run in runs.items()},
    )
