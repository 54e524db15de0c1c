"""The flow of headings and tables: which headings govern rows, and which only stand in prose."""

from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Literal

from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Place
from pipeline.contracts.table import Heading, RawCell, RawRow, RawValue, Role, Segment
from pipeline.extract.headings import LineKind, LineMatch
from pipeline.extract.tables.split_rows import join_rows
from pipeline.normalize.digits import squeeze
from pipeline.normalize.numbering import goal_of

STRATEGY_LEVELS = ("theme", "programme")
Level = Literal["goal", "theme", "programme", "indicator"]


@dataclass(slots=True)
class Flow:
    """Headings and rows in the order in which they were met."""

    items: list[Heading | Segment] = field(default_factory=list)
    again: list[Heading] = field(default_factory=list)  # printed again, on a page with more rows
    in_prose: set[int] = field(default_factory=set)  # the places of headings that prose follows

    @property
    def last(self) -> Heading | Segment | None:
        """What was met last."""
        return self.items[-1] if self.items else None

    @property
    def last_heading(self) -> Heading | None:
        """The heading met last, a reset included."""
        return next((item for item in reversed(self.items) if isinstance(item, Heading)), None)

    @property
    def last_row(self) -> RawRow | None:
        """The project met last, where no heading came after it."""
        return self.last.rows[-1] if isinstance(self.last, Segment) else None

    @property
    def last_item(self) -> int:
        """The plain number of the project met last; 0 where there is none."""
        row = self.last_row
        item = row.item.text if row and row.item else ""
        return int(item) if item.isdecimal() else 0

    @property
    def waits_for_target(self) -> bool:
        """Whether the line above said only "ค่าเป้าหมาย :"."""
        target = self.last.target if isinstance(self.last, Heading) else None
        return target is not None and not states(target)

    @property
    def waits_for_title(self) -> bool:
        """Whether the line above said only "ยุทธศาสตร์ที่ ๑"."""
        last = self.again[-1] if self.again else self.last
        return isinstance(last, Heading) and last.level in STRATEGY_LEVELS and not last.title

    def title(self, text: str) -> None:
        """The title of the heading that waits for one."""
        found = self.again if self.again else self.items
        if isinstance(last := found[-1], Heading):
            found[-1] = replace(last, title=text)

    def heading(self, level: LineKind, match: LineMatch, place: Place) -> None:
        """A heading of this level; what is none of the others is an indicator's.

        One of a strategy or a แผนงาน that governs already ends nothing: a row may go on below it.
        """
        kind: Level = level if level in ("goal", "theme", "programme") else "indicator"
        heading = Heading(kind, match.number, match.title, match.target, place)
        if self._governs_already(heading):
            self.again.append(heading)
        else:
            self._with_again()
            self.items.append(heading)

    def label_goes_on(self, level: LineKind, text: str, joiner: str) -> bool:
        """The rest of a numbered label from the page before goes to it; False without one."""
        for at in range(len(self.items) - 1, -1, -1):
            item = self.items[at]
            if isinstance(item, Heading) and item.level in (level, "reset"):
                if item.level == "reset" or not item.number:
                    return False
                self.items[at] = replace(item, title=f"{item.title}{joiner}{text}")
                return True
        return False

    def _governs_already(self, heading: Heading) -> bool:
        if not isinstance(self.last, Segment) or heading.level not in STRATEGY_LEVELS:
            return False
        for item in reversed(self.items):
            if isinstance(item, Heading) and item.level in (heading.level, "theme", "reset"):
                is_same = (item.level, item.number) == (heading.level, heading.number)
                return is_same and squeeze(item.title) == squeeze(heading.title)
        return False

    def _with_again(self) -> None:
        self.items.extend(self.again)
        self.again.clear()

    def prose(self) -> None:
        """Prose follows the headings met since the last table: they are a part of it."""
        self._with_again()
        for at in range(len(self.items) - 1, -1, -1):
            if isinstance(self.items[at], Segment):
                break
            self.in_prose.add(at)

    def more_title(self, level: Level, rest: RawCell, joiner: str) -> None:
        """The end of the title of the last heading of that level: its cell was cut."""
        for at in range(len(self.items) - 1, -1, -1):
            item = self.items[at]
            if isinstance(item, Heading) and item.level == level:
                self.items[at] = replace(item, title=joiner.join((item.title, rest.text)))
                return

    def target(self, target: RawValue | None) -> None:
        """A target on a line of its own belongs to the indicator heading right above it."""
        last = self.last
        if isinstance(last, Heading) and last.level == "indicator" and not states(last.target):
            self.items[-1] = replace(last, target=target)

    def reset(self, place: Place) -> None:
        """From here on no heading governs."""
        self._with_again()
        last = self.last
        if last is not None and not (isinstance(last, Heading) and last.level == "reset"):
            self.items.append(Heading("reset", "", "", None, place))

    def rows(self, rows: tuple[RawRow, ...]) -> None:
        """The rows of a table, if any."""
        if rows:
            self._with_again()
            self.items.append(Segment(rows))

    def replace_last(self, row: RawRow | None) -> None:
        """Puts another in the place of the project met last; None takes it away."""
        if isinstance(self.last, Segment):
            rows = (*self.last.rows[:-1], *([] if row is None else [row]))
            self.items[-1:] = [Segment(rows)] if rows else []

    def join(self, orphan: RawRow, joiner: str, keeps_rows_whole: bool) -> tuple[RawRow, ...]:
        """The end of a row from the page before goes to that row; without one it stands alone.

        `keeps_rows_whole`: a whole row that lost its number stands alone, too.
        """
        last, above = self.last, self.last_row
        whole = keeps_rows_whole and is_whole(orphan)
        if isinstance(last, Segment) and above and not (whole and is_whole(above)):
            joined = join_rows(above, orphan, joiner)
            self.items[-1] = Segment((*last.rows[:-1], joined))
            return ()
        flags = (*orphan.flags, "item_no_missing")
        return (replace(orphan, item=None, flags=flags),)


def states(value: RawValue | None) -> bool:
    """Whether a value has words: a target that is a label alone has none."""
    return value is not None and bool(value.text.strip())


def is_whole(row: RawRow) -> bool:
    """Whether name, budget (of some year) and agency all have text."""
    budgets: list[RawValue | None] = [year.value for year in row.years]
    budgets = budgets or [row.get(Role.BUDGET)]
    named = [row.get(Role.PROJECT), row.get(Role.AGENCY)]
    return any(map(states, budgets)) and all(map(states, named))


def places_of(flow: tuple[Heading | Segment, ...]) -> frozenset[Place]:
    """Where the headings and targets stand that the indicators keep: those with a number."""
    headings = [
        item
        for item in flow
        if isinstance(item, Heading) and item.level != "reset" and UNKNOWN not in item.number
    ]
    targets = [place for item in headings if item.target for place in item.target.places]
    return frozenset((*(item.place for item in headings), *targets))


def settle_themes(flow: list[Heading | Segment]) -> list[Heading | Segment]:
    """Themes (ยุทธศาสตร์ที่ ๑) as goals, where the plan has no goals and indicators of theirs follow.

    Others are left out of the flow: they stand above goals, or in prose.
    """
    has_goals = any(isinstance(item, Heading) and item.level == "goal" for item in flow)
    settled: list[Heading | Segment] = []
    for item, after in zip_longest(flow, flow[1:]):
        if not isinstance(item, Heading) or item.level != "theme":
            settled.append(item)
        elif not has_goals and _governs(item, after):
            settled.append(replace(item, level="goal"))
    return settled


def _governs(theme: Heading, after: Heading | Segment | None) -> bool:
    if not isinstance(after, Heading):
        return after is not None
    return after.level == "indicator" and goal_of(after.number) == theme.number


def split_loose(
    flow: list[Heading | Segment],
) -> tuple[tuple[Heading | Segment, ...], tuple[Heading, ...]]:
    """Headings that govern rows, and those in prose: no rows come between them and a reset."""
    kept: list[Heading | Segment] = []
    loose: list[Heading] = []
    pending: list[Heading] = []
    for item in flow:
        if isinstance(item, Segment):
            kept.extend([*pending, item])
            pending = []
        elif item.level == "reset":
            loose.extend(pending)
            pending = []
            kept.append(item)
        else:
            pending.append(item)
    had_rows = any(isinstance(item, Segment) for item in kept)
    if had_rows:
        kept.extend(pending)
    else:
        loose.extend(pending)
    return tuple(kept), tuple(loose)
