"""What the user chose for the workbook: its language, and whether there is a report to link to."""

from dataclasses import dataclass
from typing import Final, Self

from pipeline.write.anchors import page_link
from pipeline.write.columns import Words
from pipeline.write.finished_run import FinishedRun
from pipeline.write.formats import HTML
from pipeline.write.sheets.cells import Heading, Link

REPORT: Final[Words] = ("รายงาน", "Report")
REPORT_NOTE: Final[Words] = (
    "เปิดหน้ารายงานของแผนตรงจุดที่เกี่ยวข้อง",
    "Opens the plan's page in the report at this place",
)
MAX_TARGET = 255  # characters of a text in a formula; a longer one spoils the workbook in Excel
OPEN: Final[Words] = ("เปิด", "open")


@dataclass(frozen=True, slots=True)
class View:
    """The language of headings and words; links stand only where the run has a report."""

    lang: str
    has_report: bool

    @classmethod
    def of(cls, run: FinishedRun) -> Self:
        """That of a run."""
        formats = run.invocation.options.get("formats")
        return cls(run.lang, isinstance(formats, tuple) and HTML in formats)

    def say(self, words: Words) -> str:
        """The words in its language."""
        return words[self.lang == "en"]

    def link(self, doc_id: str, anchor: str = "") -> tuple[Link, ...]:
        """The cell that links to a document's page; none without a report."""
        if not self.has_report:
            return ()
        target = page_link(doc_id, anchor)
        if len(target) > MAX_TARGET:
            target = page_link(doc_id)
        return (Link(target, self.say(OPEN)),)

    def link_heading(self) -> tuple[Heading, ...]:
        """The heading above such cells."""
        heading = Heading(self.say(REPORT), self.say(REPORT_NOTE), "link")
        return (heading,) if self.has_report else ()
