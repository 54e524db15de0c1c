"""The digits of a text layer, where they lie on the page's picture once that is straight."""

from typing import Final

import numpy as np

from pipeline.contracts.page import Page
from pipeline.extract.scan.cuts import Span
from pipeline.extract.scan.look import Sight
from pipeline.extract.scan.numbers import Third, no_layer
from pipeline.extract.scan.strip import MARGIN
from pipeline.normalize.digits import has_digit

SAME_PAGE: Final = 2.0  # points by which picture and layer may differ in size
UP: Final = 1.2  # letter heights above the baseline in which a digit's middle lies
DOWN: Final = 0.4  # below it


def find_layer(page: Page | None, sight: Sight, points: float) -> Third:
    """What the text layer `page` has in a span of a strip of its picture: digits, dots, commas.

    Nothing where the picture was turned or the layer enlarged.
    """
    if page is None:
        return no_layer
    sizes = (page.width - sight.width * points, page.height - sight.height * points)
    signs = [glyph for glyph in page.glyphs if has_digit(glyph.text) or glyph.text in (".", ",")]
    if max(map(abs, sizes)) > SAME_PAGE or not signs:
        return no_layer
    angle = np.radians(sight.skew)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    middle = np.array([sight.width, sight.height]) / 2
    places = np.array([[(g.x0 + g.x1) / 2, (g.top + g.bottom) / 2] for g in signs]) / points
    x, y = ((places - middle) @ turn.T + middle).T

    def digits(strip: int, span: Span) -> str:
        line = sight.texts[strip]
        left = line.left - MARGIN * line.letter
        level = (line.baseline - y) / line.letter
        inside = (x > left + span[0]) & (x < left + span[1]) & (level < UP) & (level > -DOWN)
        own = np.flatnonzero(inside)
        return "".join(signs[index].text for index in own[np.argsort(x[own], kind="stable")])

    return digits
