"""Headings of time columns in an open header: months without white between them, bare numbers."""

import re
from dataclasses import replace
from functools import cache

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.table import QUARTER_ROLES
from pipeline.extract.tables.chunks import Chunk, make_chunk
from pipeline.extract.tables.lines import Cluster
from pipeline.lexicon.facts import Months
from pipeline.normalize.digits import squeeze
from pipeline.normalize.numbering import parse_item

_STOPS = str.maketrans("", "", "." + UNKNOWN)
MIN_MONTHS = 3  # fewer without white between them may be one word


@cache
def _month_names(months: Months) -> re.Pattern[str]:
    names = {_letters(name) for names in months.months.values() for name in names}
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))


def _letters(text: str) -> str:
    """Without blanks and full stops, which lie under the next month where columns are narrow."""
    return squeeze(text).translate(_STOPS)


def cut_months(chunk: Chunk, months: Months) -> list[Chunk]:
    """The chunk cut between its months (`ต.ค.พ.ย.ธ.ค.`); empty where it is anything else."""
    bare = _letters(chunk.text)
    found = list(_month_names(months).finditer(bare))
    if len(found) < MIN_MONTHS or "".join(match[0] for match in found) != bare:
        return []
    ends = [match.end() for match in found]
    parts: list[list[Cluster]] = [[] for _ in found]
    length = 0
    for cluster in chunk.clusters:
        length += len(_letters(cluster.text))
        parts[sum(length > end for end in ends)].append(cluster)
    cut = [make_chunk(part) for part in parts if part]
    named = [replace(part, text=part.text.replace(UNKNOWN, "")) for part in cut]
    return named if len(named) == len(found) else []


def is_month_piece(text: str, months: Months) -> bool:
    """Whether a month's name holds the text: a narrow column breaks `เม.ย.` at any letter."""
    bare = squeeze(text)
    return any(bare in squeeze(name) for names in months.months.values() for name in names)


def name_quarters(row: list[Chunk], above: list[list[Chunk]], months: Months) -> list[Chunk]:
    """The row with its numbers 1 to 4 named as quarters, where one word above says so."""
    for first in range(len(row) - len(QUARTER_ROLES) + 1):
        four = row[first : first + len(QUARTER_ROLES)]
        if [parse_item(chunk.text) for chunk in four] != ["1", "2", "3", "4"]:
            continue
        for word in (chunk for other in above for chunk in other):
            bare = squeeze(word.text)
            if bare in months.quarter_words and four[0].x0 < word.middle < four[-1].x1:
                named = [replace(chunk, text=f"{bare} {chunk.text}") for chunk in four]
                return [*row[:first], *named, *row[first + len(four) :]]
    return row
