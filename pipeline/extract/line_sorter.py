"""The text outside tables, line by line: headings, targets, or prose."""

from dataclasses import dataclass, field

from pipeline.contracts.attempt import PICTURES
from pipeline.contracts.parsed import UNKNOWN
from pipeline.contracts.place import Place
from pipeline.contracts.table import ChartEntry, RawCell, RawSummaryLine, RawValue, TextLine
from pipeline.extract.flow import Flow
from pipeline.extract.furniture import is_furniture
from pipeline.extract.headings import LineKind, LineMatch, heading_parts, match_line
from pipeline.extract.sections import SectionBuilder
from pipeline.lexicon.facts import Headings
from pipeline.normalize.digits import squeeze
from pipeline.normalize.outline import numbers_of_title

MIN_PARAGRAPH = 120  # letters of prose that heads no table
MIN_PROSE = 4  # letters; less between two tables is a stray mark, not prose


@dataclass(slots=True)
class LineSorter:
    """Sorts lines into the flow of headings and the sections of prose, in reading order.

    `running`: see `running_lines`. `prose_between`: text other than headings and page furniture
    came since the last table.
    """

    words: Headings
    flow: Flow
    sections: SectionBuilder
    running: frozenset[str]
    prose_between: bool = False
    numbers: set[str] = field(default_factory=set)  # indicators that summary, chart, headings name
    titles: dict[str, str] = field(default_factory=dict)  # of the summary's indicators: number

    def of_sheet(self, line: TextLine) -> None:
        """A line of a sheet about one project: it governs no rows."""
        self.prose_between = True
        match = match_line(line.text, line.place, self.words)
        if match.kind in ("numbered", "part", "named"):
            self.sections.open(match, line)
        else:
            self.sections.add(line)

    def line(self, line: TextLine, is_list_entry: bool) -> None:
        """Text outside tables: a heading, a target, a section's heading, or prose."""
        for part in heading_parts(line.text, self.words):
            self._one(TextLine(part, line.place, line.bold), is_list_entry)

    def inside(self, match: LineMatch, cell: RawCell) -> None:
        """A heading inside of a table."""
        parts = heading_parts(cell.text, self.words)
        if match.kind == "theme" and len(parts) > 1:
            for part in parts:
                self._one(TextLine(part, cell.place), is_list_entry=False)
            return
        line = TextLine(cell.text, cell.place)
        if match.kind == "target":
            self._target(match, line)
        else:
            self._heading(match.kind, match, line)

    def learn_summary(self, lines: list[RawSummaryLine]) -> None:
        """The numbers and titles of indicators, as the summary has them."""
        for line in lines:
            match = match_line(line.indicator.text, Place(reader=""), self.words)
            if match.kind in ("numbered", "indicator"):
                self.numbers.add(match.number)
                self.titles[squeeze(match.title)] = match.number

    def learn_chart(self, entries: tuple[ChartEntry, ...]) -> None:
        """The numbers of indicators in their chart."""
        self.numbers.update(entry.number for entry in entries if entry.number)

    def _one(self, line: TextLine, is_list_entry: bool) -> None:
        match = match_line(line.text, line.place, self.words)
        if match.kind == "text":
            match = self._by_title(line) or match
        kind = "indicator" if self._is_bare_indicator(match) else match.kind
        if kind == "text" and self._is_title(line):
            self.flow.title(line.text)
            self.sections.add(line)
        elif is_list_entry or (
            kind == "text" and not (self.flow.waits_for_target and line.text.strip())
        ):
            self.sections.add(line)
            if self._is_prose(line.text):
                self.prose_between = True
            if len(squeeze(line.text)) > MIN_PARAGRAPH:
                self.flow.prose()
        elif kind == "text":
            self._target(LineMatch("target", target=RawValue(line.text, (line.place,))), line)
        elif kind in ("goal", "theme", "programme", "indicator"):
            self._heading(kind, match, line)
        elif kind == "target":
            self._target(match, line)
        else:
            self.flow.reset(line.place)
            self.sections.open(match, line)

    def _by_title(self, line: TextLine) -> LineMatch | None:
        """The heading of a picture of which only the title was read, as the summary has it."""
        _, colon, title = line.text.rpartition(":")
        if not colon or line.place.reader != PICTURES:
            return None
        named = numbers_of_title(squeeze(title), self.titles)
        return LineMatch("indicator", UNKNOWN, title.strip()) if len(named) == 1 else None

    def _is_title(self, line: TextLine) -> bool:
        """Whether a line is the title of the strategy whose number alone stands above."""
        is_short = len(squeeze(line.text)) <= MIN_PARAGRAPH
        return self.flow.waits_for_title and is_short and self._is_prose(line.text)

    def _is_prose(self, text: str) -> bool:
        is_stray = len(squeeze(text)) < MIN_PROSE
        is_running = text in self.running or is_furniture(text, self.words)
        return not (is_stray or is_running)

    def _is_bare_indicator(self, match: LineMatch) -> bool:
        """`๒.๒.๑ จำนวน…` without the word ตัวชี้วัดที่: a known number below the last heading."""
        last = self.flow.last_heading
        if match.kind != "numbered" or last is None or last.level == "reset":
            return False
        is_below = last.number and match.number.startswith(last.number.split(".")[0] + ".")
        return bool(is_below) and (match.target is not None or match.number in self.numbers)

    def _heading(self, level: LineKind, match: LineMatch, line: TextLine) -> None:
        if level == "programme" and "." in match.number:
            self.sections.open(match, line)  # of prose; closed again if the heading governs rows
        else:
            self.sections.add(line)  # taken out again at the end if the heading governs rows
        if level == "indicator" and UNKNOWN not in match.number:
            self.numbers.add(match.number)
        self.flow.heading(level, match, line.place)

    def _target(self, match: LineMatch, line: TextLine) -> None:
        self.sections.add(line)
        self.flow.target(match.target)
