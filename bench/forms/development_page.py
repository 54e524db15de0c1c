"""A development plan as blocks: แบบ ผ.๐๑ by year, and แบบ ผ.๐๒ with a table a แผนงาน."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bench.born_digital.grid import Block, Cell, Grid, Line
from bench.born_digital.layout import OVERFLOW, baht_text, printed
from bench.born_digital.wrapped import lined_rows
from bench.forms.years_look import YearsLook
from bench.forms.years_plan import Group, Strategy, YearMoney, YearsCase, YearsProject

NO_BUDGET = "ไม่ใช้งบประมาณ"
ITEM = ("ที่", "ลำดับที่", "ที่", "ลำดับ")
NAME = ("โครงการ", "โครงการ/กิจกรรม", "โครงการ", "ชื่อโครงการ")
TARGET = ("เป้าหมาย (ผลผลิตของโครงการ)", "เป้าหมาย (ผลผลิตของโครงการ)", "เป้าหมาย", "เป้าหมาย (ผลผลิต)")
MONEY = ("งบประมาณ", "งบประมาณและที่มา", "งบประมาณ (บาท)", "งบประมาณและแหล่งที่มา")
YEAR = ("{} (บาท)", "ปี {} (บาท)", "พ.ศ. {}", "ปีงบประมาณ {}")
SUMMARY_YEAR = ("ปี {}", "ปี {}", "พ.ศ. {}", "ปีงบประมาณ {}")
KPI = ("ตัวชี้วัด (KPI)", "ตัวชี้วัด", "ตัวชี้วัด (KPI)", "ตัวชี้วัดความสำเร็จ")
AGENCY = ("หน่วยงานรับผิดชอบหลัก", "หน่วยงานที่รับผิดชอบ", "หน่วยงานรับผิดชอบ", "ผู้รับผิดชอบหลัก")
LABEL = ("ยุทธศาสตร์/แผนงาน", "ยุทธศาสตร์ / แผนงาน", "ยุทธศาสตร์และแผนงาน", "ยุทธศาสตร์/แนวทาง")
GRAND = ("รวมทั้งสิ้น", "รวมทั้งสิ้น", "รวมทั้งหมด", "รวมทั้งสิ้น")
COUNT = ("จำนวนโครงการ", "จำนวน (โครงการ)", "จำนวนโครงการ", "จำนวนโครงการ/กิจกรรม")
SHARES = (4.0, 17.0, 15.0, 15.0, 12.0, 14.0, 11.0)  # of the columns that are not years
YEAR_SHARE = 10.5
COUNT_SHARE, BAHT_SHARE, LABEL_SHARE = 5.5, 9.5, 24.0


def development_sheets(case: YearsCase, look: YearsLook) -> tuple[tuple[Block, ...], ...]:
    """The blocks in reading order, the summary and the details each a sheet of its own."""
    title = _title(case, look)
    preface = [Line("", _printed(text, look), role="body") for text in case.plan.preface]
    if not look.has_summary:
        return ((*title, *preface, *_details(case, look)),)
    summary: tuple[Block, ...] = (
        *title,
        *preface,
        Line("บัญชีสรุปโครงการพัฒนา", role="title"),
        _summary(case, look),
    )
    return summary, tuple(_details(case, look))


def money_text(money: YearMoney, look: YearsLook) -> str:
    """A year's amount as printed, or what stands in its place."""
    if money.overflows:
        return OVERFLOW
    if money.baht is None:
        return {"none": NO_BUDGET, "dash": "-", "blank": ""}[money.nothing]
    return amount_text(money.baht, look)


def amount_text(baht: Decimal, look: YearsLook) -> str:
    """`1,200` in the look's digits; `-` where there is none."""
    if not baht:
        return "-"
    text = f"{baht:,.2f}" if "." in baht_text(baht) else f"{baht:,.0f}"
    return text if look.page.digits == "mixed" else _printed(text, look)


def _printed(text: str, look: YearsLook) -> str:
    return printed(text, look.page)


def _title(case: YearsCase, look: YearsLook) -> list[Line]:
    plan = case.plan
    years = f"แผนพัฒนาท้องถิ่น (พ.ศ. {plan.years[0]} – {plan.years[-1]})"
    place = f"{plan.body} {plan.district} {plan.province}"
    return [Line(_printed(years, look), role="title"), Line(place, role="title")]


def strategy_text(strategy: Strategy, look: YearsLook) -> str:
    """The strategy's heading as printed."""
    sign = {
        "ordinal": f"{strategy.number}. ยุทธศาสตร์",
        "word": f"ยุทธศาสตร์ที่ {strategy.number} ",
        "bare": "ยุทธศาสตร์",
    }
    return _printed(sign[look.strategy_sign] + strategy.title, look)


def group_text(group: Group, look: YearsLook) -> str:
    """The heading of a แผนงาน as printed."""
    sign = f"{group.number} " if look.group_sign == "number" else ""
    return _printed(sign + look.group_word + group.title.removeprefix("แผนงาน"), look)


# --- ผ.๐๑


def _summary(case: YearsCase, look: YearsLook) -> Grid:
    blocks = len(case.plan.years) + look.has_all_years
    shares = (LABEL_SHARE, *(COUNT_SHARE, BAHT_SHARE) * blocks)
    unit = look.page.text_width_mm / sum(shares)
    rows: list[tuple[Cell, ...]] = []
    sums: list[int] = []
    for strategy in case.plan.strategies:
        label = Cell((strategy_text(strategy, look),), is_bold=True)
        rows.append((label, *(Cell() for _ in range(2 * blocks))))
        for group in strategy.groups:
            label = Cell((group_text(group, look),))
            rows.append((label, *_figures(case, look, "indicator", group.number)))
        total = Cell(("รวม",), is_bold=True, is_centred=True)
        sums += [len(rows) - 1, len(rows)]
        rows.append((total, *_figures(case, look, "goal", strategy.number, is_bold=True)))
    grand = Cell((GRAND[look.wording],), is_bold=True, is_centred=True)
    rows.append((grand, *_figures(case, look, "grand", "all", is_bold=True)))
    widths = tuple(share * unit for share in shares)
    rules = tuple(at in (*sums, len(rows) - 1) for at in range(len(rows)))
    return Grid(
        widths,
        _summary_header(case, look),
        tuple(rows),
        rules_below=rules if look.opens_summary else (),
    )


def _summary_header(case: YearsCase, look: YearsLook) -> tuple[tuple[Cell, ...], ...]:
    names = [SUMMARY_YEAR[look.wording].format(year) for year in case.plan.years]
    if look.has_all_years:
        names.append(f"รวม {len(case.plan.years)} ปี")
    top = [_head(_printed(name, look), across=2) for name in names]
    count = COUNT[look.wording]
    below = [cell for _ in names for cell in (_head(count), _head("งบประมาณ (บาท)"))]
    return (_head(LABEL[look.wording], down=2), *top), tuple(below)


def _figures(
    case: YearsCase, look: YearsLook, level: str, number: str, is_bold: bool = False
) -> Iterator[Cell]:
    years: list[int | None] = list(case.plan.years)
    if look.has_all_years:
        years.append(None)
    for year in years:
        figure = case.figures[level, number, year]  # type: ignore[index]  # the level is one
        count = _printed(str(figure.count), look) if figure.count else "-"
        for text in (count, amount_text(figure.baht, look)):
            yield Cell((text,), is_bold=is_bold, is_centred=True, is_unbroken=True)


# --- ผ.๐๒


def _details(case: YearsCase, look: YearsLook) -> Iterator[Block]:
    plan = case.plan
    yield Line("รายละเอียดโครงการพัฒนา", role="title", starts_page=True)
    yield from _title(case, look)
    goal_seen = ""
    for strategy, group in plan.groups:
        size = look.rows_per_table or len(group.projects)
        for at in range(0, len(group.projects), size):
            starts_page = look.page.page_each and (goal_seen != "" or at > 0)
            if strategy.number != goal_seen or look.rows_per_table:
                yield from _links(strategy, look, starts_page)
                yield Line(
                    strategy_text(strategy, look), starts_page=starts_page and not look.has_links
                )
                starts_page = False
            goal_seen = strategy.number
            yield Line(group_text(group, look), starts_page=starts_page)
            is_last = at + size >= len(group.projects)
            yield _table(case, group, group.projects[at : at + size], is_last, look)


def _links(strategy: Strategy, look: YearsLook, starts_page: bool) -> Iterator[Line]:
    if look.has_links:
        province, local = look.links[int(strategy.number) % len(look.links)]
        first = f"ก. ยุทธศาสตร์จังหวัดที่ {int(strategy.number) + 1} {province}"
        second = f"ข. ยุทธศาสตร์การพัฒนาของ อปท. ในเขตจังหวัดที่ {strategy.number} {local}"
        yield Line("", _printed(first, look), starts_page=starts_page)
        yield Line("", _printed(second, look))


def _table(
    case: YearsCase,
    group: Group,
    projects: tuple[YearsProject, ...],
    is_last: bool,
    look: YearsLook,
) -> Grid:
    shares = (*SHARES[:4], *(YEAR_SHARE for _ in case.plan.years), *SHARES[4:])
    unit = look.page.text_width_mm / sum(shares)
    widths = tuple(share * unit for share in shares)
    rows = [_row(project, look) for project in projects]
    if look.page.borders == "lined":
        rows = [line for row in rows for line in lined_rows(row, widths, look.page)]
    if look.has_subtotal and is_last:
        rows.append(_subtotal(case, group, look))
    return Grid(widths, _header(case, look), tuple(rows))


def _header(case: YearsCase, look: YearsLook) -> tuple[tuple[Cell, ...], ...]:
    at = look.wording
    years = [_head(_printed(YEAR[at].format(year), look)) for year in case.plan.years]
    before = (ITEM[at], NAME[at], "วัตถุประสงค์", TARGET[at])
    after = (KPI[at], "ผลที่คาดว่าจะได้รับ", AGENCY[at])
    top = (
        *(_head(text, down=2) for text in before),
        _head(MONEY[at], across=len(years)),
        *(_head(text, down=2) for text in after),
    )
    return top, tuple(years)


def _row(project: YearsProject, look: YearsLook) -> tuple[Cell, ...]:
    def text(words: str, is_centred: bool = False) -> Cell:
        return Cell((_printed(words, look),), is_centred=is_centred)

    return (
        text(project.item_no, is_centred=True),
        text(project.name),
        text(project.objective),
        text(project.target),
        *(_money(money, look) for money in project.years),
        text(project.kpi),
        text(project.result),
        text(project.agency, is_centred=True),
    )


def _money(money: YearMoney, look: YearsLook) -> Cell:
    words = money_text(money, look)
    texts: tuple[str, ...] = (words,) if words else ()
    if money.baht is not None and money.source and look.has_sources:
        texts += (f"({money.source})",)
    is_unbroken = money.baht is not None and len(texts) == 1
    return Cell(texts, is_centred=True, is_unbroken=is_unbroken)


def _subtotal(case: YearsCase, group: Group, look: YearsLook) -> tuple[Cell, ...]:
    def bold(text: str, across: int = 1) -> Cell:
        return Cell((text,), across=across, is_bold=True, is_centred=True)

    count = _printed(f"รวม {len(group.projects)} โครงการ", look)
    sums = []
    for at in range(len(case.plan.years)):
        amounts = (project.years[at].baht for project in group.projects)
        sums.append(sum((baht for baht in amounts if baht is not None), Decimal(0)))
    money = (bold(amount_text(baht, look)) for baht in sums)
    return (bold(count, 2), bold("-"), bold("-"), *money, bold("-"), bold("-"), bold("-"))


def _head(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell((text,), across=across, down=down, is_bold=True, is_centred=True)
