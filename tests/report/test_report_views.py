"""What the report says of a plan, before any template: views are built by pure functions."""

import json
from decimal import Decimal

import pytest
from made_up import (
    DOC,
    FILE_NAME,
    HOSTILE,
    RUN,
    a_document,
    a_plan,
    agreeing,
    baht,
    count,
    line,
    money,
    over_years,
    place,
    project,
    result_of,
)

from pipeline.contracts.attempt import Attempt
from pipeline.contracts.crop import Crops
from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.parsed import CountField, MoneyField, Status
from pipeline.contracts.record import DeclaredYear, Level, PageRecord
from pipeline.write.report import overview
from pipeline.write.report.charts import budget_chart, gantt
from pipeline.write.report.comparison import compare
from pipeline.write.report.document import ReportDocument
from pipeline.write.report.findings import (
    FindingView,
    figures,
    headlines,
    view_findings,
)
from pipeline.write.report.overview import summarize
from pipeline.write.report.pages import plan_html
from pipeline.write.report.phrases import phrases
from pipeline.write.report.plan_page import view_plan
from pipeline.write.report.projects import view_projects, years_of
from pipeline.write.report.unchecked import not_checked
from pipeline.write.report.verdict import sign_off, verdict
from pipeline.write.suggestion_text import suggestion_in

THAI, ENGLISH = phrases("th"), phrases("en")


def a_finding(rule: str, **changes: object) -> Finding:
    found = Finding(
        finding_id=f"{DOC}:{rule}:1.1", doc_id=DOC, rule=rule, severity=Severity.ERROR,
        cause=Cause.SOURCE, scope="1.1", message_th="ไทย", message_en="English",
    )  # fmt: skip
    return found.model_copy(update=changes)


def codes(document: ReportDocument) -> set[str]:
    return {one.code for one in not_checked(document, ENGLISH)}


# Declared against extracted


def test_each_line_of_the_summary_stands_beside_what_was_read() -> None:
    lines = {(one.kind, one.number): one for one in compare(a_plan(), ENGLISH)}
    counted, added = lines["indicator", "1.1"].measures
    assert (counted.declared, counted.found, counted.difference) == ("7", "6", "−1")
    assert (added.declared, added.found, added.difference) == ("6,500", "6,000", "−500")
    assert (added.state, added.word) == ("short", "short")
    assert lines["indicator", "1.2"].measures[1].state == "equal"
    assert lines["goal_total", ""].measures[0].found == "1"  # of the last goal
    assert lines["grand_total", ""].measures[1].difference == "−500"


def test_a_dash_declares_none_and_is_printed_as_a_dash() -> None:
    lines = {one.number: one for one in compare(a_plan(), ENGLISH)}
    added = lines["2.1"].measures[1]
    assert (added.declared, added.found, added.state) == ("–", "0", "equal")


@pytest.mark.parametrize(
    ("status", "said"),
    [(Status.BLANK, "blank"), (Status.UNREADABLE, "unreadable"), (Status.ABSENT, "no such column")],
)
def test_what_was_not_declared_is_no_zero(status: Status, said: str) -> None:
    cell = MoneyField(raw="", value=None, status=status)
    lines = (line(1, Level.INDICATOR, "1.1", 6, "-").model_copy(update={"budget": cell}),)
    plan = a_plan(summary=lines)
    added = compare(plan, ENGLISH)[1].measures[1]
    assert (added.declared, added.difference, added.state) == (said, "", "unknown")


def test_unread_budgets_are_left_out_and_said_to_be() -> None:
    rows = (project("1.1", 1, "๒๘,๒๐"), project("1.1", 2, baht(100)))
    plan = agreeing(projects=rows)
    added = compare(plan, ENGLISH)[1].measures[1]
    assert added.found == "100"
    assert added.note == "without 1 rows of unknown budget"
    nothing = compare(agreeing(projects=rows[:1]), ENGLISH)[1].measures[1]
    assert nothing.found == "cannot be added"


def test_rows_that_no_line_speaks_of_stand_below() -> None:
    plan = agreeing(projects=(project("3.1", 1, baht(5)), project(None, 2, baht(7))))
    kinds = {one.kind: one for one in compare(plan, ENGLISH)}
    assert kinds["unlisted"].number == "3.1"
    assert kinds["unlisted"].measures[1].declared == "no line"
    assert kinds["unknown"].measures[1].found == "7"


# Findings


def by_rule(document: ReportDocument) -> dict[str, FindingView]:
    return {
        one.rule: one
        for cause in view_findings(document, THAI)
        for one in (*cause.headlines, *cause.infos)
    }


def test_what_follows_is_folded_under_its_headline() -> None:
    first = a_finding("indicator_count", finding_id="a")
    second = a_finding("missing_item", finding_id="b", root="a")
    third = a_finding("goal_count", finding_id="c", root="b")
    lost = a_finding("grand_count", finding_id="d", root="of another run")
    findings = (third, second, first, lost)
    assert [one.finding_id for one in headlines(findings)] == ["a", "d"]
    document = ReportDocument(result_of(a_plan(), findings), Crops(), "")
    follows = by_rule(document)["indicator_count"].follows
    assert {one.rule for one in follows} == {"missing_item", "goal_count"}


def test_both_sides_of_a_difference_are_shown() -> None:
    view = by_rule(a_document())["indicator_count"]
    assert [one.caption for one in view.declared] == ["ตารางสรุป: 1.1"]
    assert len(view.rows) == 3
    assert len(view.more) == 3
    assert all(one.pictures and not one.quotes for one in (*view.declared, *view.rows, *view.more))
    outline = view.declared[0].pictures[0].outlines[0]
    assert (outline.left, outline.width) == (4.6, 23.02)  # 60..240 of 24..806
    assert view.declared[0].pictures[0].href == "../../plans/a%20b.pdf#page=8"


def test_a_printed_total_stands_beside_its_parts() -> None:
    found = a_finding("goal_budget_sum", scope="1", field="budget_baht", expected="9500")
    view = by_rule(a_document_with(found))["goal_budget_sum"]
    assert [one.caption.split(": ")[1] for one in view.declared] == ["รวม", "1.1", "1.2"]
    found = a_finding("grand_count_sum", scope="all", field="projects", expected="10")
    view = by_rule(a_document_with(found))["grand_count_sum"]
    assert [one.caption.split(": ")[1] for one in view.declared] == ["ภาพรวม", "รวม", "รวม"]


def a_document_with(*findings: Finding) -> ReportDocument:
    document = a_document()
    return document._replace(result=result_of(a_plan(), findings))


def test_a_cell_in_doubt_is_outlined_and_needs_no_summary() -> None:
    found = a_finding(
        "malformed_amount", field="budget_baht", project_ids=(f"{DOC}:1.1:2",), cause=Cause.READING
    )
    view = by_rule(a_document_with(found))["malformed_amount"]
    assert view.declared == ()
    assert view.rows[0].anchor == "project:1.1:2"
    assert view.rows[0].pictures[0].outlines[0].left == 51.92  # the budget's column


def test_a_note_shows_its_place_and_an_unread_page_itself() -> None:
    views = by_rule(a_document())
    assert views["unknown_table"].rows[0].pictures[0].page == 9
    assert views["page_unread"].rows[0].pictures[0].page == 3


def test_without_crops_the_raw_text_is_quoted() -> None:
    told = a_plan(told=True)
    document = ReportDocument(result_of(told), Crops(), "")
    view = by_rule(document)["indicator_count"]
    quote = view.declared[0].quotes[0]
    assert quote.where == "บรรทัด 801"
    assert [cell.text for cell in quote.cells if cell.marked] == ["7"]
    assert HOSTILE in view.rows[0].quotes[0].cells[1].text
    paged = ReportDocument(result_of(a_plan()), Crops(), "a.pdf")
    exhibit = by_rule(paged)["indicator_count"].rows[0]
    assert exhibit.quotes[0].where == "หน้า 11"
    assert exhibit.href == "a.pdf#page=11"


def test_figures_carry_sign_and_unit() -> None:
    found = a_finding(
        "indicator_budget", field="budget_baht", expected="6500", actual="6000.50",
        difference=Decimal("-499.5"),
    )  # fmt: skip
    assert [(one.text, one.unit) for one in figures(found, ENGLISH)] == [
        ("6,500", "baht"), ("6,000.50", "baht"), ("−499.50", "baht"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "thai", "english"),
    [
        ("ดูแถว 1 / look at 1", "ดูแถว 1", "look at 1"),
        ("ดู ชี้มูล / ข่มขู่ / see ชี้มูล / ข่มขู่", "ดู ชี้มูล / ข่มขู่", "see ชี้มูล / ข่มขู่"),
        ("no halves", "no halves", "no halves"),
        ("", "", ""),
        ("a / b / c", "a / b / c", "a / b / c"),
    ],
)
def test_a_suggestion_is_cut_into_its_languages(text: str, thai: str, english: str) -> None:
    assert suggestion_in(text, "th") == thai
    assert suggestion_in(text, "en") == english


# Verdict and what was not checked


def outcome(document: ReportDocument) -> str:
    return verdict(document, not_checked(document, THAI), THAI).outcome


def test_the_verdict() -> None:
    assert outcome(a_document(agreeing())) == "agrees"
    assert outcome(a_document(a_plan())) == "differs"
    assert outcome(a_document(agreeing(summary=(), indicators=()))) == "not_comparable"
    unread = PageRecord(
        number=2, status="unread", reader="", reason="scan", printed_number=None
    )  # fmt: skip
    partly = agreeing(pages=(*agreeing().pages, unread))
    assert outcome(a_document(partly)) == "agrees_in_part"


def test_the_verdict_counts_headlines_by_cause() -> None:
    document = a_document_with(
        a_finding("indicator_count", finding_id="a", cause=Cause.COVERAGE),
        a_finding("missing_item", finding_id="b", root="a", cause=Cause.COVERAGE),
        a_finding("goal_count_sum", finding_id="c"),
        a_finding("span_unknown", finding_id="d", severity=Severity.WARNING),
    )
    said = verdict(document, (), THAI)
    assert [(one.cause, one.count) for one in said.causes] == [("source", 1), ("coverage", 1)]
    assert "2" in said.sentence
    assert "1" in said.remark
    assert said.warnings == 1


def test_the_sign_off_names_file_digest_pages_and_readers() -> None:
    facts = {one.name: one.text for one in sign_off(a_document(), RUN, ENGLISH)}
    assert facts["File"] == FILE_NAME
    assert len(facts["SHA-256"]) == 64
    assert facts["Pages read"] == "11 of 12 (text 9, OCR 1, blank 1, unread 1)".replace(", ", " · ")
    assert facts["Readers (pages)"] == "pdfium (9) · ocr (1)"
    assert facts["Version"] == "thaiplan 9.9.9"
    assert facts["Options"] == "--lang th --ocr auto"
    assert facts["Date"] == "2026-11-29 17:05 UTC"


def test_nothing_is_left_out_of_what_was_not_checked() -> None:
    assert codes(a_document(agreeing())) == set()
    assert codes(a_document()) == {
        "pages_unread", "budget_none_said", "quarters_unknown", "read_from_picture",
    }  # fmt: skip
    assert "no_summary" in codes(a_document(agreeing(summary=())))
    assert "no_projects" in codes(a_document(agreeing(projects=())))
    told = a_plan(told=True)
    assert "transcript" in codes(ReportDocument(result_of(told), Crops(), ""))
    lost = ReportDocument(result_of(agreeing()), Crops(), "")
    assert codes(lost) == {"no_original"}


def test_rows_that_could_not_be_checked_are_named() -> None:
    rows = (
        project("1.1", 1, "๒๘,๒๐"),
        project("1.1", 2, None),
        project(None, 3, baht(1), flags=("indicator_ambiguous",)),
        project("1.1", 4, baht(1), flags=("indicator_inferred", "ocr_low_confidence")),
    )
    found = {one.code: one for one in not_checked(a_document(agreeing(projects=rows)), ENGLISH)}
    assert [one.text for one in found["budgets_unreadable"].references] == ["1.1 / 1"]
    assert found["budgets_unreadable"].references[0].href == "#project:1.1:1"
    assert found["budgets_blank"].limits
    assert [one.text for one in found["rows_without_indicator"].references] == ["? / 3"]
    assert {"rows_inferred", "rows_unsure"} <= set(found)


def test_declarations_and_totals_that_lack_are_named() -> None:
    blank = count(None, place(8, 1, "name")).model_copy(update={"status": Status.BLANK})
    lines = (line(1, Level.INDICATOR, "1.1", 2, baht(2000)).model_copy(update={"projects": blank}),)
    found = {one.code: one for one in not_checked(a_document(agreeing(summary=lines)), ENGLISH)}
    assert [one.text for one in found["projects_not_read"].references] == ["1.1"]
    assert found["projects_not_read"].limits
    assert {"no_goal_total", "no_grand_total"} <= set(found)


def test_an_absent_column_is_named() -> None:
    absent = MoneyField(raw="", value=None, status=Status.ABSENT)
    plan = agreeing(projects=(project("1.1", 1, baht(1), budget=absent),))
    found = {one.code: one for one in not_checked(a_document(plan), ENGLISH)}
    assert [one.text for one in found["columns_absent"].references] == ["Budget (baht)"]


def test_a_table_that_was_not_seen_whole_is_named() -> None:
    page = (
        agreeing().pages[0].model_copy(update={"attempts": (Attempt("pdfium", 0.5, ("header",)),)})
    )
    assert "table_doubtful" in codes(a_document(agreeing(pages=(page,))))


# Charts and projects


def test_bars_are_shares_of_the_widest_and_quarters_may_be_unknown() -> None:
    chart = budget_chart(a_plan(), ENGLISH)
    rows = {one.number: one for one in chart.rows}
    assert (rows["1.1"].declared, rows["1.1"].found, rows["1.1"].state) == (100, 92.31, "differs")
    assert rows["2.1"].declared == 0
    assert "indicator 1.2: declared 3,000, extracted 3,000" in chart.description
    assert budget_chart(agreeing(summary=(), projects=()), ENGLISH).rows == ()
    groups = gantt(view_projects(a_document(), ENGLISH), ENGLISH)
    assert [state for state, _ in groups[0].rows[0].quarters] == ["on", "on", "off", "off"]
    assert [state for state, _ in groups[0].rows[1].quarters] == ["unknown"] * 4


def test_projects_stand_under_their_indicator_with_flags_in_words() -> None:
    groups = view_projects(a_document(), ENGLISH)
    assert [group.number for group in groups] == ["Indicator 1.1", "Indicator 1.2", "Indicator 2.1"]
    second = groups[0].projects[1]
    assert second.flags == ("its quarters cannot be told",)
    assert (second.anchor, second.budget) == ("project:1.1:2", "1,000")
    assert groups[2].projects[0].budget == "no budget used"
    raw = {one.name: one for one in second.raw}
    assert raw["Budget (baht)"].value == ""  # 1,000 says it as well
    assert raw["หมายเหตุ"].raw == HOSTILE
    assert raw["Item"].href == "../../plans/a%20b.pdf#page=11"


# Overview


def test_the_overview_counts_and_adds() -> None:
    results = [a_document().result, a_document(agreeing()).result]
    overview = summarize(results, ENGLISH)
    assert (overview.total, overview.projects) == (2, "11")
    assert (overview.declared, overview.found, overview.difference) == ("11,500", "11,000", "−500")
    assert [(one.status, one.count) for one in overview.statuses] == [("ok", 1), ("partial", 1)]


def test_the_forms_of_the_plans_are_named() -> None:
    plans = [agreeing(layout=code) for code in ("quarter_plan", "development_plan", "my form")]
    overview = summarize([result_of(plan, ()) for plan in (*plans, plans[1])], ENGLISH)
    assert [(one.name, one.count) for one in overview.layouts] == [
        ("development plan of a local body (several years)", 2), ("plan by quarters", 1),
        ("my form", 1),
    ]  # fmt: skip
    facts = view_plan(a_document(plans[1]), RUN, THAI).facts
    assert ("แบบของแผน", "แผนพัฒนาท้องถิ่น (หลายปี)") in [(one.name, one.text) for one in facts]


def test_a_duplicate_leads_to_the_page_of_its_first() -> None:
    first = a_document().result
    second = first.model_copy(update={"plan": None, "findings": (), "status": "duplicate"})
    lost = second.model_copy(update={"doc_id": "0" * 12, "status": "failed"})
    rows = json.loads(summarize([first, second, lost], ENGLISH).data)["rows"]
    assert [row[0] for row in rows] == [DOC, DOC, ""]
    assert [row[7] for row in rows] == [9, None, None]


def test_what_a_plan_declares_is_its_grand_total_or_the_sum_of_its_lines() -> None:
    assert overview.money(a_plan()) == (Decimal(9500), Decimal(9000))
    lines = tuple(one for one in a_plan().summary if one.level is Level.INDICATOR)
    assert overview.money(a_plan(summary=lines)) == (Decimal(9500), Decimal(9000))
    assert overview.money(a_plan(summary=())) == (None, Decimal(9000))
    assert overview.money(None) == (None, None)


def test_budgets_of_several_years_stand_below_their_project() -> None:
    (group,) = view_projects(a_document(over_years()), ENGLISH)
    first, second = group.projects
    told = [(one.year, one.budget, one.is_amount, one.source) for one in first.years]
    fund = f"เงินอุดหนุน{HOSTILE}"
    assert told == [
        ("2566", "1,000", True, fund), ("2567", "–", False, ""),
        ("2568", "blank", False, ""), ("2569", "500", True, ""),
    ]  # fmt: skip
    assert years_of(over_years()) == (2566, 2567, 2568, 2569)
    assert first.place == f"หมู่ที่ ๔{HOSTILE}" and second.place == ""
    names = [one.name for one in first.raw]
    assert names[4:8] == [f"Budget (baht) {year}" for year in range(2566, 2570)]
    assert "Budget (baht)" not in names and "Place" in names
    assert "Place" not in [one.name for one in second.raw]


def test_one_year_has_no_list_of_years() -> None:
    (group,) = view_projects(a_document(agreeing()), THAI)
    assert all(one.years == () for one in group.projects)
    assert "สถานที่ดำเนินการ" not in [one.name for one in group.projects[0].raw]


def test_a_finding_about_a_year_outlines_its_cell() -> None:
    plan = over_years()
    document = a_document(plan)
    outlines = []
    for year in (2566, 2567):
        found = a_finding(
            "unreadable_value",
            field=f"budget_baht_{year}",
            project_ids=(plan.projects[1].project_id,),
        )
        shown = by_rule(ReportDocument(result_of(plan, (found,)), document.crops, ""))
        (exhibit,) = shown["unreadable_value"].rows
        (picture,) = exhibit.pictures
        outlines += picture.outlines
    first, second = outlines
    assert first.left < second.left and first.width == second.width


def test_a_plan_by_years_is_not_asked_for_quarters() -> None:
    page = view_plan(a_document(over_years()), RUN, ENGLISH)
    assert not page.has_time and page.gantt == ()
    assert page.n_columns == 3 + 4 + 1
    assert not {"quarters_unknown", "columns_absent"} & codes(a_document(over_years()))
    assert page.subtitle.endswith("แผนพัฒนาท้องถิ่น (พ.ศ. ๒๕๖๖ – ๒๕๖๙)")
    untitled = view_plan(a_document(over_years(title="แผนพัฒนาท้องถิ่น")), RUN, ENGLISH)
    assert untitled.subtitle == "แผนพัฒนาท้องถิ่น · fiscal year 2566–2569 B.E."
    timed = (
        over_years()
        .projects[0]
        .model_copy(update={"schedule": project("1.1", 1, baht(1)).schedule})
    )
    assert view_plan(a_document(over_years(projects=(timed,))), RUN, ENGLISH).has_time


def test_the_overview_names_the_years_of_a_plan() -> None:
    plans = (agreeing(), over_years(), agreeing(fiscal_year_be=None))
    data = summarize([result_of(plan, ()) for plan in plans], THAI).data
    rows = json.loads(data)["rows"]
    assert [row[4] for row in rows] == ["2566", "2566–2569", ""]


def test_a_form_has_its_own_words_for_its_levels() -> None:
    local = over_years()
    page = view_plan(a_document(local), RUN, phrases("th", local.layout))
    assert page.compared == "ยุทธศาสตร์/แผนงาน"
    assert page.comparison[0].number == "ยุทธศาสตร์ที่ 1"
    assert page.groups[0].number == "แผนงานที่ 1.1"
    province = view_plan(a_document(agreeing()), RUN, THAI)
    assert province.compared == "เป้าหมาย/ตัวชี้วัด"
    assert (province.comparison[0].number, province.groups[0].number) == (
        "เป้าหมายที่ 1", "ตัวชี้วัดที่ 1.1",
    )  # fmt: skip


def test_a_declared_year_is_compared_with_the_rows_of_that_year() -> None:
    at = place(8, 1, "budget")

    def year(be: int, projects: int, amount: Decimal | str) -> DeclaredYear:
        return DeclaredYear(
            fiscal_year_be=be, projects=count(projects, at), budget=money(amount, at)
        )

    plan = over_years()
    first, *rest = plan.summary
    years = (
        year(2566, 2, baht(2000)), year(2567, 2, "-"), year(2569, 1, baht(1200)),
    )  # fmt: skip
    absent = CountField(raw="", value=None, status=Status.ABSENT)
    total = rest[0].model_copy(
        update={"years": (years[0].model_copy(update={"projects": absent}),)}
    )
    plan = plan.model_copy(
        update={"summary": (first.model_copy(update={"years": years}), total, *rest[1:])}
    )
    words = phrases("en", plan.layout)
    page = view_plan(a_document(plan), RUN, words)
    assert page.compared_years == (2566, 2567, 2569)
    goal, line, goal_total, grand = page.comparison
    told = [
        [
            (one.measured.found, one.measured.difference, one.measured.state, one.unit)
            for one in cell
        ]
        for cell in line.years
    ]
    assert told == [
        [("2", "0", "equal", "projects"), ("2,000", "0", "equal", "baht")],
        [("1", "−1", "short", "projects"), ("cannot be added", "", "unknown", "baht")],
        [("2", "+1", "over", "projects"), ("1,000", "−200", "short", "baht")],
    ]
    assert line.years[1][1].measured.note == "without 1 rows of unknown budget"
    assert [len(cell) for cell in goal_total.years] == [1, 0, 0]  # a column that it has not
    assert (goal.years, grand.years) == ((), ())
    html = plan_html(page, RUN, words)
    assert html.count('<td role="cell" class="n" data-label="2567">') == 2
    assert 'class="compare by-year stack"' not in plan_html(
        view_plan(a_document(agreeing()), RUN, THAI), RUN, THAI
    )


def test_a_strategys_line_that_only_names_it_is_not_told_twice() -> None:
    plan = over_years()
    title = plan.indicators[0].goal_title
    blank = MoneyField(raw="", value=None, status=Status.BLANK)
    group = line(9, Level.GROUP, "1", None, baht(0)).model_copy(
        update={"title": title, "budget": blank, "indicator_no": None}
    )
    told = compare(plan.model_copy(update={"summary": (group, *plan.summary)}), THAI)
    assert [one.kind for one in told] == ["goal", "indicator", "goal_total", "grand_total"]
    other = group.model_copy(update={"title": "อื่น"})
    told = compare(plan.model_copy(update={"summary": (other, *plan.summary)}), THAI)
    assert [one.kind for one in told][:2] == ["goal", "group"]
