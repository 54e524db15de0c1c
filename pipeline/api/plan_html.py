"""A plan as a notebook shows it: whose it is, declared against extracted, its first rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from markupsafe import Markup

from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult
from pipeline.write.cell_text import cell_text
from pipeline.write.columns import Cell, Kind, Table
from pipeline.write.tables.indicators import INDICATORS
from pipeline.write.tables.projects import PROJECTS

FIRST: Final = 10  # rows of projects; a frame shows all of them
INDICATOR_COLUMNS: Final = (
    "indicator_no", "indicator_title", "declared_projects", "extracted_projects",
    "declared_budget_baht", "extracted_budget_baht",
)  # fmt: skip
PROJECT_COLUMNS: Final = (
    "indicator_no", "item_no", "project_name", "budget_status", "budget_baht", "q1", "q2", "q3",
    "q4", "agency", "page_first", "flags",
)  # fmt: skip
NUMBERS: Final[tuple[Kind, ...]] = ("money", "decimal", "integer", "float")


def plan_html(plan: Plan) -> str:
    """The plan as HTML; whatever it says stands there as text."""
    result = DocumentResult(
        doc_id=plan.doc_id, source_file=plan.source_file, sha256="", kind=plan.kind, status="ok",
        plan=plan, findings=(), seconds=0.0,
    )  # fmt: skip
    parts = [
        Markup("<p><b>{}</b><br>{}<br><small>{} · {}</small></p>").format(
            plan.title or plan.source_file, _whose(plan), plan.doc_id, _size(plan)
        ),
        _table(INDICATORS, INDICATOR_COLUMNS, result, None),
        _table(PROJECTS, PROJECT_COLUMNS, result, FIRST),
    ]
    more = len(plan.projects) - FIRST
    if more > 0:
        rest = "<small>… และอีก {} โครงการ · and {} more projects</small>"
        parts.append(Markup(rest).format(more, more))
    return str(Markup("<div>{}</div>").format(Markup().join(parts)))


def _whose(plan: Plan) -> str:
    year = f"ปีงบประมาณ พ.ศ. {plan.years_be}" if plan.years_be else ""
    return " · ".join(dict.fromkeys(filter(None, (plan.organization, plan.province, year))))


def _size(plan: Plan) -> str:
    unread = [str(page.number) for page in plan.pages if page.status == "unread"]
    parts = [f"{len(plan.projects)} โครงการ/projects"]
    if plan.pages:
        parts.append(f"{len(plan.pages)} หน้า/pages")
    if unread:
        parts.append(f"อ่านไม่ได้/unread: {', '.join(unread)}")
    return " · ".join(parts)


def _table(
    table: Table[Any], names: Sequence[str], result: DocumentResult, most: int | None
) -> Markup:
    """Some columns of a table, at most so many lines; nothing where it has none."""
    lines = [dict(zip(_names(table), line, strict=True)) for line in table.lines(result)][:most]
    if not lines:
        return Markup()
    columns = [column for name in names for column in table.columns if column.name == name]
    head = _row("th", ((column.title[0], "text") for column in columns))
    body = (
        _row("td", (_shown(line[column.name], column.kind) for column in columns)) for line in lines
    )
    return Markup("<table><thead>{}</thead><tbody>{}</tbody></table>").format(
        head, Markup().join(body)
    )


def _names(table: Table[Any]) -> Iterator[str]:
    return (column.name for column in table.columns)


def _shown(cell: Cell, kind: Kind) -> tuple[str, Kind]:
    """A cell for a person: money in groups of three, a quarter as a tick."""
    if kind == "boolean":
        return "✓" if cell else "" if cell is False else "?", kind
    if kind == "money" and cell is not None:
        whole, point, satang = cell_text(cell, kind).partition(".")
        return f"{int(whole):,}{point}{satang}", kind
    return cell_text(cell, kind), kind


def _row(tag: str, cells: Iterable[tuple[str, Kind]]) -> Markup:
    """A line of a table; numbers stand flush right."""
    html = "<{}{}>{}</{}>"
    right = Markup(' style="text-align:right"')
    left = Markup(' style="text-align:left"')
    made = (
        Markup(html).format(tag, right if kind in NUMBERS else left, text, tag)
        for text, kind in cells
    )
    return Markup("<tr>{}</tr>").format(Markup().join(made))
