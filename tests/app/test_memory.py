"""Memory does not grow with the pages of a document, but for the rows that are kept of it."""

import subprocess
import sys
from pathlib import Path

import pikepdf

SAMPLE = Path(__file__).parents[2] / "samples" / "tuayang_2566_writer.pdf"
FEW, MANY = 40, 280  # pages
MAX_PEAK_MB = 500.0  # of 1,000 pages
MAX_PAGE_MB = 0.2  # rows and cells of a page take 0.12, its glyphs would take 0.16 more
PEAK = (
    "import resource, sys; from pipeline.app import cli\n"
    "try: cli.main()\n"
    "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
)


def _peak_mb(pages: int, folder: Path) -> float:
    """What `thaiplan convert` needs for the sample's pages over and over."""
    path = folder / f"{pages}.pdf"
    with pikepdf.open(SAMPLE) as sample, pikepdf.new() as long:
        while len(long.pages) < pages:
            long.pages.extend(sample.pages)
        del long.pages[pages:]
        long.save(path)
    arguments = ["convert", str(path), "--quiet", "--out", str(folder / f"out{pages}")]
    run = subprocess.run(
        [sys.executable, "-c", PEAK, *arguments], capture_output=True, text=True, check=True
    )
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return int(run.stderr.split()[-1]) / unit


def test_a_thousand_pages_take_less_than_500_mb(tmp_path: Path) -> None:
    few, many = _peak_mb(FEW, tmp_path), _peak_mb(MANY, tmp_path)
    a_page = (many - few) / (MANY - FEW)
    assert a_page < MAX_PAGE_MB
    assert few + a_page * (1000 - FEW) < MAX_PEAK_MB
