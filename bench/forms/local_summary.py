"""ผด.๐๑ as blocks: strategies, their แผนงาน, รวม and รวมทั้งสิ้น, over one page or several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from bench.born_digital.grid import Block, Cell, Grid
from bench.born_digital.layout import printed
from bench.born_digital.wrapped import lined_rows
from bench.forms.case import Part
from bench.forms.declared import Declared
from bench.forms.local_form import Form
from bench.forms.local_lines import programme_line, strategy_line, title_lines
from bench.forms.local_plan import LocalPlan

SHARES = (112.0, 24.0, 28.0, 34.0, 28.0, 47.0)
LOST = "###"
INDENT = "    "
# A line of a cell on which nothing stands: as high as the others.
NOTHING = {"chromium": "\u00a0", "writer": " ", "calc": " "}
BLOCK_ENDS = ("group", "goal_total", "grand_total", "")  # before these a rule is always drawn

Row = tuple[Cell, ...]
Ruled = tuple[Row, bool]  # a row, and whether a rule is drawn below it


def summary_part(plan: LocalPlan, declared: Sequence[Declared], form: Form) -> Part:
    """The summary cut into as many pages as the form says, titles and header again on each."""
    blocks: list[Block] = []
    size = -(-len(declared) // form.summary_pages)
    wording = form.wording
    for at in range(0, len(declared), size):
        blocks += title_lines(plan, form, wording.summary_code, wording.summary_title)
        blocks.append(_grid(plan, declared[at : at + size], declared, form))
    return tuple(blocks)


def _grid(
    plan: LocalPlan, lines: Sequence[Declared], declared: Sequence[Declared], form: Form
) -> Grid:
    unit = form.look.text_width_mm / sum(SHARES)
    header = tuple(Cell((text,), is_bold=True, is_centred=True) for text in form.wording.summary)
    whole = next(one for one in declared if one.level == "grand_total")
    rows: list[Ruled] = []
    for at, one in enumerate(lines):
        after = lines[at + 1].level if at + 1 < len(lines) else ""
        has_rule = form.summary_rules == "all" or after in BLOCK_ENDS
        rows.append((_row(one, plan, whole, form), has_rule))
    if form.summary_rules == "cells":
        rows = list(_gathered(rows, form))
    return Grid(
        tuple(share * unit for share in SHARES),
        (header,),
        tuple(row for row, _ in rows),
        is_detail=False,
        rules_below=tuple(has_rule for _, has_rule in rows),
    )


def _row(one: Declared, plan: LocalPlan, whole: Declared, form: Form) -> Row:
    look = form.look
    if one.level == "group":
        strategy = strategy_line(plan.goals[one.goal_no][0], form)
        return (Cell((strategy,), is_bold=True), *(Cell() for _ in SHARES[1:]))
    is_total = one.level != "indicator"
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
    label = Cell((_label(one, plan, form),), is_bold=is_total, is_centred=is_total)
    return (label, *figures, Cell((one.agency,) if one.agency else (), is_centred=True))


def _label(one: Declared, plan: LocalPlan, form: Form) -> str:
    if one.level == "indicator":
        section = next(s for s in plan.sections if s.indicator_no == one.indicator_no)
        return INDENT + programme_line(section, form)
    return "รวม" if one.level == "goal_total" else form.wording.grand_total


def percent(part: Decimal, whole: Decimal) -> str:
    """The share in hundredths, two places behind the point."""
    share = 100 * part / whole if whole else Decimal(0)
    return str(share.quantize(Decimal("0.01"), ROUND_HALF_UP))


def _gathered(rows: Sequence[Ruled], form: Form) -> Iterator[Ruled]:
    """Rows without a rule between them as one row; a line of each cell for each line of labels."""
    label_mm = form.look.text_width_mm * SHARES[0] / sum(SHARES)
    nothing = NOTHING[form.look.producer]
    waiting: list[Row] = []
    for row, has_rule in rows:
        waiting += _lines(row, label_mm, form)
        if not has_rule:
            continue
        columns = zip(*waiting, strict=True)
        yield (
            tuple(
                Cell(
                    tuple(cell.texts[0] if cell.texts else nothing for cell in column),
                    is_bold=len(waiting) == 1 and column[0].is_bold,
                    is_centred=column[-1].is_centred,
                )
                for column in columns
            ),
            True,
        )
        waiting = []


def _lines(row: Row, label_mm: float, form: Form) -> Iterator[Row]:
    """The row line by line of its label; its figures stand beside the first."""
    label, *figures = row
    for at, (line,) in enumerate(lined_rows((label,), (label_mm,), form.look)):
        yield (line, *(cell if at == 0 else replace(cell, texts=()) for cell in figures))
