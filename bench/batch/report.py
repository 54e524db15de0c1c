"""The figures as tables in Markdown and as JSON."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.batch.cluster import FEW, Overhead
from bench.batch.command import Run
from bench.batch.cost import (
    CORES,
    MACHINES,
    PAGES_A_PLAN,
    PLANS,
    SCANNED,
    Rate,
    core_hours,
    dask_factor,
    hours,
    page_seconds,
)
from bench.batch.memory import Peaks
from bench.batch.resume import Killed, Resumed
from bench.batch.speed import TWO, Rates
from bench.born_digital.report import table

MIN_EFFICIENCY, MAX_SHARE = 0.85, 0.02


@dataclass
class Report:
    """What has been measured so far. `load`: processes that wanted a core, before and after."""

    sizes: str
    cores: int
    load: list[float] = field(default_factory=list)
    rates: list[Rates] = field(default_factory=list)
    resumed: Resumed | None = None
    killed: Killed | None = None
    overheads: list[Overhead] = field(default_factory=list)
    peaks: list[Peaks] = field(default_factory=list)


def markdown(report: Report) -> str:
    """The whole report."""
    load = ", ".join(f"{one:.1f}" for one in report.load)
    parts = [
        f"# Batches, {report.sizes}",
        f"{report.cores} cores, {platform.system()}, Python {platform.python_version()}; "
        f"load average before and after: {load}",
    ]
    parts += _speed(report.rates) if report.rates else ()
    parts += _resumed(report.resumed, rate_of(report)) if report.resumed else ()
    parts += _killed(report.killed) if report.killed else ()
    parts += _overhead(report.overheads) if report.overheads else ()
    parts += _memory(report.peaks) if report.peaks else ()
    parts += _cost(rate) if (rate := rate_of(report)) else ()
    return "\n\n".join(parts) + "\n"


def write_report(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write batch.md and batch.json into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    page, data = folder / "batch.md", folder / "batch.json"
    page.write_text(markdown(report), encoding="utf-8")
    data.write_text(json.dumps(asdict(report), ensure_ascii=False, indent=1), encoding="utf-8")
    return page, data


def rate_of(report: Report) -> Rate | None:
    """What the cost is computed from; None while something of it is not measured."""
    by_name = {one.name: one for one in report.rates}
    digital, scans = by_name.get("born-digital"), by_name.get("scans")
    if digital is None or scans is None or report.resumed is None:
        return None
    pages = digital.pages / digital.plans * report.resumed.plans
    return Rate(
        born_digital=digital.two / TWO,
        scan=scans.two / TWO,
        publish_s=report.resumed.nothing_new.seconds / pages,
        dask={one.name: one.ratio_running for one in report.overheads},
    )


def _speed(rates: Sequence[Rates]) -> list[str]:
    heads = (
        "", "plans", "pages", "1 worker, pages/s", "2 workers, pages/s", "efficiency",
        "of the machine", "CPU of 1 worker, ms/page", "of 2", "of the parent",
    )  # fmt: skip
    rows = [
        (
            one.name, str(one.plans), str(one.pages), f"{one.one:.2f}", f"{one.two:.2f}",
            f"{one.efficiency:.3f}", f"{one.machine:.3f}",
            *(f"{one_of:.1f}" for one_of in one.cpu_ms),
        )
        for one in rates
    ]  # fmt: skip
    return [f"## One worker and two (efficiency: goal {MIN_EFFICIENCY})", table(heads, rows)]


def _resumed(one: Resumed, rate: Rate | None) -> list[str]:
    runs = {
        "all new": one.full,
        "one new": one.one_new,
        "one new, csv and json alone": one.tables_only,
        "nothing new": one.nothing_new,
    }
    rows = [
        (
            name, f"{run.seconds:.2f}", f"{run.seconds / one.full.seconds:.4f}",
            _share_of_mixed(one, run, rate), f"{run.all_cpu_s:.2f}",
            f"{run.all_cpu_s / one.full.all_cpu_s:.4f}",
            f"{1000 * run.seconds / one.plans:.1f}",
        )
        for name, run in runs.items()
    ]  # fmt: skip
    heads = (
        "", "seconds", "of all new", f"were {SCANNED:.0%} scans", "CPU s", "of all new",
        "ms a plan",
    )  # fmt: skip
    return [
        f"## {one.plans} born-digital plans again, two workers (one new: goal {MAX_SHARE})",
        "Where most plans are scans, to read them all takes longer, and to go on no longer: that "
        "column is computed, from the pages a second above.",
        table(heads, rows),
    ]


def _share_of_mixed(one: Resumed, run: Run, rate: Rate | None) -> str:
    """Of the time in which two workers read as many pages of the mix that `cost` reckons with."""
    if rate is None:
        return ""
    pages = one.nothing_new.seconds / rate.publish_s
    return f"{run.seconds * TWO / (pages * page_seconds(rate)):.4f}"


def _killed(one: Killed) -> list[str]:
    rows = [
        ("plans", str(one.plans)),
        ("finished when killed", str(one.finished)),
        ("in work when killed: lost", str(one.in_work)),
        ("finished, and read again (goal 0)", str(one.lost)),
        ("seconds of both runs", f"{one.seconds:.1f}"),
        ("seconds of a run left in peace", f"{one.seconds_whole:.1f}"),
        ("files as of that run (but for times)", "the same" if one.is_same else "NOT THE SAME"),
    ]
    return ["## kill -9 in the middle, then the same command", table(("", ""), rows)]


def _overhead(overheads: Sequence[Overhead]) -> list[str]:
    rows = [row for one in overheads for row in _overhead_rows(one)]
    heads = ("", "pool, s", "dask, s", "ratio")
    return ["## Dask against the local pool, two workers", table(heads, rows)]


def _overhead_rows(one: Overhead) -> list[tuple[str, ...]]:
    running = {way: one.all[way] - one.few[way] for way in one.all}
    timed = (
        (f"{one.name}, {FEW} plans", one.few, ""),
        (f"{one.name}, {one.plans} plans", one.all, f"{one.ratio:.3f}"),
        (f"{one.name}, the difference", running, f"{one.ratio_running:.3f}"),
    )
    return [
        (name, f"{seconds['pool']:.1f}", f"{seconds['dask']:.1f}", ratio)
        for name, seconds, ratio in timed
    ]


def _memory(peaks: Sequence[Peaks]) -> list[str]:
    rows = [
        (
            one.formats,
            str(count),
            f"{mb:.0f}",
            f"{mb / one.peak_mb[min(one.peak_mb)]:.3f}",
            f"{one.bytes_a_plan:.0f}" if count == max(one.peak_mb) else "",
            f"{one.seconds[count]:.0f}",
        )
        for one in peaks
        for count, mb in one.peak_mb.items()
    ]
    heads = ("formats", "plans", "peak MB", "ratio", "bytes a plan", "seconds")
    return ["## Memory of the process that hands out and writes", table(heads, rows)]


def _cost(rate: Rate) -> list[str]:
    rows = [(f"{count} of {CORES} cores", f"{hours(rate, count):.1f}") for count in MACHINES]
    words = (
        f"{PLANS:,} plans of {PAGES_A_PLAN} pages, {SCANNED:.0%} of them scans: "
        f"{core_hours(rate):.0f} core hours to read. A scanned page takes {1 / rate.scan:.2f} s of"
        f" a core, another {1 / rate.born_digital:.3f} s, to publish a page"
        f" {1000 * rate.publish_s:.2f} ms of one core; with Dask the reading takes"
        f" {dask_factor(rate):.3f} times as long."
    )
    return ["## A country's year", words, table(("machines", "hours"), rows)]
