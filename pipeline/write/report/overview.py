"""The overview of all documents, as compact data that the page draws piece by piece."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple, get_args

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.record import Level, Plan
from pipeline.contracts.result import DocumentResult, DocumentStatus
from pipeline.write.report.amounts import grouped, signed
from pipeline.write.report.phrases import Phrases
from pipeline.write.report.tally import baht, overall
from pipeline.write.report.verdict import headline_errors

SATANG = 100
# What breaks out of a script element, or out of a line of a script.
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class OverviewRow(NamedTuple):
    """One document. `declared`, `found` in satang; `causes`, `rules` are indices. The order of the
    fields is that of the columns in the page's script."""

    doc_id: str  # empty: it has no page
    file: str
    province: str
    organization: str
    year: str  # the first and the last, where it is for several
    status: int
    error: str
    projects: int | None
    declared: int | None
    found: int | None
    errors: int
    warnings: int
    causes: tuple[int, ...]
    rules: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many documents have a status."""

    status: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class LayoutCount:
    """How many plans follow a form, and what that is called."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of all documents."""

    total: int
    statuses: tuple[StatusCount, ...]
    layouts: tuple[LayoutCount, ...]
    projects: str
    declared: str
    found: str
    difference: str
    errors: str
    warnings: str
    data: str  # JSON, safe inside a script element


class OverviewDraft:
    """Collects one row a document, so that no document need stay in memory."""

    def __init__(self) -> None:
        self._rows: list[OverviewRow] = []
        self._pages: set[str] = set()
        self._rules: dict[str, int] = {}
        self._statuses: Counter[DocumentStatus] = Counter()
        self._layouts: Counter[str] = Counter()
        self._declared = self._found = Decimal(0)

    def add(self, result: DocumentResult) -> None:
        """Takes what the overview shows of a document."""
        declared, found = money(result.plan)
        self._declared += declared or 0
        self._found += found or 0
        self._statuses[result.status] += 1
        for one in result.findings:
            self._rules.setdefault(one.rule, len(self._rules))
        if result.plan is not None:
            self._pages.add(result.doc_id)
            self._layouts[result.plan.layout] += 1
        row = _row(result, declared, found, self._rules)
        has_page = result.doc_id in self._pages  # a duplicate has that of its first
        self._rows.append(row if has_page else row._replace(doc_id=""))

    def finish(self, words: Phrases) -> Overview:
        """The overview of all that was added."""
        rows = self._rows
        return Overview(
            total=len(rows),
            statuses=tuple(
                StatusCount(status, words.document_status(status), self._statuses[status])
                for status in get_args(DocumentStatus)
                if self._statuses[status]
            ),
            layouts=tuple(
                LayoutCount(words.layout(code), count)
                for code, count in self._layouts.most_common()
            ),
            projects=f"{sum(row.projects or 0 for row in rows):,}",
            declared=grouped(self._declared),
            found=grouped(self._found),
            difference=signed(self._found - self._declared),
            errors=f"{sum(row.errors for row in rows):,}",
            warnings=f"{sum(row.warnings for row in rows):,}",
            data=embedded(
                {
                    "rows": rows,
                    "rules": [[rule, words.rule_title(rule)] for rule in self._rules],
                    "statuses": [
                        [one, words.document_status(one)] for one in get_args(DocumentStatus)
                    ],
                    "causes": [[one.value, words.cause_in_short(one)] for one in Cause],
                    "words": {key: words.say(key) for key in SCRIPT_WORDS},
                }
            ),
        )


SCRIPT_WORDS = ("shown_of", "page_of", "none_match", "no_page", "selected_sum", "all")


def money(plan: Plan | None) -> tuple[Decimal | None, Decimal | None]:
    """Declared and extracted baht of a plan: its ภาพรวม, else the sum of what it declares."""
    if plan is None:
        return None, None
    _, whole = overall(plan)
    declared = whole.declared
    if declared is None:
        lines = [line.budget.value for line in plan.summary if line.level is Level.INDICATOR]
        amounts = [value for value in lines if value is not None]
        declared = sum(amounts, Decimal(0)) if amounts else None
    return declared, baht(plan.projects) if plan.projects else None


def _row(
    result: DocumentResult,
    declared: Decimal | None,
    found: Decimal | None,
    rules: dict[str, int],
) -> OverviewRow:
    plan, findings = result.plan, result.findings
    return OverviewRow(
        doc_id=result.doc_id,
        file=result.source_file,
        province=plan.province if plan else "",
        organization=plan.organization if plan else "",
        year=plan.years_be if plan else "",
        status=get_args(DocumentStatus).index(result.status),
        error=result.error,
        projects=len(plan.projects) if plan else None,
        declared=_satang(declared),
        found=_satang(found),
        errors=len(headline_errors(findings)),
        warnings=sum(one.severity is Severity.WARNING for one in findings),
        causes=_causes(findings),
        rules=tuple(sorted({rules[one.rule] for one in findings})),
    )


def _causes(findings: Sequence[Finding]) -> tuple[int, ...]:
    """The causes of its headline errors; where it has none, of its warnings."""
    worst = headline_errors(findings) or tuple(
        one for one in findings if one.severity is Severity.WARNING
    )
    found = {one.cause for one in worst}
    return tuple(number for number, cause in enumerate(Cause) if cause in found)


def _satang(value: Decimal | None) -> int | None:
    return None if value is None else round(value * SATANG)


def embedded(data: object) -> str:
    """`data` as JSON that nothing in it can break out of a script element.

    >>> embedded(["</script>"])
    '["\\\\u003c/script\\\\u003e"]'
    """
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def summarize(results: Iterable[DocumentResult], words: Phrases) -> Overview:
    """The overview of several results at once."""
    draft = OverviewDraft()
    for result in results:
        draft.add(result)
    return draft.finish(words)
