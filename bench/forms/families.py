"""The families of forms: each a module whose `invent(seed)` gives its documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.born_digital.rivals import RowDict
from bench.forms import local, local_faults, rivals, years, years_rivals
from bench.forms.case import Invent

FAMILIES: dict[str, Invent] = {
    "local": local.invent,
    "local_faults": local_faults.invent,
    "development": years.invent_development,
    "development_unruled": years.invent_unruled,
    "development_faults": years.invent_development_faults,
    "anticorruption": years.invent_anticorruption,
    "anticorruption_faults": years.invent_anticorruption_faults,
}
# Of each family whose columns the analyst's scripts know: the rows that they make of a PDF.
RIVAL_ROWS: dict[str, Callable[[str, Path], list[RowDict]]] = {
    "local": rivals.rival_rows,
    "development": years_rivals.development_rows,
    "anticorruption": years_rivals.anticorruption_rows,
}
