"""Whose plan it is: title, organisation, province, fiscal years."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.lexicon.facts import Lexicon
from pipeline.normalize.digits import to_arabic
from pipeline.normalize.misread import find_province
from pipeline.normalize.thai_text import tidy
from pipeline.normalize.years import FiscalYears, be_years, fiscal_years, year_range

_YEAR_AT_END = re.compile(r"\d{4}(?!.*\d{4})(?:\s*[-–—]\s*\d\d(?!\d))?")


@dataclass(frozen=True, slots=True)
class Identity:
    """As printed on the cover; empty or None where it does not stand there."""

    title: str
    organization: str
    province: str
    years: FiscalYears | None


def identify(
    cover: str, other_lines: Iterable[str], lexicon: Lexicon, is_seen: bool = False
) -> Identity:
    """Reads the cover; what it lacks comes from what most other lines say.

    `is_seen`: it was read from a picture; the name of its province may have slips.
    """
    lines = [tidy(line) for line in cover.split("\n") if line.strip()]
    others = tuple(other_lines)
    title, rest = _split_title(lines)
    organization = _organization(rest, lexicon) or _organization_in(lines, lexicon)
    return Identity(
        title=title,
        organization=organization,
        province=_province([organization, *lines], lexicon, is_seen),
        years=_years(lines, others),
    )


def _split_title(lines: list[str]) -> tuple[str, list[str]]:
    """The title ends with its fiscal year; what follows on the line and below names the body."""
    for number, line in enumerate(lines):
        arabic = to_arabic(line)
        named = fiscal_years(arabic) or (number == 0 and be_years(arabic)) or year_range(arabic)
        if named and (end := _end_of_years(arabic)):
            title = " ".join([*lines[:number], line[:end]])
            return title.strip(), [line[end:].strip(" -–"), *lines[number + 1 :]]
    return (lines[0], lines[1:]) if lines else ("", [])


def _end_of_years(line: str) -> int:
    """Where the last year of a title ends, with the bracket that it stands in."""
    end = max((match.end() for match in _YEAR_AT_END.finditer(line)), default=0)
    is_open = line[:end].count("(") > line[:end].count(")")
    closed = re.match(r"\s*\)", line[end:]) if is_open else None
    return end + closed.end() if closed else end


def _organization(lines: list[str], lexicon: Lexicon) -> str:
    words = lexicon.organizations.organization_words
    return next((line.strip("()") for line in lines if line.startswith(words)), "")


def _organization_in(lines: list[str], lexicon: Lexicon) -> str:
    """A body named inside the title (`แผนปฏิบัติการ…ของจังหวัดตัวอย่าง ประจำปี…`)."""
    words = "|".join(map(re.escape, lexicon.organizations.organization_words))
    for line in lines:
        if match := re.search(rf"(?:ของ|\s)((?:{words})\S+)", line):
            return match[1]
    return ""


def _province(lines: list[str], lexicon: Lexicon, is_seen: bool) -> str:
    facts = lexicon.organizations
    words = "|".join(map(re.escape, facts.province_words))
    for line in lines:
        if match := re.search(rf"(?:{words})\s*([ก-๎]+)", line):
            return (is_seen and find_province(match[1])) or match[1]
        for name in facts.provinces_without_word:
            if name in line:
                return name
    return ""


def _years(lines: list[str], others: tuple[str, ...]) -> FiscalYears | None:
    cover = " ".join(lines)
    if several := year_range(cover):
        return several
    year = _fiscal_year(cover, others)
    return None if year is None else FiscalYears(year, year)


def _fiscal_year(cover: str, others: tuple[str, ...]) -> int | None:
    if years := fiscal_years(cover):
        return years[0]
    counted = Counter(year for line in others for year in fiscal_years(line))
    if counted:
        return counted.most_common(1)[0][0]
    return next(iter(be_years(cover)), None)
