"""From a value back to its place: page, box, reader, raw text, confidence, and a picture of it."""

import pickle
import shutil
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from pipeline import Plan, read_plan
from pipeline.contracts import record
from pipeline.contracts.errors import DocumentError, UsageError
from pipeline.contracts.place import Box, Place
from pipeline.contracts.result import DocumentResult
from pipeline.run import read_plan as read_record
from pipeline.write.json_plans import plan_json
from pipeline.write.tables.indicators import INDICATORS
from pipeline.write.tables.projects import PROJECTS, ProjectRow
from pipeline.write.tables.summary import SUMMARY

SAMPLES = Path(__file__).parents[2] / "samples"
PDF = SAMPLES / "tuayang_2566_chromium.pdf"
TRANSCRIPT = SAMPLES / "petchaburi_2566_transcript.txt"
FIELDS = tuple(column.name for column in PROJECTS.columns)
POINTS = 72


@pytest.fixture(scope="module")
def plan() -> Plan:
    return read_plan(PDF)


@pytest.fixture(scope="module")
def told() -> Plan:
    return read_plan(TRANSCRIPT)


def ink(image) -> float:
    """The share of dark pixels."""
    return float((np.asarray(image.convert("L")) < 128).mean())


@pytest.mark.parametrize("field", FIELDS)
def test_every_value_of_every_row_has_its_value_and_a_page(plan: Plan, field: str) -> None:
    column = PROJECTS.columns[FIELDS.index(field)]
    for project in plan.projects:
        found = plan.where(project.project_id, field)
        assert found.value == column.take(ProjectRow(plan, project))
        assert (found.key, found.field) == (project.project_id, field)
        assert 0 <= found.confidence <= 1
        if found.places:
            assert found.page is not None and found.box is not None and found.reader == "pdfium"
        else:  # only of what nobody printed
            assert found.status in ("absent", "blank"), (project.project_id, found)


def test_a_budget(plan: Plan) -> None:
    project = plan.projects[2]
    found = plan.where(project.project_id, "budget_baht")
    assert (found.value, found.raw, found.status) == (24600, "๒๔,๖๐๐", "amount")
    assert found.source == "cell"
    assert found.places == project.budget.places
    assert (found.page, found.confidence) == (10, 1.0)
    for other in ("budget_status", "budget_raw"):
        assert plan.where(project.project_id, other).places == found.places


def test_a_quarter_is_where_its_arrow_is(plan: Plan) -> None:
    project = plan.projects[2]
    assert project.schedule.quarters == (False, True, True, False)
    found = plan.where(project.project_id, "q2")
    assert (found.value, found.source, found.status, found.confidence) == (True, "time", "ok", 1.0)
    no_words = plan.where(project.project_id, "schedule_text")
    assert (no_words.value, no_words.status, no_words.places) == (None, "blank", found.places)
    assert set(project.schedule.mark_places) <= set(found.places)
    budget = plan.where(project.project_id, "budget_baht").box
    row = plan.where(project.project_id, "project_id").box
    assert found.box is not None and budget is not None and row is not None
    assert budget.x1 < found.box.x0 < found.box.x1 < row.x1
    assert row.top <= found.box.top < found.box.bottom <= row.bottom


def test_doubts_about_the_time_are_of_the_time(told: Plan) -> None:
    doubtful = [one for one in told.projects if "schedule_conflict" in one.flags]
    assert doubtful
    for project in doubtful:
        found = told.where(project.project_id, "q1")
        assert "schedule_conflict" in found.flags
        assert found.confidence == 0.8
        assert told.where(project.project_id, "agency").flags == ()


def test_words_and_arrow_of_a_schedule_are_both_shown(plan: Plan) -> None:
    both = [one for one in plan.projects if one.schedule.text.value and one.schedule.mark_places]
    assert both
    for project in both:
        places = plan.where(project.project_id, "start_month").places
        assert {*project.schedule.text.places, *project.schedule.mark_places} == set(places)


def test_an_indicator_is_where_its_heading_is(plan: Plan) -> None:
    found = plan.where(plan.projects[2].project_id, "indicator_no")
    assert (found.value, found.source, found.page) == ("1.2", "heading", 10)
    assert found.raw.startswith("ร้อยละของประชาชน")


def test_whose_plan_it_is_stands_on_the_cover(plan: Plan) -> None:
    for field, value in (("province", "ตัวอย่าง"), ("fiscal_year_be", 2566)):
        found = plan.where(plan.projects[0].project_id, field)
        assert (found.value, found.source, found.page) == (value, "cover", 1)
        assert "ประจำปีงบประมาณ" in found.raw


@pytest.mark.parametrize("table", [INDICATORS, SUMMARY], ids=["indicators", "summary"])
def test_every_value_of_the_other_tables(plan: Plan, told: Plan, table) -> None:
    """As it is published, and with the places that it was read from."""
    keys = {"indicators": "indicator_no", "summary": "line_no"}
    for read in (plan, told):
        result = DocumentResult(
            doc_id=read.doc_id, source_file="", sha256="", kind=read.kind, status="ok", plan=read,
            findings=(), seconds=0.0,
        )  # fmt: skip
        names = [column.name for column in table.columns]
        lines = list(table.lines(result))
        assert lines
        for line in lines:
            key = line[names.index(keys[table.name])]
            for name, value in zip(names, line, strict=True):
                found = read.where(key, name, table=table.name)
                assert (found.value, found.key, found.table) == (value, str(key), table.name)
                if found.places:
                    assert (found.page is None) == (read is told)


def test_what_is_declared_stands_in_the_summary(plan: Plan) -> None:
    found = plan.where("1.2", "declared_budget_baht", table="indicators")
    assert (found.value, found.source) == (281960, "summary")
    line = next(one for one in plan.summary if one.indicator_no == "1.2")
    assert found.places == line.budget.places
    assert plan.where(line.line_no, "budget_baht", table="summary").places == found.places
    assert 0.005 < ink(found.image()) < 0.4


def test_a_sum_is_where_its_budgets_are(plan: Plan) -> None:
    found = plan.where("1.3", "extracted_budget_baht", table="indicators")
    rows = [row for row in plan.projects if row.indicator_no == "1.3"]
    assert set(found.places) == {place for row in rows for place in row.budget.places}


def test_a_target_is_where_it_is_printed(plan: Plan) -> None:
    indicator = next(one for one in plan.indicators if one.target is not None)
    found = plan.where(indicator.indicator_no, "target_value", table="indicators")
    assert indicator.target is not None
    assert (found.value, found.raw) == (indicator.target.value, indicator.target.raw)
    assert found.source in indicator.targets and found.page


def test_the_picture_shows_the_value_and_little_else(plan: Plan) -> None:
    found = plan.where(plan.projects[2].project_id, "budget_baht")
    assert found.box is not None
    image = found.image(dpi=POINTS, margin=0)
    assert image.size == pytest.approx(
        (found.box.x1 - found.box.x0, found.box.bottom - found.box.top), abs=2
    )
    assert 0.01 < ink(found.image()) < 0.3
    wide, large = found.image(margin=40), found.image(dpi=300)
    assert wide.width > found.image().width
    assert large.width == pytest.approx(2 * found.image().width, abs=3)


def test_the_pictures_of_other_values_differ(plan: Plan) -> None:
    name = plan.projects[2].project_id
    images = {plan.where(name, field).image().tobytes() for field in ("kpi", "method", "q2")}
    assert len(images) == 3


def test_a_value_on_two_pages_is_shown_in_two_pieces(plan: Plan) -> None:
    found = plan.where(plan.projects[2].project_id, "method")
    (place,) = found.places
    assert place.box is not None
    both = (place, Place(reader="pdfium", page=11, box=place.box))
    split = plan.projects[2].model_copy(
        update={"method": plan.projects[2].method.model_copy(update={"places": both})}
    )
    changed = Plan.of(plan.model_copy(update={"projects": (split,)}), PDF)
    image = changed.where(split.project_id, "method").image()
    one = found.image()
    assert image.width == one.width
    assert image.height > 2 * one.height


def test_a_box_off_the_page_is_still_a_picture(plan: Plan) -> None:
    far = Place(reader="pdfium", page=1, box=Box(x0=9000, top=9000, x1=9100, bottom=9010))
    row = plan.projects[2]
    moved = row.model_copy(update={"kpi": row.kpi.model_copy(update={"places": (far,)})})
    changed = Plan.of(plan.model_copy(update={"projects": (moved,)}), PDF)
    assert changed.where(row.project_id, "kpi").image().size


def test_unknown_names_are_told_with_what_is_near(plan: Plan) -> None:
    with pytest.raises(UsageError, match=f"nearest are {plan.projects[0].project_id}"):
        plan.where(plan.projects[0].project_id + "0", "budget_baht")
    with pytest.raises(UsageError, match="budget_baht"):
        plan.where(plan.projects[0].project_id, "budget")
    with pytest.raises(UsageError, match=r"no indicator_no 1\.9: the nearest are 1\."):
        plan.where("1.9", "page", table="indicators")
    with pytest.raises(UsageError, match="no table sections"):
        plan.where("1", "text", table="sections")


def test_a_transcript_has_lines_and_no_pages(told: Plan) -> None:
    found = told.where(told.projects[0].project_id, "project_name")
    assert found.page is None and found.box is None
    assert found.places[0].line is not None
    with pytest.raises(UsageError, match=f"see line {found.places[0].line}"):
        found.image()


def test_a_plan_from_its_json_is_given_the_file(plan: Plan, tmp_path: Path) -> None:
    saved = Plan.model_validate_json(plan_json(plan))
    assert saved == plan
    found = saved.where(plan.projects[2].project_id, "budget_baht")
    with pytest.raises(UsageError, match=r"\.image\(path\)"):
        found.image()
    assert found == plan.where(plan.projects[2].project_id, "budget_baht")
    moved = shutil.copy(PDF, tmp_path / "ย้าย.pdf")
    known = plan.where(found.key, found.field)
    assert found.image(moved).tobytes() == known.image().tobytes()


def test_another_file_is_refused(plan: Plan, tmp_path: Path) -> None:
    found = plan.where(plan.projects[2].project_id, "budget_baht")
    with pytest.raises(DocumentError, match="changed since"):
        found.image(SAMPLES / "tuayang_2566_writer.pdf")
    with pytest.raises(DocumentError, match="where it lies now"):
        found.image(tmp_path / "gone.pdf")


def test_it_is_the_record_and_equals_it(plan: Plan) -> None:
    read = read_record(PDF)
    assert isinstance(plan, record.Plan)
    assert plan == read and read == plan
    assert plan != read.model_copy(update={"province": "อื่น"})
    assert plan_json(plan) == plan_json(read)
    assert pickle.loads(pickle.dumps(plan)) == plan


HOSTILE = '<img src=x onerror="alert(1)">&{{7*7}}'


def test_what_a_plan_says_is_text_in_a_notebook(plan: Plan) -> None:
    row = plan.projects[2]
    cell = row.project_name.model_copy(update={"value": HOSTILE, "raw": HOSTILE})
    hostile = row.model_copy(update={"project_name": cell, "agency": cell, "flags": (HOSTILE,)})
    shown = Plan.of(
        plan.model_copy(update={"projects": (hostile,), "title": HOSTILE, "organization": HOSTILE}),
        PDF,
    )
    where = shown.where(row.project_id, "project_name")
    for html in (shown._repr_html_(), where._repr_html_()):
        assert "&lt;img src=x onerror=&#34;alert(1)&#34;&gt;" in html
        assert "<img src=x" not in html


def test_a_notebook_shows_the_first_rows(plan: Plan) -> None:
    html = plan._repr_html_()
    assert html.count("<tr>") == 2 + len(plan.indicators) + 10
    assert f"อีก {len(plan.projects) - 10} โครงการ" in html
    assert "24,600<" in html and "43,590.50<" in html


def test_a_plan_without_rows_shows_itself() -> None:
    empty = read_plan(TRANSCRIPT).model_copy(update={"projects": (), "indicators": ()})
    assert "<table>" not in empty._repr_html_()
    assert repr(empty).endswith("0 projects, 0 pages>")


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Page 10 of the sample as a scanner sees it that the paper lies askew on."""
    pdf = pypdfium2.PdfDocument(PDF)
    page = pdf[9].render(scale=200 / POINTS).to_pil().convert("L")
    path = tmp_path_factory.mktemp("scan") / "สแกน.png"
    page.rotate(1.5, expand=True, fillcolor=255).save(path, dpi=(200, 200))
    return path


def test_the_pieces_of_a_page_that_lies_askew_are_upright(plan: Plan, scan: Path) -> None:
    """The same cells as those of the PDF, seen beside them."""
    seen = read_plan(scan)
    assert seen.pages[0].turned != 0
    compared = 0
    for row in seen.projects:
        true = next(
            one for one in plan.projects
            if one.page_first == 10 and one.item_no.value == row.item_no.value
        )  # fmt: skip
        for field in ("agency", "project_name"):
            found = seen.where(row.project_id, field)
            assert found.reader == "ocr"
            piece = found.image(margin=0)
            original = plan.where(true.project_id, field).image(margin=0)
            assert likeness(piece, original) > 0.5, (row.project_id, field)
            compared += 1
    assert compared >= 4


def likeness(one, other) -> float:
    """How well the ink of two pictures agrees, from -1 to 1."""
    size = (60, 40)
    shades = [np.asarray(image.convert("L").resize(size), dtype=float) for image in (one, other)]
    return float(np.corrcoef(shades[0].ravel(), shades[1].ravel())[0, 1])


def by_years(plan: Plan) -> Plan:
    """The plan with the budget of one project spread over four years, in cells of its row."""
    row = plan.projects[2]
    cells = (row.budget, row.item_no, row.project_name, row.kpi)
    source = row.kpi.model_copy(update={"raw": "เงินอุดหนุน", "value": "เงินอุดหนุน"})
    money = [row.budget.model_copy(update={"places": cell.places}) for cell in cells]
    budgets = tuple(
        record.YearBudget(fiscal_year_be=2566 + at, budget=one, source=source)
        for at, one in enumerate(money)
    )
    places = tuple(place for one in money for place in one.places)
    whole = row.budget.model_copy(update={"value": row.budget.value * 4, "places": places})
    changed = row.model_copy(update={"budget": whole, "budgets": budgets})
    return Plan.of(
        plan.model_copy(update={"projects": (changed,), "fiscal_year_end_be": 2569}), PDF
    )


def test_each_year_is_in_its_cell(plan: Plan) -> None:
    changed = by_years(plan)
    (row,) = changed.projects
    for year in row.budgets:
        found = changed.where(row.project_id, f"budget_baht_{year.fiscal_year_be}")
        assert (found.value, found.source, found.raw) == (24600, "cell", "๒๔,๖๐๐")
        assert set(found.places) == set(year.budget.places)
        assert found.image().size
        source = changed.where(row.project_id, f"source_{year.fiscal_year_be}")
        assert source.value == "เงินอุดหนุน"
    whole = changed.where(row.project_id, "budget_baht")
    assert whole.value == 98400
    assert set(whole.places) == {place for year in row.budgets for place in year.budget.places}
    with pytest.raises(UsageError, match="budget_baht_256"):
        changed.where(row.project_id, "budget_baht_2570")


def test_the_last_year_is_on_the_cover_and_the_years_in_the_name(plan: Plan) -> None:
    changed = by_years(plan)
    found = changed.where(changed.projects[0].project_id, "fiscal_year_end_be")
    assert (found.value, found.source, found.page) == (2569, "cover", 1)
    assert "2566–2569: 1 projects" in repr(changed)
    assert "พ.ศ. 2566–2569" in changed._repr_html_()


def test_a_plan_for_one_year_has_its_budget_by_year_too(plan: Plan) -> None:
    row = plan.projects[2]
    assert plan.where(row.project_id, "budget_baht_2566").places == row.budget.places
    assert plan.where(row.project_id, "place").status == "absent"


def test_what_is_declared_for_a_year_is_in_its_cell(plan: Plan) -> None:
    line = next(one for one in plan.summary if one.indicator_no)
    years = (record.DeclaredYear(fiscal_year_be=2567, projects=line.projects, budget=line.budget),)
    named = next(one for one in plan.indicators if one.indicator_no == line.indicator_no)
    changed = Plan.of(
        plan.model_copy(
            update={
                "summary": (line.model_copy(update={"years": years}),),
                "indicators": (named.model_copy(update={"declared_years": years}),),
            }
        ),
        PDF,
    )
    of_line = changed.where(line.line_no, "budget_baht_2567", table="summary")
    of_indicator = changed.where(
        named.indicator_no, "declared_budget_baht_2567", table="indicators"
    )
    assert of_line.value == of_indicator.value == line.budget.value
    assert set(of_line.places) == set(of_indicator.places) == set(line.budget.places)
    counted = changed.where(line.line_no, "projects_2567", table="summary")
    assert (counted.value, counted.page) == (line.projects.value, line.page)
