"""Findings for people: a table a document at a terminal, one full line each in a pipe."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, TextIO

from pipeline.app.consoles import open_console, print_line
from pipeline.app.run_folder import Checked
from pipeline.app.words import CAUSE, SEVERITY, STATUS, Words, say
from pipeline.contracts.finding import Finding, Severity

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES: Final[dict[Severity, str]] = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFO: "dim",
}
ORDER = tuple(Severity)  # worst first
READ = ("ok", "partial")
HEADINGS: Final[tuple[Words, ...]] = (
    ("ระดับ", "severity"),
    ("ขอบเขต", "scope"),
    ("ผลตรวจ", "finding"),
    ("สาเหตุ", "cause"),
)


def show_findings(documents: Sequence[Checked], stream: TextIO, lang: str) -> None:
    """Prints the findings by document and severity, and the verdict in one line."""
    console = open_console(stream)
    for document in documents:
        findings = sorted(document.findings, key=lambda finding: ORDER.index(finding.severity))
        if console.is_terminal:
            _show_table(console, document, findings, lang)
        else:
            _print_lines(stream, document, findings, lang)
    if console.is_terminal:
        console.print(verdict(documents, lang), style="bold")
        hint = ("ความหมายของกฎ: thaiplan explain RULE", "what a rule means: thaiplan explain RULE")
        console.print(say(hint, lang), style="dim")
    else:
        print_line(stream, verdict(documents, lang))


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


def _name(document: Checked, lang: str) -> str:
    year = document.fiscal_year_be and say(("พ.ศ. ", "B.E. "), lang) + document.fiscal_year_be
    return " · ".join(part for part in (document.source_file, document.organization, year) if part)


def _message(finding: Finding, lang: str) -> str:
    return say((finding.message_th, finding.message_en), lang)


def _print_lines(stream: TextIO, document: Checked, findings: Sequence[Finding], lang: str) -> None:
    """In the manner of a compiler: file, severity, scope, rule, cause, message; tabs between."""
    if document.error:
        print_line(stream, document.source_file, document.status, "", "", "", document.error)
    for finding in findings:
        print_line(
            stream,
            document.source_file,
            finding.severity.value,
            finding.scope,
            finding.rule,
            finding.cause.value,
            _message(finding, lang),
            *([finding.suggestion] if finding.suggestion else []),
        )


def _show_table(
    console: "Console", document: Checked, findings: Sequence[Finding], lang: str
) -> None:
    from rich.table import Table
    from rich.text import Text

    console.print(Text(_name(document, lang), style="bold"))
    if document.error:
        status = say(STATUS[document.status], lang)
        console.print(Text(f"  {status}: {document.error}", style="yellow"))
    if not findings:
        if document.status in READ:
            console.print(Text("  " + say(("ไม่พบข้อขัดแย้ง", "nothing found"), lang), style="green"))
        console.print()
        return
    table = Table(show_lines=True, header_style="bold", expand=True)
    for heading, ratio in zip(HEADINGS, (None, None, 1, None), strict=True):
        table.add_column(say(heading, lang), ratio=ratio, overflow="fold")
    for finding in findings:
        style = STYLES[finding.severity]
        table.add_row(
            Text(say(SEVERITY[finding.severity.value], lang), style=style),
            Text(finding.scope),
            _cell(finding, lang),
            Text(say(CAUSE[finding.cause.value], lang)),
        )
    console.print(table)
    console.print()


def _cell(finding: Finding, lang: str) -> "Text":
    """The message; below it, dimmed, what is suspected, the rule's code and the pages."""
    from rich.text import Text

    text = Text(_message(finding, lang))
    if finding.suggestion:
        text.append("\n→ " + finding.suggestion, style="italic")
    pages = ", ".join(str(page) for page in finding.pages)
    place = say((f" · หน้า {pages}", f" · page {pages}"), lang) if pages else ""
    text.append(f"\n{finding.rule}{place}", style="dim")
    return text


def any_errors(documents: Sequence[Checked]) -> bool:
    """Whether something is wrong: a finding of severity error, or a document nobody could read."""
    return any(
        document.status == "failed"
        or any(finding.severity is Severity.ERROR for finding in document.findings)
        for document in documents
    )
