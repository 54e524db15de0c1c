"""How a plan stands, in a sentence, and the facts that a sign-off needs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.record import Plan, SummaryLine
from pipeline.write.report.document import ReportDocument, ReportRun
from pipeline.write.report.findings import headlines
from pipeline.write.report.phrases import Phrases
from pipeline.write.report.tally import Pair
from pipeline.write.report.unchecked import Unchecked
from pipeline.write.run_record import Option

Outcome = Literal["agrees", "agrees_in_part", "differs", "not_comparable"]
OF_READING = ("lang", "lexicon", "ocr", "ocr_engine")  # options that may change what a page says


@dataclass(frozen=True, slots=True)
class CauseCount:
    """How many headline errors have a cause."""

    cause: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """The sentence at the top, what it rests on, and the counts beside it."""

    outcome: Outcome
    sentence: str
    remark: str
    causes: tuple[CauseCount, ...]
    warnings: int
    infos: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the sign-off table; `is_code`: a digest, shown in even type."""

    name: str
    text: str
    is_code: bool = False


def headline_errors(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The errors that follow from nothing else."""
    return tuple(one for one in headlines(findings) if one.severity is Severity.ERROR)


def outcome_of(plan: Plan, findings: Sequence[Finding], unchecked: Sequence[Unchecked]) -> Outcome:
    """Whether the plan agrees with itself, as far as that could be seen."""
    if headline_errors(findings):
        return "differs"
    if not plan.projects or not any(_declares(line) for line in plan.summary):
        return "not_comparable"
    return "agrees_in_part" if any(one.limits for one in unchecked) else "agrees"


def _declares(line: SummaryLine) -> bool:
    return any(Pair(cell, None).declared is not None for cell in (line.projects, line.budget))


def verdict(document: ReportDocument, unchecked: Sequence[Unchecked], words: Phrases) -> Verdict:
    """How the plan of a document stands; `unchecked`: what was not verified."""
    plan, findings = document.result.plan, document.result.findings
    assert plan is not None  # a document without a plan has no page of its own
    errors = headline_errors(findings)
    outcome = outcome_of(plan, findings, unchecked)
    count = Counter(one.cause for one in errors)
    following = sum(one.severity is Severity.ERROR for one in findings) - len(errors)
    limited = sum(one.limits for one in unchecked)
    remarks = [words.say("errors_following", n=following)] if following else []
    remarks += [words.say("limited", n=limited)] if limited else []
    severities = Counter(one.severity for one in findings)
    return Verdict(
        outcome=outcome,
        sentence=words.say(f"verdict_{outcome}", n=len(errors)),
        remark=" · ".join(remarks),
        causes=tuple(
            CauseCount(cause.value, words.cause(cause), count[cause])
            for cause in Cause
            if count[cause]
        ),
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO],
    )


def sign_off(document: ReportDocument, run: ReportRun, words: Phrases) -> tuple[Fact, ...]:
    """File, digest, form, version, options, date, pages, readers."""
    result, plan = document.result, document.result.plan
    assert plan is not None
    return (
        Fact(words.say("file"), result.source_file),
        Fact("SHA-256", result.sha256, is_code=True),
        Fact(words.say("layout"), words.layout(plan.layout)),
        Fact(words.say("pages_read"), _pages(plan, words)),
        Fact(words.say("readers"), _readers(plan)),
        Fact(words.say("version"), f"thaiplan {run.version}"),
        Fact(words.say("options"), options_text(run.options) or words.say("defaults")),
        Fact(words.say("date"), words.date(run.started)),
    )


def _pages(plan: Plan, words: Phrases) -> str:
    if not plan.pages:
        return words.say("no_pages")
    count = Counter(page.status for page in plan.pages)
    return words.say(
        "pages_of",
        read=len(plan.pages) - count["unread"],
        present=len(plan.pages),
        text=count["text"],
        ocr=count["ocr"],
        unread=count["unread"],
        blank=count["blank"],
    )


def _readers(plan: Plan) -> str:
    """Which readers read the pages, each with how many; of a transcript those of its rows."""
    used = Counter(page.reader for page in plan.pages if page.status in ("text", "ocr"))
    if used:
        return " · ".join(f"{reader} ({n})" for reader, n in used.most_common())
    return " · ".join(dict.fromkeys(one.extractor for one in plan.projects)) or "–"


def options_text(options: dict[str, Option]) -> str:
    """The options that can change what is read, as on the command line.

    >>> options_text({"out": "x", "lang": "th", "lexicon": None, "ocr": "auto", "jobs": 4})
    '--lang th --ocr auto'
    """
    given = ((name, options.get(name)) for name in OF_READING)
    return " ".join(f"--{name.replace('_', '-')} {value}" for name, value in given if value)
