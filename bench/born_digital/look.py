"""How a plan is printed, and the families of looks that the bench measures."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Literal

Producer = Literal["chromium", "writer", "calc"]
Time = Literal["quarters", "months", "words"]
Mark = Literal[
    "double", "single", "dashed", "open", "curve", "group", "block",
    "glyph_double", "glyph_ends", "glyph_filled", "glyph_typed", "wingdings_ends", "symbol_double",
    "tick", "slash", "cross", "disc", "wingdings_tick", "wingdings2_tick",
    "fill", "merged", "words",
]  # fmt: skip
Borders = Literal[
    "solid", "dotted", "dashed", "grey", "double", "rectangles", "horizontal", "none", "lined"
]
Defect = Literal[
    "",
    "pua",
    "decomposed_sara_am",
    "lost_nikhahit",
    "arabic_under_thai",
    "no_actual_text",
    "lost_letters",
    "replaced_nikhahit",
    "unmapped_nikhahit",
    "bold_aa_as_am",
    "mojibake",
    "mixed_digits",
]
Digits = Literal["thai", "arabic", "mixed"]
Money = Literal["plain", "baht", "dash"]  # 1,200 · 1,200 บาท · 1,200.-
Numbering = Literal["dot", "parenthesis", "word", "column"]

DRAWN: tuple[Mark, ...] = ("double", "single", "dashed", "open", "curve", "group", "block")
TICKS: dict[str, str] = {
    "tick": "✓", "slash": "/", "cross": "x", "disc": "●",
    "wingdings_tick": "✓", "wingdings2_tick": "✓",
}  # fmt: skip
MONEY: tuple[Money, ...] = ("plain", "plain", "plain", "baht", "dash")
NO_BUDGETS = ("ไม่ใช้งบประมาณ", "ไม่ใช้งบประมาณ", "ไม่มีงบประมาณ", "ไม่ใช้งบ")
SHARE_OF_TITLES = 0.3
# Fonts of fonts-thai-tlwg with the sizes at which offices would print them (they run wide).
FONT_SIZES: dict[str, tuple[float, ...]] = {
    "Laksaman": (10.5, 12.0, 13.0),
    "Garuda": (7.5, 8.5, 9.5),
    "Norasi": (8.5, 10.0, 11.0),
    "Loma": (7.5, 8.5, 9.5),
    "Kinnari": (8.5, 10.0, 11.0),
    "Umpush": (8.5, 10.0, 11.0),
    "Waree": (7.0, 8.0, 9.0),
    "Sawasdee": (7.5, 9.0, 10.0),
}


@dataclass(frozen=True)
class Look:
    """One way of printing a plan. Lengths are millimetres, type is points."""

    producer: Producer = "chromium"
    font: str = "Laksaman"
    size_pt: float = 12.0
    orientation: Literal["landscape", "portrait"] = "landscape"
    digits: Digits = "thai"
    time: Time = "quarters"
    mark: Mark = "double"
    words_beside: bool = False  # the months stand in words beside the mark
    is_loose: bool = False  # arrows begin and end inside columns
    header_rows: Literal[1, 2, 3] = 2
    quarter_heading: int = 0
    month_letters: bool = False  # month headings one letter a line
    repeats_header: bool = True
    rows_may_break: bool = True
    page_each: bool = False  # each indicator begins a page; else several tables stand on one
    numbering: Numbering = "dot"
    bullet: str = "-"
    borders: Borders = "solid"
    is_narrow: bool = False  # neither method nor kpi: many rows, each of a line or two
    has_labels: bool = False  # the indicator in a merged cell at the left, no heading above
    is_shared: bool = False  # several projects in one ruled row, told apart by height
    defect: Defect = ""
    is_distributed: bool = False  # lines stretched to both edges, as Thai offices like them
    is_rotated: bool = False  # landscape by turning a portrait page, its corner not at 0, 0
    has_overflow: bool = False  # money too long for its column stands as ####
    has_running_title: bool = False
    money: Money = "plain"
    no_budget: str = "ไม่ใช้งบประมาณ"

    @property
    def page_mm(self) -> tuple[float, float]:
        """Width and height of the page (A4)."""
        return (297.0, 210.0) if self.orientation == "landscape" else (210.0, 297.0)

    @property
    def can_skip(self) -> bool:
        """Whether a project's quarters need not follow each other (an arrow's must)."""
        return self.time == "quarters" and (self.mark in TICKS or self.mark == "fill")

    @property
    def text_width_mm(self) -> float:
        """Width between the margins of 12 mm."""
        return self.page_mm[0] - 24.0


@dataclass(frozen=True)
class Family:
    """Documents of one kind. `rows`: how many projects each has, at least."""

    name: str
    looks: tuple[Look, ...]
    rows: int = 18
    is_unreadable: bool = False  # some values are in no layer: what counts is that it is said


def _both(**wanted: object) -> tuple[Look, ...]:
    look = replace(Look(), **wanted)  # type: ignore[arg-type]
    return look, replace(look, producer="writer")


def _chromium(**wanted: object) -> tuple[Look, ...]:
    return (replace(Look(), **wanted),)  # type: ignore[arg-type]


def _writer(**wanted: object) -> tuple[Look, ...]:
    return (replace(Look(), producer="writer", **wanted),)  # type: ignore[arg-type]


def _calc(**wanted: object) -> tuple[Look, ...]:
    return (replace(Look(), producer="calc", borders="lined", page_each=True, **wanted),)  # type: ignore[arg-type]


FAMILIES: tuple[Family, ...] = (
    Family("arrows_double", _both(is_loose=True)),
    Family("arrows_single", _both(mark="single", repeats_header=False, is_loose=True)),
    Family("arrows_dashed_words", _both(mark="dashed", words_beside=True, digits="mixed")),
    Family("arrows_open_portrait", _both(mark="open", orientation="portrait", numbering="word")),
    Family("arrows_curve_group_block", (
        *_chromium(mark="curve", header_rows=1), *_chromium(mark="group", header_rows=3),
        *_writer(mark="group", numbering="column"), *_writer(mark="block", quarter_heading=1),
    )),
    Family("arrow_glyphs", (
        *_chromium(mark="glyph_double"), *_writer(mark="glyph_ends", quarter_heading=2),
        *_chromium(mark="glyph_filled", header_rows=3), *_writer(mark="glyph_typed"),
    )),
    Family("symbol_font_arrows", (
        *_chromium(mark="wingdings_ends"), *_writer(mark="symbol_double", header_rows=3),
    )),
    Family("ticks", (
        *_chromium(mark="tick", numbering="column"), *_writer(mark="slash", quarter_heading=1),
        *_chromium(mark="cross", digits="arabic"), *_writer(mark="disc", header_rows=1),
    )),
    Family("symbol_font_ticks", (
        *_chromium(mark="wingdings_tick"), *_writer(mark="wingdings2_tick", quarter_heading=3),
    )),
    Family("fills", _both(mark="fill", quarter_heading=1)),
    Family("merged_words", _both(mark="merged", words_beside=True, numbering="parenthesis")),
    Family("words_only", (
        *_chromium(time="words", mark="words"), *_writer(time="words", mark="words", header_rows=1),
    )),
    Family("months_arrows", _both(time="months", mark="double", header_rows=3)),
    Family("months_ticks_letters", _both(time="months", mark="slash", month_letters=True,
                                         header_rows=3, numbering="column")),
    Family("months_fills", _both(time="months", mark="fill", header_rows=2, digits="arabic")),
    Family("header_once_rows_split", (
        *_chromium(repeats_header=False, page_each=True),
        *_writer(repeats_header=False, mark="tick", numbering="column"),
    ), rows=26),
    Family("merged_labels", (
        *_chromium(has_labels=True, mark="tick"), *_writer(has_labels=True, header_rows=1),
    )),
    Family("shared_cells", (
        *_chromium(is_shared=True, mark="double"), *_chromium(is_shared=True, mark="tick"),
    )),
    Family("borders_dotted_grey_double", (
        *_chromium(borders="dotted"), *_writer(borders="double"),
        *_chromium(borders="grey", mark="tick"), *_writer(borders="dotted", mark="open"),
        *_chromium(borders="double", mark="fill"), *_writer(borders="dashed", mark="slash"),
    )),
    Family("borders_thin_rectangles", _chromium(borders="rectangles")),
    Family("horizontal_rules_only", (
        *_chromium(borders="horizontal", mark="tick"),
        *_writer(borders="horizontal", mark="double"),
    )),
    Family("no_rules", (
        *_chromium(borders="none", mark="tick"), *_writer(borders="none", mark="slash",
                                                          numbering="column"),
    )),
    Family("excel_lines", (
        *_chromium(borders="lined", mark="tick", numbering="column"),
        *_calc(mark="slash", numbering="column"), *_calc(mark="glyph_ends", numbering="column"),
    )),
    Family("pua", _chromium(defect="pua")),
    Family("decomposed_sara_am", _chromium(defect="decomposed_sara_am", mark="slash")),
    Family("lost_nikhahit", _chromium(defect="lost_nikhahit")),
    Family("arabic_under_thai", _both(defect="arabic_under_thai", mark="tick")),
    Family("no_actual_text", _both(defect="no_actual_text")),
    Family("lost_letters", _writer(defect="lost_letters") + _writer(
        defect="lost_letters", mark="tick", header_rows=1
    ), is_unreadable=True),
    Family("excel_overflow", _calc(mark="slash", numbering="column", has_overflow=True),
           is_unreadable=True),
    Family("nikhahit_replaced_unmapped", (
        *_chromium(defect="replaced_nikhahit"), *_chromium(defect="unmapped_nikhahit"),
    )),
    Family("bold_aa_as_am", _chromium(defect="bold_aa_as_am", mark="tick")),
    Family("mojibake", _chromium(defect="mojibake", mark="slash")),
    Family("mixed_digits_in_number", _both(defect="mixed_digits", mark="tick")),
    Family("distributed_lines", _both(is_distributed=True)),
    Family("rotated_pages", _both(is_rotated=True)),
)  # fmt: skip

UNREADABLE = frozenset(family.name for family in FAMILIES if family.is_unreadable)


def dressed(look: Look, chance: random.Random) -> Look:
    """The look with font, size and bullet drawn by chance (smaller where columns are many)."""
    font = chance.choice(tuple(FONT_SIZES))
    sizes = FONT_SIZES[font]
    is_tight = look.time == "months" or look.orientation == "portrait" or look.has_labels
    size = sizes[0] if is_tight else chance.choice(sizes)
    bullet = chance.choice(("-", "•", "-")) if look.bullet == "-" else look.bullet
    return replace(
        look,
        font=font,
        size_pt=size,
        bullet=bullet,
        money=chance.choice(MONEY),
        no_budget=chance.choice(NO_BUDGETS),
        has_running_title=chance.random() < SHARE_OF_TITLES,
    )
