"""Pages of the sample plan as pictures, spoilt as the test asks."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pypdfium2

from pipeline.extract.scan.strip import Grey

SAMPLE = Path(__file__).parents[2] / "samples" / "tuayang_2566_writer.pdf"


@cache
def picture(page: int, dpi: int) -> Grey:
    """Page `page` (1-based) of the sample."""
    document = pypdfium2.PdfDocument(SAMPLE)
    bitmap = document[page - 1].render(scale=dpi / 72, grayscale=True)
    grey = np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)
    document.close()
    return grey


def turned(grey: Grey, degrees: float) -> Grey:
    """As it comes out of a scanner into which it was fed askew, clockwise."""
    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    return cv2.warpAffine(grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)


def shaded(grey: Grey) -> Grey:
    """Under a lamp that stands on the left: the right margin is dark."""
    light = np.linspace(1, 0.45, grey.shape[1])
    return (grey * light).astype(np.uint8)


def noisy(grey: Grey, sigma: float) -> Grey:
    noise = np.random.default_rng(1).normal(0, sigma, grey.shape)
    return np.clip(grey + noise, 0, 255).astype(np.uint8)


def poor(grey: Grey) -> Grey:
    """Out of focus, faded and noisy: what is thin is hardly darker than paper."""
    soft = cv2.GaussianBlur(grey, (0, 0), 1.1).astype(np.float32)
    return noisy(235 - (255 - soft) * 0.6, 14)


def scratched(grey: Grey) -> Grey:
    """As a scanner with dust on its glass draws it: a thin line from edge to edge."""
    page = grey.copy()
    middle = round(page.shape[1] * 0.33)
    page[:, middle : middle + max(1, page.shape[1] // 1000)] = 40
    return page


def framed(grey: Grey) -> Grey:
    """With the black of the scanner's lid around the paper."""
    page = grey.copy()
    edge = page.shape[1] // 60
    page[:edge] = page[-edge:] = 8
    page[:, :edge] = page[:, -edge:] = 8
    return page


def with_dark_header(grey: Grey, top: int, bottom: int, left: int, right: int) -> Grey:
    """White letters on dark blue from `top` to `bottom`, `left` to `right` (pixels)."""
    page = grey.copy()
    header = page[top:bottom, left:right].astype(np.float32)
    page[top:bottom, left:right] = (57 + (255 - header) * (255 - 57) / 255).astype(np.uint8)
    return page
