"""How cells look: number formats by kind, tints by severity."""

from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format

from pipeline.contracts.finding import Severity
from pipeline.write.sheets.cells import SheetKind

THAI_MONTH = "[$-107041E]mmm yyyy"  # ต.ค. 2565: Thai names, years B.E.
NUMBER_FORMATS: Final[dict[SheetKind, str]] = {
    "integer": "0",
    "money": "#,##0.00",
    "decimal": "#,##0.##",
    "float": "0.00",
    "difference": "+#,##0;[Red]-#,##0;0",
    "money_difference": "+#,##0.00;[Red]-#,##0.00;0.00",
}
TINTS: Final[dict[Severity, str]] = {
    Severity.ERROR: "#FADBD8",
    Severity.WARNING: "#FCF3CF",
    Severity.INFO: "#EAF2F8",
}
TOTAL = "#EEEEEE"
HEADING: Final[dict[str, Any]] = {
    "bold": True, "bg_color": "#DDE6F0", "bottom": 1, "valign": "top", "text_wrap": True,
}  # fmt: skip
LINK: Final[dict[str, Any]] = {"font_color": "#0563C1", "underline": 1}


class Styles:
    """The formats of a workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, lang: str) -> None:
        self._book = book
        self._month = "mmm yyyy" if lang == "en" else THAI_MONTH
        self._made: dict[tuple[object, ...], str] = {}
        self.heading = _attribute(book.add_format(HEADING))
        self.different = book.add_format({"bg_color": TINTS[Severity.ERROR], "bold": True})

    def attribute(self, kind: SheetKind, tint: Severity | None, is_total: bool) -> str:
        """The attribute of a cell that names its format, a blank before it."""
        key = (kind, tint, is_total)
        if key not in self._made:
            look = self._book.add_format(self._properties(kind, tint, is_total))
            self._made[key] = _attribute(look)
        return self._made[key]

    def _properties(self, kind: SheetKind, tint: Severity | None, is_total: bool) -> dict[str, Any]:
        look: dict[str, Any] = {"valign": "top"}
        if kind in NUMBER_FORMATS:
            look |= {"num_format": NUMBER_FORMATS[kind], "align": "right", "indent": 1}
        elif kind == "month":
            look |= {"num_format": self._month, "align": "left"}
        elif kind == "link":
            look |= LINK
        elif kind == "boolean":
            look["align"] = "center"
        elif kind != "id":
            look["text_wrap"] = True
        if is_total:
            look |= {"bold": True, "bg_color": TOTAL}
        if tint is not None:
            look |= {"bg_color": TINTS[tint], "border": 1, "border_color": "#D9D9D9"}
        return look


def _attribute(look: Format) -> str:
    return f' s="{look._get_xf_index()}"'
