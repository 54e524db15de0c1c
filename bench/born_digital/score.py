"""Truth against output: rows matched by indicator and item, then value by value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from rapidfuzz.distance import Levenshtein

from bench.born_digital.truth import MONTH_COLUMNS, QUARTER_COLUMNS, TEXT_COLUMNS

Row = Mapping[str, str]
SURE = 1.0  # a confidence below this says that a person should look


@dataclass
class Score:
    """What one document or family came to; the counts add up over documents."""

    truth_rows: int = 0
    read_rows: int = 0
    matched: int = 0
    budgets: int = 0
    quarters: int = 0
    months: int = 0
    texts: int = 0
    letters: int = 0
    wrong_letters: int = 0
    silent: int = 0
    false_errors: int = 0
    documents: int = 0
    pages: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Score) -> None:
        """Count another document in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def row_f1(self) -> float:
        """Harmonic mean of the shares of rows found and of rows that are true."""
        total = self.truth_rows + self.read_rows
        return 2 * self.matched / total if total else 1.0

    @property
    def character_error(self) -> float:
        """Edits over letters of the truth, in the text cells; a missing row is all wrong."""
        return self.wrong_letters / self.letters if self.letters else 0.0

    def share(self, count: int) -> float:
        """`count` over the rows of the truth."""
        return count / self.truth_rows if self.truth_rows else 1.0


def score_rows(
    truth: Sequence[Row],
    read: Sequence[Row],
    name: str = "",
    doubted: frozenset[str] = frozenset(),
    texts: Sequence[str] = TEXT_COLUMNS,
) -> Score:
    """Score one document. Rows match by indicator and item, doubles by order.

    `doubted`: the project_ids that findings name. `texts`: the columns compared letter by letter.
    """
    score = Score(len(truth), len(read), documents=1)
    waiting: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in read:
        waiting[_key(row)].append(row)
    for wanted in truth:
        found = waiting[_key(wanted)].pop(0) if waiting[_key(wanted)] else None
        is_silent = found is not None and not is_doubted(found, doubted)
        _score_row(score, wanted, found, f"{name} {':'.join(_key(wanted))}", is_silent, texts)
    for row in (row for rows in waiting.values() for row in rows):
        score.silent += not is_doubted(row, doubted)
        score.misses.append(f"{name} {':'.join(_key(row))} no such row")
    return score


def count_errors(findings: Iterable[Row], is_unreadable: bool = False) -> int:
    """Findings of severity error: a plan that is sound has none.

    Where values cannot be read, an error must say so; blaming the source is still false.
    """
    errors = [row for row in findings if row["severity"] == "error"]
    return sum(row["cause"] == "source" or not is_unreadable for row in errors)


def _key(row: Row) -> tuple[str, str]:
    return row.get("indicator_no", ""), row.get("item_no", "")


def _score_row(
    score: Score,
    wanted: Row,
    found: Row | None,
    label: str,
    is_silent: bool,
    texts: Sequence[str],
) -> None:
    score.letters += sum(len(wanted[column]) for column in texts)
    if found is None:
        score.wrong_letters += sum(len(wanted[column]) for column in texts)
        score.misses.append(f"{label} row not found")
        return
    score.matched += 1
    wrong = [column for column in texts if found.get(column, "") != wanted[column]]
    for column in wrong:
        read = found.get(column, "")
        edits = Levenshtein.distance(wanted[column], read)
        score.wrong_letters += min(edits, max(len(wanted[column]), len(read)))
    score.texts += not wrong
    has_budget = same_money(wanted, found)
    has_quarters = all(found.get(column, "") == wanted[column] for column in QUARTER_COLUMNS)
    has_months = all(found.get(column, "") == wanted[column] for column in MONTH_COLUMNS)
    score.budgets += has_budget
    score.quarters += has_quarters
    score.months += has_months
    kinds = {"budget_raw": has_budget, "quarters": has_quarters, "months": has_months}
    bad = [*wrong, *(kind for kind, is_right in kinds.items() if not is_right)]
    lost = [column for column in wrong if not same_letters(wanted[column], found.get(column, ""))]
    is_wrong = bool(lost) or not (has_budget and has_quarters and has_months)
    score.silent += is_wrong and is_silent
    for kind in bad:
        score.misses.append(f"{label} {kind}: {_shown(wanted, kind)} | {_shown(found, kind)}")


def same_money(wanted: Row, found: Row) -> bool:
    """The same status, and with `amount` the same baht."""
    if wanted["budget_status"] != found.get("budget_status", ""):
        return False
    if wanted["budget_status"] != "amount":
        return found.get("budget_baht", "") == ""
    try:
        return Decimal(wanted["budget_baht"]) == Decimal(found.get("budget_baht", ""))
    except InvalidOperation:
        return False


def same_letters(wanted: str, found: str) -> bool:
    """Equal but for spaces: a space lost at a line's end is no wrong word."""
    return "".join(wanted.split()) == "".join(found.split())


def is_doubted(row: Row, named: frozenset[str]) -> bool:
    """Whether the output itself says that something in the row may be wrong."""
    is_named = row.get("project_id", "") in named
    return is_named or bool(row.get("flags")) or float(row.get("confidence") or "1") < SURE


def named_projects(findings: Iterable[Row]) -> frozenset[str]:
    """The projects that findings which ask for a look (errors, warnings) name."""
    return frozenset(
        project
        for row in findings
        if row["severity"] in ("error", "warning")
        for project in row["project_ids"].split(";")
        if project
    )


def _shown(row: Row, kind: str) -> str:
    columns = {"quarters": QUARTER_COLUMNS, "months": MONTH_COLUMNS}.get(kind, (kind,))
    if kind == "budget_raw":
        columns = ("budget_status", "budget_baht", "budget_raw")
    return " ".join(row.get(column, "") or "_" for column in columns)
