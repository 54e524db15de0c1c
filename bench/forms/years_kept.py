"""The plans over several years that are kept with the project, beside those of bench.forms.kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from bench.forms.case import Case
from bench.forms.years import ANTICORRUPTION, DEVELOPMENT, make_case
from bench.forms.years_look import YearsLook

SEED = "kept years"
SAMPLE_YEAR, SAMPLE_ROWS, FONT = 2566, 24, "Laksaman"
SMALL_ROWS, SMALL_LONGEST, SMALL_DIMENSIONS = 9, 3, 2
WORD, SPREADSHEET, BARE = DEVELOPMENT[0], DEVELOPMENT[2], DEVELOPMENT[3]
SHARED, WORD_SHARED, PORTRAIT = ANTICORRUPTION[0], ANTICORRUPTION[1], ANTICORRUPTION[4]
SOUND: dict[str, YearsLook] = {
    "development_calc": SPREADSHEET,
    "development_writer": BARE,
    "development_sum_of_years": DEVELOPMENT[7],
    "anticorruption_chromium": replace(SHARED, has_sheets=False),
    "anticorruption_writer": WORD_SHARED,
    "anticorruption_portrait": replace(PORTRAIT, dimensions=4, longest=5, has_sheets=False),
}
FAULTY: dict[str, YearsLook] = {
    "year_count": BARE,
    "goal_year": SPREADSHEET,
    "all_years": WORD,
    "row_out": WORD,
    "narrative": WORD_SHARED,
    "dimension_count": replace(WORD_SHARED, wording=0),
    "dimension_year": replace(PORTRAIT, sheet_starts_page=False),
}


def samples() -> Sequence[Case]:
    """The plans of samples/: a development plan by Writer, an anti-corruption plan by Chromium."""
    development = replace(WORD, font=FONT, first_year=SAMPLE_YEAR, rows=SAMPLE_ROWS)
    anticorruption = replace(
        SHARED, font=FONT, first_year=SAMPLE_YEAR, longest=SMALL_LONGEST, statement="each"
    )
    return [
        _made(f"development_{SAMPLE_YEAR}_writer", development),
        _made(f"anticorruption_{SAMPLE_YEAR}_chromium", anticorruption),
    ]


def tested() -> Sequence[Case]:
    """The small plans of tests/forms: sound ones, then one for each of some faults."""
    sound = [_made(name, _small(look)) for name, look in SOUND.items()]
    faulty = [_made(f"{look.form}_{fault}", _small(look), fault) for fault, look in FAULTY.items()]
    return [*sound, *faulty]


def _small(look: YearsLook) -> YearsLook:
    dimensions = look.dimensions if look.longest == PORTRAIT.longest else SMALL_DIMENSIONS
    longest = look.longest if look.longest == PORTRAIT.longest else SMALL_LONGEST
    return replace(look, rows=SMALL_ROWS, longest=longest, dimensions=dimensions)


def _made(name: str, look: YearsLook, fault: str = "") -> Case:
    return make_case(name, look, random.Random(f"{SEED} {name}"), fault)
