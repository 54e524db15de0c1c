"""The forms that are kept with the project: a sample, and small ones that the tests read.

`python -m bench.forms.kept` prints them again, with their truth beside them.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.forms.case import Case
from bench.forms.declared import declared_by
from bench.forms.local import FORMS, local_case, sound_case, worn_form
from bench.forms.local_faults import (
    declared_budget,
    detail_budget,
    faulty_case,
    heading_out,
    number_twice,
    row_out,
)
from bench.forms.local_form import Form
from bench.forms.local_plan import invent_local_plan
from bench.forms.produce import produce
from bench.forms.years_kept import samples as years_samples
from bench.forms.years_kept import tested as years_tested
from bench.typeset.producer import ProducerError

ROOT = Path(__file__).resolve().parents[2]
SAMPLES, TESTED = ROOT / "samples", ROOT / "tests" / "forms" / "printed"
SEED = "kept"
SAMPLE_YEAR, SAMPLE_ROWS = 2566, 30
SMALL_ROWS, SMALL_STRATEGIES = 9, 2

SOUND = (
    "calc_lines",
    "calc_once",
    "calc_rows",
    "calc_colon",
    "writer",
    "writer_older",
    "calc_strategic",
)
FAULTY = (
    (declared_budget, "writer"),
    (detail_budget, "calc_lines"),
    (row_out, "calc_spills"),
    (number_twice, "calc_lines"),
    (heading_out, "calc_spills"),
)


def sample() -> Case:
    """The plan of samples/: ผด.๐๑ and ผด.๐๒ as spreadsheets, sound."""
    chance = random.Random(f"{SEED} sample")
    form = worn_form(replace(FORMS["calc_lines"], lost_sums=False), chance)
    look = replace(form.look, mark="double", digits="thai", font="Laksaman", size_pt=10.5)
    plan = invent_local_plan(chance, SAMPLE_ROWS, form.strategies, SAMPLE_YEAR)
    form = replace(form, look=look)
    return local_case(f"local_{SAMPLE_YEAR}_calc", "local", plan, declared_by(plan), form)


def tested() -> Sequence[Case]:
    """The small plans of tests/forms: sound ones, then one for each of some faults."""
    sound = [
        sound_case(f"local_{name}", _small(FORMS[name]), random.Random(f"{SEED} {name}"))
        for name in SOUND
    ]
    faulty = [
        faulty_case(
            f"local_{fault.__name__}",
            fault,
            replace(_small(FORMS[host]), lost_sums=False),
            random.Random(f"{SEED} {fault.__name__}"),
        )
        for fault, host in FAULTY
    ]
    return [*sound, *faulty]


def _small(form: Form) -> Form:
    return replace(form, rows=SMALL_ROWS, strategies=SMALL_STRATEGIES)


def main() -> int:
    """Exit 0 when every form was printed, 1 where a producer is missing."""
    try:
        kept = produce([sample(), *years_samples()], SAMPLES)
        kept += produce([*tested(), *years_tested()], TESTED)
        for one in kept:
            print(one.pdf, file=sys.stderr)
    except ProducerError as error:
        print(f"{error}; Debian: apt install chromium libreoffice", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
