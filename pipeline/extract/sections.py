"""The plan's prose cut into sections by its headings."""

from collections import defaultdict
from dataclasses import dataclass, field

from pipeline.contracts.place import Place
from pipeline.contracts.table import RawCell, RawSection, RawTable, TextLine
from pipeline.extract.headings import LineMatch


@dataclass(slots=True)
class _Draft:
    number: str
    title: str
    place: Place
    lines: list[TextLine] = field(default_factory=list)


class SectionBuilder:
    """Collects lines under the last heading, in reading order. Lives for one document."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []

    def open(self, match: LineMatch, line: TextLine) -> None:
        """Begins a section at a heading; a part's title may follow on a line of its own."""
        self._drafts.append(_Draft(match.number, match.title, line.place))

    def add(self, line: TextLine) -> None:
        """Puts a line under the current heading; the first line names a section without one."""
        if not self._drafts:
            self._drafts.append(_Draft("", line.text, line.place))
            return
        draft = self._drafts[-1]
        if not draft.title:
            draft.title = line.text
        else:
            draft.lines.append(line)

    def add_table(self, table: RawTable) -> None:
        """Keeps the text of a table that is none of the known kinds, a line a row."""
        rows: defaultdict[int, list[RawCell]] = defaultdict(list)
        for cell in table.cells:
            if cell.text.strip():
                rows[cell.row].append(cell)
        for row in sorted(rows):
            text = " | ".join(cell.text.strip() for cell in rows[row])
            self.add(TextLine(text, rows[row][0].place))

    def sections(self, without: frozenset[Place]) -> tuple[RawSection, ...]:
        """All sections so far; lines at the places `without` stand elsewhere in the plan.

        A heading there begins no section: what follows it is of the one before.
        """
        drafts: list[_Draft] = []
        for draft in self._drafts:
            kept = [line for line in draft.lines if line.place not in without]
            if drafts and draft.place in without:
                drafts[-1].lines += kept
            else:
                drafts.append(_Draft(draft.number, draft.title, draft.place, kept))
        return tuple(
            RawSection(draft.number, draft.title, tuple(draft.lines), draft.place)
            for draft in drafts
        )
