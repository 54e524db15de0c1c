"""The tables of a transcript as rows of cells: plain text for tabs and pipes, tags for HTML."""

from __future__ import annotations

from html import escape

from pythainlp.tokenize import word_tokenize

from bench.typeset.blocks import (
    AGENCY_HEADER,
    DETAIL_HEADERS,
    QUARTER_HEADERS,
    SUMMARY_HEADERS,
    TARGET_WORD,
    TIME_HEADER,
    ChartTable,
    SummaryTable,
    cell_paragraphs,
)
from bench.typeset.plan import Indicator, ProjectRow

FIRST_QUARTER = 4
AGENCY = 8
# How many letters fit a line of each of the nine columns on the real form.
LINE_LETTERS = (22, 24, 27, 9, 9, 9, 9, 9, 14)
OPENING = ("“", "(", "/")
CLOSING = ("”", ")", "ๆ", "ฯ", ",", ".", "/")
ABOVE_OR_BELOW = "่้๊๋็์ํ๎ัิีึืฺุู"


def narrow(text: str, letters: int) -> str:
    """The text with a space at each place where a column of that width breaks the line."""
    lines, line = [], ""
    for word in _unbreakable(text):
        if line and _width(line + word.rstrip()) > letters:
            lines.append(line.rstrip())
            line = word.lstrip()
        else:
            line += word
    return " ".join(part for part in [*lines, line.rstrip()] if part)


def _unbreakable(text: str) -> list[str]:
    """The text's words; an opening mark stays with the next word, a closing one with the last."""
    words: list[str] = []
    for word in word_tokenize(text, engine="newmm", keep_whitespace=True):
        if words and (words[-1].endswith(OPENING) or word.startswith(CLOSING)):
            words[-1] += word
        else:
            words.append(word)
    return words


def _width(text: str) -> int:
    return sum(letter not in ABOVE_OR_BELOW for letter in text)


def detail_header(is_narrow: bool) -> list[list[str]]:
    """The two header rows of a detail table; a merged cell's other places are empty."""
    agency = "หน่วยงาน รับผิดชอบ" if is_narrow else AGENCY_HEADER
    return [
        [*DETAIL_HEADERS, TIME_HEADER, "", "", "", agency],
        ["", "", "", "", *QUARTER_HEADERS, ""],
    ]


def detail_rows(
    projects: tuple[ProjectRow, ...], is_narrow: bool, words_below: bool
) -> list[list[str]]:
    """Nine cells a row; with `words_below` the time's words stand in a row of their own."""
    rows = []
    for row in projects:
        cells = _cells(row)
        if row.span is None:
            rows.append(_fitted(cells, is_narrow))
            continue
        first, length = row.span
        start, end = FIRST_QUARTER + first, FIRST_QUARTER + first + length - 1
        cells[start], cells[end] = ("↔", "↔") if length == 1 else ("←", "→")
        below = [""] * len(cells)
        if words_below:
            below[start] = row.schedule_text
        elif row.schedule_text:
            cells[start] += f" {row.schedule_text}"
        rows.append(_fitted(cells, is_narrow))
        if any(below):
            rows.append(below)
    return rows


def _cells(row: ProjectRow) -> list[str]:
    method, kpi = (" ".join(cell_paragraphs(text)) for text in (row.method, row.kpi))
    name = f"{row.printed_number} {row.project_name}"
    return [name, method, kpi, row.budget, "", "", "", "", row.agency]


def _fitted(cells: list[str], is_narrow: bool) -> list[str]:
    if not is_narrow:
        return cells
    return [narrow(text, width) for text, width in zip(cells, LINE_LETTERS, strict=True)]


def summary_rows(summary: SummaryTable) -> list[list[str]]:
    """Four cells a line; the goal stands in its first line only."""
    rows, goal_seen = [list(SUMMARY_HEADERS)], ""
    for line in summary.lines:
        if line.level.endswith("total"):
            rows.append([line.title, "", line.projects, line.budget])
            continue
        goal = "" if line.goal_no == goal_seen else summary.goal_cell(line)
        goal_seen = line.goal_no
        rows.append([goal, f"{line.number} {line.title}", line.projects, line.budget])
    return rows


def chart_tab_rows(chart: ChartTable) -> list[list[str]]:
    """The chart as in the real transcript: seven targets under nine misaligned heading cells."""
    grouped = [leaf for leaf in chart.indicators if chart.in_group(leaf)]
    at = chart.indicators.index(grouped[0])
    heads = [_stacked(leaf) for leaf in chart.indicators]
    nested = "".join(f"<td> {_stacked(leaf)} </td> " for leaf in grouped)
    group = (
        f"<p>ตัวชี้วัดที่ {chart.group.number} {chart.group.title}</p> "
        f'<table border="1"> <tbody> <tr> {nested}</tr> </tbody> </table>'
    )
    upper = [*heads[:at], group, "", *heads[at:]]
    lower = [_stacked(leaf) for leaf in grouped]
    targets = [f"<p>{TARGET_WORD}</p> <p>{leaf.target}</p>" for leaf in chart.indicators]
    return [row + [""] * (len(upper) - len(row)) for row in (upper, lower, targets)]


def _stacked(leaf: Indicator) -> str:
    return f"<p>ตัวชี้วัดที่ {leaf.number}</p> <p>{leaf.title}</p>"


def chart_pipe_rows(chart: ChartTable) -> list[list[str]]:
    """The chart with seven columns; merged cells are empty fields."""
    goals, upper, lower, targets = [], [], [], []
    goal_seen, group_seen = "", False
    for leaf in chart.indicators:
        goal = next(g for g in chart.goals if g.goal_no == leaf.goal_no)
        is_new = goal.goal_no != goal_seen
        goals.append(f"เป้าหมายที่ {goal.number} {goal.title}" if is_new else "")
        goal_seen = goal.goal_no
        text = f"ตัวชี้วัดที่ {leaf.number} {leaf.title}"
        targets.append(f"{TARGET_WORD} {leaf.target}")
        if not chart.in_group(leaf):
            upper.append(text)
            lower.append("")
            continue
        group = f"ตัวชี้วัดที่ {chart.group.number} {chart.group.title}"
        upper.append("" if group_seen else group)
        lower.append(text)
        group_seen = True
    return [goals, upper, lower, targets]


def detail_header_html(is_narrow: bool) -> str:
    """The two header rows with rowspan and colspan."""
    agency = "หน่วยงาน รับผิดชอบ" if is_narrow else AGENCY_HEADER
    upper = "".join(f'<th rowspan="2">{text}</th>' for text in DETAIL_HEADERS)
    upper += f'<th colspan="4">{TIME_HEADER}</th><th rowspan="2">{agency}</th>'
    lower = "".join(f"<th>{text}</th>" for text in QUARTER_HEADERS)
    return f"<tr>{upper}</tr>\n<tr>{lower}</tr>\n"


def detail_html_rows(projects: tuple[ProjectRow, ...], is_narrow: bool) -> str:
    """One `<tr>` a row; a span wider than a quarter is one cell with colspan and `←→`."""
    rows = ""
    for row in projects:
        cells = [escape(text, quote=False) for text in _fitted(_cells(row), is_narrow)]
        quarters = ["<td></td>"] * 4
        if row.span is not None:
            first, length = row.span
            wide = f' colspan="{length}"' if length > 1 else ""
            words = f"<br>{row.schedule_text}" if row.schedule_text else ""
            arrow = "←→" if length > 1 else "↔"
            quarters[first : first + length] = [f"<td{wide}>{arrow}{words}</td>"]
        plain = [f"<td>{text}</td>" for text in cells]
        rows += f"<tr>{''.join(plain[:FIRST_QUARTER] + quarters + plain[AGENCY:])}</tr>\n"
    return rows


def summary_html_rows(summary: SummaryTable) -> str:
    """The summary table with the goals' cells merged downwards and the totals' across."""
    rows = f"<tr>{''.join(f'<th>{text}</th>' for text in SUMMARY_HEADERS)}</tr>\n"
    goal_seen = ""
    for line in summary.lines:
        if line.level.endswith("total"):
            cells = f'<td colspan="2">{line.title}</td>'
        else:
            cells = ""
            if line.goal_no != goal_seen:
                goal_seen = line.goal_no
                goal, high = summary.goal_cell(line), summary.height(line.goal_no)
                cells = f'<td rowspan="{high}">{escape(goal, quote=False)}</td>'
            cells += f"<td>{line.number} {line.title}</td>"
        rows += f"<tr>{cells}<td>{line.projects}</td><td>{line.budget}</td></tr>\n"
    return rows


def chart_html_rows(chart: ChartTable) -> str:
    """The chart with goals and group merged across, the other indicators downwards."""

    def cell(text: str, attributes: str = "") -> str:
        return f"<td{attributes}>{text}</td>"

    goals = "".join(
        cell(f"เป้าหมายที่ {g.number} {g.title}", f' colspan="{len(chart.of_goal(g))}"')
        for g in chart.goals
    )
    grouped = [leaf for leaf in chart.indicators if chart.in_group(leaf)]
    upper = ""
    for leaf in chart.indicators:
        if leaf not in grouped:
            upper += cell(_stacked(leaf), ' rowspan="2"')
        elif leaf == grouped[0]:
            group = f"ตัวชี้วัดที่ {chart.group.number} {chart.group.title}"
            upper += cell(group, f' colspan="{len(grouped)}"')
    lower = "".join(cell(_stacked(leaf)) for leaf in grouped)
    targets = "".join(
        cell(f"<p>{TARGET_WORD}</p><p>{leaf.target}</p>") for leaf in chart.indicators
    )
    return "".join(f"<tr>{cells}</tr>\n" for cells in (goals, upper, lower, targets))
