"""Buddhist and common-era years, fiscal years."""

import re

from pipeline.normalize.digits import to_arabic

BE_OFFSET = 543
FIRST_PLAUSIBLE_BE = 2500
LAST_PLAUSIBLE_BE = 2650

_FISCAL = re.compile(r"งบประมาณ\s*(?:ปี)?\s*(?:พ\s*\.?\s*ศ\s*\.?)?\s*((?:\d\s*){4})(?!\d)")
_BE = re.compile(r"(?<!\d)(2[56]\d\d)(?!\d)")


def fiscal_years(text: str) -> tuple[int, ...]:
    """Every fiscal year (B.E.) that `text` names as one (`ประจำปีงบประมาณ พ.ศ. ๒๕๖๖`)."""
    found = (int(re.sub(r"\s", "", match[1])) for match in _FISCAL.finditer(to_arabic(text)))
    return tuple(year for year in found if FIRST_PLAUSIBLE_BE <= year <= LAST_PLAUSIBLE_BE)


def be_years(text: str) -> tuple[int, ...]:
    """Every year of the Buddhist era in `text`."""
    return tuple(int(year) for year in _BE.findall(to_arabic(text)))


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


def month_in_fiscal_year(month: int, fiscal_year_be: int) -> str:
    """The month of that fiscal year as YYYY-MM C.E.; October to December lie in the year before.

    >>> month_in_fiscal_year(10, 2566), month_in_fiscal_year(3, 2566)
    ('2022-10', '2023-03')
    """
    year = fiscal_year_be - BE_OFFSET - (1 if month >= 10 else 0)
    return f"{year:04d}-{month:02d}"


def is_in_fiscal_year(year_month: str, fiscal_year_be: int) -> bool:
    """Whether a YYYY-MM (C.E.) lies in the fiscal year."""
    return month_in_fiscal_year(int(year_month[5:]), fiscal_year_be) == year_month


def quarter_of(month: int) -> int:
    """The quarter of the fiscal year, 1..4, in which a calendar month lies."""
    return (month - 10) % 12 // 3 + 1
