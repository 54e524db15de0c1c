"""The form that a plan follows, told from its marks, its columns and its title."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from pipeline.contracts.table import RawPlan, Role
from pipeline.lexicon.facts import Layout, Layouts
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.thai_marks import repair_marks

# What each kind of evidence is worth. Titles and months alone are shared by forms that differ.
FORM, COLUMNS, TITLE, MONTHS = 4, 4, 2, 1
TAUGHT = 100  # the user says so
ENOUGH = 4
MAX_MARK = 24  # letters of a line that holds a form's mark; a longer one speaks of a form


def layout_of(raw: RawPlan, title: str, facts: Layouts) -> str:
    """The code of the form, `quarter_plan` or `month_plan` by the columns of time, or `unknown`."""
    headings = [_bare(heading) for heading in raw.headings]
    marks = [title, *raw.headings, *(line for line in _lines(raw) if len(line) <= MAX_MARK)]
    worth = {
        name: _worth(layout, headings, _bare(title), [_bare(mark) for mark in marks])
        + MONTHS * (layout.months and Role.MONTH in raw.columns)
        for name, layout in facts.layouts.items()
    }
    best = max(worth, key=lambda name: worth[name])
    return best if worth[best] >= ENOUGH else _by_time(raw.columns)


def _by_time(columns: Sequence[Role]) -> str:
    if Role.PROJECT not in columns:
        return "unknown"
    if Role.Q1 in columns:
        return "quarter_plan"
    return "month_plan" if Role.MONTH in columns else "unknown"


def _lines(raw: RawPlan) -> Iterable[str]:
    """Lines of the pages, and rows of tables that are no projects: where a mark may stand."""
    for section in raw.sections:
        yield section.title
        for line in section.lines:
            yield from line.text.split("\n")
    yield from (note.text for note in raw.notes)


def _worth(layout: Layout, headings: Sequence[str], title: str, marks: Sequence[str]) -> int:
    has_form, is_taught = (
        pattern is not None and any(map(pattern.search, marks))
        for pattern in map(_pattern, (layout.forms, layout.taught))
    )
    has_columns = any(
        all(any(heading.startswith(_bare(word)) for heading in headings) for word in words)
        for words in layout.columns
    )
    has_title = any(title.startswith(_bare(word)) for word in layout.titles)
    return FORM * has_form + COLUMNS * has_columns + TITLE * has_title + TAUGHT * is_taught


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """The marks of a form; `ผ.1` is none where another letter or a further digit stands beside."""
    bare = [re.escape(_bare(word)).replace(r"\.", r"\.?") for word in words if _bare(word)]
    return re.compile(rf"(?<![ก-๎])(?:แบบ)?(?:{'|'.join(bare)})(?!\d)") if bare else None


def _bare(text: str) -> str:
    """Without spaces, digits as Arabic, and no zero in front of a form's number."""
    plain = to_arabic(squeeze(repair_marks(text)[0]))
    return re.sub(r"(?<![\d,.])0+(?=\d)|(?<=[ก-๎]\.)0+(?=\d)", "", plain)
