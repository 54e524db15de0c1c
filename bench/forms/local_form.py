"""How a local plan's two forms are arranged on paper, beside what a `Look` says of any page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bench.born_digital.look import Look
from bench.forms.wording import CURRENT, Wording

Headings = Literal["page", "change", "rows"]
Numbers = Literal["dotted", "plain", "words", "colon", "none"]
SummaryRules = Literal["all", "blocks", "cells"]


@dataclass(frozen=True)
class Form:
    """One way of arranging ผด.๐๑ and ผด.๐๒.

    `headings`: titles, strategy and แผนงาน again on every page, where they change, or as rows
    across the table. `numbers`: ๑. and ๑.๑; ๑. and ๑. again below each; ยุทธศาสตร์ที่ ๑; above the
    projects ยุทธศาสตร์ที่ ๑ : and แผนงาน : without a number; none at all.
    `summary_rules`: a rule below every line; only around a strategy's lines; a strategy's lines in
    one ruled cell a column.
    """

    look: Look
    wording: Wording = CURRENT
    headings: Headings = "page"
    numbers: Numbers = "dotted"
    summary_rules: SummaryRules = "all"
    line_rules: bool = True  # in a spreadsheet: a rule below every text line, not only each project
    spills: bool = False  # text runs over the cell's edge where the next cell is empty
    lost_sums: bool = False  # sums too long for their column stand as ###
    has_funds: bool = False  # where an amount comes from, in brackets below it
    has_totals: bool = False  # a row of sums ends each แผนงาน's projects
    sets_money_right: bool = False
    has_front: bool = False  # cover and prose stand before the forms
    arrow_line: int = 0  # the text line of a spreadsheet's project that its arrow is drawn over
    summary_pages: int = 1
    strategies: int = 3
    rows: int = 24
