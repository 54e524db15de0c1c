"""The report that an auditor signs: pages that need nothing but a browser."""

from pipeline.write.report.document import ReportDocument, ReportRun
from pipeline.write.report.files import index_html, page_html, write_page, write_report
from pipeline.write.report.overview import OverviewDraft

__all__ = [
    "OverviewDraft",
    "ReportDocument",
    "ReportRun",
    "index_html",
    "page_html",
    "write_page",
    "write_report",
]
