"""The plan as data. These models are the published schema of plans/<doc_id>.json."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from pipeline.contracts.attempt import Attempt
from pipeline.contracts.page import DoubtfulReading, FontDoubt
from pipeline.contracts.page_report import UnreadReason
from pipeline.contracts.parsed import CountField, MoneyField, Status, TextField
from pipeline.contracts.place import Frozen, Place


class Level(StrEnum):
    """What a line of the summary table stands for."""

    GROUP = "group"
    INDICATOR = "indicator"
    GOAL_TOTAL = "goal_total"
    GRAND_TOTAL = "grand_total"


class QuarterSource(StrEnum):
    """What the quarters of a project were read from."""

    ARROW = "arrow"
    GLYPH = "glyph"
    TICK = "tick"
    FILL = "fill"
    MONTH_COLUMNS = "month_columns"
    WORDS = "words"


Quarters = tuple[bool, bool, bool, bool]


class Schedule(Frozen):
    """When a project runs. `quarters` None: the source cannot tell."""

    quarters: Quarters | None
    source: QuarterSource | None
    mark_quarters: Quarters | None  # what arrow, tick or fill say, even where words outrank them
    word_quarters: Quarters | None  # what the month words say
    text: TextField
    start_month: str | None  # YYYY-MM, C.E.
    end_month: str | None
    outside_fiscal_year: tuple[str, ...] = ()  # months in the words that lie outside, YYYY-MM
    conflict: bool = False  # marks and words do not cover the same quarters or months
    mark_months: tuple[str, ...] = ()  # what marks over month columns cover, YYYY-MM, rising
    mark_places: tuple[Place, ...] = ()  # of whatever was seen over the time columns


NO_TEXT = TextField(raw="", value=None, status=Status.ABSENT)


class YearBudget(Frozen):
    """A project's budget for one fiscal year, and the fund that it comes from."""

    fiscal_year_be: int | None
    budget: MoneyField
    source: TextField = NO_TEXT


class Project(Frozen):
    """One numbered row of a detail table.

    `budget`: of all its years together; without a value where one of them could not be read.
    """

    project_id: str
    goal_no: str | None
    indicator_no: str | None
    item_no: TextField
    project_name: TextField
    method: TextField
    kpi: TextField
    budget: MoneyField
    schedule: Schedule
    agency: TextField
    extra: dict[str, TextField]
    page_first: int | None
    page_last: int | None
    extractor: str
    confidence: float
    flags: tuple[str, ...]
    place: TextField = NO_TEXT  # where it is carried out
    budgets: tuple[YearBudget, ...] = ()  # year by year, rising

    @property
    def cells(self) -> dict[str, TextField | MoneyField]:
        """The row's cells by the names of their columns, in the order of the form."""
        return {
            "item_no": self.item_no,
            "project_name": self.project_name,
            "method": self.method,
            "kpi": self.kpi,
            "budget_baht": self.budget,
            "schedule_text": self.schedule.text,
            "agency": self.agency,
            "place": self.place,
        }

    @property
    def year_cells(self) -> dict[str, MoneyField]:
        """The budget of each year that is known, by the name that findings call it
        (`budget_baht_2566`)."""
        return {
            f"budget_baht_{year.fiscal_year_be}": year.budget
            for year in self.budgets
            if year.fiscal_year_be is not None
        }

    @property
    def source_cells(self) -> dict[str, TextField]:
        """The source of each year's fund (`source_2566`)."""
        return {
            f"source_{year.fiscal_year_be}": year.source
            for year in self.budgets
            if year.fiscal_year_be is not None
        }


Comparator = Literal["eq", "ge", "le", "decrease", "increase"]


class Target(Frozen):
    """A target: the phrase that states it (`ไม่น้อยกว่าร้อยละ ๘๔`) and its parts."""

    raw: str
    text: str
    value: Decimal | None
    unit: str | None  # percent, count, …
    comparator: Comparator | None
    places: tuple[Place, ...] = ()


Source = Literal["summary", "heading", "chart"]


class DeclaredYear(Frozen):
    """What a plan over several years declares for one of them."""

    fiscal_year_be: int
    projects: CountField
    budget: MoneyField


class Indicator(Frozen):
    """One leaf indicator, put together from summary table, heading and chart."""

    goal_no: str | None
    goal_title: str
    indicator_no: str
    indicator_title: str
    titles: dict[Source, str]  # as each source prints it
    target: Target | None
    targets: dict[Source, Target]
    declared_projects: CountField
    declared_budget: MoneyField
    headed: bool  # a heading of its own stands above its rows
    page: int | None
    places: dict[Source, tuple[Place, ...]] = Field(default_factory=dict)  # of its number, title
    declared_years: tuple[DeclaredYear, ...] = ()


class SummaryLine(Frozen):
    """One line of the summary table as printed."""

    line_no: int
    level: Level
    goal_no: str | None
    indicator_no: str | None
    title: str
    projects: CountField
    budget: MoneyField
    page: int | None
    extra: dict[str, TextField] = Field(default_factory=dict)  # columns that no field holds
    years: tuple[DeclaredYear, ...] = ()  # of a plan over several years, rising


class Section(Frozen):
    """A piece of prose in reading order."""

    section_no: str
    title: str
    text: str
    page_first: int | None
    page_last: int | None
    places: tuple[Place, ...]


class PageRecord(Frozen):
    """How one page was read."""

    number: int
    status: Literal["text", "ocr", "unread", "blank"]
    reader: str
    reason: UnreadReason
    printed_number: int | None
    attempts: tuple[Attempt, ...] = ()  # in the order tried
    repairs: dict[str, int] = Field(default_factory=dict)  # kind of repair of the text -> how often
    unknown_glyphs: int = 0
    untrusted_fonts: tuple[FontDoubt, ...] = ()
    doubts: tuple[DoubtfulReading, ...] = ()  # of a page read from its picture
    turned: float = 0.0  # degrees, clockwise, by which the page lies askew; boxes are of it upright


class Note(Frozen):
    """A doubt of the readers that a person should see; `code` names the rule that reports it."""

    code: str
    text: str
    field: str
    scope: str  # indicator number or `all`
    project_ids: tuple[str, ...]
    places: tuple[Place, ...]


Basis = Literal["", "year", "plan"]


class Narrative(Frozen):
    """A sheet of prose about one project that states its budget again."""

    title: TextField
    project_id: str | None  # None: no project, or several, of that name
    budget: MoneyField  # absent where the sheet has no such part
    page: int | None
    basis: Basis = ""  # whether words say that the budget is every year's, or all years' together
    years: tuple[YearBudget, ...] = ()  # where it names the years, rising


class Plan(Frozen):
    """One plan of one organisation, for a year or several."""

    doc_id: str
    source_file: str
    kind: Literal["pdf", "image", "transcript"]
    layout: str  # the form that it follows
    title: str
    organization: str
    province: str
    fiscal_year_be: int | None
    pages: tuple[PageRecord, ...]
    summary: tuple[SummaryLine, ...]
    indicators: tuple[Indicator, ...]
    projects: tuple[Project, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    cover: TextField = NO_TEXT  # that title, organization, province and year were read from
    fiscal_year_end_be: int | None = None  # the last of its years
    narratives: tuple[Narrative, ...] = ()

    @property
    def years_be(self) -> str:
        """`2566`, or from the first to the last year: `2566–2570`; empty where none is known."""
        years = (self.fiscal_year_be, self.fiscal_year_end_be)
        return "–".join(str(year) for year in dict.fromkeys(years) if year)
