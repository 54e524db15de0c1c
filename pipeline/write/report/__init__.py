"""The report that an auditor signs: pages that need nothing but a browser."""

from pipeline.write.report.document import ReportDocument, ReportRun
from pipeline.write.report.files import write_report

__all__ = ["ReportDocument", "ReportRun", "write_report"]
