"""All that one plan's page shows, ready for the template."""

from dataclasses import dataclass

from pipeline.contracts.parsed import Status
from pipeline.contracts.record import Plan
from pipeline.normalize.digits import to_arabic
from pipeline.write.report.by_year import declared_years
from pipeline.write.report.charts import BarChart, GanttGroup, budget_chart, gantt
from pipeline.write.report.comparison import ComparisonLine, compare
from pipeline.write.report.document import ReportDocument, ReportRun
from pipeline.write.report.evidence import Exhibit, page_exhibit, page_href
from pipeline.write.report.findings import CauseView, view_findings
from pipeline.write.report.phrases import Phrases
from pipeline.write.report.projects import IndicatorProjects, view_projects, years_of
from pipeline.write.report.tally import has_time
from pipeline.write.report.unchecked import Unchecked, not_checked
from pipeline.write.report.verdict import Fact, Verdict, sign_off, verdict


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of the original: how it was read, and its small picture where there is one."""

    number: int
    status: str
    word: str
    href: str
    exhibit: Exhibit | None


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan."""

    file_name: str
    title: str
    subtitle: str
    original: str
    verdict: Verdict
    facts: tuple[Fact, ...]
    compared: str  # what a line of the comparison is
    comparison: tuple[ComparisonLine, ...]
    compared_years: tuple[int, ...]  # that the summary declares, where it does so year by year
    causes: tuple[CauseView, ...]
    unchecked: tuple[Unchecked, ...]
    bars: BarChart
    gantt: tuple[GanttGroup, ...]
    groups: tuple[IndicatorProjects, ...]
    pages: tuple[PageView, ...]
    has_pictures: bool
    years: tuple[int, ...]  # with columns of their own; none in a plan for one
    has_time: bool  # the tables say when; those of a plan over several years need not
    has_agency: bool

    @property
    def n_columns(self) -> int:
        """Of the table of projects."""
        return 3 + len(self.years) + self.has_time + self.has_agency

    @property
    def n_findings(self) -> int:
        """The headlines that a person should look at."""
        return sum(len(cause.headlines) for cause in self.causes)

    @property
    def n_projects(self) -> int:
        """All rows."""
        return sum(len(group.projects) for group in self.groups)


def view_plan(document: ReportDocument, run: ReportRun, words: Phrases) -> PlanPage:
    """The page of a document that has a plan."""
    plan = document.result.plan
    assert plan is not None
    unchecked = not_checked(document, words)
    groups = view_projects(document, words)
    return PlanPage(
        file_name=document.result.source_file,
        title=plan.organization or plan.title or document.result.source_file,
        subtitle=_subtitle(plan, words),
        original=document.original,
        verdict=verdict(document, unchecked, words),
        facts=sign_off(document, run, words),
        compared=words.say("compared"),
        comparison=compare(plan, words),
        compared_years=declared_years(plan),
        causes=view_findings(document, words),
        unchecked=unchecked,
        bars=budget_chart(plan, words),
        gantt=gantt(groups, words) if has_time(plan) else (),
        groups=groups,
        pages=tuple(_pages(document, plan, words)),
        has_pictures=bool(document.crops.projects or document.crops.summary),
        years=years_of(plan),
        has_time=has_time(plan),
        has_agency=any(one.agency.status is not Status.ABSENT for one in plan.projects),
    )


def _subtitle(plan: Plan, words: Phrases) -> str:
    year = words.say("fiscal_year", year=plan.years_be) if plan.years_be else ""
    title = plan.title if plan.organization else ""
    years = (plan.fiscal_year_be, plan.fiscal_year_end_be)
    if plan.years_be and all(str(one) in to_arabic(title) for one in years if one):
        return title
    return " · ".join(part for part in (title, year) if part)


def _pages(document: ReportDocument, plan: Plan, words: Phrases) -> list[PageView]:
    return [
        PageView(
            number=page.number,
            status=page.status,
            word=words.say(f"page_{page.status}"),
            href=page_href(document.original, page.number),
            exhibit=page_exhibit(document, page.number, words),
        )
        for page in plan.pages
    ]
