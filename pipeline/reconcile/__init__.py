"""Reconciliation: a plan against itself. Rules only look; nothing is changed.

`reconcile(plan)` gives the findings in the order of RULES (errors' rules first) and within a rule
in the plan's own order: indicators and goals as the summary lists them, rows as printed.
"""

from collections.abc import Callable, Iterator

from pipeline.contracts.finding import Finding
from pipeline.contracts.record import Plan
from pipeline.lexicon.rule_book import explain
from pipeline.reconcile.declared import indicator_budget, indicator_count
from pipeline.reconcile.narrative import narrative_budget
from pipeline.reconcile.notes import notes
from pipeline.reconcile.numbering import duplicate_item, missing_item
from pipeline.reconcile.outline import duplicate_indicator, missing_indicator
from pipeline.reconcile.pages import missing_page, page_unread, table_doubtful
from pipeline.reconcile.percents import percent_mismatch
from pipeline.reconcile.repeats import repeated_project
from pipeline.reconcile.roots import settled
from pipeline.reconcile.schedule import outside_fiscal_year, schedule_conflict, span_unknown
from pipeline.reconcile.sections import (
    indicator_unknown,
    missing_section,
    missing_summary,
    undeclared_section,
)
from pipeline.reconcile.stated import stated_total_mismatch
from pipeline.reconcile.sums import (
    goal_budget_sum,
    goal_count_sum,
    grand_budget_sum,
    grand_count_sum,
)
from pipeline.reconcile.targets import target_mismatch
from pipeline.reconcile.titles import title_mismatch
from pipeline.reconcile.totals import goal_budget, goal_count, grand_budget, grand_count
from pipeline.reconcile.values import (
    blank_required,
    malformed_amount,
    missing_column,
    unknown_column,
    unreadable_value,
)
from pipeline.reconcile.wording import numbered
from pipeline.reconcile.year_sums import years_budget_sum, years_count_sum

__all__ = ["RULES", "explain", "reconcile"]

Rule = Callable[[Plan], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    indicator_count,
    indicator_budget,
    missing_item,
    duplicate_item,
    goal_count_sum,
    goal_budget_sum,
    grand_count_sum,
    grand_budget_sum,
    years_count_sum,
    years_budget_sum,
    goal_count,
    goal_budget,
    grand_count,
    grand_budget,
    missing_section,
    undeclared_section,
    missing_summary,
    indicator_unknown,
    missing_indicator,
    duplicate_indicator,
    page_unread,
    table_doubtful,
    missing_page,
    malformed_amount,
    unreadable_value,
    blank_required,
    missing_column,
    unknown_column,
    schedule_conflict,
    span_unknown,
    outside_fiscal_year,
    target_mismatch,
    title_mismatch,
    repeated_project,
    percent_mismatch,
    stated_total_mismatch,
    narrative_budget,
    notes,
)


def reconcile(plan: Plan) -> tuple[Finding, ...]:
    """All findings of a plan; the second finding of a rule in one scope has `:2` in its id.

    `root` is always a headline: a finding that follows from no other.
    """
    findings = tuple(found for rule in RULES for found in rule(plan))
    ids = numbered(found.finding_id for found in findings)
    return settled(
        found.model_copy(update={"finding_id": one}) if found.finding_id != one else found
        for found, one in zip(findings, ids, strict=True)
    )
