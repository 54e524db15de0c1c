"""The way through PDF: plans printed with their faults, read back by thaiplan, then reconciled."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

import pikepdf

from bench.reconcile.case import FAULTS_AT_ONCE, Case, case_of, printed, sites
from bench.reconcile.fault import Fault
from bench.reconcile.invent import invented
from bench.reconcile.misreading import lost, misread_budget, misread_declared, page_of
from bench.reconcile.plant import IN_PRINT, Site
from bench.typeset import chromium, writer
from bench.typeset.plan import TypesetPlan
from bench.typeset.style import STANDARD
from pipeline.contracts.record import Plan
from pipeline.run import read_plan

ALONE = 3  # kinds a plan, in turn
# A row on two pages would be lost by half with one of them.
STYLE = replace(STANDARD, rows_may_break=False)
PRODUCERS = (chromium.write_pdf, writer.write_pdf)


def paper_cases(seed: int, plans: int, jobs: int) -> Iterator[Case]:
    """The cases of so many plans. Raises ProducerError."""
    with ProcessPoolExecutor(jobs) as pool:
        work = [pool.submit(_cases, seed, at) for at in range(plans)]
        for done, one in enumerate(as_completed(work), start=1):
            print(f"\r{done}/{plans} printed and read", end="", file=sys.stderr)
            yield from one.result()
    print(file=sys.stderr)


def _cases(seed: int, at: int) -> list[Case]:
    """A clean plan, kinds of faults alone and at once, and what befalls a reading of it."""
    base = invented(seed, at, is_clean=False)
    chance = random.Random(f"paper {seed} {at}")
    places = sites(base)
    chance.shuffle(places)
    spread = [Site(base, one, nth, chance) for nth, one in enumerate(places)]
    kinds = list(IN_PRINT.values())
    turn = [kinds[(at * ALONE + nth) % len(kinds)] for nth in range(ALONE)]
    together = chance.sample(kinds, min(FAULTS_AT_ONCE, len(spread)))
    with tempfile.TemporaryDirectory(prefix="reconcile-", ignore_cleanup_errors=True) as temp:
        pdf = Path(temp) / "plan.pdf"
        clean = _read(base.plan, (), pdf, at)
        cases = [case_of(f"paper {at} clean", (), clean)]
        cases += _after_reading(at, spread[0], clean, pdf)
        for kind in turn:
            fault = kind(spread[0])
            plan = _read(base.plan, (fault,), pdf, at)
            cases.append(case_of(f"paper {at} {fault.kind}", (fault,), plan))
        faults = [kind(site) for kind, site in zip(together, spread, strict=False)]
        plan = _read(base.plan, faults, pdf, at)
        cases.append(case_of(f"paper {at} at once", faults, plan))
    return cases


def _read(plan: TypesetPlan, faults: Sequence[Fault], pdf: Path, at: int) -> Plan:
    PRODUCERS[at % len(PRODUCERS)](printed(plan, faults), pdf, STYLE)
    return read_plan(pdf)


def _after_reading(at: int, site: Site, clean: Plan, pdf: Path) -> Iterator[Case]:
    """A number misread and flagged in what was read; a page taken out of the file."""
    for look in (misread_budget, misread_declared):
        fault = look(site, clean)
        if fault is not None:
            yield case_of(f"paper {at} {fault.kind}", (fault,), fault.as_read(clean))
    page = page_of(site, clean)
    if page is None:
        return
    shorter = pdf.with_name("shorter.pdf")
    with pikepdf.open(pdf) as whole:
        del whole.pages[page - 1]
        whole.save(shorter)
    fault = Fault("page_removed", expected=lost(clean, site.number, page))
    yield case_of(f"paper {at} page_removed", (fault,), read_plan(shorter))


def default_jobs() -> int:
    """As many processes as there are cores: each prints and reads."""
    return os.cpu_count() or 1
