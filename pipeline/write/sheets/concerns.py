"""Which findings concern which project: what a person should look at on its row."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.contracts.finding import Finding, Severity
from pipeline.lexicon.rule_book import rule_text
from pipeline.write.code_words import code_word

LOUD = (Severity.ERROR, Severity.WARNING)  # worst first


class Concern(NamedTuple):
    """The worst severity among a project's findings, and what they say."""

    severity: Severity
    words: str


def concerns(findings: Sequence[Finding], layout: str, lang: str) -> Mapping[str, Concern]:
    """By project_id, the errors and warnings about it, worst first, each rule named once; in the
    words of a layout's form."""
    found: dict[str, Concern] = {}
    loud = (finding for severity in LOUD for finding in findings if finding.severity is severity)
    for finding in loud:
        for project_id in finding.project_ids:
            before = found.get(project_id, Concern(finding.severity, ""))
            words = before.words.split("\n") if before.words else []
            text = _words(finding, layout, lang)
            if text not in words:
                found[project_id] = Concern(before.severity, "\n".join([*words, text]))
    return found


def _words(finding: Finding, layout: str, lang: str) -> str:
    severity = code_word("severity", finding.severity.value, lang)
    return f"{severity}: {rule_text(finding.rule, layout).title.get(lang)}"
