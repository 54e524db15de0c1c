"""Which documents are printed, and how each is put on the scanner."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.born_digital.invent import Plan, invent_plan
from bench.born_digital.look import Look
from bench.scans.condition import Condition
from bench.scans.type_face import UNSEEN, USUAL, TypeFace, installed

NARROW_ROWS, WORDY_ROWS = 175, 10
SMALL_TYPE_DPI = 200


@dataclass(frozen=True)
class Glass:
    """What differs from document to document on the same scanner."""

    is_bitonal: bool = False  # worn pages only: a clean one has grey edges
    is_colour: bool = False
    is_turned: bool = False  # some pages lie on their side or head, and /Rotate says so


@dataclass(frozen=True)
class Planned:
    """A document before it is printed."""

    name: str
    condition: Condition
    look: Look
    plan: Plan
    glass: Glass


_SLOTS: tuple[tuple[Look, bool, Glass], ...] = (  # look, whether its font is unseen, glass
    (Look(mark="tick", is_narrow=True), True, Glass()),
    (Look(producer="writer", orientation="portrait", is_narrow=True), True, Glass(is_turned=True)),
    (Look(orientation="portrait", mark="single", is_narrow=True), False, Glass(is_bitonal=True)),
    (
        Look(producer="writer", mark="slash", digits="arabic", is_narrow=True),
        True,
        Glass(is_colour=True),
    ),
    (Look(mark="double", numbering="dot"), True, Glass(is_colour=True)),
    (Look(producer="writer", mark="slash", quarter_heading=1), False, Glass()),
)


def planned(
    seed: int, conditions: Sequence[Condition], scale: float = 1.0, slots: int = len(_SLOTS)
) -> list[Planned]:
    """The documents of a seed. `scale` is of their rows, `slots` how many a condition has."""
    unseen, usual = installed(UNSEEN), installed(USUAL)
    documents = []
    for at, condition in enumerate(conditions):
        for slot, (look, is_unseen, glass) in enumerate(_SLOTS[:slots]):
            chance = random.Random(f"{seed} {condition.name} {slot}")
            faces = unseen if is_unseen else usual
            worn = _dressed(look, faces[(at + slot) % len(faces)], condition.dpi, chance)
            rows = max(2, round(scale * (NARROW_ROWS if look.is_narrow else WORDY_ROWS)))
            plan = invent_plan(chance, rows, is_short=look.is_narrow)
            name = f"{condition.name}_{slot + 1}_{look.producer}"
            documents.append(Planned(name, condition, worn, plan, glass))
    return documents


def _dressed(look: Look, face: TypeFace, dpi: int, chance: random.Random) -> Look:
    """The look in the face; not in its smallest size at few dots, where nobody could read it."""
    sizes = face.sizes[1:] if dpi < SMALL_TYPE_DPI else face.sizes[:2]
    return replace(
        look,
        font=face.family,
        size_pt=chance.choice(sizes),
        numbering="column" if look.is_narrow else look.numbering,
        rows_may_break=not look.is_narrow,
        has_running_title=chance.random() < 0.3,
    )
