"""What a country's year of plans takes, computed from what was measured here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PLANS, PAGES_A_PLAN, SCANNED = 8_300, 40, 0.8
CORES = 16
MACHINES = (1, 10)
HOUR_S = 3600


@dataclass(frozen=True)
class Rate:
    """What the arithmetic rests on: pages a second of a worker, of two that run at once; seconds
    to publish a page; Dask's time to the pool's, of each kind as far as it is known."""

    born_digital: float
    scan: float
    publish_s: float
    dask: Mapping[str, float]


def page_seconds(rate: Rate) -> float:
    """Of one core, to read a page of the mix."""
    return SCANNED / rate.scan + (1 - SCANNED) / rate.born_digital


def core_hours(rate: Rate) -> float:
    """To read all pages."""
    return PLANS * PAGES_A_PLAN * page_seconds(rate) / HOUR_S


def dask_factor(rate: Rate) -> float:
    """Dask's time to the pool's, to read the mix."""
    scans = rate.dask.get("scans", 1.0) * SCANNED / rate.scan
    others = rate.dask.get("born-digital", 1.0) * (1 - SCANNED) / rate.born_digital
    return (scans + others) / page_seconds(rate)


def hours(rate: Rate, machines: int) -> float:
    """By the clock: reading on all cores, then publishing on one."""
    factor = dask_factor(rate) if machines > 1 else 1.0
    reading = core_hours(rate) * factor / (CORES * machines)
    return reading + PLANS * PAGES_A_PLAN * rate.publish_s / HOUR_S
