"""One year's plan against another's: what was added, dropped, renamed, and what changed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.compare.comparison import Comparison, ProjectChange
from pipeline.compare.fields import changed_fields
from pipeline.compare.names import compared, name_of
from pipeline.compare.pairing import pair
from pipeline.compare.rows import Compared, ComparedProject, compared_projects

__all__ = ["Comparison", "ProjectChange", "compare_plans"]


def compare_plans(before: Compared, after: Compared) -> Comparison:
    """What changed from `before` to `after`, project by project.

    Each side is a `Plan`, the tables of a run (`Frames`) or a table of projects, such as
    `frames.projects.query("fiscal_year_be == 2566")`. Where a side holds the plans of several
    organisations, each is compared with its own. A year in a name, its spaces, signs and digits,
    and a number in the list make no other project; a likeness below 1 says how alike the names of
    a renamed one are. Of a plan over several years beside one for a year of these, that year is
    compared: its budgets, and only the projects that have something in it. What stands on a page
    that was not read is in neither plan: look at `documents` before you believe that it was
    dropped.
    """
    olds, news = (
        _by_organization(compared_projects(before)),
        _by_organization(compared_projects(after)),
    )
    if len(olds) <= 1 and len(news) <= 1:  # one agency: the user says that it is the same
        return Comparison(changes=_changes(_all(olds), _all(news)))
    names = dict.fromkeys((*news, *olds))
    return Comparison(
        changes=tuple(
            change for name in names for change in _changes(olds.get(name, []), news.get(name, []))
        )
    )


def _by_organization(rows: Sequence[ComparedProject]) -> Mapping[str, list[ComparedProject]]:
    groups: dict[str, list[ComparedProject]] = defaultdict(list)
    for row in rows:
        groups[compared(row.organization)].append(row)
    return groups


def _all(groups: Mapping[str, list[ComparedProject]]) -> list[ComparedProject]:
    return [row for rows in groups.values() for row in rows]


def _changes(
    olds: Sequence[ComparedProject], news: Sequence[ComparedProject]
) -> tuple[ProjectChange, ...]:
    olds, news = _in_the_year_of(news, olds), _in_the_year_of(olds, news)
    pairs = pair(olds, news)
    stayed = {old for old, _ in pairs.values()}
    found = [
        _stayed(olds[pairs[at][0]], new, pairs[at][1])
        if at in pairs
        else ProjectChange(change="added", before=None, after=new, likeness=None)
        for at, new in enumerate(news)
    ]
    gone = (
        ProjectChange(change="dropped", before=old, after=None, likeness=None)
        for at, old in enumerate(olds)
        if at not in stayed
    )
    return (*found, *gone)


def _in_the_year_of(
    others: Sequence[ComparedProject], rows: Sequence[ComparedProject]
) -> Sequence[ComparedProject]:
    """The rows of a plan over several years in the one year of the other plan; else all rows."""
    theirs, ours = _years(others), _years(rows)
    if len(theirs) != 1 or not theirs <= ours or any(len(row.years) < 2 for row in rows):
        return rows
    (year,) = theirs
    return [found for row in rows if (found := row.in_year(year))]


def _years(rows: Sequence[ComparedProject]) -> frozenset[int]:
    return frozenset(year.fiscal_year_be for row in rows for year in row.years)


def _stayed(old: ComparedProject, new: ComparedProject, likeness: float) -> ProjectChange:
    same = name_of(old.project_name).text == name_of(new.project_name).text
    changed, unknown = changed_fields(old, new)
    return ProjectChange(
        change="kept" if same else "renamed",
        before=old,
        after=new,
        likeness=likeness,
        changed=changed,
        unknown=unknown,
    )
