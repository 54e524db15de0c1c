"""Buddhist and common-era years, fiscal years."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from pipeline.normalize.digits import to_arabic

BE_OFFSET = 543
FIRST_PLAUSIBLE_BE = 2500
LAST_PLAUSIBLE_BE = 2650

_FISCAL = re.compile(r"งบประมาณ\s*(?:ปี)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*((?:\d\s*){4})(?!\d)")
_YEAR_HEADING = re.compile(
    r"(?:ประจำ)?(?:ปี)?(?:งบประมาณ)?(?:ปี)?(?:พ\.?ศ\.?)?'?(?P<year>\d{4}|\d{2})"
)
_ASIDE = re.compile(r"\([^)]*\)")  # (บาท)
_BE = re.compile(r"(?<!\d)(2[56]\d\d)(?!\d)")
_RANGE = re.compile(
    r"(?<!\d)(?P<first>2[56]\d\d)\s*(?:[-–—]|จนถึง|ถึง)\s*"
    r"(?:ปี)?\s*(?:งบประมาณ)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*(?P<last>2[56]\d\d|\d\d)(?!\d)"
)
MOST_YEARS = 20  # of one plan: the national strategy has as many


@dataclass(frozen=True, slots=True)
class FiscalYears:
    """The fiscal years (B.E.) of a plan, from the first to the last."""

    first: int
    last: int

    @classmethod
    def of(cls, years: Collection[int]) -> "FiscalYears | None":
        """From the first to the last of them; None without any."""
        return cls(min(years), max(years)) if years else None

    @property
    def only(self) -> int | None:
        """The one year; None for several."""
        return self.first if self.first == self.last else None

    def hold(self, year_month: str) -> bool:
        """Whether a YYYY-MM (C.E.) lies in one of them."""
        month = int(year_month[5:])
        year = int(year_month[:4]) + BE_OFFSET + (1 if month >= 10 else 0)
        return self.first <= year <= self.last


def fiscal_years(text: str) -> tuple[int, ...]:
    """Every fiscal year (B.E.) that `text` names as one (`ประจำปีงบประมาณ พ.ศ. ๒๕๖๖`)."""
    found = (int(re.sub(r"\s", "", match[1])) for match in _FISCAL.finditer(to_arabic(text)))
    return tuple(year for year in found if FIRST_PLAUSIBLE_BE <= year <= LAST_PLAUSIBLE_BE)


def be_years(text: str) -> tuple[int, ...]:
    """Every year of the Buddhist era in `text`."""
    return tuple(int(year) for year in _BE.findall(to_arabic(text)))


def year_range(text: str) -> FiscalYears | None:
    """The first range of years (B.E.) in `text`; None where a fiscal year stands there alone.

    >>> year_range("แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ – ๒๕๗๐)")
    FiscalYears(first=2566, last=2570)
    >>> year_range("แผนการดำเนินงาน ประจำปีงบประมาณ ๒๕๖๗ ตามแผนพัฒนา ๒๕๖๖-๒๕๗๐") is None
    True
    """
    arabic = to_arabic(text)
    ranges = tuple(_RANGE.finditer(arabic))
    ends = {match.start(end) for match in ranges for end in ("first", "last")}
    if any(match.start(1) not in ends for match in _FISCAL.finditer(arabic)):
        return None
    for match in ranges:
        first = int(match["first"])
        last = int(match["last"]) if len(match["last"]) == 4 else 2500 + int(match["last"])
        if first < last < first + MOST_YEARS:
            return FiscalYears(first, last)
    return None


def year_be(digits: str) -> int | None:
    """A printed year as B.E.: `2566`, `66`, or C.E. `2023`; None where it is no year.

    >>> year_be("66"), year_be("2566"), year_be("2023")
    (2566, 2566, 2566)
    """
    year = int(digits)
    if len(digits) == 2:
        return 2500 + year
    if FIRST_PLAUSIBLE_BE <= year <= LAST_PLAUSIBLE_BE:
        return year
    if FIRST_PLAUSIBLE_BE <= year + BE_OFFSET <= LAST_PLAUSIBLE_BE:
        return year + BE_OFFSET
    return None


def parse_year_heading(text: str) -> int | None:
    """The year (B.E.) of a heading that says nothing else (`พ.ศ. ๒๕๖๕`, `ปี 66`); None for others.

    >>> parse_year_heading("พ.ศ. ๒๕๖๕"), parse_year_heading("๓๐")
    (2565, None)
    """
    match = _YEAR_HEADING.fullmatch(re.sub(r"\s", "", to_arabic(text)))
    if match is None:
        return None
    year = year_be(match["year"])
    is_said = len(match["year"]) == 4 or match.start("year") > 0  # a bare 30 is any number
    return year if is_said else None


def parse_column_year(text: str) -> int | None:
    """The year (B.E.) that a column's heading names: alone, with its unit, or with its name.

    >>> parse_column_year("๒๕๖๖ (บาท)"), parse_column_year("งบประมาณ ปี ๒๕๖๗ (บาท)")
    (2566, 2567)
    >>> parse_column_year("งบประมาณ ๕ ปี (๒๕๖๖ – ๒๕๗๐)")
    """
    alone = parse_year_heading(_ASIDE.sub("", text))
    named = set(be_years(re.sub(r"\s", "", to_arabic(text))))
    return alone or (named.pop() if len(named) == 1 else None)


def is_year_heading(text: str) -> bool:
    """Whether a heading says nothing but a year, perhaps with its unit (`ปี ๒๕๖๖ (บาท)`)."""
    return parse_year_heading(_ASIDE.sub("", text)) is not None


def calendar_year_be(month: int, fiscal_year_be: int) -> int:
    """The calendar year (B.E.) in which a month of that fiscal year lies.

    >>> calendar_year_be(10, 2566), calendar_year_be(1, 2566)
    (2565, 2566)
    """
    return fiscal_year_be - (1 if month >= 10 else 0)


def month_in_fiscal_year(month: int, fiscal_year_be: int) -> str:
    """The month of that fiscal year as YYYY-MM C.E.; October to December lie in the year before.

    >>> month_in_fiscal_year(10, 2566), month_in_fiscal_year(3, 2566)
    ('2022-10', '2023-03')
    """
    return year_month(calendar_year_be(month, fiscal_year_be), month)


def year_month(calendar_year_be: int, month: int) -> str:
    """A month of a Buddhist year as YYYY-MM C.E.

    >>> year_month(2565, 10)
    '2022-10'
    """
    return f"{calendar_year_be - BE_OFFSET:04d}-{month:02d}"


def quarter_of(month: int) -> int:
    """The quarter of the fiscal year, 1..4, in which a calendar month lies."""
    return (month - 10) % 12 // 3 + 1
