"""Declared against extracted: what was found is counted and added by live formulas over the
projects' sheet, so that a corrected cell there is a corrected difference here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from xlsxwriter.utility import xl_col_to_name

from pipeline.contracts.parsed import CountField, MoneyField, Status
from pipeline.contracts.result import DocumentResult
from pipeline.lexicon.rule_book import rule_book
from pipeline.write.anchors import finding_anchor
from pipeline.write.code_words import code_word
from pipeline.write.columns import GOAL_NO, GOAL_NO_WORDS, INDICATOR_NO, INDICATOR_NO_WORDS, Words
from pipeline.write.finished_run import InputLine
from pipeline.write.sheets import blocks as capacity
from pipeline.write.sheets.blocks import Block, blocks
from pipeline.write.sheets.cells import Content, Formula, Heading, Line, SheetCell, SheetKind
from pipeline.write.sheets.compared import Compared, compared, declares_nothing
from pipeline.write.sheets.tables import project_sheet
from pipeline.write.sheets.view import View
from pipeline.write.tables.indicators import extracted_budget
from pipeline.write.tables.projects import PROJECTS

TITLE: Final[Words] = ("ประกาศเทียบกับที่อ่านได้", "Declared and extracted")
MAX_COMPARISONS = 500_000_000  # cells that formulas look at; of more, Excel takes minutes to open
FROZEN = 3
STATUS, COUNT_GAP, BUDGET_GAP = 5, 8, 11  # columns that others look at
SAME: Final[Words] = ("ตรง", "same")
DIFFERENT: Final[Words] = ("ต่าง", "differs")
UNCHECKED: Final[Words] = ("ตรวจไม่ครบ", "not all checked")
_FROM_SUMMARY: Final[Words] = (
    "ตามตารางสรุปของแผน ขีดคือประกาศว่าไม่มี ว่าง = ไม่ได้ประกาศ",
    "As the plan's summary table says; a dash declares none; blank: not declared",
)
_LIVE: Final[Words] = (
    "สูตรนับจากแผ่นโครงการ แก้ค่าที่นั่นแล้วค่านี้จะเปลี่ยนตาม",
    "A formula over the sheet of projects: what is corrected there changes this",
)
_LIVE_BOUND: Final[Words] = (
    "สูตรนับจากแถวของเอกสารนี้ในแผ่นโครงการ หากเรียงลำดับแผ่นโครงการใหม่ค่านี้จะผิด",
    "A formula over this document's rows of the sheet of projects: do not sort that sheet",
)
_GAP: Final[Words] = ("ที่อ่านได้ − ที่ประกาศ", "extracted − declared")
_STATUS: Final[Words] = (
    "ตรง · ต่าง · ตรวจไม่ครบ = ด้านใดด้านหนึ่งไม่มีค่าให้เทียบ",
    "same, differs, or not all checked: one side has no value",
)


class _Range(NamedTuple):
    """The projects' rows that a formula looks at, and the columns of their sheet."""

    blocks: tuple[Block, ...]
    columns: dict[str, int]

    def counted(self, *criteria: tuple[str, str]) -> str:
        """COUNTIFS over every block."""
        return self._terms("COUNTIFS(", criteria)

    def added(self, column: str, *criteria: tuple[str, str]) -> str:
        """SUMIFS of a column over every block."""
        return self._terms("SUMIFS(", criteria, column)

    def _terms(self, call: str, criteria: Sequence[tuple[str, str]], summed: str = "") -> str:
        terms = []
        for block in self.blocks:
            parts = [block.cells(self.columns[summed])] if summed else []
            parts += [f"{block.cells(self.columns[name])},{test}" for name, test in criteria]
            terms.append(call + ",".join(parts) + ")")
        return "+".join(terms) or "0"


def comparison(inputs: Sequence[InputLine], view: View) -> Content:
    """A line an indicator, each printed รวม and the whole of each plan of a run."""
    projects = sum(line.projects for line in inputs)
    indicators = sum(line.indicators for line in inputs)
    is_bound = indicators * projects > MAX_COMPARISONS
    sheet = project_sheet(view)
    names = ("project_id", "goal_no", "budget_status", "budget_baht")
    columns = {name: sheet.number(name) for name in names}
    title = view.say(PROJECTS.title)
    whole = _Range(blocks(title, 0, projects), columns)
    before = _Written()

    def lines(result: DocumentResult) -> Iterator[Line]:
        own = 0 if result.plan is None else len(result.plan.projects)
        found = _Range(blocks(title, before.projects, own), columns) if is_bound else whole
        before.projects += own
        for one in compared(result):
            row = before.lines % capacity.MAX_LINES + 2
            before.lines += 1
            yield _line(one, result, row, found, view)

    headings = (*_headings(view, is_bound), *view.link_heading())
    return Content(view.say(TITLE), headings, FROZEN, lines)


@dataclass(slots=True)
class _Written:
    """How far the sheets of projects and of comparisons are filled."""

    projects: int = 0
    lines: int = 0


def _headings(view: View, is_bound: bool) -> tuple[Heading, ...]:
    live = _LIVE_BOUND if is_bound else _LIVE
    titles: tuple[tuple[Words, Words, SheetKind], ...] = (
        (("ไฟล์ต้นฉบับ", "Source file"), ("", ""), "text"),
        (GOAL_NO, GOAL_NO_WORDS, "text"),
        (INDICATOR_NO, INDICATOR_NO_WORDS, "text"),
        (("ระดับ", "Level"), ("", ""), "text"),
        (("ชื่อ", "Title"), ("ตามที่พิมพ์ในแผน", "As printed"), "text"),
        (("ผลเทียบ", "Result"), _STATUS, "text"),
        (("โครงการที่ประกาศ", "Declared projects"), _FROM_SUMMARY, "integer"),
        (("โครงการที่อ่านได้", "Extracted projects"), live, "integer"),
        (("ผลต่างโครงการ", "Difference in projects"), _GAP, "difference"),
        (("งบที่ประกาศ (บาท)", "Declared budget (baht)"), _FROM_SUMMARY, "money"),
        (("งบที่อ่านได้ (บาท)", "Extracted budget (baht)"), live, "money"),
        (("ผลต่างงบ (บาท)", "Difference in budget (baht)"), _GAP, "money_difference"),
        (("สาเหตุ", "Cause"), ("ตามผลตรวจสอบ", "As the findings say"), "text"),
        (("หน้า", "Page"), ("หน้าที่ประกาศ", "Where it is declared"), "integer"),
        (("รหัสเอกสาร", "Document ID"), ("", ""), "text"),
    )
    return tuple(Heading(view.say(title), view.say(note), kind) for title, note, kind in titles)


def _line(one: Compared, result: DocumentResult, row: int, found: _Range, view: View) -> Line:
    level = _level(one, "" if result.plan is None else result.plan.layout, view)
    causes = [code_word("cause", finding.cause.value, view.lang) for finding in one.findings]
    doc_id = result.doc_id
    anchor = finding_anchor(one.findings[0].finding_id) if one.findings else ""
    cells: tuple[SheetCell, ...] = (
        result.source_file, one.goal_no, one.indicator_no, level, one.title,
        _status(one, row, view),
        _declared(one.declared_projects, view),
        Formula("=" + found.counted(*_criteria(one, row)), len(one.projects)),
        _count_gap(one, row, view),
        _declared(one.declared_budget, view),
        _budget(one, row, found, view),
        _budget_gap(one, row, view),
        " · ".join(dict.fromkeys(causes)), one.page, doc_id, *view.link(doc_id, anchor),
    )  # fmt: skip
    return Line(cells, is_total=one.level in ("goal_total", "grand_total"))


_LEVELS: Final[dict[str, Words]] = {
    "indicator": ("{indicator_word}", "{indicator_word}"),
    "unassigned": ("ไม่ทราบ{indicator_word}", "{indicator_word} unknown"),
    "goal_total": ("รวม{goal_word}", "{goal_word} total"),
    "grand_total": ("ภาพรวม", "grand total"),
}


def _level(one: Compared, layout: str, view: View) -> str:
    """What the line is, as the plan's form calls it."""
    words: str = rule_book(layout).form_words.put_into(view.say(_LEVELS[one.level]), view.lang)
    return words


_GOAL, _INDICATOR, _DOCUMENT = "$B", "$C", "$O"  # the columns that say which rows are meant
_COUNTS = ("$G", "$H")  # declared, extracted
_BUDGETS = ("$J", "$K")


def _criteria(one: Compared, row: int) -> tuple[tuple[str, str], ...]:
    """Which projects are meant. By project_id and a wildcard, for a bare "1.10" is to Excel the
    number 1.1."""
    document = f"{_DOCUMENT}{row}"
    if one.level in ("indicator", "unassigned"):
        return (("project_id", f'{document}&":"&{_INDICATOR}{row}&":*"'),)
    whole = ("project_id", f'{document}&":*"')
    return (whole, ("goal_no", f"{_GOAL}{row}")) if one.level == "goal_total" else (whole,)


def _declared(cell: CountField | MoneyField | None, view: View) -> SheetCell:
    """The number; `-` or the words of a declared none; blank where nothing is declared."""
    if cell is None:
        return None
    if cell.status is Status.DASH:
        return "-"
    if cell.status in (Status.NONE, Status.UNREADABLE):
        return code_word("budget_status", cell.status.value, view.lang)
    return cell.value


def _budget(one: Compared, row: int, found: _Range, view: View) -> Formula:
    """The baht read; blank, never 0, where none could be read and a row does not say that there
    is none."""
    criteria = _criteria(one, row)

    def having(status: Status) -> str:
        word = code_word("budget_status", status.value, view.lang)
        return found.counted(*criteria, ("budget_status", f'"{word}"'))

    amounts, unspent = having(Status.AMOUNT), f"{having(Status.NONE)}+{having(Status.DASH)}"
    text = (
        f'=IF(AND({amounts}=0,{_COUNTS[1]}{row}>{unspent}),"",'
        f"{found.added('budget_baht', *criteria)})"
    )
    value = extracted_budget(one.projects)
    return Formula(text, "" if value is None else value)


def _count_gap(one: Compared, row: int, view: View) -> Formula:
    value = _gap(one.declared_projects, Decimal(len(one.projects)))
    return Formula(_gap_text(_COUNTS, row, view), "" if value is None else int(value))


def _budget_gap(one: Compared, row: int, view: View) -> Formula:
    value = _gap(one.declared_budget, extracted_budget(one.projects))
    return Formula(_gap_text(_BUDGETS, row, view), "" if value is None else value)


def _gap(declared: CountField | MoneyField | None, found: Decimal | None) -> Decimal | None:
    """Extracted − declared; None where one of them is not known."""
    if found is None or declared is None:
        return None
    if declares_nothing(declared):
        return found
    return None if declared.value is None else found - Decimal(declared.value)


def _gap_text(columns: tuple[str, str], row: int, view: View) -> str:
    declared, found = (f"{column}{row}" for column in columns)
    none = code_word("budget_status", Status.NONE.value, view.lang)
    return (
        f'=IF({found}="","",IF(ISNUMBER({declared}),ROUND({found}-{declared},2),'
        f'IF(OR({declared}="-",{declared}="{none}"),{found},"")))'
    )


def _status(one: Compared, row: int, view: View) -> Formula:
    gaps = (
        _gap(one.declared_projects, Decimal(len(one.projects))),
        _gap(one.declared_budget, extracted_budget(one.projects)),
    )
    words = DIFFERENT if any(gaps) else UNCHECKED if None in gaps else SAME
    count, budget = (f"${xl_col_to_name(column)}{row}" for column in (COUNT_GAP, BUDGET_GAP))
    text = (
        f'=IF(OR(N({count})<>0,N({budget})<>0),"{view.say(DIFFERENT)}",'
        f'IF(OR({count}="",{budget}=""),"{view.say(UNCHECKED)}","{view.say(SAME)}"))'
    )
    return Formula(text, view.say(words))
