"""Memory does not grow with the pages of a document, but for the rows that are kept of it."""

import subprocess
import sys
from pathlib import Path

import pikepdf

SAMPLE = Path(__file__).parents[2] / "samples" / "tuayang_2566_writer.pdf"
FEW, MANY = 40, 280  # pages
MAX_PEAK_MB = 500.0  # of 1,000 pages
MAX_REPORT_MB = 400.0  # with pictures of the pages, which have a limit of their own
MAX_PAGE_MB = 0.2  # rows and cells of a page take 0.12, its glyphs would take 0.16 more
# VmHWM, since ru_maxrss counts what the parent (the test run) took before the program began.
PEAK = (
    "import re, sys; from pipeline.app import cli\n"
    "try: cli.main()\n"
    "finally:\n"
    "    status = open('/proc/self/status').read()\n"
    "    print(re.search(r'VmHWM:\\s*(\\d+) kB', status)[1], file=sys.stderr)"
)


def _peak_mb(pages: int, folder: Path, *options: str) -> float:
    """What `thaiplan convert` needs for the sample's pages over and over."""
    path = folder / f"{pages}.pdf"
    with pikepdf.open(SAMPLE) as sample, pikepdf.new() as long:
        while len(long.pages) < pages:
            long.pages.extend(sample.pages)
        del long.pages[pages:]
        long.save(path)
    arguments = ["convert", str(path), "--quiet", "--out", str(folder / f"out{pages}"), *options]
    run = subprocess.run(
        [sys.executable, "-c", PEAK, *arguments], capture_output=True, text=True, check=True
    )
    return int(run.stderr.split()[-1]) / 1024


def test_a_thousand_pages_take_less_than_500_mb(tmp_path: Path) -> None:
    without_report = ("--formats", "csv,json,xlsx")
    few, many = (_peak_mb(pages, tmp_path, *without_report) for pages in (FEW, MANY))
    a_page = (many - few) / (MANY - FEW)
    assert a_page < MAX_PAGE_MB
    assert few + a_page * (1000 - FEW) < MAX_PEAK_MB


def test_the_pictures_of_a_long_plan_have_a_limit(tmp_path: Path) -> None:
    assert _peak_mb(MANY, tmp_path) < MAX_REPORT_MB
    (page,) = (tmp_path / f"out{MANY}" / "report").glob("[0-9a-f]*.html")
    assert page.stat().st_size < 30_000_000
