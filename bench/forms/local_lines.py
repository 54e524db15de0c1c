"""The lines that stand above a local plan's tables: titles, strategies, แผนงาน; and its front."""

from __future__ import annotations

from bench.born_digital.grid import Block, Line
from bench.born_digital.invent import Section
from bench.born_digital.layout import printed
from bench.forms.local_form import Form
from bench.forms.local_plan import LocalPlan, local_words


def heading_lines(section: Section, form: Form) -> tuple[str, str]:
    """Strategy and แผนงาน as they stand above the projects."""
    if form.numbers != "colon":
        return strategy_line(section, form), programme_line(section, form)
    theme = section.goal.removeprefix("ยุทธศาสตร์")
    strategy = printed(f"ยุทธศาสตร์ที่ {section.goal_no} : {theme}", form.look)
    return strategy, f"แผนงาน : {section.indicator.removeprefix('แผนงาน')}"


def strategy_line(section: Section, form: Form) -> str:
    """The strategy as the summary prints it."""
    look, number = form.look, section.goal_no
    if form.numbers == "none":
        return section.goal
    if form.numbers == "words":
        theme = section.goal.removeprefix("ยุทธศาสตร์")
        return printed(f"ยุทธศาสตร์ที่ {number} {theme}", look)
    return printed(f"{number}. {section.goal}", look)


def programme_line(section: Section, form: Form) -> str:
    """The แผนงาน as the summary prints it."""
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


def front(plan: LocalPlan, form: Form) -> tuple[Block, ...]:
    """The cover and the first part, in prose."""
    year = printed(f"แผนการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {plan.year_be}", form.look)
    cover = [year, "ของ", plan.body, f"{plan.district} จังหวัด{plan.province}"]
    part = printed("ส่วนที่ 1 บทนำ", form.look)
    blocks: list[Block] = [Line(text, role="title") for text in cover]
    blocks.append(Line(part, starts_page=True))
    for at, text in enumerate(local_words()["prose"], start=1):
        title, _, body = text.partition(": ")
        blocks.append(Line(printed(f"1.{at} {title}", form.look)))
        blocks.append(Line("", body.replace("{body}", plan.body), role="body"))
    return tuple(blocks)
