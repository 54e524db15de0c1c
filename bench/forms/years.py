"""Plans over several years as documents to print: looks, plans, and what is planted in them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from bench.born_digital.layout import layer_digits, printed
from bench.born_digital.look import FONT_SIZES, Look
from bench.forms.anticorruption_page import anticorruption_sheets
from bench.forms.case import Case, Facts
from bench.forms.development_page import development_sheets
from bench.forms.truth import FormLine
from bench.forms.years_fault import OF_ANTICORRUPTION, OF_DEVELOPMENT, plant
from bench.forms.years_invent import (
    anticorruption_plan,
    development_plan,
    overflowing,
    speaker,
)
from bench.forms.years_look import YearsLook
from bench.forms.years_plan import Key, Sheet, YearsCase, YearsPlan, figures_of, kinds_of
from bench.forms.years_truth import (
    Typed,
    declared_truth,
    dimension_truth,
    line_truth,
    narrative_truth,
    row_truth,
    year_truth,
)

UNRULED_FAMILY = "development_unruled"
SMALL = 0.92  # of the size at which a plan for one year is printed: columns are many

LAYOUTS = {"development": "development_plan", "anticorruption": "anticorruption_plan"}

_WORD = Look(producer="writer", repeats_header=True)
_HTML = Look(producer="chromium")
_CALC = Look(producer="calc", borders="lined")
DEVELOPMENT: tuple[YearsLook, ...] = (
    YearsLook("development", _WORD),
    YearsLook("development", _HTML, year_count=5, wording=1, strategy_sign="word"),
    YearsLook("development", _CALC, wording=2, nothing="blank", opens_summary=True),
    YearsLook("development", replace(_WORD, digits="arabic", repeats_header=False), year_count=4,
              strategy_sign="bare", group_sign="bare", has_links=False),
    YearsLook("development", replace(_HTML, page_each=True), year_count=3, rows_per_table=4,
              has_subtotal=False),
    YearsLook("development", replace(_HTML, digits="mixed", borders="dotted"), year_count=4,
              has_all_years=False),
    YearsLook("development", replace(_CALC, digits="mixed"), year_count=5, has_sources=False,
              has_links=False),
    YearsLook("development", replace(_WORD, page_each=True, rows_may_break=False), year_count=5,
              is_sum_of_years=True, opens_summary=True, rows_per_table=5, wording=3),
    YearsLook("development", replace(_CALC, digits="arabic"), year_count=4, has_summary=False,
              has_overflow=True, has_subtotal=False),
    YearsLook("development", replace(_HTML, defect="no_actual_text"), year_count=3,
              group_word="แนวทางการพัฒนา", strategy_sign="word", wording=1),
    YearsLook("development", replace(_HTML, defect="decomposed_sara_am", borders="grey"),
              group_word="แนวทางการพัฒนา", nothing="blank", opens_summary=True,
              wording=3),
    YearsLook("development", replace(_HTML, defect="arabic_under_thai"), year_count=5,
              strategy_sign="bare", group_sign="bare", has_links=False, rows_per_table=6),
)  # fmt: skip
UNRULED: tuple[YearsLook, ...] = (
    YearsLook("development", replace(_HTML, borders="horizontal"), year_count=4),
)
ANTICORRUPTION: tuple[YearsLook, ...] = (
    YearsLook("anticorruption", replace(_HTML, is_shared=True), year_count=4),
    YearsLook("anticorruption", replace(_WORD, rows_may_break=False), year_count=4,
              wording=1, shares_rules=True),
    YearsLook("anticorruption", replace(_HTML, orientation="portrait"), year_count=4,
              longest=5, statement="each"),
    YearsLook("anticorruption", replace(_CALC, digits="arabic"), has_sheets=False, year_count=3),
    YearsLook("anticorruption", replace(_WORD, orientation="portrait"), year_count=4,
              longest=5, shares_rules=True, sheet_starts_page=True),
    YearsLook("anticorruption", replace(_HTML, is_shared=True, repeats_header=False,
                                        digits="mixed"), wording=2, year_count=3,
              remark="หน่วยงานรับผิดชอบ"),
    YearsLook("anticorruption", replace(_WORD, digits="arabic"), has_sheets=False, year_count=5,
              remark="ผู้รับผิดชอบ"),
    YearsLook("anticorruption", replace(_HTML, is_shared=True, defect="pua"), year_count=4,
              label_sign="word", total_sign="joined", has_grand_total=True, statement="total"),
    YearsLook("anticorruption", replace(_WORD, rows_may_break=False, defect="no_actual_text"),
              year_count=4, shares_rules=True, shades_totals=False, has_grand_total=True,
              has_sheets=False),
)  # fmt: skip


def invent_development(seed: int) -> Sequence[Case]:
    """A sound development plan of every look."""
    return _sound_cases(seed, DEVELOPMENT)


def invent_unruled(seed: int) -> Sequence[Case]:
    """Development plans without rules between their columns."""
    cases = _sound_cases(seed, UNRULED)
    return [
        replace(case, name=f"{UNRULED_FAMILY}_{case.name}", family=UNRULED_FAMILY) for case in cases
    ]


def invent_development_faults(seed: int) -> Sequence[Case]:
    """A development plan for each fault."""
    return _faulty_cases(seed, DEVELOPMENT, OF_DEVELOPMENT)


def invent_anticorruption(seed: int) -> Sequence[Case]:
    """A sound anti-corruption plan of every look."""
    return _sound_cases(seed, ANTICORRUPTION)


def invent_anticorruption_faults(seed: int) -> Sequence[Case]:
    """An anti-corruption plan for each fault."""
    return _faulty_cases(seed, ANTICORRUPTION, OF_ANTICORRUPTION)


def _sound_cases(seed: int, looks: Sequence[YearsLook]) -> list[Case]:
    cases = []
    for at, look in enumerate(looks, start=1):
        name = f"{look.form}_{at}_{look.page.producer}"
        cases.append(make_case(name, look, random.Random(f"{seed} {name}")))
    return cases


def _faulty_cases(seed: int, looks: Sequence[YearsLook], faults: Sequence[str]) -> list[Case]:
    able = [look for look in looks if look.can_be_faulty]
    cases = []
    for at, fault in enumerate(faults):
        look = able[(seed + at) % len(able)]
        name = f"{look.form}_{fault}_{look.page.producer}"
        cases.append(make_case(name, look, random.Random(f"{seed} {name}"), fault))
    return cases


def make_case(name: str, look: YearsLook, chance: random.Random, fault: str = "") -> Case:
    """One document, its truth, and what is planted in it."""
    look = _dressed(look, chance)
    while True:
        made = _sound(look, chance)
        try:
            made = plant(made, fault, chance) if fault else made
            break
        except LookupError:
            continue  # another plan has room for it
    parts = (
        development_sheets(made, look)
        if look.form == "development"
        else anticorruption_sheets(made, look, chance)
    )

    def typed(text: str) -> str:
        return layer_digits(printed(text, look.page), look.page)

    has_agency = look.form == "development" or look.remark != "หมายเหตุ"
    return Case(
        name=name,
        family=f"{look.form}_faults" if fault else look.form,
        look=look.page,
        parts=parts,
        rows=row_truth(made, typed, has_agency),
        summary=_lines(made, look, typed),
        years=year_truth(made, typed, look.form == "development" and look.has_sources),
        fault=fault,
        expected=tuple(sorted(made.wanted, key=str)),
        allowed=tuple(sorted(made.allowed, key=str)),
        declared=declared_truth(made, _declared_keys(made, look)),
        narratives=narrative_truth(made, typed),
        facts=Facts(
            organization=made.plan.body,
            province=made.plan.province.removeprefix("จังหวัด"),
            fiscal_year_be=str(made.plan.years[0]),
            fiscal_year_end_be=str(made.plan.years[-1]),
            layout=LAYOUTS[look.form],
        ),
    )


def _lines(made: YearsCase, look: YearsLook, typed: Typed) -> tuple[FormLine, ...]:
    if look.form == "anticorruption":
        return dimension_truth(made, look.has_grand_total)
    return line_truth(made, typed, look.has_all_years) if look.has_summary else ()


def _levels(look: YearsLook) -> tuple[str, ...]:
    if look.form == "anticorruption":
        return ("goal", "grand") if look.has_grand_total else ("goal",)
    return ("indicator", "goal", "grand") if look.has_summary else ()


def _declared_keys(made: YearsCase, look: YearsLook) -> list[Key]:
    """The figures that are printed: a รวม row of a มิติ counts for all years, sums each year."""
    has_all_years = look.has_all_years or look.form == "anticorruption"
    levels = _levels(look)
    return [key for key in made.figures if key[0] in levels and (key[2] or has_all_years)]


def _sound(look: YearsLook, chance: random.Random) -> YearsCase:
    if look.form == "development":
        plan = development_plan(chance, look.year_count, look.nothing, look.rows)
        plan = overflowing(plan) if look.has_overflow else plan
        plan = replace(plan, first_year=look.first_year or plan.first_year)
        return YearsCase(plan, figures_of(plan, look.is_sum_of_years), {})
    plan = anticorruption_plan(chance, look.year_count, look.longest, look.dimensions)
    plan = replace(plan, first_year=look.first_year or plan.first_year)
    sheets = _sheets(plan) if look.has_sheets else ()
    return YearsCase(plan, figures_of(plan), kinds_of(plan), sheets)


def _sheets(plan: YearsPlan) -> tuple[Sheet, ...]:
    return tuple(
        Sheet(group.number, project, project.years[0].baht)
        for _, group in plan.groups
        for project in group.projects
    )


def _dressed(look: YearsLook, chance: random.Random) -> YearsLook:
    font = look.font or chance.choice(tuple(FONT_SIZES))
    size = FONT_SIZES[font][0] * (SMALL if look.form == "development" else 1)
    page = replace(look.page, font=font, size_pt=round(size * 2) / 2)
    speak = speaker(chance)
    links = ((speak.say("provincial_strategy"), speak.say("local_strategy")),)
    return replace(look, page=page, links=links)
