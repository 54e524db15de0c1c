"""The same plans through Dask and through the local pool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.batch.command import convert

FEW = 2  # plans: what such a run takes is the start
WAYS: dict[str, tuple[str, ...]] = {"pool": (), "dask": ("--scheduler", "dask")}


@dataclass(frozen=True)
class Overhead:
    """Seconds of FEW plans and of all, with two workers either way."""

    name: str
    plans: int
    few: dict[str, float]
    all: dict[str, float]

    @property
    def ratio(self) -> float:
        """Dask's time to the pool's, of the whole command."""
        return self.all["dask"] / self.all["pool"]

    @property
    def ratio_running(self) -> float:
        """The same without what it takes to start."""
        dask, pool = (self.all[way] - self.few[way] for way in ("dask", "pool"))
        return dask / pool


def overhead(name: str, inputs: Sequence[Path], folder: Path) -> Overhead:
    """All into new OUTs, the ways in turn."""
    few, every = {}, {}
    for way, options in WAYS.items():
        few[way] = convert(inputs[:FEW], folder / f"{way}_few", "--jobs", "2", *options).seconds
        every[way] = convert(inputs, folder / f"{way}_all", "--jobs", "2", *options).seconds
    return Overhead(name, len(inputs), few, every)
