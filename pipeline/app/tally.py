"""What became of the documents of a run, counted one at a time; no plan is held."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import NamedTuple

from pipeline.contracts.finding import Severity
from pipeline.contracts.result import DocumentResult

MAX_SHORT = 40  # documents of a short run, of which each has a line of its own


class Line(NamedTuple):
    """A document of a short run; the numbers are None where there is no plan."""

    source_file: str
    status: str
    error: str
    projects: int | None
    errors: int
    warnings: int


@dataclass(slots=True)
class Tally:
    """The figures of a run."""

    statuses: Counter[str] = field(default_factory=Counter)
    kept: int = 0  # known from earlier runs
    pages: Counter[str] = field(default_factory=Counter)  # by reader, `unread` or `blank`
    pages_now: int = 0  # those that this run read itself
    projects: int = 0
    findings: Counter[str] = field(default_factory=Counter)  # by severity
    failures: list[tuple[str, str]] = field(default_factory=list)  # source_file, reason
    lines: list[Line] = field(default_factory=list)  # of the first MAX_SHORT

    def add(self, result: DocumentResult, kept: bool) -> None:
        """Counts one more; `kept`: not read in this run."""
        self.statuses[result.status] += 1
        self.kept += kept
        severities = Counter(finding.severity.value for finding in result.findings)
        self.findings.update(severities)
        plan = result.plan
        if plan is not None:
            self.projects += len(plan.projects)
            self.pages_now += 0 if kept else len(plan.pages)
            for page in plan.pages:
                read = page.status in ("text", "ocr")
                self.pages[page.reader if read else page.status] += 1
        if result.status == "failed":
            self.failures.append((result.source_file, result.error))
        if len(self.lines) < MAX_SHORT:
            projects = None if plan is None else len(plan.projects)
            errors, warnings = (severities[one] for one in (Severity.ERROR, Severity.WARNING))
            self.lines.append(
                Line(result.source_file, result.status, result.error, projects, errors, warnings)
            )

    @property
    def documents(self) -> int:
        """All of them."""
        return self.statuses.total()

    @property
    def is_short(self) -> bool:
        """Whether `lines` has them all."""
        return self.documents <= MAX_SHORT

    def reasons(self) -> list[tuple[str, list[str]]]:
        """Why documents failed, the most frequent first, each with the documents that did."""
        names: dict[str, list[str]] = {}
        for source_file, reason in self.failures:
            names.setdefault(_without_name(reason, source_file), []).append(source_file)
        return sorted(names.items(), key=lambda item: -len(item[1]))


def _without_name(reason: str, source_file: str) -> str:
    """The reason without the file's own name, so that it is the same for every file.

    >>> _without_name("a.png is a picture, and --ocr is never", "plans/a.png")
    '… is a picture, and --ocr is never'
    """
    return reason.replace(PurePosixPath(source_file).name, "…")
