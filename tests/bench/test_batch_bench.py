"""The bench of batches gives the program what it says, and computes what it says."""

from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from bench.batch.cluster import Overhead
from bench.batch.command import Run
from bench.batch.cost import PAGES_A_PLAN, PLANS, Rate, core_hours, hours
from bench.batch.inputs import (
    TINY_ROWS,
    born_digital,
    page_count,
    scanned_pages,
    scans,
    transcripts,
)
from bench.batch.memory import MB, Peaks
from bench.batch.report import Report, markdown, rate_of
from bench.batch.resume import Killed, Resumed
from bench.batch.speed import Rates
from pipeline.run import read_plan


def _digests(paths: list[Path]) -> set[str]:
    return {sha256(path.read_bytes()).hexdigest() for path in paths}


def test_copies_differ_and_read_alike(tmp_path: Path) -> None:
    paths = born_digital(3, tmp_path)
    again = born_digital(1, tmp_path / "later", first=3)
    assert len(_digests([*paths, *again])) == 4
    assert page_count(paths) == 60
    assert len(read_plan(paths[2]).projects) == 39


def test_scans_have_no_text_and_begin_with_the_cover(tmp_path: Path) -> None:
    pictures = scanned_pages(4, 1)
    paths = scans(pictures, 3, 3, tmp_path)
    assert len(_digests(paths)) == 3
    assert page_count(paths) == 9
    covers = set()
    for path in paths:
        with pypdfium2.PdfDocument(path) as scan:
            assert [page.get_textpage().count_chars() for page in scan] == [0, 0, 0]
            covers.add(scan[0].render(scale=0.2).to_numpy().tobytes())
    assert len(covers) == 1


def test_tiny_plans_are_plans_of_several_provinces(tmp_path: Path) -> None:
    paths = transcripts(8, tmp_path)
    assert len(_digests(paths)) == 8
    plans = [read_plan(path) for path in paths]
    assert {len(plan.projects) for plan in plans} == {TINY_ROWS}
    assert len({plan.province for plan in plans}) > 1


def test_the_arithmetic() -> None:
    rates = Rates("born-digital", 10, 200, one=10.0, two=18.0, apart=19.0, cpu_ms=(90.0, 95.0, 2.0))
    assert (rates.efficiency, rates.machine) == (0.9, 0.95)
    resumed = Resumed(500, *(Run(s, 2.0, 2 * s - 2, 90.0) for s in (400.0, 4.0, 2.0, 3.0)))
    assert (resumed.share, resumed.share_of_cpu) == (0.01, 0.01)
    killed = Killed(10, 4, 2, read_again=7, seconds=12.0, seconds_whole=10.0, is_same=True)
    assert killed.lost == 1
    overhead = Overhead("scans", 10, {"pool": 2.0, "dask": 6.0}, {"pool": 12.0, "dask": 17.0})
    assert overhead.ratio_running == pytest.approx(1.1)
    peaks = Peaks("csv", {100: 90.0, 1100: 91.0}, {100: 1.0, 1100: 9.0})
    assert (peaks.ratio, peaks.bytes_a_plan) == (91 / 90, MB / 1000)


def test_the_cost_is_computed_from_what_was_measured() -> None:
    rate = Rate(born_digital=20.0, scan=1.0, publish_s=0.001, dask={"scans": 1.5})
    pages = PLANS * PAGES_A_PLAN
    reading = pages * (0.8 / 1.0 + 0.2 / 20.0) / 3600
    assert core_hours(rate) == pytest.approx(reading)
    publishing = pages * 0.001 / 3600
    assert hours(rate, 1) == pytest.approx(reading / 16 + publishing)
    with_dask = pages * (0.8 * 1.5 / 1.0 + 0.2 / 20.0) / 3600
    assert hours(rate, 10) == pytest.approx(with_dask / 160 + publishing)


def test_the_report_says_so_where_files_differ() -> None:
    killed = Killed(10, 4, 2, read_again=6, seconds=12.0, seconds_whole=10.0, is_same=False)
    report = Report("quick", 2, [0.5], killed=killed)
    assert "NOT THE SAME" in markdown(report)
    assert rate_of(report) is None
