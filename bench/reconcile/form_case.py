"""Plans of local bodies with their faults, reconciled: alone, then several at once."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from bench.reconcile.case import FAULTS_AT_ONCE, MIN_ROWS, TRIPLES, Case, case_of
from bench.reconcile.fault import Fault
from bench.reconcile.form_faults import ALONE, FORM_KINDS, FormSite
from bench.reconcile.form_record import record_of
from bench.reconcile.forms import FormPlan, Programme, form_plan


def form_cases(seed: int, at: int) -> Iterator[Case]:
    """The clean plan of that number, every kind of fault alone in it, then several at once."""
    base = form_plan(seed, at)
    yield case_of(f"{at} {base.form} clean", (), record_of(base))
    chance = random.Random(f"plant forms {seed} {at}")
    for kind in FORM_KINDS:
        yield from _planted(base, (kind,), chance, f"{at} {base.form} {kind}")
    together = [kind for kind in FORM_KINDS if kind not in ALONE]
    for nth in range(TRIPLES):
        kinds = chance.sample(together, FAULTS_AT_ONCE)
        yield from _planted(base, kinds, chance, f"{at} {base.form} at once {nth}")


def _planted(
    base: FormPlan, kinds: Sequence[str], chance: random.Random, name: str
) -> Iterator[Case]:
    """The kinds that such a plan can have, each in a place of its own; no case without any."""
    plan, faults = base, list[Fault]()
    for nth, (kind, place) in enumerate(zip(kinds, _places(base, chance), strict=False)):
        planted = FORM_KINDS[kind](FormSite(base, place, nth, chance))
        if planted is not None:
            change, fault = planted
            plan = change(plan)
            faults.append(fault)
    if faults:
        yield case_of(name, faults, record_of(plan))


def _places(base: FormPlan, chance: random.Random) -> list[Programme]:
    """Programmes in which a fault shows, those of goals of their own first, for a รวม says which
    of two numbers is right; no others where only goals are declared."""
    fitting = [one for one in base.programmes if len(one.rows) >= MIN_ROWS]
    chance.shuffle(fitting)
    apart = list({one.goal: one for one in fitting}.values())
    others = [one for one in fitting if one not in apart]
    return apart if base.form == "anticorruption" else [*apart, *others]
