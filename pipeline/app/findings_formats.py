"""The findings for other programs and for documents: JSON, CSV, Markdown, SARIF."""

import io
import json
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, TextIO

from pipeline.app.consoles import open_console, write_data
from pipeline.app.findings_view import show_lines, show_tables
from pipeline.app.folding import headlines
from pipeline.app.run_folder import Checked
from pipeline.app.sarif import sarif_log
from pipeline.app.verdict import READ, document_name, message, verdict
from pipeline.app.words import CAUSE, SEVERITY, STATUS, FindingFormat, Words, say
from pipeline.contracts.finding import Finding, Severity
from pipeline.write.csv_files import csv_writer
from pipeline.write.suggestion_text import suggestion_in
from pipeline.write.tables.findings import FINDINGS

Printer = Callable[[Sequence[Checked], str], str]
MD_HEADINGS: Final[tuple[Words, ...]] = (
    ("ระดับ", "Severity"),
    ("ขอบเขต", "Scope"),
    ("ผลตรวจ", "Finding"),
    ("สาเหตุ", "Cause"),
    ("หน้า", "Pages"),
    ("ข้อเสนอแนะ", "Suggestion"),
)
MD_SIGNS: Final = str.maketrans(
    {sign: f"\\{sign}" for sign in "\\|*_`[]#~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def as_json(documents: Sequence[Checked], _lang: str) -> str:
    """The documents, each with the facts of documents.csv and its findings; and their count."""
    severities = Counter(one.severity for document in documents for one in document.findings)
    log = {
        "documents": [
            document.facts
            | {"findings": [one.model_dump(mode="json") for one in document.findings]}
            for document in documents
        ],
        "counts": {severity.value: severities[severity] for severity in Severity},
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def as_csv(documents: Sequence[Checked], _lang: str) -> str:
    """findings.csv, of all documents, without a BOM: what stands in a pipe is read by programs."""
    stream = io.StringIO()
    write = csv_writer(stream, FINDINGS)
    findings = (one for document in documents for one in document.findings)
    write(tuple(column.take(one) for column in FINDINGS.columns) for one in findings)
    return stream.getvalue()


def as_markdown(documents: Sequence[Checked], lang: str) -> str:
    """A heading and a table a document; what follows from a headline stands beneath it."""
    parts = [_md_document(document, lang) for document in documents]
    return "\n\n".join([*parts, plain(verdict(documents, lang))]) + "\n"


def as_sarif(documents: Sequence[Checked], lang: str) -> str:
    """A SARIF 2.1.0 log, as code scanners and their viewers exchange it."""
    return json.dumps(sarif_log(documents, lang), ensure_ascii=False, indent=2) + "\n"


TEXTS: Final[dict[FindingFormat, Printer]] = {
    FindingFormat.JSON: as_json,
    FindingFormat.CSV: as_csv,
    FindingFormat.MD: as_markdown,
    FindingFormat.SARIF: as_sarif,
}


def show_findings(
    documents: Sequence[Checked], stream: TextIO, lang: str, wanted: FindingFormat | None = None
) -> None:
    """Prints the findings; without a format, tables at a terminal and lines anywhere else."""
    if wanted in TEXTS:
        write_data(stream, TEXTS[wanted](documents, lang))
    elif wanted is FindingFormat.TABLE or open_console(stream).is_terminal:
        show_tables(documents, stream, lang)
    else:
        show_lines(documents, stream, lang)


def _md_document(document: Checked, lang: str) -> str:
    lines = [f"## {plain(document_name(document, lang))}", ""]
    if document.error:
        lines += [f"{say(STATUS[document.status], lang)}: {plain(document.error)}", ""]
    if not document.findings:
        clean = say(("ไม่พบข้อขัดแย้ง", "Nothing found."), lang)
        return "\n".join([*lines, *([clean] if document.status in READ else [])]).rstrip()
    lines.append(md_line([say(words, lang) for words in MD_HEADINGS]))
    lines.append(md_line(["---"] * len(MD_HEADINGS)))
    for headline in headlines(document.findings):
        lines.append(_md_finding(headline.finding, "", lang))
        lines += [_md_finding(follower, "↳ ", lang) for follower in headline.followers]
    return "\n".join(lines)


def _md_finding(finding: Finding, sign: str, lang: str) -> str:
    cells = (
        say(SEVERITY[finding.severity.value], lang),
        finding.scope,
        sign + message(finding, lang),
        say(CAUSE[finding.cause.value], lang),
        ", ".join(map(str, finding.pages)),
        suggestion_in(finding.suggestion, lang),
    )
    return md_line([plain(cell) for cell in cells])


def md_line(cells: Sequence[str]) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return " ".join(text.split()).translate(MD_SIGNS)
