"""What changed from one year's plan to the next: one line a project, as data and as a table."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, Literal

import pandas as pd
import pyarrow as pa

from pipeline.compare.rows import ComparedProject
from pipeline.contracts.place import Frozen

Kind = Literal["kept", "renamed", "added", "dropped"]
KINDS: Final[tuple[Kind, ...]] = ("kept", "renamed", "added", "dropped")
Changeable = Literal["indicator_no", "item_no", "budget_baht", "quarters", "agency", "place"]
MONEY: Final = pd.ArrowDtype(pa.decimal128(18, 2))

# The table's columns: what each project has on either side, then what came of it.
SIDES: Final[dict[str, Any]] = {
    "project_id": "string",
    "indicator_no": "string",
    "item_no": "string",
    "project_name": "string",
    "budget_status": "string",
    "budget_baht": MONEY,
    "quarters": "string",
    "agency": "string",
}
LATER_SIDES: Final[dict[str, Any]] = {"place": "string"}  # columns are only added at the end
DTYPES: Final[dict[str, Any]] = {
    "change": pd.CategoricalDtype(list(KINDS)),
    "likeness": "Float64",
    **{f"{name}_{side}": dtype for name, dtype in SIDES.items() for side in ("before", "after")},
    "budget_difference": MONEY,
    "changed": "string",
    "unknown": "string",
    **{
        f"{name}_{side}": dtype
        for name, dtype in LATER_SIDES.items()
        for side in ("before", "after")
    },
}


class ProjectChange(Frozen):
    """One project of either year.

    `likeness`: how alike the two names are, 0 to 1; None for added and dropped ones. `changed`:
    the fields that differ. `unknown`: those of which that cannot be said, since one side was not
    read or is blank.
    """

    change: Kind
    before: ComparedProject | None
    after: ComparedProject | None
    likeness: float | None
    changed: tuple[Changeable, ...] = ()
    unknown: tuple[Changeable, ...] = ()

    @property
    def budget_difference(self) -> Decimal | None:
        """Baht after less baht before; None unless both are amounts."""
        if self.before is None or self.after is None:
            return None
        old, new = self.before.budget_baht, self.after.budget_baht
        return None if old is None or new is None else new - old


class Comparison(Frozen):
    """Every project of both years: those of the later year in its order, then the dropped ones."""

    changes: tuple[ProjectChange, ...]

    def of(self, kind: Kind) -> tuple[ProjectChange, ...]:
        """The changes of one kind."""
        return tuple(one for one in self.changes if one.change == kind)

    @property
    def kept(self) -> tuple[ProjectChange, ...]:
        """The same name but for year, spaces and signs; other fields may have changed."""
        return self.of("kept")

    @property
    def renamed(self) -> tuple[ProjectChange, ...]:
        """The same project under another name, as far as name, agency and method show."""
        return self.of("renamed")

    @property
    def added(self) -> tuple[ProjectChange, ...]:
        """Only in the later year."""
        return self.of("added")

    @property
    def dropped(self) -> tuple[ProjectChange, ...]:
        """Only in the earlier year."""
        return self.of("dropped")

    @property
    def frame(self) -> pd.DataFrame:
        """One line a project; blanks are NA, money is an exact decimal, lists have `;` between."""
        lines = [_line(one) for one in self.changes]
        return pd.DataFrame(
            {
                name: pd.Series([line[name] for line in lines], dtype=dtype)
                for name, dtype in DTYPES.items()
            }
        )

    def _repr_html_(self) -> str:
        """The table, in a notebook."""
        return str(self.frame._repr_html_())  # type: ignore[operator]  # the stubs lack it


def _line(one: ProjectChange) -> Mapping[str, object]:
    before, after = _side(one.before), _side(one.after)
    line: dict[str, object] = {"change": one.change, "likeness": one.likeness}
    for name in (*SIDES, *LATER_SIDES):
        line[f"{name}_before"], line[f"{name}_after"] = before[name], after[name]
    line["budget_difference"] = one.budget_difference
    line["changed"] = ";".join(one.changed) or None
    line["unknown"] = ";".join(one.unknown) or None
    return line


def _side(project: ComparedProject | None) -> Mapping[str, object]:
    if project is None:
        return dict.fromkeys((*SIDES, *LATER_SIDES))
    return {
        "project_id": project.project_id,
        "indicator_no": project.indicator_no or None,
        "item_no": project.item_no or None,
        "project_name": project.project_name or None,
        "budget_status": project.budget_status.value,
        "budget_baht": project.budget_baht,
        "quarters": _quarters(project),
        "agency": project.agency or None,
        "place": project.place or None,
    }


def _quarters(project: ComparedProject) -> str | None:
    """`1;2` for the first two quarters, "" for none; None where the source cannot tell."""
    if project.quarters is None:
        return None
    return ";".join(str(at) for at, runs in enumerate(project.quarters, start=1) if runs)
