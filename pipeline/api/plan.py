"""A plan as Python shows it: with the way back from each value to the page."""

from pathlib import Path
from typing import Final

from pydantic import PrivateAttr

from pipeline.api.lookup import where_is
from pipeline.api.where import Origin, TableName, Where
from pipeline.contracts import record

FIELDS: Final = tuple(record.Plan.model_fields)


class Plan(record.Plan):
    """One plan of one organisation: the record of plans/<doc_id>.json, and where it is from.

    `Plan.model_validate_json(...)` makes one of such a file. It equals any record of the same plan.
    """

    _path: Path | None = PrivateAttr(default=None)

    @classmethod
    def of(cls, plan: record.Plan, path: Path | None = None) -> "Plan":
        """The plan that was read from the file `path`."""
        made = cls.model_construct(**{name: getattr(plan, name) for name in FIELDS})
        made._path = path
        return made

    def where(self, key: str | int, field: str, table: TableName = "projects") -> Where:
        """Where a value was read: page, box, reader, raw text, confidence, and a picture.

        `key` is a `project_id`, and `field` any column of projects.csv, the heading of a column
        that has no field (`extra`), or a year's budget and the source of its fund
        (`budget_baht_2566`, `source_2566`); with `table="indicators"` an `indicator_no` and a
        column of indicators.csv, with `table="summary"` a `line_no` and a column of summary.csv, or
        one of them with a year (`projects_2566`). Raises UsageError where there is no such row or
        field.
        """
        return where_is(table, str(key), field, Origin(self, self._path))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, record.Plan):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in FIELDS)

    __hash__ = None  # type: ignore[assignment] # it holds dicts

    def __repr__(self) -> str:
        year = f" {self.years_be}" if self.years_be else ""
        counts = f"{len(self.projects)} projects, {len(self.pages)} pages"
        return f"<Plan {self.doc_id} {self.organization or self.source_file}{year}: {counts}>"

    __str__ = __repr__

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from pipeline.api.plan_html import plan_html

        return plan_html(self)
