"""What a worker process is asked for, and what comes of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pipeline.app.entry import Codes, Entry, Origin
from pipeline.contracts.following import Following
from pipeline.contracts.result import DocumentResult, Job
from pipeline.write.report.document import ReportRun

if TYPE_CHECKING:
    from pipeline.run import Settings

Convert = Callable[[Job, "Settings", Following], DocumentResult]
WhyLost = Literal["crashed", "slow", "huge"]
DRAWING = -1  # in place of a page's number: the pages are drawn for the report


class Order(NamedTuple):
    """The same for every document of a run. `report` None: no report is asked for."""

    convert: Convert
    settings: "Settings"
    codes: Codes
    report: ReportRun | None = None


class Task(NamedTuple):
    """One document, or some pages of one.

    `number` is that of the job. `known`: the document as an earlier run read it. `lost`: pages that
    killed a worker, or took too much, twice. `ahead`: the folder of pages that were read as
    pictures beforehand; with `pages`, these are to be read so, and nothing else. `may_split`: a
    long scan may be given back to be read so by several workers. `draws`: the report may show
    pieces of its pages.
    """

    number: int
    job: Job
    origin: Origin
    known: Entry | None = None
    lost: Mapping[int, WhyLost] = {}
    ahead: Path | None = None
    pages: tuple[int, ...] = ()
    may_split: bool = False
    draws: bool = True


class Split(NamedTuple):
    """A long scan given back: the pages that can be read at the same time."""

    pages: tuple[int, ...]


class PagesRead(NamedTuple):
    """The pages of a task lie in its folder."""


class Lost(NamedTuple):
    """The worker died, or was stopped; `page`: at which page, as far as it is known."""

    why: WhyLost
    page: int | None


class Bug(NamedTuple):
    """An exception that nobody foresaw."""

    error: BaseException


Outcome: TypeAlias = Entry | Split | PagesRead | Lost | Bug
