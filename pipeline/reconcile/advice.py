"""Puts a suspicion into words: where, what was read and what it would have to be."""

import re
from collections.abc import Mapping
from typing import Any

from pipeline.contracts.record import Plan, Project
from pipeline.lexicon.rule_book import Text, rule_text
from pipeline.reconcile.exchanges import Exchange
from pipeline.reconcile.measure import Cell, Kind, Measure, cell_of, money_cell
from pipeline.reconcile.numbers import item_numbers
from pipeline.reconcile.printed import Misread, Printed
from pipeline.reconcile.suspects import Answer, Correction
from pipeline.reconcile.suspicions import Lacking, Suspicion
from pipeline.reconcile.wording import filled, grouped, joined, plain, ranges

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_THAI_DIGIT = re.compile("[๐-๙]")

Templates = Mapping[str, Text]
Words = dict[str, str | Text]


def advice(plan: Plan, rule: str, suspicion: Suspicion | None) -> dict[str, Any]:
    """For `finding`: which suggestion of the rule to give, with its words; empty: that of the
    cause."""
    templates = rule_text(rule, plan.layout).suggestions
    match suspicion:
        case Misread():
            key = "suspects_borne_out" if suspicion.is_borne_out else "suspects"
            return {"suggestion": key, "suspects": _misread(templates, suspicion)}
        case Lacking():
            return _lacking(templates, suspicion)
        case Exchange():
            return {"suggestion": "suspects", "suspects": _exchange(templates, suspicion)}
        case None:
            return {}


def _misread(templates: Templates, found: Misread) -> Text:
    answers = (_answer(templates, answer, found.measure) for answer in found.answers.named)
    named = joined(answers, templates["suspects_or"])
    more = found.answers.more
    words: Words = {"suspects": named, "size": str(more)}
    return filled(templates["suspects_more"], words) if more else named


def _answer(templates: Templates, answer: Answer[Printed], measure: Measure) -> Text:
    parts = (_correction(templates, one, measure) for one in answer)
    return joined(parts, templates["suspects_and"])


def _correction(templates: Templates, one: Correction[Printed], measure: Measure) -> Text:
    owner = one.suspect.owner
    if isinstance(owner, Project):
        words, name = _row_words(templates, owner, measure), "suspect_row"
    else:
        cell = cell_of(owner, measure)
        words = {
            "page": _page(templates, owner.page, cell),
            "raw": _shown(templates, cell),
            "indicator": owner.indicator_no or "-",
            "goal": owner.goal_no or "-",
            "year": _year(templates, measure),
        }
        name = f"suspect_{owner.level}"
    return filled(templates[name], {**words, "meant": _meant(templates, one, measure)})


def _meant(templates: Templates, one: Correction[Printed], measure: Measure) -> str | Text:
    """The number as it would be printed there, in the digits of the cell or of the row."""
    if not one.meant:
        return templates[f"suspect_no_{measure}"]
    owner = one.suspect.owner
    cell, beside = (
        (money_cell(owner, measure), owner.item_no)
        if isinstance(owner, Project)
        else (cell_of(owner, Measure(Kind.BUDGET, measure.year_be)), owner.projects)
    )
    script = next((raw for raw in (cell.raw, beside.raw) if re.search(r"\d", raw)), "")
    number = grouped(plain(one.meant))
    return number.translate(_TO_THAI) if _THAI_DIGIT.search(script) else number


def _row_words(templates: Templates, row: Project, measure: Measure) -> Words:
    cell = money_cell(row, measure)
    return {
        "page": _page(templates, row.page_first, cell),
        "indicator": row.indicator_no or "-",
        "item": row.item_no.value or row.item_no.raw or "-",
        "raw": _shown(templates, cell),
        "year": _year(templates, measure),
    }


def _year(templates: Templates, measure: Measure) -> str | Text:
    """The year of the column, where there is one for each."""
    if measure.year_be is None:
        return ""
    return filled(templates["suspect_year"], {"year": str(measure.year_be)})


def _page(templates: Templates, page: int | None, cell: Cell) -> str | Text:
    """The page of the cell itself where it has one, else of its row; a transcript's line."""
    place = next(iter(cell.places), None)
    number = place.page if place is not None and place.page is not None else page
    if number is not None:
        return filled(templates["suspect_page"], {"page": str(number)})
    if place is not None and place.line is not None:
        return filled(templates["suspect_line"], {"line": str(place.line)})
    return ""


def _shown(templates: Templates, cell: Cell) -> str | Text:
    return " ".join(cell.raw.split()) or templates["suspect_blank"]


def _lacking(templates: Templates, found: Lacking) -> dict[str, Any]:
    """Beside where to look for rows that lack, what they must have; or which budgets to read."""
    which = ranges((*found.missing, *item_numbers(found.unread))) or "-"
    words: Words = {"which": which, "baht": grouped(plain(found.baht))}
    if not found.missing:
        return {"suggestion": "suspect_unread", **words}
    is_one = len(found.missing) == 1 and not found.unread
    return {
        "further": filled(templates["suspect_lacking_one" if is_one else "suspect_lacking"], words)
    }


def _exchange(templates: Templates, found: Exchange) -> Text:
    row, others = found.rows[0], found.rows[1:]
    words: Words = {**_row_words(templates, row, found.measure), "to": found.to}
    for other in others:
        theirs = _row_words(templates, other, found.measure)
        words |= {"other_item": theirs["item"], "other_raw": theirs["raw"]}
    return filled(templates[f"suspect_exchange_{found.kind}"], words)
