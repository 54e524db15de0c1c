"""A form to be printed: what stands on its pages, what is true of it, what was planted in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.born_digital.grid import Block
from bench.born_digital.look import Look
from bench.forms.truth import FormDeclared, FormLine, FormNarrative, FormRow, FormYear

Part = tuple[Block, ...]


@dataclass(frozen=True)
class Expected:
    """A finding that a planted fault must bring about. `field` only where several share a rule."""

    rule: str
    scope: str  # an indicator's number, a goal's, or `all`
    severity: str = "error"
    field: str = ""


@dataclass(frozen=True)
class Facts:
    """What documents.csv should say; an empty one is not asked for."""

    organization: str = ""  # how what is read begins: the same line may name the district
    province: str = ""
    fiscal_year_be: str = ""
    fiscal_year_end_be: str = ""
    layout: str = ""


@dataclass(frozen=True)
class Case:
    """One document before it is printed.

    `parts`: pages of one kind, a worksheet each where Calc prints them. `fault`: the kind that was
    planted, empty in a sound plan; every error that is neither `expected` nor `allowed` (it may
    follow from the same fault) is then a false one. `declared`: what a plan over several years
    prints of its sums; `narratives`: the money that its sheets of prose state.
    """

    name: str
    family: str
    look: Look
    parts: tuple[Part, ...]
    rows: tuple[FormRow, ...]
    summary: tuple[FormLine, ...] = ()
    years: tuple[FormYear, ...] = ()
    fault: str = ""
    expected: tuple[Expected, ...] = ()
    allowed: tuple[Expected, ...] = ()
    declared: tuple[FormDeclared, ...] = ()
    narratives: tuple[FormNarrative, ...] = ()
    facts: Facts = Facts()


Invent = Callable[[int], Sequence[Case]]  # the seed -> the family's documents
