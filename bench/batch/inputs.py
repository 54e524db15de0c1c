"""Plans by the hundred: copies of the sample that differ, scans of it, and tiny transcripts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image

from bench.reconcile.invent import invented
from bench.scans.wear import wear_page
from bench.typeset.plan import SAMPLES, TO_THAI
from bench.typeset.transcript import write_transcript

SAMPLE = SAMPLES / "tuayang_2566_writer.pdf"
SCAN_DPI, SCAN_QUALITY = 200, 75  # as offices scan
TINY_ROWS = 3
TINY_PROVINCES = 20  # so that a partitioned table has parts
TINY_SEED = 7
NUMBER = "{number}"


def born_digital(count: int, folder: Path, first: int = 0) -> list[Path]:
    """`count` plans that say the same, each a file of its own content, numbered from `first`."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"plan_{number:05}.pdf" for number in range(first, first + count)]
    with pikepdf.open(SAMPLE) as sample:
        for path in paths:
            sample.docinfo["/Title"] = path.stem
            sample.save(path)
    return paths


def page_count(pdfs: Sequence[Path]) -> int:
    """Of all the files together."""
    count = 0
    for pdf in pdfs:
        with pikepdf.open(pdf) as document:
            count += len(document.pages)
    return count


def scanned_pages(count: int, seed: int) -> list[bytes]:
    """Pages of the sample, over and over, as an ordinary scanner stores them (JPEG)."""
    pictures = []
    with pypdfium2.PdfDocument(SAMPLE) as sample:
        for at, number in enumerate(islice(cycle(range(len(sample))), count)):
            bitmap = sample[number].render(scale=SCAN_DPI / 72, grayscale=True)
            page = np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))
            chance = random.Random(f"{seed} batch {at}")
            picture = wear_page(page, SCAN_DPI, "scan", chance, False, False).picture
            stream = BytesIO()
            Image.fromarray(picture).save(stream, "JPEG", quality=SCAN_QUALITY, dpi=2 * (SCAN_DPI,))
            pictures.append(stream.getvalue())
    return pictures


def scans(pictures: Sequence[bytes], count: int, pages: int, folder: Path) -> list[Path]:
    """`count` image-only PDFs: the cover, then `pages` - 1 of the other pages in turn."""
    folder.mkdir(parents=True, exist_ok=True)
    cover, others = pictures[0], cycle(pictures[1:])
    paths = []
    for number in range(count):
        path = folder / f"scan_{number:03}.pdf"
        images = [Image.open(BytesIO(one)) for one in (cover, *islice(others, pages - 1))]
        images[0].save(
            path, "PDF", resolution=SCAN_DPI, save_all=True, append_images=images[1:],
            title=path.stem, quality=SCAN_QUALITY,
        )  # fmt: skip
        paths.append(path)
    return paths


def transcripts(count: int, folder: Path) -> list[Path]:
    """`count` transcripts of TINY_ROWS projects, no two the same, of several provinces."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [_tiny_plan(at) for at in range(TINY_PROVINCES)]
    paths = [folder / f"plan_{number:05}.txt" for number in range(count)]
    for number, (path, text) in enumerate(zip(paths, cycle(texts), strict=False)):
        printed = text.replace(NUMBER, str(number).translate(TO_THAI))
        path.write_text(printed, encoding="utf-8")
    return paths


def _tiny_plan(at: int) -> str:
    """The first rows of an invented plan; in a project's name stands NUMBER."""
    plan = invented(TINY_SEED, at, is_clean=True).plan
    section = plan.sections[0]
    first, *others = section.rows[:TINY_ROWS]
    named = replace(first, project_name=f"{first.project_name} {NUMBER}")
    indicator = section.indicator
    return write_transcript(
        replace(
            plan,
            prose=(),
            goals=(plan.goal(indicator.goal_no),),
            indicators=(indicator,),
            summary=(),
            sections=(replace(section, rows=(named, *others)),),
        )
    )
