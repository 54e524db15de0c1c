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
