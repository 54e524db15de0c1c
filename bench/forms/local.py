"""The family of ผด.๐๑/ผด.๐๒ and the older forms of local bodies' yearly plans."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from bench.born_digital.look import Look, dressed
from bench.forms.case import Case, Facts
from bench.forms.declared import Declared, declared_by
from bench.forms.local_form import Form
from bench.forms.local_pages import detail_part, rows_of, summary_part
from bench.forms.local_plan import LocalPlan, invent_local_plan
from bench.forms.wording import OLDER, OLDEST, STRATEGIC

LAYOUT = "local_operation_plan"


def _calc(**traits: object) -> Look:
    base = Look(producer="calc", borders="lined", time="months")
    return replace(base, **traits)  # type: ignore[arg-type]  # traits are fields of Look


def _writer(**traits: object) -> Look:
    return replace(Look(producer="writer", time="months"), **traits)  # type: ignore[arg-type]


def _chromium(**traits: object) -> Look:
    return replace(Look(producer="chromium", time="months"), **traits)  # type: ignore[arg-type]


FORMS: dict[str, Form] = {
    "calc_lines": Form(_calc(header_rows=2), summary_rules="blocks", lost_sums=True),
    "calc_spills": Form(_calc(header_rows=3), headings="change", spills=True, line_rules=False),
    "writer": Form(_writer(), headings="change", summary_rules="cells", summary_pages=2),
    "chromium": Form(_chromium(header_rows=3), summary_rules="blocks", summary_pages=2),
    "calc_rows": Form(_calc(), OLDER, "rows", "none", line_rules=False),
    "chromium_rows": Form(_chromium(mark="open"), headings="rows", numbers="words"),
    "writer_older": Form(_writer(mark="glyph_ends"), OLDEST, "page", "plain", "blocks"),
    "calc_strategic": Form(
        _calc(mark="block", digits="arabic"), STRATEGIC, "change", "words", "cells"
    ),
    "chromium_fills": Form(_chromium(mark="fill"), OLDER, "page", "none", "cells"),
}


def invent(seed: int) -> Sequence[Case]:
    """One document of each form, sound."""
    return [_case(seed, name, form) for name, form in FORMS.items()]


def _case(seed: int, name: str, form: Form) -> Case:
    chance = random.Random(f"{seed} local {name}")
    worn = worn_form(form, chance)
    plan = invent_local_plan(chance, worn.rows, worn.strategies)
    declared = declared_by(plan)
    if worn.lost_sums:
        declared = tuple(
            replace(one, is_lost=one.level in ("goal_total", "grand_total")) for one in declared
        )
    return local_case(f"local_{name}", "local", plan, declared, worn)


def worn_form(form: Form, chance: random.Random) -> Form:
    """The form in a font of chance; its own titles stand where other plans have a running one."""
    return replace(form, look=replace(dressed(form.look, chance), has_running_title=False))


def local_case(
    name: str,
    family: str,
    plan: LocalPlan,
    declared: Sequence[Declared],
    form: Form,
    headless: frozenset[str] = frozenset(),
) -> Case:
    """The plan, with what it declares of itself, in that form."""
    return Case(
        name=name,
        family=family,
        look=form.look,
        parts=(summary_part(plan, declared, form), detail_part(plan, form, headless)),
        rows=rows_of(plan, form),
        summary=tuple(one.truth for one in declared),
        facts=Facts(
            organization=plan.body,
            province=plan.province,
            fiscal_year_be=str(plan.year_be),
            fiscal_year_end_be=str(plan.year_be),
            layout=LAYOUT,
        ),
    )
