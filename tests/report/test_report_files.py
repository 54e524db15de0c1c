"""The files of the report: whole, self-contained, escaped; all their words known."""

import json
import re
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from made_up import DOC, FILE_NAME, HOSTILE, RUN, a_document, a_plan, result_of, write_report

from pipeline.contracts.crop import Crops
from pipeline.contracts.finding import Cause, Severity
from pipeline.contracts.parsed import Status
from pipeline.contracts.result import DocumentStatus
from pipeline.lexicon.loader import load_facts
from pipeline.normalize.projects import FLAG_CONFIDENCE
from pipeline.write.report.document import ReportDocument
from pipeline.write.report.phrases import ReportText, phrases
from pipeline.write.status_words import BUDGET_STATUS, SEVERITY, STATUS

SOURCES = files("pipeline.write.report")
LINKED = ("src", "href", "data-from")


class Elements(HTMLParser):
    """Every start tag with its attributes, and the texts of scripts by id."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "script":
            self.scripts.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module", params=["th", "en"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    told = a_plan(told=True, doc_id="f" * 12)
    failed = a_document().result.model_copy(
        update={
            "plan": None,
            "findings": (),
            "doc_id": "e" * 12,
            "status": "failed",
            "reasons": (HOSTILE, HOSTILE),
        }
    )
    documents = (
        a_document(),
        ReportDocument(result_of(told), Crops(), ""),
        ReportDocument(failed, Crops(), ""),
    )
    write_report(folder, documents, RUN, request.param)
    return folder / "report"


def test_one_page_a_plan_and_an_overview(report: Path) -> None:
    names = {path.name for path in report.iterdir()}
    assert names == {"index.html", f"{DOC}.html", f"{'f' * 12}.html"}


def test_text_from_plans_stays_text(report: Path) -> None:
    for path in report.iterdir():
        page = Elements(path.read_text(encoding="utf-8"))
        assert len(page.named("script")) == (2 if path.name == "index.html" else 1)
        handlers = [name for _, one in page.found for name in one if name.startswith("on")]
        assert handlers == []
    plan = (report / f"{DOC}.html").read_text(encoding="utf-8")
    assert HOSTILE not in plan
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;" in plan
    assert "</script>.pdf" not in plan


def test_nothing_is_fetched_from_anywhere(report: Path) -> None:
    for path in report.iterdir():
        page = Elements(path.read_text(encoding="utf-8"))
        assert not page.named("link")
        assert all(one.get("src", "data:").startswith("data:") for one in page.named("img"))
        policy = page.named("meta")[1]["content"]
        assert policy.startswith("default-src 'none'; img-src data:;")
        assert "'unsafe-inline'; script-src 'sha256-" in policy


def test_links_within_a_page_lead_somewhere(report: Path) -> None:
    for path in report.iterdir():
        page = Elements(path.read_text(encoding="utf-8"))
        ids = Counter(one["id"] for _, one in page.found if "id" in one)
        assert [name for name, n in ids.items() if n > 1] == []
        links = {one["href"] for one in page.named("a") if one.get("href", "").startswith("#")}
        assert {link for link in links if link[1:] not in ids} == set()
        assert all(one["data-from"] in ids for one in page.named("img") if "data-from" in one)


def test_the_overview_holds_its_data_safely(report: Path) -> None:
    text = (report / "index.html").read_text(encoding="utf-8")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert data
    assert "<" not in data[1]
    rows = json.loads(data[1])["rows"]
    assert [row[1] for row in rows] == [FILE_NAME] * 3
    assert [bool(row[0]) for row in rows] == [True, True, False]
    assert rows[2][6] == HOSTILE


def test_the_language_is_that_asked_for(report: Path) -> None:
    text = (report / f"{DOC}.html").read_text(encoding="utf-8")
    page = Elements(text)
    lang = page.named("html")[0]["lang"]
    assert ("Not checked" in text, "ไม่ได้ตรวจ" in text) == (lang == "en", lang == "th")


def test_every_word_that_is_asked_for_is_there() -> None:
    text = load_facts("report", ReportText)
    asked = set()
    for source in (*SOURCES.joinpath("templates").iterdir(), *SOURCES.iterdir()):
        if source.is_file():
            asked |= set(re.findall(r'\bsay\(\s*"(\w+)"[,)]', source.read_text(encoding="utf-8")))
    assert len(asked) > 80
    assert asked <= set(text.phrases)


def test_every_code_has_words_in_both_languages() -> None:
    text = load_facts("report", ReportText)
    assert set(text.causes) == set(Cause)
    assert set(SEVERITY) == set(Severity)
    assert set(BUDGET_STATUS) == set(Status) - {Status.OK}
    assert set(STATUS) == set(get_args(DocumentStatus))
    assert set(FLAG_CONFIDENCE) <= set(text.flags)
    for key, both in phrases("th").text.phrases.items():
        named = [sorted(re.findall(r"\{(\w+)\}|(%\d)", one)) for one in (both.th, both.en)]
        assert named[0] == named[1], key


def test_a_flag_without_words_is_shown_as_it_is() -> None:
    assert phrases("th").flag("new_flag") == "new_flag"
    assert phrases("en").rule_title("new_rule") == "new_rule"


def test_templates_and_styles_are_small() -> None:
    for folder in ("templates", "assets"):
        for source in SOURCES.joinpath(folder).iterdir():
            assert len(source.read_text(encoding="utf-8").splitlines()) < 300, source
