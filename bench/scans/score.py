"""Every amount is right, flagged or silently wrong; rows, quarters and letters beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from bench.born_digital.score import same_money
from bench.born_digital.truth import QUARTER_COLUMNS, TEXT_COLUMNS, TruthRow

Row = Mapping[str, Any]
_MONEY = re.compile(r"[๐-๙0-9]{1,3}(?:,?[๐-๙0-9]{3})*(?:\.[๐-๙0-9]{2})?")
SAME_ROW = 0.6  # of the letters: a row whose number was misread is still this row
SAME_ITEM, SAME_NUMBER = 0.3, 0.7  # what it adds that the item, and the indicator too, are right
LOST = frozenset({"missing_item", "indicator_count", "missing_page"})
PAGES_LOST = frozenset({"page_unread", "table_doubtful", "unknown_table"})  # rows of these pages
Pages = tuple[float, float]  # first and last on which a row may stand
DECLARED = frozenset(
    {"indicator_budget", "goal_budget", "grand_budget", "goal_budget_sum", "grand_budget_sum"}
)


@dataclass(frozen=True)
class Silent:
    """An amount that is wrong, or a row that is lost, of which the output says nothing."""

    document: str
    place: str  # indicator:item, or the line of the summary
    expected: str
    got: str
    is_lost: bool = False
    is_sum_doubted: bool = False  # though a finding says that the indicator's sum does not agree


@dataclass
class Tally:
    """Counts; they add up over documents. `amounts` are budget cells and the summary's money."""

    pages: int = 0
    amounts: int = 0
    with_digits: int = 0  # of the amounts: neither a dash nor words
    right: int = 0
    flagged: int = 0  # not read, or with a flag: right or not
    told: int = 0  # of the flagged: not right
    rows: int = 0
    read_rows: int = 0
    matched: int = 0
    quarters_right: int = 0
    quarters_unknown: int = 0
    letters: int = 0
    wrong_letters: int = 0
    wrong_unspaced: int = 0
    silent: list[Silent] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count another document in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def row_f1(self) -> float:
        """Harmonic mean of the shares of rows found and of rows that are true."""
        total = self.rows + self.read_rows
        return 2 * self.matched / total if total else 1.0

    def share(self, count: int) -> float:
        """`count` over the amounts."""
        return count / self.amounts if self.amounts else 0.0

    def of_rows(self, count: int) -> float:
        """`count` over the rows of the truth."""
        return count / self.rows if self.rows else 0.0

    def of_letters(self, count: int) -> float:
        """`count` over the letters of the truth."""
        return count / self.letters if self.letters else 0.0


@dataclass(frozen=True)
class Output:
    """What thaiplan wrote of one document: lines of the CSV files, and its plan."""

    status: str
    projects: Sequence[Row]
    summary: Sequence[Row]
    findings: Sequence[Row]
    plan: Row

    def doubts_budget(self, row: Row) -> bool:
        """Whether the output says of this row's budget that it may be wrong.

        A sum that does not agree says it of a whole indicator, and so of none of its budgets.
        """
        project = self._projects.get(row["project_id"], {})
        return row["budget_status"] == "unreadable" or bool(
            project.get("budget", {}).get("flags")
            or any(
                row["project_id"] in finding["project_ids"].split(";")
                and finding["field"] == "budget_baht"
                and finding["rule"] not in DECLARED
                for finding in self.findings
            )
        )

    def doubts_line(self, row: Row) -> bool:
        """The same of a line of the summary: flags, or a finding on what it declares."""
        lines = {str(line["line_no"]): line for line in self.plan.get("summary", ())}
        line = lines.get(row["line_no"], {})
        scope = row["indicator_no"] or row["goal_no"] or "all"
        return row["budget_status"] == "unreadable" or bool(
            line.get("budget", {}).get("flags")
            or any(f["rule"] in DECLARED and f["scope"] == scope for f in self.findings)
        )

    def tells_lost(self, indicator_no: str, item_no: str, pages: Pages) -> bool:
        """Whether a finding says that the row is missing, or that one of its pages is unread."""
        if self.status == "failed" or (self.status == "partial" and not self.projects):
            return True  # documents.csv says so
        for finding in self.findings:
            if finding["rule"] in PAGES_LOST and any(
                pages[0] <= int(page) <= pages[1]
                for page in filter(None, finding["pages"].split(";"))
            ):
                return True
            if finding["rule"] in LOST and finding["scope"] in (indicator_no, "all", ""):
                items = finding["items"]
                if finding["rule"] != "missing_item" or int(item_no) in _numbers(items):
                    return True
        return False

    def doubts_sum(self, indicator_no: str) -> bool:
        """Whether a finding says that the money of the indicator does not agree."""
        return any(
            f["rule"] == "indicator_budget" and f["scope"] == indicator_no for f in self.findings
        )

    @cached_property
    def _projects(self) -> dict[str, Row]:
        return {project["project_id"]: project for project in self.plan.get("projects", ())}


@dataclass(frozen=True)
class TruthLine:
    """A line of the summary table: indicator, goal or whole, and the money it declares."""

    level: str
    goal_no: str
    indicator_no: str
    baht: Decimal

    def is_in(self, row: Row) -> bool:
        """Whether the line of summary.csv is this one, by its numbers."""
        if self.level == "indicator":
            return bool(row["indicator_no"] == self.indicator_no)
        return (row["level"], row["goal_no"]) == (self.level, self.goal_no)

    @property
    def row(self) -> dict[str, str]:
        """In the columns of summary.csv; no money is printed as a dash."""
        status = "amount" if self.baht else "dash"
        return {"budget_status": status, "budget_baht": str(self.baht) if self.baht else ""}


def score_document(
    name: str, truth: Sequence[TruthRow], lines: Sequence[TruthLine], output: Output
) -> tuple[Tally, dict[str, Tally]]:
    """The document's counts, and those of each row by `indicator:item`."""
    rows: dict[str, Tally] = {}
    used: set[int] = set()
    pairs = list(_matched(truth, output.projects))
    places = [at for _, at in pairs]
    for index, (wanted, at) in enumerate(pairs):
        key = f"{wanted.indicator_no}:{wanted.item_no}"
        if at is None:
            rows[key] = _lost(name, wanted, output, _pages(index, places, output.projects))
            continue
        used.add(at)
        rows[key] = _row(name, wanted, output.projects[at], output)
    whole = Tally(read_rows=len(output.projects))
    for tally in rows.values():
        whole.add(tally)
    for at, row in enumerate(output.projects):
        if at not in used and row["budget_status"] == "amount" and not output.doubts_budget(row):
            place = f"{row['indicator_no']}:{row['item_no']}"
            whole.silent.append(Silent(name, place, "no such row", row["budget_baht"]))
    for line in lines:
        whole.add(_line(name, line, output))
    return whole, rows


def _matched(
    truth: Sequence[TruthRow], read: Sequence[Row]
) -> Iterator[tuple[TruthRow, int | None]]:
    """Each row of the truth with its place in `read`: both lie in the document's order, and rows
    of a pair have the same number or much the same words. Amounts have no say in it."""
    worth = _worth(truth, read)
    best = np.zeros((len(truth) + 1, len(read) + 1))  # of what comes from a row, and a place, on
    for i in reversed(range(len(truth))):
        for j in reversed(range(len(read))):
            paired = best[i + 1, j + 1] + worth[i, j] if worth[i, j] else 0.0
            best[i, j] = max(paired, best[i + 1, j], best[i, j + 1])
    j = 0
    for i, wanted in enumerate(truth):
        while j < len(read) and best[i, j] == best[i, j + 1]:
            j += 1
        if j < len(read) and worth[i, j] and best[i, j] == best[i + 1, j + 1] + worth[i, j]:
            yield wanted, j
            j += 1
        else:
            yield wanted, None


def _worth(truth: Sequence[TruthRow], read: Sequence[Row]) -> npt.NDArray[np.float64]:
    """(rows of the truth, rows read): how surely both are one row; 0 where they are not."""
    words = cdist(
        [packed(row.project_name + row.agency) for row in truth],
        [packed(row["project_name"] + row["agency"]) for row in read],
        scorer=Levenshtein.normalized_similarity,
    ).astype(np.float64)
    numbers = [(row["indicator_no"], row["item_no"]) for row in read]
    same = np.array(
        [[(row.indicator_no, row.item_no) == number for number in numbers] for row in truth], bool
    ).reshape(words.shape)
    items = np.array([[row.item_no == item for _, item in numbers] for row in truth], bool).reshape(
        words.shape
    )
    worth: npt.NDArray[np.float64] = np.where(
        same | (words >= SAME_ROW), words + SAME_ITEM * items + SAME_NUMBER * same, 0.0
    )
    return worth


def _pages(index: int, places: Sequence[int | None], read: Sequence[Row]) -> Pages:
    """The pages between those of the rows read before and after row `index` of the truth."""
    before = [read[at]["page_last"] for at in places[:index] if at is not None]
    after = [read[at]["page_first"] for at in places[index:] if at is not None]
    first = float(before[-1]) if before and before[-1] else 0.0
    return first, float(after[0]) if after and after[0] else float("inf")


def _texts(wanted: TruthRow) -> dict[str, str]:
    return {column: getattr(wanted, column) for column in TEXT_COLUMNS}


def _lost(name: str, wanted: TruthRow, output: Output, pages: Pages) -> Tally:
    tally = Tally(amounts=1, rows=1, with_digits=wanted.budget_status == "amount")
    tally.letters = sum(map(len, _texts(wanted).values()))
    tally.wrong_letters = tally.wrong_unspaced = tally.letters
    tally.quarters_unknown = 1
    is_told = output.tells_lost(wanted.indicator_no, wanted.item_no, pages)
    tally.flagged = tally.told = int(is_told)
    if not is_told:
        place = f"{wanted.indicator_no}:{wanted.item_no}"
        expected = wanted.budget_baht or wanted.budget_status
        is_sum_doubted = output.doubts_sum(wanted.indicator_no)
        tally.silent.append(Silent(name, place, expected, "row lost", True, is_sum_doubted))
    return tally


def _row(name: str, wanted: TruthRow, found: Row, output: Output) -> Tally:
    tally = Tally(amounts=1, rows=1, with_digits=wanted.budget_status == "amount")
    texts = _texts(wanted)
    tally.letters = sum(map(len, texts.values()))
    place = f"{wanted.indicator_no}:{wanted.item_no}"
    expected = wanted.budget_baht or wanted.budget_status
    is_sum_doubted = output.doubts_sum(wanted.indicator_no)
    tally.matched = int((found["indicator_no"], found["item_no"]) == tuple(place.split(":")))
    for column, text in texts.items():
        tally.wrong_letters += min(Levenshtein.distance(text, found[column]), len(text))
        edits = Levenshtein.distance(packed(text), packed(found[column]))
        tally.wrong_unspaced += min(edits, len(text))
    quarters = [found[column] for column in QUARTER_COLUMNS]
    tally.quarters_right = int(quarters == [getattr(wanted, c) for c in QUARTER_COLUMNS])
    tally.quarters_unknown = int(not all(quarters))
    money = {"budget_status": wanted.budget_status, "budget_baht": wanted.budget_baht}
    got = f"{found['budget_status']} {found['budget_baht']}"
    is_doubted = output.doubts_budget(found)
    silent = Silent(name, place, expected, got, is_sum_doubted=is_sum_doubted)
    _judge(tally, same_money(money, found), is_doubted, silent)
    return tally


def _line(name: str, wanted: TruthLine, output: Output) -> Tally:
    tally = Tally(amounts=1, with_digits=int(bool(wanted.baht)))
    found = [row for row in output.summary if wanted.is_in(row)]
    place = f"summary {wanted.indicator_no or wanted.goal_no or 'all'}"
    if not found:  # what is declared of the indicator is not known, so nothing is claimed
        tally.flagged = tally.told = 1
        return tally
    got = f"{found[0]['budget_status']} {found[0]['budget_baht']}"
    silent = Silent(name, place, wanted.row["budget_baht"] or "dash", got)
    _judge(tally, same_money(wanted.row, found[0]), output.doubts_line(found[0]), silent)
    return tally


def _judge(tally: Tally, is_right: bool, is_doubted: bool, silent: Silent) -> None:
    tally.right, tally.flagged = int(is_right), int(is_doubted)
    tally.told = int(is_doubted and not is_right)
    if not (is_right or is_doubted):
        tally.silent.append(silent)


def _numbers(items: str) -> set[int]:
    """`1-3,7` as numbers."""
    numbers: set[int] = set()
    for part in filter(None, items.split(",")):
        first, _, last = part.partition("-")
        numbers |= set(range(int(first), int(last or first) + 1))
    return numbers


def packed(text: str) -> str:
    """Without any space."""
    return "".join(text.split())


def has_form_of_money(text: str) -> bool:
    """Whether the text is an amount in due form: `๑,๒๐๐.๕๐`, `1,200`, `500`."""
    return _MONEY.fullmatch(packed(text)) is not None


def plain_money(text: str) -> Decimal | None:
    """A printed amount as a number, read as kindly as can be; None where it is none."""
    digits = text.translate(str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789"))
    kept = "".join(letter for letter in digits if letter.isdigit() or letter in ".,")
    whole, point, rest = kept.rpartition(".")
    if not point or len(rest) != 2:
        whole, rest = kept, "0"
    whole = whole.replace(",", "").replace(".", "")
    try:
        return Decimal(f"{whole}.{rest}") if whole else None
    except InvalidOperation:
        return None
