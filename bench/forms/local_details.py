"""ผด.๐๒ as blocks: the projects of each แผนงาน, page by page, in a spreadsheet line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from bench.born_digital.grid import Block, Cell, Grid, Line
from bench.born_digital.invent import Section
from bench.born_digital.layout import baht_text, money_text, printed, row_truth
from bench.born_digital.schedule import header_cells, time_cells
from bench.born_digital.wrapped import MM_PER_PT, lined_rows
from bench.forms.case import Part
from bench.forms.local_form import Form
from bench.forms.local_lines import heading_lines, title_lines
from bench.forms.local_plan import LocalPlan, LocalProject
from bench.forms.truth import FormRow, FormYear

SHARES = (9.0, 47.0, 54.0, 20.0, 26.0, 24.0)
MONTH_SHARE = 7.8
YEARS_PRINTED = "พ.ศ. "  # as the schedule heads its years; a wording may have another
PAGE_MM, HEAD_LINES, LINE_SHARE = 168.0, 11, 1.75  # room on a page, what titles and header take

Row = tuple[Cell, ...]
Ruled = tuple[Row, bool]  # a row, and whether a rule is drawn below it


def rows_of(plan: LocalPlan, form: Form) -> tuple[FormRow, ...]:
    """The projects in print order, as projects.csv should have them."""
    year = str(plan.year_be)
    return tuple(
        FormRow(
            **asdict(row_truth(plan.year_be, section, project, form.look)),
            place=printed(_local(project).place, form.look),
            fiscal_year_be=year,
            fiscal_year_end_be=year,
        )
        for section in plan.sections
        for project in section.projects
    )


def years_of(plan: LocalPlan, form: Form) -> tuple[FormYear, ...]:
    """Their money, as budgets.csv should have it."""
    return tuple(
        FormYear(
            indicator_no=section.indicator_no,
            item_no=str(project.number),
            fiscal_year_be=str(plan.year_be),
            budget_status="amount" if project.baht else "dash" if project.is_dash else "none",
            budget_baht=baht_text(project.baht) if project.baht else "",
            source=_local(project).fund if form.has_funds and project.baht else "",
        )
        for section in plan.sections
        for project in section.projects
    )


def detail_part(plan: LocalPlan, form: Form, headless: frozenset[str] = frozenset()) -> Part:
    """The projects' tables with what stands above them; no heading for the แผนงาน `headless`."""
    if form.headings == "rows":
        return _one_table(plan, form, headless)
    blocks: list[Block] = []
    goal_seen = ""
    for section in plan.sections:
        heads = _heading_lines(section, form, headless)
        is_new = section.goal_no != goal_seen
        goal_seen = section.goal_no
        body = _body(plan, section, form)
        if form.headings == "page":
            for page in _pages(body, form):
                blocks += [*_titles(plan, form), *heads, _grid(plan, page, form)]
        else:
            blocks += [*_titles(plan, form), *heads] if is_new else heads[1:]
            blocks.append(_grid(plan, body, form))
    return tuple(blocks)


def _one_table(plan: LocalPlan, form: Form, headless: frozenset[str]) -> Part:
    across = len(_widths(form))
    rows: list[Ruled] = []
    goal_seen = ""
    for section in plan.sections:
        heads = _heading_lines(section, form, headless)
        heads = heads if section.goal_no != goal_seen else heads[1:]
        goal_seen = section.goal_no
        rows += [((Cell((line.bold,), across=across, is_bold=True),), True) for line in heads]
        rows += _body(plan, section, form)
    return (*_titles(plan, form), _grid(plan, rows, form))


def _titles(plan: LocalPlan, form: Form) -> list[Block]:
    return title_lines(plan, form, form.wording.detail_code, form.wording.detail_title)


def _heading_lines(section: Section, form: Form, headless: frozenset[str]) -> list[Line]:
    strategy, programme = heading_lines(section, form)
    has_both = section.indicator_no not in headless
    return [Line(text) for text in ((strategy, programme) if has_both else (strategy,))]


def _widths(form: Form) -> tuple[float, ...]:
    shares = (*SHARES, *(MONTH_SHARE,) * 12)
    unit = form.look.text_width_mm / sum(shares)
    return tuple(share * unit for share in shares)


def _grid(plan: LocalPlan, rows: Sequence[Ruled], form: Form) -> Grid:
    header = header_cells(form.wording.details, (), plan.year_be, form.look)
    return Grid(
        _widths(form),
        tuple(tuple(_reworded(cell, form) for cell in row) for row in header),
        tuple(row for row, _ in rows),
        rules_below=tuple(has_rule for _, has_rule in rows),
    )


def _reworded(cell: Cell, form: Form) -> Cell:
    """The heading of a year in the words of the form."""
    texts = (text.replace(YEARS_PRINTED, form.wording.year) for text in cell.texts)
    return replace(cell, texts=tuple(texts))


def _body(plan: LocalPlan, section: Section, form: Form) -> list[Ruled]:
    """The section's rows; in a spreadsheet line by line, or with a cell's lines broken by hand."""
    rows: list[Ruled] = []
    for project in section.projects:
        row = _row(plan, _local(project), form)
        if form.look.producer != "calc" and form.look.borders != "lined":
            rows.append((row, True))
            continue
        lines = lined_rows(row, _widths(form), form.look, form.spills)
        if form.look.borders == "lined":
            last = len(lines) - 1
            lines = _with_arrow_on(lines, min(form.arrow_line, last))
            rows += [(line, form.line_rules or at == last) for at, line in enumerate(lines)]
        else:
            rows.append((_broken(row, lines), True))
    if form.has_totals:
        rows.append((_total(section, form), True))
    return rows


def _with_arrow_on(lines: list[Row], at: int) -> list[Row]:
    """The lines with the arrow drawn over another one than the first."""
    arrows = [cell.arrow for cell in lines[0]]
    moved = [tuple(replace(cell, arrow=None) for cell in line) for line in lines]
    moved[at] = tuple(
        replace(cell, arrow=arrow) for cell, arrow in zip(moved[at], arrows, strict=True)
    )
    return moved


def _broken(row: Row, lines: Sequence[Row]) -> Row:
    """The row with the line breaks that its typist made."""
    columns = zip(row, *lines, strict=True)
    return tuple(
        replace(whole, texts=tuple(text for part in parts for text in part.texts))
        for whole, *parts in columns
    )


def _total(section: Section, form: Form) -> Row:
    look = form.look
    count = printed(f"{len(section.projects)} โครงการ", look)
    money = printed(f"{section.baht:,.0f}", look) if section.baht else "-"
    texts = ("รวม", count, "", money, "", "", *[""] * 12)
    return tuple(
        Cell((t,) if t else (), is_bold=True, is_centred=True, is_unbroken=True) for t in texts
    )


def _local(project: object) -> LocalProject:
    assert isinstance(project, LocalProject)  # local plans hold no others
    return project


def _row(plan: LocalPlan, project: LocalProject, form: Form) -> Row:
    look = form.look
    fund = (f"({project.fund})",) if form.has_funds and project.baht else ()
    is_right = form.sets_money_right and bool(project.baht)
    return (
        Cell((printed(str(project.number), look),), is_centred=True),
        Cell((printed(project.name, look),)),
        Cell((printed(project.method, look),)),
        Cell(
            (money_text(project, look), *fund),
            is_centred=not is_right,
            is_right=is_right,
            is_unbroken=bool(project.baht),
        ),
        Cell((printed(project.place, look),), is_centred=not form.spills),
        Cell((project.agency,), is_centred=True),
        *time_cells(project, plan.year_be, look, _widths(form)[len(SHARES) :]),
    )


def _pages(rows: Sequence[Ruled], form: Form) -> Iterator[list[Ruled]]:
    """The rows page by page, cut where the paper ends: in a spreadsheet within a project."""
    line_mm = form.look.size_pt * LINE_SHARE * MM_PER_PT
    room = int(PAGE_MM / line_mm) - HEAD_LINES
    page: list[Ruled] = []
    used = 0
    for row, has_rule in rows:
        lines = len(lined_rows(row, _widths(form), form.look))
        if page and used + lines > room:
            yield page
            page, used = [], 0
        page.append((row, has_rule))
        used += lines
    if page:
        yield page
