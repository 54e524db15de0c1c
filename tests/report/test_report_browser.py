"""The report in a browser, from file://, as an auditor has it."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from made_up import DOC, RUN, a_document, a_plan, result_of, write_report
from playwright.sync_api import Browser, CDPSession, Page, expect

from pipeline.contracts.crop import Crops
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult
from pipeline.write.report.document import ReportDocument

Open = Callable[..., Page]  # the fixture that opens a file
PLANS = 10_000
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light")]
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of three documents: one with crops, one transcript, one that nobody could read."""
    folder = tmp_path_factory.mktemp("out")
    told = a_plan(told=True, doc_id="f" * 12, province="เชียงใหม่", organization="จังหวัดเชียงใหม่")
    failed = DocumentResult(
        doc_id="e" * 12,
        source_file="</script><img src=x onerror=alert(1)>.pdf",
        sha256="e" * 64,
        kind="pdf",
        status="failed",
        reasons=("เปิดไฟล์ไม่ได้", "cannot open the file"),
        plan=None,
        findings=(),
        seconds=0.1,
    )
    documents = (
        a_document(),
        ReportDocument(result_of(told), Crops(), ""),
        ReportDocument(failed, Crops(), ""),
    )
    write_report(folder, documents, RUN, "th")
    return folder / "report"


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The overview of ten thousand plans; their pages are not written, to save a gigabyte."""
    from pipeline.write.report.overview import summarize
    from pipeline.write.report.pages import overview_html
    from pipeline.write.report.phrases import phrases

    plan = a_plan()
    findings = result_of(plan).findings
    results = (result_of(_numbered(plan, number), findings) for number in range(PLANS))
    words = phrases("th")
    page = tmp_path_factory.mktemp("large") / "index.html"
    page.write_text(overview_html(summarize(results, words), RUN, words), encoding="utf-8")
    return page


def _numbered(plan: Plan, number: int) -> Plan:
    return plan.model_copy(
        update={
            "doc_id": f"{number:012x}",
            "source_file": f"จังหวัดที่ {number}/แผน {number}.pdf",
            "province": f"จังหวัด {number % 77:02}",
            "organization": f"องค์การบริหารส่วนตำบลที่ {number}",
            "projects": plan.projects[: number % 5 + 1],
        }
    )


def grave(page: Page) -> list[str]:
    """What axe finds serious or critical, with the element."""
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def thread_seconds(session: CDPSession) -> float:
    """How long the page's thread was at work: what else the machine does counts for nothing."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in metrics if one["name"] == "ThreadTime"))


def shown_files(page: Page) -> list[str]:
    return page.locator("#rows tr th").all_inner_texts()


def test_crops_are_shown_with_the_cell_outlined(report: Path, open_page: Open) -> None:
    page = open_page(report / f"{DOC}.html")
    finding = page.locator("[id='finding:indicator_budget:1.1']")
    headline = page.locator("[id='finding:indicator_count:1.1']")
    assert finding.or_(headline).count() == 2
    crops = headline.locator(":scope > .side > .exhibit img")
    assert crops.count() == 4  # a line of the summary, three rows
    for crop in crops.all():
        assert crop.evaluate("img => img.complete && img.naturalWidth > 0")
    summary = headline.locator(".side").first
    frame, outline = summary.locator(".frame").bounding_box(), summary.locator("i").bounding_box()
    assert frame and outline
    assert frame["x"] <= outline["x"]
    assert outline["x"] + outline["width"] <= frame["x"] + frame["width"] + 1
    assert 0.1 < outline["width"] / frame["width"] < 0.3  # 180 of 782 points


def test_a_picture_stands_once_in_the_file_and_is_shown_wherever_it_belongs(
    report: Path, open_page: Open
) -> None:
    source = (report / f"{DOC}.html").read_text(encoding="utf-8")
    pictures = re.findall(r"data:image/webp;base64,[^\"]+", source)
    borrowed = re.findall(r'data-from="([^"]+)"', source)
    assert borrowed
    assert len(re.findall(r'<img id="', source)) == len(pictures)
    page = open_page(report / f"{DOC}.html")
    fold = page.locator("[id='finding:indicator_count:1.1'] > .side > details.fold")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    row = page.locator("[id='project:1.1:2'] details")
    row.locator("summary").focus()
    page.keyboard.press("Enter")
    for img in (fold.locator("img").first, row.locator("img").first):
        expect(img).to_be_visible()
        page.wait_for_function("img => img.naturalWidth > 0", arg=img.element_handle())


def test_the_source_of_a_row_opens_by_keyboard(report: Path, open_page: Open) -> None:
    page = open_page(report / f"{DOC}.html")
    source = page.locator("[id='project:1.1:2'] details")
    expect(source.locator("table.raw")).to_be_hidden()
    source.locator("summary").focus()
    page.keyboard.press("Space")
    expect(source.locator("table.raw")).to_be_visible()
    img = source.locator("img").first
    page.wait_for_function("img => img.naturalWidth > 0", arg=img.element_handle())
    link = source.locator("figcaption a")
    assert link.get_attribute("href") == "../../plans/a%20b.pdf#page=11"


def test_the_first_tab_stop_skips_to_the_content(report: Path, open_page: Open) -> None:
    page = open_page(report / f"{DOC}.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_link_to_a_row_opens_its_source(report: Path, open_page: Open) -> None:
    page = open_page(report / f"{DOC}.html", "#project:1.1:3")
    expect(page.locator("[id='project:1.1:3'] table.raw")).to_be_visible()


def test_everything_opens_and_closes(report: Path, open_page: Open) -> None:
    page = open_page(report / f"{DOC}.html")
    number = page.locator("details").count()
    page.click("#toggle")
    assert page.locator("details[open]").count() == number > 10
    page.click("#toggle")
    assert page.locator("details[open]").count() == 0


def test_print_shows_what_is_folded(report: Path, open_page: Open, tmp_path: Path) -> None:
    page = open_page(report / f"{DOC}.html")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    expect(page.locator(".sign")).to_be_visible()
    expect(page.locator("#toggle")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details[open]").count() == 0


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
@pytest.mark.parametrize("name", ["plan", "transcript", "index"])
def test_axe_finds_nothing_grave(
    report: Path, open_page: Open, name: str, width: int, scheme: str
) -> None:
    files = {"plan": DOC, "transcript": "f" * 12, "index": "index"}
    page = open_page(report / f"{files[name]}.html", width=width, scheme=scheme)
    if name != "index":
        page.click("#toggle")
    assert grave(page) == []
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert too_wide <= 0


def test_a_transcript_quotes_its_lines(report: Path, open_page: Open) -> None:
    page = open_page(report / f"{'f' * 12}.html")
    headline = page.locator("[id='finding:indicator_count:1.1']")
    quote = headline.locator(".side").first.locator("blockquote")
    expect(quote.locator(".where")).to_have_text("บรรทัด 801")
    expect(quote.locator("mark")).to_have_text("7")
    assert page.locator("img").count() == 0


def test_the_overview_filters_and_sorts(report: Path, open_page: Open) -> None:
    page = open_page(report / "index.html")
    assert len(shown_files(page)) == 3
    assert page.locator("#rows a").count() == 2  # nobody read the third
    page.select_option("[name=province]", "เชียงใหม่")
    assert page.locator("#rows tr").count() == 1
    assert page.locator("#rows a").get_attribute("href") == f"{'f' * 12}.html"
    page.click("[type=reset]")
    expect(page.locator("#rows tr")).to_have_count(3)
    page.fill("[name=q]", "onerror")
    expect(page.locator("#rows tr")).to_have_count(1)
    assert "เปิดไฟล์ไม่ได้" in page.locator("#rows th").inner_text()
    page.fill("[name=q]", "ไม่มีแผนนี้")
    expect(page.locator("#rows")).to_have_text("ไม่มีเอกสารที่ตรงกับตัวกรอง")


def test_the_view_stands_in_the_address(report: Path, open_page: Open) -> None:
    page = open_page(report / "index.html")
    page.fill("[name=q]", "เชียงใหม่")
    page.click("[data-sort=projects]")
    again = open_page(report / "index.html", page.evaluate("location.hash"))
    assert again.input_value("[name=q]") == "เชียงใหม่"
    assert again.locator("th[aria-sort=descending]").inner_text().startswith("โครงการ")
    assert again.locator("#rows tr").count() == 1


def test_a_rule_and_a_status_filter(report: Path, open_page: Open) -> None:
    page = open_page(report / "index.html")
    page.select_option("[name=rule]", label="หน้าที่อ่านไม่ได้ (page_unread)")
    assert page.locator("#rows a").all_inner_texts() == [a_plan().source_file]
    page.click("[type=reset]")
    page.select_option("[name=status]", label="อ่านไม่ได้")
    expect(page.locator("#rows tr")).to_have_count(1)


def test_ten_thousand_plans_open(
    large: Path, open_page: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = large.with_name("empty.html")
    empty.write_text("", encoding="utf-8")
    page = open_page(empty)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    started = time.perf_counter()
    page.goto(large.as_uri())
    page.wait_for_selector("#rows tr:nth-child(100)")
    seconds, busy = time.perf_counter() - started, thread_seconds(session)
    with capsys.disabled():
        print(f"\n{PLANS} plans opened in {seconds:.2f} s, {busy:.2f} s of them at work")
    assert 0 < busy < 5
    assert page.locator("#rows tr").count() == 100
    expect(page.locator("#shown")).to_have_text("แสดง 10,000 จาก 10,000 เอกสาร")
    page.click("#next")
    expect(page.locator("#range")).to_have_text("แถว 101–200")
    assert page.locator("#previous").is_enabled()
    page.click("[data-sort=file]")
    page.click("[data-sort=file]")
    assert shown_files(page)[0] == "จังหวัดที่ 9999/แผน 9999.pdf"
    page.fill("[name=organization]", "ตำบลที่ 777")
    expect(page.locator("#rows tr")).to_have_count(11)  # 777, 7770 … 7779
    page.click("[data-sort=projects]")
    numbers = [int(one) for one in page.locator("#rows tr td:nth-child(6)").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    assert len(set(numbers)) == 5


def test_the_overview_says_what_it_needs_without_a_script(report: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report / "index.html").as_uri())
    assert "documents.csv" in page.inner_text("main")
    plan = context.new_page()
    plan.goto((report / f"{DOC}.html").as_uri())
    assert plan.locator(".side > .exhibit img").first.is_visible()
    context.close()
