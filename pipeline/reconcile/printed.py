"""The numbers that a plan prints, as suspects: a row's budget, a cell of the summary."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.contracts.parsed import UNKNOWN, Status, declared_value
from pipeline.contracts.record import Project, SummaryLine
from pipeline.lexicon.confusions import confusions
from pipeline.normalize.digits import to_arabic
from pipeline.reconcile.candidates import baht_of, candidate_values, count_of
from pipeline.reconcile.doubt import is_doubtful
from pipeline.reconcile.measure import Cell, Measure, cell_of, has_years, money_cell
from pipeline.reconcile.slips import meant_for
from pipeline.reconcile.suspects import Answers, Correction, Suspect, single

Printed = Project | SummaryLine
BORNE_OUT = 0.0  # what it costs to believe a number that another sum of the plan gives


@dataclass(frozen=True, slots=True)
class Misread:
    """Cells that may be misread or misprinted; `is_borne_out`: other sums of the plan agree."""

    measure: Measure
    answers: Answers[Printed]
    is_borne_out: bool = False

    @property
    def is_in_doubt(self) -> bool:
        """The likeliest of the cells was not read surely."""
        return any(one.suspect.is_doubtful for one in self.answers.named[0])


def row_suspect(
    project: Project, gap: Decimal, is_doubtful: bool, measure: Measure = Measure.BUDGET
) -> Suspect[Printed] | None:
    """A row's budget; None where its table has no such column, or it is of several years."""
    cell, is_sum = money_cell(project, measure), measure.year_be is None and has_years(project)
    if cell.status is Status.ABSENT or is_sum:
        return None
    value = Decimal(0) if cell.value is None else cell.value
    return Suspect(project, value, 1, _meant(cell, measure, value - gap), is_doubtful)


def line_suspect(
    line: SummaryLine, measure: Measure, weight: int, gap: Decimal
) -> Suspect[Printed] | None:
    """A cell of the summary; None where it declares nothing."""
    cell = cell_of(line, measure)
    value = declared_value(cell)
    if value is None:
        return None
    meant = _meant(cell, measure, value - weight * gap)
    return Suspect(line, value, weight, meant, is_doubtful(cell))


def _meant(cell: Cell, measure: Measure, needed: Decimal) -> dict[Decimal, float]:
    """The plausible numbers of a cell; one without a value may be `needed`, where that fits."""
    facts = confusions()
    if cell.value is not None:
        value = Decimal(cell.value)
        meant = {**meant_for(value, cell.raw, facts), Decimal(0): facts.slips.cancelled}
        if int(needed) == int(value):
            meant.setdefault(needed, facts.slips.satang)
        return meant
    read = count_of if not measure.in_baht else baht_of
    meant = dict.fromkeys(candidate_values(cell, read), facts.candidate)
    if _may_be(cell, measure, needed) and cell.status in facts.nothing:
        meant.setdefault(needed, facts.nothing[cell.status])
    return meant


def _may_be(cell: Cell, measure: Measure, needed: Decimal) -> bool:
    """Whether the cell may have held that number, by what digits it shows."""
    if needed <= 0:
        return False
    shown = re.sub(rf"[^\d{UNKNOWN}]", "", to_arabic(cell.raw))
    if not re.search(r"\d", shown):
        is_round = not measure.in_baht or not needed % confusions().round_baht
        return is_round or cell.status is Status.UNREADABLE
    if UNKNOWN in shown:
        return (
            re.fullmatch(shown.replace(UNKNOWN, r"\d"), f"{needed:f}".replace(".", "")) is not None
        )
    read = Decimal(shown)
    return needed == read or needed in meant_for(read, cell.raw, confusions())


def certain(measure: Measure, corrections: Sequence[tuple[Suspect[Printed], Decimal]]) -> Misread:
    """What other sums of the plan bear out."""
    answer = tuple(Correction(one, meant, BORNE_OUT) for one, meant in corrections)
    return Misread(measure, Answers((answer,)), is_borne_out=True)


def alone(measure: Measure, suspects: Sequence[Suspect[Printed]], gap: Decimal) -> Misread | None:
    """The single cells that close the difference; the only one that may be wrong does so surely."""
    if len(suspects) == 1 and suspects[0].needed(gap) >= 0:
        return certain(measure, [(suspects[0], suspects[0].needed(gap))])
    answers = single(suspects, gap)
    return Misread(measure, answers) if answers.named else None
