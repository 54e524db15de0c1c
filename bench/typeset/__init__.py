"""Typesets an invented plan as officials do: PDFs by two producers, and transcripts."""

from bench.typeset.faults import (
    with_budget,
    with_declared_budget,
    with_declared_count,
    with_grand,
    with_number,
    with_schedule,
    with_total,
    without_heading,
    without_row,
    without_rows,
)
from bench.typeset.plan import TypesetPlan, load_plan
from bench.typeset.style import STANDARD, VARIANTS, Arrow, Style
from bench.typeset.transcript import DIALECTS, Transcription, write_transcript

__all__ = [
    "DIALECTS",
    "STANDARD",
    "VARIANTS",
    "Arrow",
    "Style",
    "Transcription",
    "TypesetPlan",
    "load_plan",
    "with_budget",
    "with_declared_budget",
    "with_declared_count",
    "with_grand",
    "with_number",
    "with_schedule",
    "with_total",
    "without_heading",
    "without_row",
    "without_rows",
    "write_transcript",
]
