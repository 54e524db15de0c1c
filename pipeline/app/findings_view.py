"""Findings for people: a table a document at a terminal, one full line each in a pipe."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, TextIO

from pipeline.app.consoles import open_console, print_line
from pipeline.app.folding import headlines
from pipeline.app.run_folder import Checked
from pipeline.app.verdict import READ, document_name, message, verdict
from pipeline.app.words import CAUSE, SEVERITY, STATUS, Words, say
from pipeline.contracts.finding import Finding, Severity
from pipeline.contracts.names import escaped
from pipeline.write.folding import Headline, over_years, rank, year_of
from pipeline.write.suggestion_text import suggestion_in

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

STYLES: Final[dict[Severity, str]] = {
    Severity.ERROR: "bold red",
    Severity.WARNING: "yellow",
    Severity.INFO: "dim",
}
HEADINGS: Final[tuple[Words, ...]] = (
    ("ระดับ", "severity"),
    ("ขอบเขต", "scope"),
    ("ผลตรวจ", "finding"),
    ("สาเหตุ", "cause"),
)
HINT: Final[Words] = (
    "ความหมายของกฎ: thaiplan explain RULE",
    "what a rule means: thaiplan explain RULE",
)


def show_lines(documents: Sequence[Checked], stream: TextIO, lang: str) -> None:
    """A line a finding, by document and severity, and the verdict: for pipes."""
    for document in documents:
        findings = sorted(document.findings, key=rank)
        _print_lines(stream, document, findings, lang)
    print_line(stream, verdict(documents, lang))


def show_tables(documents: Sequence[Checked], stream: TextIO, lang: str) -> None:
    """A table a document, what follows from a headline folded beneath it, and the verdict."""
    console = open_console(stream)
    for document in documents:
        _show_table(console, document, lang)
    console.print(verdict(documents, lang), style="bold")
    console.print(say(HINT, lang), style="dim")


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
            message(finding, lang),
            *([finding.suggestion] if finding.suggestion else []),
        )


def _show_table(console: "Console", document: Checked, lang: str) -> None:
    from rich.table import Table
    from rich.text import Text

    console.print(_text(document_name(document, lang), "bold"))
    if document.error:
        status = say(STATUS[document.status], lang)
        console.print(_text(f"  {status}: {document.error}", "yellow"))
    if not document.findings:
        if document.status in READ:
            console.print(Text("  " + say(("ไม่พบข้อขัดแย้ง", "nothing found"), lang), style="green"))
        console.print()
        return
    table = Table(show_lines=True, header_style="bold", expand=True)
    for heading, ratio in zip(HEADINGS, (None, None, 1, None), strict=True):
        table.add_column(say(heading, lang), ratio=ratio, overflow="fold")
    for headline in headlines(document.findings):
        finding = headline.finding
        table.add_row(
            Text(say(SEVERITY[finding.severity.value], lang), style=STYLES[finding.severity]),
            _text(finding.scope),
            _cell(headline, lang),
            Text(say(CAUSE[finding.cause.value], lang)),
        )
    console.print(table)
    console.print()


def _text(words: str, style: str = "") -> "Text":
    """Words of a plan, or a file's name, without what a terminal would obey."""
    from rich.text import Text

    return Text(escaped(words), style=style)


def _cell(headline: Headline, lang: str) -> "Text":
    """The message; below it what is suspected, the rule's code and the pages; then what follows."""
    finding = headline.finding
    text = _text(message(finding, lang))
    if finding.suggestion:
        text.append("\n→ " + escaped(suggestion_in(finding.suggestion, lang)), style="italic")
    text.append("\n" + _place(finding, lang), style="dim")
    for part, style in _followers(headline, lang):
        text.append(part, style=style)
    return text


def _followers(headline: Headline, lang: str) -> Iterator[tuple[str, str]]:
    """Pieces of text with their styles: severity, message, rule; years that are alike but once."""
    if headline.followers:
        count = len(headline.followers)
        words = (f"สืบเนื่องจากข้อนี้ {count} ข้อ:", f"{count} more follow from this:")
        yield "\n" + say(words, lang), "bold"
    for follower, *others in over_years(headline.followers):
        yield "\n↳ ", ""
        severity = say(SEVERITY[follower.severity.value], lang)
        yield severity, STYLES[follower.severity]
        yield f" {escaped(message(follower, lang))} ", ""
        yield f"({_place(follower, lang)})", "dim"
        if others:
            years = ", ".join(year_of(other.field)[1] for other in others)
            yield say((f" และปี {years}", f" and in {years}"), lang), ""


def _place(finding: Finding, lang: str) -> str:
    """The rule's code and the pages."""
    pages = ", ".join(str(page) for page in finding.pages)
    return finding.rule + (say((f" · หน้า {pages}", f" · page {pages}"), lang) if pages else "")
