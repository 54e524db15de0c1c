"""What reconciliation found."""

from decimal import Decimal
from enum import StrEnum

from pipeline.contracts.place import Frozen


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Cause(StrEnum):
    """Who has to act: the agency, the one who scanned, or us."""

    SOURCE = "source"
    COVERAGE = "coverage"
    READING = "reading"


class Finding(Frozen):
    """One line of findings.csv. `difference` = actual − expected where both are numbers."""

    finding_id: str
    doc_id: str
    rule: str
    severity: Severity
    cause: Cause
    scope: str  # "1.2", "1" or "all"
    items: str = ""  # "1-7,10-12,20"
    field: str = ""
    expected: str = ""
    actual: str = ""
    difference: Decimal | None = None
    message_th: str
    message_en: str
    pages: tuple[int, ...] = ()
    project_ids: tuple[str, ...] = ()
    suggestion: str = ""
    root: str = ""
