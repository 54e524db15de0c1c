"""How it stands with checked documents: in one line, and as an exit code."""

from collections import Counter
from collections.abc import Sequence

from pipeline.app.run_folder import Checked
from pipeline.app.words import say
from pipeline.contracts.finding import Finding, Severity
from pipeline.write.folding import ORDER

READ = ("ok", "partial")


def verdict(documents: Sequence[Checked], lang: str) -> str:
    """How it stands, in one line.

    Duplicates and inputs that are no plan are not counted: nothing there was to be checked.

    >>> verdict((), "en")
    'checked 0 documents: 0 errors, 0 warnings, 0 infos'
    """
    findings = [finding for document in documents for finding in document.findings]
    count = Counter(finding.severity for finding in findings)
    errors, warnings, infos = (count[severity] for severity in ORDER)
    checked = sum(document.status in READ for document in documents)
    unread = sum(document.status == "failed" for document in documents)
    thai = f"ตรวจ {checked} เอกสาร: ผิดพลาด {errors} ควรดู {warnings} ข้อมูล {infos}"
    english = (
        f"checked {_number(checked, 'document')}: {_number(errors, 'error')}, "
        f"{_number(warnings, 'warning')}, {_number(infos, 'info')}"
    )
    if unread:
        thai += f" และอ่านไม่ได้ {unread} เอกสาร"
        english += f"; {_number(unread, 'document')} could not be read"
    return say((thai, english), lang)


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def document_name(document: Checked, lang: str) -> str:
    """File, organisation and fiscal year, as far as they are known."""
    year = document.years_be and say(("พ.ศ. ", "B.E. "), lang) + document.years_be
    return " · ".join(part for part in (document.source_file, document.organization, year) if part)


def message(finding: Finding, lang: str) -> str:
    """What a finding says."""
    return say((finding.message_th, finding.message_en), lang)


def any_as_bad(documents: Sequence[Checked], severity: Severity) -> bool:
    """Whether something is wrong: a finding of this severity or worse, or a document that nobody
    could read."""
    bad = ORDER[: ORDER.index(severity) + 1]
    return any(
        document.status == "failed" or any(finding.severity in bad for finding in document.findings)
        for document in documents
    )
