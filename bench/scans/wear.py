"""What printer, paper and scanner do to a page. Nothing of it is shared with the training."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scans.condition import WearName

Grey = NDArray[np.uint8]  # height, width
Floats = NDArray[np.float32]
Range = tuple[float, float]
NOISE_TILE = 1024  # pixels; drawn once a page and laid out as tiles
MM_PER_INCH = 25.4
BITONAL_SHARE = 0.5  # of the blur and of the slope of light
STAMP_INK = np.array((110.0, 95.0, 30.0))  # what it takes from red, green, blue
PAPER_TINT = np.array((1.0, 0.985, 0.94))


@dataclass(frozen=True)
class Wear:
    """Ranges that a page's values are drawn from. Greys are 0..255, blur is a sigma in pixels."""

    skew_deg: float = 0.0
    warp_mm: float = 0.0
    blur: Range = (0.0, 0.0)
    ink: Range = (0.0, 0.0)
    paper: Range = (255.0, 255.0)
    light: float = 0.0  # between the brightest and the darkest part of the page
    noise: Range = (0.0, 0.0)
    quality: tuple[int, int] = (90, 95)  # of the JPEG
    specks: int = 0
    stamps: float = 0.0  # share of pages
    edges: float = 0.0  # share of pages


WEAR: dict[WearName, Wear] = {
    "clean": Wear(),
    "scan": Wear(0.7, 0.0, (0.5, 0.9), (15, 50), (238, 252), 14, (3, 8), (60, 80), 15, 0.08, 0.3),
    "hard": Wear(
        1.8, 0.3, (0.9, 1.3), (60, 105), (225, 245), 36, (11, 18), (38, 50), 90, 0.12, 0.5
    ),
}


@dataclass(frozen=True)
class Scanned:
    """A page as scanned, RGB where it has three axes; `matrix` (2 x 3) leads there from print."""

    picture: Grey
    matrix: NDArray[np.float64]


def wear_page(
    page: Grey, dpi: int, wear: WearName, chance: random.Random, is_colour: bool, is_bitonal: bool
) -> Scanned:
    """The printed page (`page`, black on white at `dpi`) as it comes from the scanner."""
    how = WEAR[wear]
    stamp = _stamp(page.shape, dpi, chance) if chance.random() < how.stamps else None
    matrix = _skew(page.shape, chance.uniform(-how.skew_deg, how.skew_deg))
    moved = _moved(page, matrix, how.warp_mm * dpi / MM_PER_INCH, chance)
    sigma, light = chance.uniform(*how.blur), how.light
    if is_bitonal:  # made from a sharper picture, evened out
        sigma, light = BITONAL_SHARE * sigma, BITONAL_SHARE * light
    if sigma:
        moved = _grey(cv2.GaussianBlur(moved, (0, 0), sigma))
    ink, paper = chance.uniform(*how.ink), chance.uniform(*how.paper)
    shown = moved * np.float32((paper - ink) / 255) + np.float32(ink)
    shown += _light(page.shape, light, chance)
    _specks(shown, chance.randint(0, how.specks), dpi, chance)
    if chance.random() < how.edges:
        _edge(shown, dpi, chance)
    noise = _noise(page.shape, chance.uniform(*how.noise), chance)
    if is_bitonal and wear != "clean":
        faint = shown if stamp is None else shown - stamp * np.float32(STAMP_INK[1])
        return Scanned(_black_and_white(faint + noise * np.float32(0.5), chance), matrix)
    if not is_colour:
        faint = shown if stamp is None else shown - stamp * np.float32(STAMP_INK.mean())
        return Scanned(_bytes(faint + noise), matrix)
    channels = [
        _bytes((shown if stamp is None else shown - stamp * np.float32(takes)) * tint + noise)
        for takes, tint in zip(STAMP_INK, PAPER_TINT.astype(np.float32), strict=True)
    ]
    return Scanned(np.dstack(channels), matrix)


def quality_of(wear: WearName, chance: random.Random) -> int:
    """The JPEG quality of a document."""
    return chance.randint(*WEAR[wear].quality)


def _bytes(picture: Floats) -> Grey:
    return np.clip(picture, 0, 255).astype(np.uint8)


def _skew(shape: tuple[int, ...], degrees: float) -> NDArray[np.float64]:
    matrix = cv2.getRotationMatrix2D((shape[1] / 2, shape[0] / 2), degrees, 1.0)
    return np.asarray(matrix, np.float64)


def _moved(page: Grey, matrix: NDArray[np.float64], bend: float, chance: random.Random) -> Grey:
    """The page turned by `matrix` and bent by up to `bend` pixels."""
    size = page.shape[1], page.shape[0]
    if bend:
        back = cv2.invertAffineTransform(matrix).astype(np.float32)
        x, y = np.arange(size[0], dtype=np.float32), np.arange(size[1], dtype=np.float32)[:, None]
        phase, waves = chance.uniform(0, 2 * math.pi), chance.uniform(0.5, 1.5)
        sway = np.float32(bend) * np.sin(2 * math.pi * waves * y / size[1] + phase)
        sag = np.float32(bend) * np.sin(2 * math.pi * waves * x / size[0] + phase)
        across = back[0, 0] * x + back[0, 1] * y + back[0, 2] + sway.astype(np.float32)
        down = back[1, 0] * x + back[1, 1] * y + back[1, 2] + sag.astype(np.float32)
        return _grey(cv2.remap(page, across, down, cv2.INTER_LINEAR, borderValue=255))
    if matrix[0, 1] == 0:
        return page
    return _grey(cv2.warpAffine(page, matrix, size, flags=cv2.INTER_LINEAR, borderValue=255))


def _grey(picture: Any) -> Grey:
    return np.asarray(picture, np.uint8)


def _light(shape: tuple[int, ...], range_: float, chance: random.Random) -> Floats:
    """A slope over the page and a soft shade somewhere, as of a lid that does not close."""
    turn = chance.uniform(0, 2 * math.pi)
    x = np.linspace(-0.5, 0.5, shape[1], dtype=np.float32) * np.float32(math.cos(turn) * range_)
    y = np.linspace(-0.5, 0.5, shape[0], dtype=np.float32) * np.float32(math.sin(turn) * range_)
    at = chance.uniform(0, 1) * shape[0]
    rows = np.arange(shape[0], dtype=np.float32)
    band = np.exp(-(((rows - at) / (0.12 * shape[0])) ** 2)) * np.float32(-range_ / 2)
    return np.asarray(x[None, :] + (y + band)[:, None], np.float32)


def _noise(shape: tuple[int, ...], strength: float, chance: random.Random) -> Floats:
    """Noise of the sensor, and the coarser grain of the paper."""
    if not strength:
        return np.zeros((1, 1), np.float32)
    draw = np.random.default_rng(chance.getrandbits(32))
    tile = draw.standard_normal((NOISE_TILE, NOISE_TILE), np.float32)
    tile += cv2.GaussianBlur(draw.standard_normal(tile.shape, np.float32), (0, 0), 1.2)
    tile *= np.float32(strength)
    times = (shape[0] // NOISE_TILE + 1, shape[1] // NOISE_TILE + 1)
    return np.tile(tile, times)[: shape[0], : shape[1]]


def _specks(picture: Floats, count: int, dpi: int, chance: random.Random) -> None:
    """Dust: dark on paper, light on ink."""
    for _ in range(count):
        at = chance.randrange(picture.shape[1]), chance.randrange(picture.shape[0])
        size = max(1, round(chance.uniform(0.003, 0.012) * dpi))
        cv2.circle(picture, at, size // 2, chance.choice((40.0, 90.0, 250.0)), -1)


def _edge(picture: Floats, dpi: int, chance: random.Random) -> None:
    """The dark strip where the paper ends, and sometimes the holes of a folder."""
    wide = round(chance.uniform(0.02, 0.12) * dpi)
    shade = np.linspace(1.0, 0.0, wide, dtype=np.float32) * np.float32(chance.uniform(90, 230))
    match chance.randrange(3):
        case 0:
            picture[:, :wide] -= shade
        case 1:
            picture[:, -wide:] -= shade[::-1]
        case _:
            picture[:wide] -= shade[:, None]
    if chance.random() < 0.4:
        middle, apart = picture.shape[0] // 2, round(40 / MM_PER_INCH * dpi)
        for y in (middle - apart, middle + apart):
            cv2.circle(picture, (round(0.24 * dpi), y), round(0.11 * dpi), 70.0, -1)


def _stamp(shape: tuple[int, ...], dpi: int, chance: random.Random) -> Floats:
    """How much stamp ink (0..1) lies on each pixel: a round stamp, or a signature."""
    mask = np.zeros(shape, np.uint8)
    unit = dpi / MM_PER_INCH
    middle = (
        round(chance.uniform(0.15, 0.85) * shape[1]),
        round(chance.uniform(0.3, 0.9) * shape[0]),
    )
    thick = max(1, round(0.4 * unit))
    if chance.random() < 0.6:
        for radius in (16, 13):
            cv2.circle(mask, middle, round(radius * unit), 255, thick, cv2.LINE_AA)
        text, place = f"{chance.randint(1, 28)} / 10", (middle[0] - round(8 * unit), middle[1])
        cv2.putText(
            mask, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.14 * unit, 255, thick, cv2.LINE_AA
        )
    else:
        steps = np.cumsum([(chance.uniform(-2, 5), chance.uniform(-5, 5)) for _ in range(14)], 0)
        bent = cv2.GaussianBlur(np.repeat(steps, 12, 0).astype(np.float32), (1, 25), 6)
        points = (bent * unit + np.array(middle)).astype(np.int32)
        cv2.polylines(mask, [points], False, 255, thick, cv2.LINE_AA)
    return np.asarray(mask / np.float32(255), np.float32)


def _black_and_white(picture: Floats, chance: random.Random) -> Grey:
    """As a scanner stores it: one threshold for the page, not quite in the middle."""
    grey = _bytes(picture)
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    return np.where(grey > level + chance.uniform(-8, 8), np.uint8(255), np.uint8(0))
