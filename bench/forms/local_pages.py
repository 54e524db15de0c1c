"""A local plan's two forms as blocks: ผด.๐๑, the summary, and ผด.๐๒, the projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from decimal import ROUND_HALF_UP, Decimal

from bench.born_digital.grid import Block, Cell, Grid, Line
from bench.born_digital.invent import Section
from bench.born_digital.layout import money_text, printed, row_truth
from bench.born_digital.schedule import header_cells, time_cells
from bench.born_digital.wrapped import MM_PER_PT, lined_rows
from bench.forms.case import Part
from bench.forms.declared import Declared
from bench.forms.local_form import Form
from bench.forms.local_plan import LocalPlan, LocalProject
from bench.forms.truth import FormRow

SUMMARY_SHARES = (100.0, 26.0, 30.0, 36.0, 30.0, 51.0)
SHARES = (9.0, 47.0, 54.0, 20.0, 26.0, 24.0)
MONTH_SHARE = 7.8
PAGE_MM, HEAD_LINES, LINE_SHARE = 168.0, 11, 1.75  # room on a page, what titles and header take
LOST = "###"
FORM_INDENT = "    "

Row = tuple[Cell, ...]


def rows_of(plan: LocalPlan, form: Form) -> tuple[FormRow, ...]:
    """The projects in print order, as projects.csv should have them."""
    year = str(plan.year_be)
    return tuple(
        FormRow(
            **asdict(row_truth(plan.year_be, section, project, form.look)),
            place=printed(place_of(project), form.look),
            fiscal_year_be=year,
            fiscal_year_end_be=year,
        )
        for section in plan.sections
        for project in section.projects
    )


def place_of(project: object) -> str:
    """Where the project is carried out."""
    assert isinstance(project, LocalProject)  # local plans hold no others
    return project.place


def strategy_line(section: Section, form: Form) -> str:
    """The strategy as its heading prints it."""
    look, number = form.look, section.goal_no
    if form.numbers == "none":
        return section.goal
    if form.numbers == "words":
        theme = section.goal.removeprefix("ยุทธศาสตร์")
        return printed(f"ยุทธศาสตร์ที่ {number} {theme}", look)
    return printed(f"{number}. {section.goal}", look)


def programme_line(section: Section, form: Form) -> str:
    """The แผนงาน as its heading prints it."""
    number = section.indicator_no
    if form.numbers == "none":
        return section.indicator
    if form.numbers == "plain":
        return printed(f"{number.split('.')[1]}. {section.indicator}", form.look)
    return printed(f"{number} {section.indicator}", form.look)


def title_lines(plan: LocalPlan, form: Form, code: str, title: str) -> list[Block]:
    """The form's code in the corner and the three title lines; they begin a page."""
    year = form.wording.plan_title.format(year=plan.year_be)
    lines = (title, printed(year, form.look), f"{plan.body} {plan.district} จังหวัด{plan.province}")
    corner = Line("", printed(code, form.look), role="corner", starts_page=True)
    return [corner, *(Line(text, role="title") for text in lines)]


# ---- ผด.๐๑


def summary_part(plan: LocalPlan, declared: Sequence[Declared], form: Form) -> Part:
    """The summary over as many pages as the form says, titles and header again on each."""
    blocks: list[Block] = []
    goals = list(dict.fromkeys(one.goal_no for one in declared if one.goal_no))
    size = -(-len(goals) // form.summary_pages)
    for at in range(0, len(goals), size):
        mine = goals[at : at + size]
        is_last = at + size >= len(goals)
        lines = [one for one in declared if one.goal_no in mine or (is_last and not one.goal_no)]
        wording = form.wording
        blocks += title_lines(plan, form, wording.summary_code, wording.summary_title)
        blocks.append(_summary_grid(plan, lines, declared, form))
    return tuple(blocks)


def _summary_grid(
    plan: LocalPlan, lines: Sequence[Declared], declared: Sequence[Declared], form: Form
) -> Grid:
    unit = form.look.text_width_mm / sum(SUMMARY_SHARES)
    header = tuple(Cell((text,), is_bold=True, is_centred=True) for text in form.wording.summary)
    sections = {one.indicator_no: one for one in plan.sections}
    whole = next(one for one in declared if one.level == "grand_total")
    rows: list[tuple[Row, bool]] = []
    for at, one in enumerate(lines):
        after = lines[at + 1].level if at + 1 < len(lines) else ""
        has_rule = form.summary_rules == "all" or after in (
            "goal_total",
            "group",
            "grand_total",
            "",
        )
        rows.append((_summary_row(one, sections, plan, whole, form), has_rule))
    if form.summary_rules == "cells":
        rows = list(_gathered(rows))
    return Grid(
        tuple(share * unit for share in SUMMARY_SHARES),
        (header,),
        tuple(row for row, _ in rows),
        is_detail=False,
        rules_below=tuple(has_rule for _, has_rule in rows),
    )


def _summary_row(
    one: Declared, sections: dict[str, Section], plan: LocalPlan, whole: Declared, form: Form
) -> Row:
    look = form.look
    if one.level == "group":
        label = strategy_line(plan.goals[one.goal_no][0], form)
        return (Cell((label,), is_bold=True), *(Cell() for _ in SUMMARY_SHARES[1:]))
    is_total = one.level != "indicator"
    label = {"goal_total": "รวม", "grand_total": "รวมทั้งสิ้น"}.get(one.level, "")
    if not is_total:
        label = FORM_INDENT + programme_line(sections[one.indicator_no], form)
    money = printed(f"{one.baht:,.0f}", look) if one.baht else "-"
    percents = (
        one.percent or percent(Decimal(one.projects), Decimal(whole.projects)),
        percent(one.baht or Decimal(0), whole.baht or Decimal(0)),
    )
    texts = (
        printed(str(one.projects), look),
        printed(percents[0], look),
        LOST if one.is_lost else money,
        printed(percents[1], look),
    )
    figures = (Cell((t,), is_bold=is_total, is_centred=True, is_unbroken=True) for t in texts)
    agency = Cell((one.agency,) if one.agency else (), is_centred=True)
    return (Cell((label,), is_bold=is_total, is_centred=is_total), *figures, agency)


def percent(part: Decimal, whole: Decimal) -> str:
    """The share in hundredths, two places behind the point."""
    share = 100 * part / whole if whole else Decimal(0)
    return str(share.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _gathered(rows: Sequence[tuple[Row, bool]]) -> Iterator[tuple[Row, bool]]:
    """Rows without a rule between them as one row: a paragraph of each cell for each of them."""
    waiting: list[Row] = []
    for row, has_rule in rows:
        waiting.append(row)
        if not has_rule:
            continue
        columns = zip(*waiting, strict=True)
        yield (
            tuple(
                Cell(
                    tuple(cell.texts[0] if cell.texts else "\u00a0" for cell in column),
                    is_bold=len(waiting) == 1 and column[0].is_bold,
                    is_centred=column[-1].is_centred,
                )
                for column in columns
            ),
            True,
        )
        waiting = []


# ---- ผด.๐๒


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
        if form.headings == "page":
            for chunk in _pages(_body(plan, section, form), form):
                blocks += [*_titles(plan, form), *heads, _grid(plan, chunk, form)]
        else:
            blocks += _titles(plan, form) if is_new else []
            blocks += heads if is_new else heads[1:]
            blocks.append(_grid(plan, _body(plan, section, form), form))
    return tuple(blocks)


def _one_table(plan: LocalPlan, form: Form, headless: frozenset[str]) -> Part:
    across = len(_widths(form))
    rows: list[tuple[Row, bool]] = []
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
    texts = [strategy_line(section, form)]
    if section.indicator_no not in headless:
        texts.append(programme_line(section, form))
    return [Line(text) for text in texts]


def _widths(form: Form) -> tuple[float, ...]:
    shares = (*SHARES, *(MONTH_SHARE,) * 12)
    unit = form.look.text_width_mm / sum(shares)
    return tuple(share * unit for share in shares)


def _grid(plan: LocalPlan, rows: Sequence[tuple[Row, bool]], form: Form) -> Grid:
    return Grid(
        _widths(form),
        header_cells(form.wording.details, (), plan.year_be, form.look),
        tuple(row for row, _ in rows),
        rules_below=tuple(has_rule for _, has_rule in rows),
    )


def _body(plan: LocalPlan, section: Section, form: Form) -> list[tuple[Row, bool]]:
    """The section's rows, in a spreadsheet line by line, and whether a rule stands below each."""
    rows: list[tuple[Row, bool]] = []
    for project in section.projects:
        row = _row(plan, project, form)
        if form.look.borders != "lined":
            rows.append((row, True))
            continue
        lines = lined_rows(row, _widths(form), form.look, form.spills)
        last = len(lines) - 1
        rows += [(line, form.line_rules or at == last) for at, line in enumerate(lines)]
    return rows


def _row(plan: LocalPlan, project: object, form: Form) -> Row:
    assert isinstance(project, LocalProject)  # local plans hold no others
    look = form.look
    return (
        Cell((printed(str(project.number), look),), is_centred=True),
        Cell((printed(project.name, look),)),
        Cell((printed(project.method, look),)),
        Cell((money_text(project, look),), is_centred=True, is_unbroken=project.baht is not None),
        Cell((printed(project.place, look),), is_centred=not form.spills),
        Cell((project.agency,), is_centred=True),
        *time_cells(project, plan.year_be, look, _widths(form)[len(SHARES) :]),
    )


def _pages(rows: Sequence[tuple[Row, bool]], form: Form) -> Iterator[list[tuple[Row, bool]]]:
    """The rows page by page, cut where the paper ends: in a spreadsheet within a project."""
    line_mm = form.look.size_pt * LINE_SHARE * MM_PER_PT
    room = int(PAGE_MM / line_mm) - HEAD_LINES
    page: list[tuple[Row, bool]] = []
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
