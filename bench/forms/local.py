"""The family of ผด.๐๑/ผด.๐๒ and the older forms of local bodies' yearly plans."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from bench.born_digital.look import DRAWN, Digits, Look, Mark, dressed
from bench.forms.case import Case, Facts
from bench.forms.declared import Declared, declared_by
from bench.forms.local_details import detail_part, rows_of, years_of
from bench.forms.local_form import Form
from bench.forms.local_lines import front
from bench.forms.local_plan import LocalPlan, invent_local_plan
from bench.forms.local_summary import summary_part
from bench.forms.wording import OLDER, OLDEST, STRATEGIC

LAYOUT = "local_operation_plan"
SHARE_OF_RIGHT = 0.4  # of the forms, those that set amounts at the right
SHARE_OF_LOOSE = 0.5  # of the drawn arrows, those that begin and end inside a month's column
MARKS: tuple[Mark, ...] = (
    *("double", "double", "double", "single", "open", "dashed", "block"),
    *("glyph_ends", "fill"),
)
DIGITS: tuple[Digits, ...] = ("thai", "thai", "arabic")


def _calc(**traits: object) -> Look:
    base = Look(producer="calc", borders="lined", time="months")
    return replace(base, **traits)  # type: ignore[arg-type]  # traits are fields of Look


def _writer(**traits: object) -> Look:
    return replace(Look(producer="writer", time="months"), **traits)  # type: ignore[arg-type]


def _chromium(**traits: object) -> Look:
    return replace(Look(producer="chromium", time="months"), **traits)  # type: ignore[arg-type]


FORMS: dict[str, Form] = {
    "calc_lines": Form(_calc(header_rows=2), summary_rules="blocks", lost_sums=True, rows=30),
    "calc_spills": Form(
        _calc(header_rows=3), headings="change", spills=True, line_rules=False, summary_pages=2
    ),
    "writer": Form(
        _writer(), headings="change", summary_rules="cells", summary_pages=2, has_front=True
    ),
    "chromium": Form(_chromium(header_rows=3), summary_rules="blocks", summary_pages=2),
    "calc_rows": Form(_calc(), OLDER, "rows", "none", line_rules=False),
    "calc_colon": Form(_calc(), headings="change", numbers="colon", line_rules=False, spills=True),
    "chromium_colon": Form(_chromium(header_rows=3), numbers="colon", summary_rules="blocks"),
    "calc_cells": Form(_calc(borders="solid"), headings="change", has_totals=True),
    "calc_once": Form(_calc(), headings="change", numbers="none", spills=True, has_totals=True),
    "chromium_rows": Form(_chromium(), headings="rows", numbers="words", has_front=True),
    "writer_older": Form(_writer(mark="glyph_ends"), OLDEST, "page", "plain", "blocks"),
    "writer_funds": Form(_writer(header_rows=3), OLDER, "rows", "dotted", has_funds=True),
    "calc_strategic": Form(_calc(digits="arabic"), STRATEGIC, "change", "words", "cells"),
    "chromium_fills": Form(_chromium(mark="fill"), OLDER, "page", "none", "cells"),
    "chromium_glyphs": Form(_chromium(mark="glyph_double"), headings="change", has_totals=True),
}


def invent(seed: int) -> Sequence[Case]:
    """One document of each form, sound."""
    return [
        sound_case(f"local_{name}", form, random.Random(f"{seed} local {name}"))
        for name, form in FORMS.items()
    ]


def sound_case(name: str, form: Form, chance: random.Random) -> Case:
    """A plan of chance in that form that contradicts itself nowhere."""
    worn = worn_form(form, chance)
    plan = invent_local_plan(chance, worn.rows, worn.strategies)
    declared = declared_by(plan)
    if worn.lost_sums:
        declared = tuple(
            replace(one, is_lost=one.level in ("goal_total", "grand_total")) for one in declared
        )
    return local_case(name, "local", plan, declared, worn)


def worn_form(form: Form, chance: random.Random) -> Form:
    """The form in a font of chance; its digits and marks too where they are the usual ones."""
    look = replace(dressed(form.look, chance), has_running_title=False)
    if look.mark == "double":
        mark = chance.choice(MARKS)
        is_loose = mark in DRAWN and chance.random() < SHARE_OF_LOOSE
        look = replace(look, mark=mark, is_loose=is_loose)
    if look.digits == "thai":
        look = replace(look, digits=chance.choice(DIGITS))
    line, is_right = chance.choice((0, 0, 1)), chance.random() < SHARE_OF_RIGHT
    return replace(form, look=look, arrow_line=line, sets_money_right=is_right)


def local_case(
    name: str,
    family: str,
    plan: LocalPlan,
    declared: Sequence[Declared],
    form: Form,
    headless: frozenset[str] = frozenset(),
) -> Case:
    """The plan, with what it declares of itself, in that form."""
    parts = (summary_part(plan, declared, form), detail_part(plan, form, headless))
    year = str(plan.year_be)
    return Case(
        name=name,
        family=family,
        look=form.look,
        parts=(front(plan, form), *parts) if form.has_front else parts,
        rows=rows_of(plan, form),
        summary=tuple(one.truth for one in declared),
        years=years_of(plan, form),
        facts=Facts(plan.body, plan.province, year, year, LAYOUT),
    )
