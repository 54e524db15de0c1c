"""Printed documents as image-only PDF: each page a picture, stored as scanners store it."""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from bench.born_digital.produce import Document, produce
from bench.scans.planned import Planned
from bench.scans.wear import Grey, quality_of, wear_page

TURNS = (0, 90, 180, 270)


@dataclass(frozen=True)
class Scan:
    """A scanned document: its PDF, how it was printed, how each page lies (print to scan)."""

    pdf: Path
    printed: Document
    planned: Planned
    matrices: tuple[NDArray[np.float64], ...]

    @property
    def pages(self) -> int:
        """How many pages."""
        return len(self.matrices)


def print_and_scan(documents: Sequence[Planned], folder: Path, seed: int, jobs: int) -> list[Scan]:
    """Print the documents (FOLDER/printed) and scan them (FOLDER). Raises ProducerError."""
    listed = [(d.name, d.condition.name, d.look, d.plan) for d in documents]
    printed = produce(listed, folder / "printed", seed)
    work = [(p.pdf, folder / p.pdf.name, d, seed) for p, d in zip(printed, documents, strict=True)]
    scans = []
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        for made, document, matrices in zip(printed, documents, pool.map(_scan, work), strict=True):
            scans.append(Scan(folder / made.pdf.name, made, document, matrices))
            print(f"\rscanned {len(scans)}/{len(work)} {made.name:<40}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return scans


def _scan(work: tuple[Path, Path, Planned, int]) -> tuple[NDArray[np.float64], ...]:
    printed, pdf, planned, seed = work
    cv2.setNumThreads(1)
    dpi, wear, glass = planned.condition.dpi, planned.condition.wear, planned.glass
    pages, matrices, turns = [], [], []
    with pypdfium2.PdfDocument(printed) as document:
        for at in range(len(document)):
            chance = random.Random(f"{seed} {planned.name} page {at}")
            page = _rendered(document[at], dpi)
            scanned = wear_page(page, dpi, wear, chance, glass.is_colour, glass.is_bitonal)
            turns.append(chance.choice(TURNS) if glass.is_turned else 0)
            pages.append(_image(scanned.picture, turns[-1], glass.is_bitonal and wear != "clean"))
            matrices.append(scanned.matrix)
    quality = quality_of(wear, random.Random(f"{seed} {planned.name} quality"))
    jpeg = {"quality": quality} if pages[0].mode != "1" else {}  # bitonal is CCITT
    pages[0].save(pdf, "PDF", resolution=dpi, save_all=True, append_images=pages[1:], **jpeg)
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        for picture, turn in zip(document.pages, turns, strict=True):
            picture.rotate(turn, relative=False)
        document.save(pdf)
    return tuple(matrices)


def _rendered(page: pypdfium2.PdfPage, dpi: int) -> Grey:
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    return np.ascontiguousarray(bitmap.to_numpy().reshape(bitmap.height, bitmap.width))


def _image(picture: Grey, turn: int, is_bitonal: bool) -> Image.Image:
    """The page as it lay on the glass: /Rotate `turn` (clockwise) sets it upright again."""
    image = Image.fromarray(np.ascontiguousarray(np.rot90(picture, turn // 90)))
    return image.convert("1", dither=Image.Dither.NONE) if is_bitonal else image
