"""An invented plan as blocks on paper, and the truth of its rows as typed."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal

from bench.born_digital.defects import MIXED_DIGITS
from bench.born_digital.grid import Block, Cell, Grid, Line
from bench.born_digital.invent import Plan, Project, Section, to_arabic, to_thai
from bench.born_digital.look import Look
from bench.born_digital.schedule import header_cells, time_cells, time_shares, words_of
from bench.born_digital.truth import TruthRow
from bench.born_digital.wrapped import lined_rows

NAMES = ("โครงการ/กิจกรรม", "แผนงาน/โครงการ/กิจกรรม", "โครงการ / กิจกรรม")
METHODS = ("วิธีการดำเนินงาน", "วิธีดำเนินการ", "แนวทางการดำเนินงาน", "ขั้นตอนการดำเนินงาน")
KPIS = ("ตัวชี้วัด", "ตัวชี้วัดความสำเร็จ", "ตัวชี้วัด/ผลผลิต")
BUDGETS = ("งบประมาณ (บาท)", "วงเงินงบประมาณ (บาท)", "งบประมาณ")
AGENCIES = ("หน่วยงานรับผิดชอบ", "ผู้รับผิดชอบ", "หน่วยงานที่รับผิดชอบ")
SUMMARY = ("เป้าหมายที่", "ตัวชี้วัดที่", "จำนวนโครงการ/กิจกรรม", "งบประมาณ (บาท)")
NARROW_NAME, NARROW_AGENCY = 36.0, 22.0  # shares of the width where these are the only words
MAX_SHARED = 3
OVERFLOW = "########"


def truth_of(plan: Plan, look: Look) -> tuple[TruthRow, ...]:
    """The rows in print order, as projects.csv should have them."""
    return tuple(
        row_truth(plan.year_be, section, project, look)
        for section in plan.sections
        for project in section.projects
    )


def blocks_of(plan: Plan, look: Look, chance: random.Random) -> tuple[Block, ...]:
    """Title, preface, summary table and the detail tables, in reading order."""
    title = f"แผนปฏิบัติการป้องกันและปราบปรามการทุจริต จังหวัด{plan.province}"
    year = f"ประจำปีงบประมาณ พ.ศ. {plan.year_be}"
    blocks: list[Block] = [Line(title, role="title"), Line(printed(year, look), role="title")]
    blocks += [Line("", printed(text, look), role="body") for text in plan.preface]
    blocks += [Line("สรุปแผนงาน/โครงการ", role="title"), _summary(plan, look)]
    heads = tuple(chance.choice(x) for x in (NAMES, METHODS, KPIS, BUDGETS, AGENCIES))
    tables = (plan.sections,) if look.has_labels else tuple((s,) for s in plan.sections)
    goal_seen = ""
    for at, sections in enumerate(tables):
        starts_page = at == 0 or look.page_each
        first = sections[0]
        if first.goal_no != goal_seen:
            number = printed(first.goal_no, look)
            label = f"เป้าหมายที่ {number} :"
            blocks.append(Line(label, " " + first.goal, starts_page=starts_page))
            goal_seen, starts_page = first.goal_no, False
        if not look.has_labels:
            label = f"ตัวชี้วัดที่ {printed(first.indicator_no, look)} :"
            blocks.append(Line(label, " " + first.indicator, starts_page=starts_page))
            blocks.append(Line("ค่าเป้าหมาย :", " " + printed(first.target, look)))
        blocks.append(_details(plan, sections, look, heads))
    return tuple(blocks)


def printed(text: str, look: Look) -> str:
    """The text with the digits that the look prints; `mixed` is Thai but for money and numbers."""
    if look.digits == "arabic":
        return to_arabic(text)
    return to_thai(text)


def money_text(project: Project, look: Look) -> str:
    """The budget cell as printed."""
    if project.baht is None:
        return "-" if project.is_dash else look.no_budget
    if overflows(project, look):
        return OVERFLOW
    text = f"{project.baht:,.2f}" if project.baht % 1 else f"{project.baht:,.0f}"
    text += {"plain": "", "baht": " บาท", "dash": ".-"}[look.money] if "." not in text else ""
    return text if look.digits in ("arabic", "mixed") else to_thai(text)


def overflows(project: Project, look: Look) -> bool:
    """Whether the project's money does not fit its column (some do not, in a spreadsheet)."""
    return look.has_overflow and project.baht is not None and project.number % 4 == 0


def layer_digits(text: str, look: Look) -> str:
    """The text with the digits of the text layer, where those are other than the glyphs."""
    if look.defect == "arabic_under_thai":
        return to_arabic(text)
    if look.defect == "mixed_digits":
        return "".join(MIXED_DIGITS.get(letter, letter) for letter in text)
    return text


def row_truth(year_be: int, section: Section, project: Project, look: Look) -> TruthRow:
    """One row as projects.csv should have it."""

    def typed(text: str) -> str:
        return layer_digits(printed(text, look), look)

    status = "amount" if project.baht is not None else "dash" if project.is_dash else "none"
    if overflows(project, look):
        status = "unreadable"
    if not look.can_skip:
        project = replace(project, has_gap=False)
    quarters = ["true" if is_marked else "false" for is_marked in project.quarters]
    shows_months = look.time != "quarters" or look.words_beside
    has_words = look.words_beside or look.time == "words"
    first, last = (_month(year_be, at) for at in project.months)
    return TruthRow(
        goal_no=section.goal_no,
        indicator_no=section.indicator_no,
        item_no=str(project.number),
        project_name=typed(project.name),
        method="" if look.is_narrow else typed(project.method),
        kpi="" if look.is_narrow else typed(project.kpi),
        budget_status=status,
        budget_baht=baht_text(project.baht) if status == "amount" and project.baht else "",
        budget_raw=layer_digits(money_text(project, look), look),
        q1=quarters[0],
        q2=quarters[1],
        q3=quarters[2],
        q4=quarters[3],
        schedule_text=typed(words_of(project, year_be, look)) if has_words else "",
        start_month=first if shows_months else "",
        end_month=last if shows_months else "",
        agency=typed(project.agency).replace(" ", ""),
    )


def _month(year_be: int, at: int) -> str:
    """`YYYY-MM` of a month of the fiscal year, 0 being October of the year before."""
    year = year_be - 543 - (1 if at < 3 else 0)
    return f"{year}-{(at + 9) % 12 + 1:02d}"


def baht_text(baht: Decimal) -> str:
    """Baht as budget_baht has them: satang only where there are any."""
    return f"{baht:.2f}" if baht % 1 else f"{baht:.0f}"


def _summary(plan: Plan, look: Look) -> Grid:
    def figures(sections: list[Section], is_bold: bool) -> tuple[Cell, Cell]:
        count = printed(str(sum(len(s.projects) for s in sections)), look)
        baht = sum((s.baht for s in sections), Decimal(0))
        text = f"{baht:,.2f}" if baht % 1 else f"{baht:,.0f}"
        money = printed(text, look) if baht else "-"
        return (
            Cell((count,), is_bold=is_bold, is_centred=True),
            Cell((money,), is_bold=is_bold, is_centred=True, is_unbroken=True),
        )

    rows: list[tuple[Cell, ...]] = []
    for goal_no in dict.fromkeys(s.goal_no for s in plan.sections):
        mine = [s for s in plan.sections if s.goal_no == goal_no]
        for at, section in enumerate(mine):
            title = printed(f"{section.indicator_no} {section.indicator}", look)
            goal = printed(f"{goal_no}. {section.goal}", look)
            lead = (Cell((goal,), down=len(mine)),) if at == 0 else ()
            rows.append((*lead, Cell((title,)), *figures([section], False)))
        total = Cell(("รวม",), across=2, is_bold=True, is_centred=True)
        rows.append((total, *figures(mine, True)))
    grand = Cell(("ภาพรวม",), across=2, is_bold=True, is_centred=True)
    rows.append((grand, *figures(list(plan.sections), True)))
    header = tuple(Cell((text,), is_bold=True, is_centred=True) for text in SUMMARY)
    widths = tuple(look.text_width_mm * share for share in (0.27, 0.4, 0.14, 0.19))
    return Grid(widths, (header,), tuple(rows), is_detail=False)


def _details(plan: Plan, sections: tuple[Section, ...], look: Look, heads: tuple[str, ...]) -> Grid:
    label = (("ตัวชี้วัดที่", 13.0),) if look.has_labels else ()
    number = (("ที่", 4.0),) if look.numbering == "column" else ()
    is_months = look.time == "months"
    words = (
        (heads[0], 15.0 if is_months else 18.0),
        (heads[1], 16.0 if is_months else 19.0),
        (heads[2], 14.0 if is_months else 17.0),
    )
    before = (
        *label,
        *number,
        *(((heads[0], NARROW_NAME),) if look.is_narrow else words),
        (heads[3], 11.0 if look.orientation == "landscape" else 13.5),
    )
    agency = NARROW_AGENCY if look.is_narrow else 10.5 if look.orientation == "landscape" else 12.0
    after = ((heads[4], agency),)
    shares = (*(s for _, s in before), *time_shares(look), *(s for _, s in after))
    unit = look.text_width_mm / sum(shares)
    widths = tuple(share * unit for share in shares)
    header = header_cells(
        tuple(t for t, _ in before), tuple(t for t, _ in after), plan.year_be, look
    )
    rows: list[tuple[Cell, ...]] = []
    for section in sections:
        mine = [_row(plan, p, look, widths, len(before)) for p in section.projects]
        if look.is_shared:
            mine = _shared(mine)
        if look.borders == "lined":
            mine = [line for row in mine for line in lined_rows(row, widths, look)]
        if look.has_labels:
            text = printed(f"{section.indicator_no} {section.indicator}", look)
            mine[0] = (Cell((text,), down=len(mine)), *mine[0])
        rows += mine
    return Grid(widths, header, tuple(rows))


def _row(
    plan: Plan, project: Project, look: Look, widths: tuple[float, ...], time_at: int
) -> tuple[Cell, ...]:
    number = printed(str(project.number), look)
    name = printed(project.name, look)
    lead: tuple[Cell, ...] = ()
    if look.numbering == "column":
        lead = (Cell((number,), is_centred=True),)
    else:
        sign = {"dot": f"{number}. ", "parenthesis": f"{number}) ", "word": f"โครงการที่ {number} "}
        name = sign[look.numbering] + name
    money = Cell(
        (money_text(project, look),), is_centred=True, is_unbroken=project.baht is not None
    )
    count = len(time_shares(look))
    times = time_cells(project, plan.year_be, look, widths[time_at : time_at + count])
    words = (project.method, project.kpi) if not look.is_narrow else ()
    return (
        *lead,
        Cell((name,)),
        *(Cell(_paragraphs(printed(text, look), look)) for text in words),
        money,
        *times,
        Cell((printed(project.agency, look),), is_centred=True),
    )


def _paragraphs(text: str, look: Look) -> tuple[str, ...]:
    head, *items = text.split("• ")
    lead = (head.strip(),) if head.strip() else ()
    return (*lead, *(f"{look.bullet} {item.strip()}" for item in items))


def _shared(rows: list[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Rows of one to three projects: each ruled cell holds their cells one above the other."""
    shared: list[tuple[Cell, ...]] = []
    at, size = 0, 1
    while at < len(rows):
        group = rows[at : at + size]
        shared.append(
            tuple(Cell(stack=column) for column in zip(*group, strict=True))
            if len(group) > 1
            else group[0]
        )
        at += size
        size = size % MAX_SHARED + 1
    return shared
