"""What printing, copying and scanning do to a line."""

import random
from typing import Final

import cv2
import numpy as np

from pipeline.extract.scan.strip import ABOVE, BELOW, Grey
from training.draw import Drawn, Picture

LETTERS: Final = (6.0, 34.0)  # pixels of a plain letter in scans of 150 to 600 dpi, 9 to 20 points
BEND: Final = (14, 36)  # pixels as drawn, where a letter has 36: what is moved together
USUAL: Final = (10.0, 22.0)  # at 200 to 300 dpi


def draw_letter(r: random.Random) -> float:
    """Pixels of a plain letter in a scan."""
    low, high = USUAL if r.random() < 0.7 else LETTERS
    return float(low * (high / low) ** r.random())


def spoil_line(r: random.Random, drawn: Drawn, letter: float, hardness: float) -> Grey:
    """The strip cut from a scan of `drawn` at `letter` pixels a letter.

    `hardness`: 0 none to 1, the share of lines that have each fault.
    """
    picture = _print(r, drawn.picture, hardness)
    return _scan(r, _place(r, drawn, picture, letter, hardness), letter, hardness)


def _print(r: random.Random, picture: Picture, hardness: float) -> Picture:
    """Letters of a shape that no font here has, thicker or thinner; toner missing in spots."""
    if r.random() < 0.3:
        picture = _bend(r, picture)
    pick = r.random()
    if pick < 0.22 * hardness:
        size = r.choice((2, 2, 3, 4))
        picture = cv2.erode(picture, np.ones((size, size), np.uint8))
    elif pick < 0.28 * hardness:  # as pens and some fonts have it: one way only
        picture = cv2.erode(picture, np.ones(r.choice(((1, 3), (3, 1), (1, 5))), np.uint8))
    elif pick < 0.42 * hardness:
        picture = cv2.dilate(picture, np.ones((2, 2), np.uint8))
    if r.random() < 0.08 * hardness:
        noise = _noise(r, (picture.shape[0] // 3 + 1, picture.shape[1] // 3 + 1))
        holes = cv2.resize(noise, picture.shape[::-1]) > r.uniform(1.0, 1.8)
        picture = np.where(holes, np.float32(255), picture)
    return picture


def _bend(r: random.Random, picture: Picture) -> Picture:
    """`picture` with each stroke a little out of its place, as another font would have it."""
    height, width = picture.shape
    apart = r.randint(*BEND)
    coarse = (height // apart + 2, width // apart + 2)
    by = r.uniform(0.02, 0.1) * apart
    shifts = [
        cv2.resize(_plain_noise(r, coarse), (width, height), interpolation=cv2.INTER_CUBIC) * by
        for _ in range(2)
    ]
    x = np.arange(width, dtype=np.float32) + shifts[0]
    y = np.arange(height, dtype=np.float32)[:, None] + shifts[1]
    return cv2.remap(picture, x, y, cv2.INTER_LINEAR, borderValue=255.0)


def _place(
    r: random.Random, drawn: Drawn, picture: Picture, letter: float, hardness: float
) -> Picture:
    """Cut as a line finder would, about a letter's height right, at `letter` pixels a letter."""
    scale = letter / drawn.letter
    guess = drawn.letter * _around(r, 1, 0.09, 0.72, 1.3)  # digits and capitals are taller
    baseline = drawn.baseline + drawn.letter * _around(r, 0, 0.07, -0.25, 0.25)
    top, bottom = baseline - ABOVE * guess, baseline + BELOW * guess
    left = drawn.left - drawn.letter * r.uniform(0.05, 0.8)
    right = drawn.right + drawn.letter * r.uniform(0.05, 0.8)
    wide = scale * _around(r, 1, 0.06, 0.82, 1.2)
    turn = _around(r, 0, 0.003, -0.012, 0.012) * (hardness > 0)
    lean = _around(r, 0, 0.03, -0.1, 0.1)
    width, height = max(4, round((right - left) * wide)), max(6, round((bottom - top) * scale))
    middle = (left + right) / 2
    # picture (x, y) -> strip: moved, scaled, leaning by `lean`, turned by `turn`
    matrix = np.array(
        [
            [wide, wide * lean, -wide * (left + lean * baseline)],
            [scale * turn, scale, -scale * (top + turn * middle)],
        ]
    )
    if scale < 0.8:  # warping alone would skip pixels
        picture = cv2.GaussianBlur(picture, (0, 0), 0.42 / scale)
    return cv2.warpAffine(
        picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255.0
    )


def _scan(r: random.Random, picture: Picture, letter: float, hardness: float) -> Grey:
    """Blur, faded ink, uneven light, noise, then what is stored: grey, JPEG, black on white."""
    if r.random() < 0.6 * hardness:
        picture = cv2.GaussianBlur(picture, (0, 0), min(r.uniform(0.3, 1.5), letter / 8))
    ink = r.uniform(0, 130) if r.random() < 0.5 * hardness else r.uniform(0, 30)
    paper = r.uniform(205, 255)
    picture = ink + picture * ((paper - ink) / 255)
    width = picture.shape[1]
    if r.random() < 0.25 * hardness:
        slope = np.linspace(r.uniform(-30, 15), r.uniform(-30, 15), width, dtype=np.float32)
        picture = picture + slope
    if r.random() < 0.06 * hardness:  # a stamp or a fill behind the letters
        x, wide = r.randrange(width), r.randrange(8, 200)
        picture[:, x : x + wide] = np.minimum(picture[:, x : x + wide], r.uniform(150, 235))
    if r.random() < 0.7 * hardness:
        picture = picture + _noise(r, picture.shape) * r.uniform(2, 26)
    if r.random() < 0.12 * hardness:
        picture = _speckle(r, picture)
    if r.random() < 0.2 * hardness:
        middle = (ink + paper) / 2 + r.uniform(-0.2, 0.25) * (paper - ink)
        picture = np.where(picture > middle, np.float32(255), np.float32(0))
    grey: Grey = np.clip(picture, 0, 255).astype(np.uint8)
    if r.random() < 0.4 * hardness:
        stored = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, r.randint(28, 85)])[1]
        grey = cv2.imdecode(stored, cv2.IMREAD_GRAYSCALE)
    return grey


def _speckle(r: random.Random, picture: Picture) -> Picture:
    for _ in range(r.randint(1, 12)):
        y, x, size = r.randrange(picture.shape[0]), r.randrange(picture.shape[1]), r.randint(1, 3)
        picture[y : y + size, x : x + size] = r.choice((0.0, 30.0, 255.0))
    return picture


def _noise(r: random.Random, shape: tuple[int, ...]) -> Picture:
    noise = _plain_noise(r, shape)
    if r.random() < 0.4:  # grain of the paper
        noise = cv2.GaussianBlur(noise, (0, 0), 0.8) * 2.2
    return noise


def _plain_noise(r: random.Random, shape: tuple[int, ...]) -> Picture:
    return np.random.default_rng(r.getrandbits(32)).standard_normal(shape, np.float32)


def _around(r: random.Random, mean: float, spread: float, low: float, high: float) -> float:
    if r.random() < 0.12:
        return r.uniform(low, high)
    return min(high, max(low, r.gauss(mean, spread)))
