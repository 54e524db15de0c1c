"""The findings as a SARIF 2.1.0 log: what code scanners and their viewers exchange."""

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from pipeline.app.run_folder import Checked
from pipeline.app.verdict import message
from pipeline.app.version import version
from pipeline.contracts.finding import Finding, Severity
from pipeline.lexicon.rule_book import explain, rule_book, rule_text

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "findingId/v1"
LEVELS: Final[dict[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}

Json = dict[str, Any]


def sarif_log(documents: Sequence[Checked], lang: str) -> Json:
    """The log: one run, a result a finding; an input that could not be read is a notification."""
    rules = _rules(documents)
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [
            {
                "tool": {"driver": _driver(rules, lang)},
                "language": lang,
                "columnKind": "unicodeCodePoints",
                "invocations": [_invocation(documents)],
                "artifacts": [_artifact(document) for document in documents],
                "results": [
                    _result(finding, document, index, rules, lang)
                    for index, document in enumerate(documents)
                    for finding in document.findings
                ],
            }
        ],
    }


def _rules(documents: Sequence[Checked]) -> tuple[str, ...]:
    """Every rule of the book, and those that only a finding names."""
    found = (finding.rule for document in documents for finding in document.findings)
    return tuple(dict.fromkeys((*rule_book().rules, *found)))


def _driver(rules: Sequence[str], lang: str) -> Json:
    return {
        "name": "thaiplan",
        "version": version(),
        "language": lang,
        "rules": [_rule(rule, lang) for rule in rules],
    }


def _rule(rule: str, lang: str) -> Json:
    text = rule_text(rule)
    is_known = rule in rule_book().rules
    return {
        "id": rule,
        "name": "".join(part.title() for part in rule.split("_")),
        "shortDescription": {"text": text.title.get(lang) if is_known else rule},
        "fullDescription": {"text": text.explanation.get(lang).strip()},
        "help": {"text": explain(rule, lang).strip() if is_known else rule},
        "defaultConfiguration": {"level": LEVELS[text.severity]},
    }


def _invocation(documents: Sequence[Checked]) -> Json:
    """Whether every input was read, and why not."""
    levels = {"failed": "error", "partial": "warning"}
    return {
        "executionSuccessful": all(document.status != "failed" for document in documents),
        "toolExecutionNotifications": [
            {
                "level": levels.get(document.status, "note"),
                "message": {"text": document.error},
                "locations": [{"physicalLocation": _place(document, index)}],
            }
            for index, document in enumerate(documents)
            if document.error
        ],
    }


def _artifact(document: Checked) -> Json:
    sha256 = document.facts["sha256"]
    return {
        "location": {"uri": _uri(document)},
        "roles": ["analysisTarget"],
        **({"hashes": {"sha-256": sha256}} if sha256 else {}),
        "properties": {
            name: value for name, value in document.facts.items() if value not in (None, "")
        },
    }


def _result(
    finding: Finding, document: Checked, index: int, rules: Sequence[str], lang: str
) -> Json:
    """Pages and rows are no regions of a text: they stand in the properties."""
    location: Json = {
        "physicalLocation": _place(document, index),
        "logicalLocations": [{"fullyQualifiedName": finding.scope, "kind": "scope"}],
        "properties": {"pages": list(finding.pages)},
    }
    properties = finding.model_dump(mode="json", exclude={"pages", "rule", "severity"})
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": LEVELS[finding.severity],
        "message": {"text": message(finding, lang)},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding.finding_id},
        "properties": {
            name: value for name, value in properties.items() if value not in (None, "", [])
        },
    }


def _place(document: Checked, index: int) -> Json:
    return {"artifactLocation": {"uri": _uri(document), "index": index}}


def _uri(document: Checked) -> str:
    """The file's name relative to its INPUT, as a URI."""
    return quote(document.source_file)
