"""How a plan over several years is printed, and the looks that are measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from bench.born_digital.look import Look
from bench.forms.years_plan import Nothing

Form = Literal["development", "anticorruption"]
Statement = Literal["year", "each", "total"]  # how a sheet states the money of a project


@dataclass(frozen=True)
class YearsLook:
    """A look of born-digital plans with what only plans over several years have."""

    form: Form
    page: Look = field(default_factory=Look)
    font: str = ""  # drawn by chance where it is empty
    year_count: int = 5
    first_year: int = 0  # drawn by chance where it is 0
    rows: int = 18  # of a development plan
    dimensions: int = 4  # of an anti-corruption plan
    longest: int = 6  # its ภารกิจ with the most projects
    wording: int = 0  # which words head the columns
    nothing: Nothing = "dash"  # what stands in years without a project
    strategy_sign: Literal["ordinal", "word", "bare"] = "ordinal"  # `1. …`, `ยุทธศาสตร์ที่ 1 …`, none
    group_sign: Literal["number", "bare"] = "number"
    group_word: str = "แผนงาน"  # older plans part a strategy by แนวทางการพัฒนา
    has_links: bool = True  # ก. and ข. above the strategy
    links: tuple[tuple[str, str], ...] = (("", ""),)  # their words
    rows_per_table: int = 0  # a new table under the headings again after so many; 0: never
    has_summary: bool = True
    opens_summary: bool = False  # its rows are ruled off at sums alone
    has_all_years: bool = True  # รวม ๕ ปี
    is_sum_of_years: bool = False  # its count adds up the years'
    has_subtotal: bool = True  # รวม at the end of each แผนงาน
    has_sources: bool = True
    has_overflow: bool = False
    label_sign: Literal["number", "word"] = "number"  # `1. …`, `มิติที่ 1 …`
    total_sign: Literal["split", "joined"] = "split"  # `มิติที่ 1 | รวม`, `รวมมิติที่ 1`
    shades_totals: bool = True
    has_grand_total: bool = False  # รวมทั้งสิ้น below the last มิติ
    shares_rules: bool = False  # anti-corruption: no rule between the projects of a ภารกิจ
    has_sheets: bool = True
    sheet_starts_page: bool = False
    statement: Statement = "year"
    remark: str = "หมายเหตุ"

    @property
    def can_be_faulty(self) -> bool:
        """Whether every kind of figure is printed, so that each fault can be planted."""
        return (
            self.has_sheets and self.has_summary and self.has_all_years and not self.is_sum_of_years
        )
