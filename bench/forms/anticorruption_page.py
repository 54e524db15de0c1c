"""An anti-corruption plan as blocks: the table by มิติ and year, then a sheet a project."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from bench.born_digital.grid import Block, Cell, Grid, Line
from bench.born_digital.layout import printed
from bench.born_digital.wrapped import lined_rows
from bench.forms.development_page import NO_BUDGET, amount_text, money_text
from bench.forms.years_invent import speaker
from bench.forms.years_look import YearsLook
from bench.forms.years_plan import Group, Kind, Level, Sheet, Strategy, YearsCase, YearsProject

LABELS = (("มิติ", "ภารกิจตามมิติ"), ("มิติที่", "ภารกิจตามมิติ"), ("มิติ", "ภารกิจ"))
NAMES = ("โครงการ/กิจกรรม/มาตรการ", "โครงการ/กิจกรรม/มาตรการ", "โครงการ/มาตรการ/กิจกรรม")
MONEY = "งบประมาณ (บาท)"
SHARES = (13.0, 17.0, 26.0, 9.0)  # มิติ, ภารกิจ, โครงการ, หมายเหตุ
YEAR_SHARE = 10.0
REWRAP_MM = 2.5  # kept free of a label's column, for no line of it may be cut off
BAHT_WORDS = {
    "year": "{} บาท",
    "each": "ปีละ {} บาท",
    "total": "รวม {count} ปี เป็นเงิน {} บาท",
}


def anticorruption_sheets(
    case: YearsCase, look: YearsLook, chance: random.Random
) -> tuple[tuple[Block, ...], ...]:
    """The blocks in reading order, as one sheet."""
    plan = case.plan
    title = f"แผนปฏิบัติการป้องกันการทุจริต {plan.year_count} ปี"
    years = f"(พ.ศ. {plan.years[0]} – {plan.years[-1]})"
    place = f"{plan.body} {plan.district} {plan.province}"
    head = [Line(_printed(text, look), role="title") for text in (title, years, place)]
    preface = [Line("", _printed(text, look), role="body") for text in plan.preface]
    part = Line(_printed("ส่วนที่ 2 " + title, look), role="title", starts_page=True)
    return ((*head, *preface, part, _table(case, look), *_narratives(case, look, chance)),)


def _printed(text: str, look: YearsLook) -> str:
    return printed(text, look.page)


# --- the table


def _table(case: YearsCase, look: YearsLook) -> Grid:
    shares = (*SHARES[:3], *(YEAR_SHARE for _ in case.plan.years), SHARES[3])
    unit = look.page.text_width_mm / sum(shares)
    widths = tuple(share * unit for share in shares)
    rows: list[tuple[Cell, ...]] = []
    rules: list[bool] = []
    for strategy in case.plan.strategies:
        groups = [_group_rows(group, look, widths[1:]) for group in strategy.groups]
        sign = {"number": f"{strategy.number}. ", "word": f"มิติที่ {strategy.number} "}
        label = _printed(sign[look.label_sign] + strategy.title, look)
        lead = Cell((label,), down=sum(map(len, groups)), is_bold=look.wording == 1)
        groups[0][0] = (lead, *groups[0][0])
        for group in groups:
            rows += group
            rules += [not look.shares_rules] * (len(group) - 1) + [True]
        rows.append(_total(case, strategy, look))
        rules.append(True)
    if look.has_grand_total:
        rows.append(_grand_total(case, look))
        rules.append(True)
    return Grid(widths, _header(case, look), tuple(rows), rules_below=tuple(rules))


def _header(case: YearsCase, look: YearsLook) -> tuple[tuple[Cell, ...], ...]:
    names = [_printed(f"ปี {year}", look) for year in case.plan.years]
    before = (*LABELS[look.wording], NAMES[look.wording])
    if look.wording == 2:
        years = [_head(f"{name} {MONEY}") for name in names]
        return ((*map(_head, before), *years, _head(look.remark)),)
    tall = [_head(text, down=2) for text in before]
    remark = _head(look.remark, down=2)
    if look.wording == 1:
        return (*tall, _head(MONEY, across=len(names)), remark), tuple(map(_head, names))
    return (*tall, *map(_head, names), remark), tuple(_head(MONEY) for _ in names)


def _group_rows(group: Group, look: YearsLook, widths: tuple[float, ...]) -> list[tuple[Cell, ...]]:
    """The rows of one ภารกิจ, its label in the first of them."""
    projects = [_project_cells(project, look) for project in group.projects]
    title = Cell((_printed(f"{group.number} {group.title}", look),))
    if look.page.borders == "lined":
        rows = [line for row in projects for line in lined_rows(row, widths[1:], look.page)]
        needed = len(lined_rows((title,), (widths[0] - REWRAP_MM,), look.page))
        rows += [tuple(Cell() for _ in rows[0])] * (needed - len(rows))
    elif look.page.is_shared and len(projects) > 1:
        rows = [tuple(Cell(stack=column) for column in zip(*projects, strict=True))]
    else:
        rows = projects
    rows[0] = (replace(title, down=len(rows)), *rows[0])
    return rows


def _project_cells(project: YearsProject, look: YearsLook) -> tuple[Cell, ...]:
    number = project.item_no.replace("(", " (") if "(" in project.item_no else project.item_no + ")"
    money = (
        Cell((money_text(money, look),), is_centred=True, is_unbroken=True)
        for money in project.years
    )
    name = Cell((_printed(f"{number} {project.name}", look),))
    return name, *money, Cell((_printed(project.agency, look),), is_centred=True)


def _total(case: YearsCase, strategy: Strategy, look: YearsLook) -> tuple[Cell, ...]:
    number = strategy.number
    labels: tuple[str, ...] = (f"มิติที่ {number}", "รวม")
    if look.total_sign == "joined":
        labels = (f"รวมมิติที่ {number}",)
    return _sums(case, ("goal", number), labels, case.kinds[number], look)


def _grand_total(case: YearsCase, look: YearsLook) -> tuple[Cell, ...]:
    kinds: Counter[Kind] = Counter()
    for counts in case.kinds.values():
        kinds.update(counts)
    return _sums(case, ("grand", "all"), ("รวมทั้งสิ้น",), kinds, look)


def _sums(
    case: YearsCase,
    place: tuple[Level, str],
    labels: tuple[str, ...],
    kinds: Mapping[Kind, int],
    look: YearsLook,
) -> tuple[Cell, ...]:
    """A row of counts and sums; one label alone lies across the columns of labels."""
    words = " ".join(f"{count} {kind}" for kind, count in kinds.items() if count)
    money = (amount_text(case.figures[(*place, year)].baht, look) for year in case.plan.years)
    spans = (2,) if len(labels) == 1 else (1, 1)
    texts = ((text, 1) for text in (words, *money, ""))
    return tuple(
        Cell(
            (_printed(text, look),) if text else (),
            across=across,
            is_bold=True,
            is_centred=True,
            is_filled=look.shades_totals,
        )
        for text, across in (*zip(labels, spans, strict=True), *texts)
    )


def _head(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell((text,), across=across, down=down, is_bold=True, is_centred=True)


# --- the sheets


def _narratives(case: YearsCase, look: YearsLook, chance: random.Random) -> Iterator[Line]:
    if not case.sheets:
        return
    speak = speaker(chance)
    seen: set[str] = set()
    yield Line(_printed("ส่วนที่ 3 รายละเอียดโครงการ", look), role="title", starts_page=True)
    headings = {group.number: (strategy, group) for strategy, group in case.plan.groups}
    for at, sheet in enumerate(case.sheets):
        starts_page = look.sheet_starts_page and at > 0
        strategy, group = headings[sheet.indicator_no]
        for number, text in (
            (strategy.number, f"มิติที่ {strategy.number} {strategy.title}"),
            (group.number, f"{group.number} {group.title}"),
        ):
            if number not in seen:
                seen.add(number)
                yield Line(_printed(text, look), starts_page=starts_page)
                starts_page = False
        for line in _sheet(case, sheet, look, speak.say):
            yield Line(line.bold, line.text, line.role, starts_page)
            starts_page = False


def _sheet(case: YearsCase, sheet: Sheet, look: YearsLook, say: object) -> Iterator[Line]:
    assert callable(say)
    plan = case.plan
    years = f"{plan.year_count} ปี (ปีงบประมาณ พ.ศ. {plan.years[0]} – {plan.years[-1]})"
    parts = (
        ("หลักการและเหตุผล", (say("reason"),)),
        ("วัตถุประสงค์", (f"1. {say('purpose')}", f"2. {say('purpose')}")),
        ("เป้าหมาย", (say("people"),)),
        ("พื้นที่ดำเนินการ", (f"{plan.body} {plan.district} {plan.province}",)),
        ("วิธีดำเนินการ", (f"1. {say('step')}", f"2. {say('step')}")),
        ("ระยะเวลาดำเนินการ", (years,)),
        ("งบประมาณที่ใช้ในการดำเนินการ", (_stated(sheet.baht, plan.year_count, look),)),
        ("ผู้รับผิดชอบโครงการ", (sheet.project.agency,)),
        ("ตัวชี้วัด/ผลลัพธ์", (say("outcome"),)),
    )
    yield Line(_printed(f"1. ชื่อโครงการ : {sheet.project.name}", look))
    for number, (heading, texts) in enumerate(parts, start=2):
        yield Line(_printed(f"{number}. {heading}", look))
        for text in texts:
            yield Line("", _printed(text, look), role="body")


def _stated(baht: Decimal | None, years: int, look: YearsLook) -> str:
    if baht is None:
        return NO_BUDGET
    total = baht * years if look.statement == "total" else baht
    return BAHT_WORDS[look.statement].format(amount_text(total, look), count=years)
