"""How a plan is typeset: font, page, columns, arrows. Lengths are millimetres, type is points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bench.typeset.plan import TO_ARABIC

Orientation = Literal["landscape", "portrait"]
ArrowHeads = Literal["filled", "open", "thin"]
Digits = Literal["thai", "arabic"]

A4_LONG_MM = 297.0
A4_SHORT_MM = 210.0


@dataclass(frozen=True)
class Arrow:
    """One way of drawing the arrows of a time table.

    `inset_mm` is kept free at each end, so that heads stay off the rules. `short_share` is the
    share of a one-column cell that its arrow takes: officials often draw those short.
    """

    heads: ArrowHeads = "filled"
    is_dashed: bool = False
    is_double: bool = True
    width_pt: float = 1.0
    colour: str = "000000"
    inset_mm: float = 1.0
    short_share: float = 1.0


@dataclass(frozen=True)
class Style:
    """One way of typesetting a plan.

    `column_shares`: project, method, kpi, budget, the four quarters, agency.
    """

    font: str = "Laksaman"
    font_size_pt: float = 12.0
    orientation: Orientation = "landscape"
    margin_top_mm: float = 15.0
    margin_bottom_mm: float = 14.0
    margin_left_mm: float = 12.0
    margin_right_mm: float = 12.0
    column_shares: tuple[float, ...] = (18, 19.5, 18.5, 9.5, 7, 7, 7, 7, 11)
    repeats_header: bool = True
    rows_may_break: bool = True
    arrow: Arrow = Arrow()
    digits: Digits = "thai"

    @property
    def page_width_mm(self) -> float:
        """Width of the page, margins included."""
        return A4_LONG_MM if self.orientation == "landscape" else A4_SHORT_MM

    @property
    def page_height_mm(self) -> float:
        """Height of the page, margins included."""
        return A4_SHORT_MM if self.orientation == "landscape" else A4_LONG_MM

    @property
    def text_width_mm(self) -> float:
        """Width between the margins."""
        return self.page_width_mm - self.margin_left_mm - self.margin_right_mm

    @property
    def column_widths_mm(self) -> tuple[float, ...]:
        """Widths of the nine columns of a detail table; together they fill the text width."""
        unit = self.text_width_mm / sum(self.column_shares)
        return tuple(share * unit for share in self.column_shares)

    def printed(self, text: str) -> str:
        """The text with the digits this style prints."""
        return text.translate(TO_ARABIC) if self.digits == "arabic" else text

    def arrow_extent_mm(self, first: int, length: int) -> tuple[float, float]:
        """Where an arrow over `length` quarters from quarter `first` begins and how long it is.

        The beginning is measured from the left rule of the first quarter's cell.
        """
        cells = self.column_widths_mm[4 + first : 4 + first + length]
        room = sum(cells) - 2 * self.arrow.inset_mm
        drawn = room * self.arrow.short_share if length == 1 else room
        return (sum(cells) - drawn) / 2, drawn


STANDARD = Style()

# Other ways of typesetting the same plan; the rows read must not differ.
VARIANTS: dict[str, Style] = {
    "garuda_open": Style(
        font="Garuda",
        font_size_pt=8.5,
        margin_left_mm=10.0,
        margin_right_mm=10.0,
        arrow=Arrow(heads="open", width_pt=1.5),
    ),
    "norasi_dashed": Style(
        font="Norasi",
        font_size_pt=11.0,
        margin_top_mm=25.0,
        margin_left_mm=20.0,
        margin_right_mm=18.0,
        column_shares=(17, 20, 19, 9.5, 7, 7, 7, 7, 12),
        arrow=Arrow(heads="filled", is_dashed=True, width_pt=0.75, colour="1F4E79"),
    ),
    "loma_thin_short": Style(
        font="Loma",
        font_size_pt=9.0,
        margin_bottom_mm=20.0,
        arrow=Arrow(heads="thin", width_pt=0.5, colour="C00000", short_share=0.5),
    ),
    "laksaman_single_once": Style(
        font_size_pt=13.0,
        column_shares=(18, 19, 18, 11, 7, 7, 7, 7, 11),
        repeats_header=False,
        arrow=Arrow(is_double=False, width_pt=2.25, inset_mm=0.0),
    ),
    "loma_arabic_portrait": Style(
        font="Loma",
        font_size_pt=7.0,
        orientation="portrait",
        margin_left_mm=10.0,
        margin_right_mm=10.0,
        column_shares=(19, 20, 19, 10, 6.5, 6.5, 6.5, 6.5, 14),
        arrow=Arrow(heads="open", width_pt=1.0),
        digits="arabic",
    ),
}

# Size of a line's type beside the body's, by its role in blocks.Line.
ROLE_SCALE: dict[str, float] = {
    "cover": 1.6,
    "title": 1.15,
    "heading": 1.0,
    "body": 1.0,
}
CELL_PADDING_MM = 1.2
QUARTER_PADDING_MM = 0.3  # the names of the months are as wide as a quarter's column
CHART_SCALE = 0.85  # seven columns of long titles: officials print the chart smaller
