"""The site builds strictly and without a network, and its pages are those of the program."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.lexicon.rule_book import rule_book
from pipeline.reconcile import RULES
from pipeline.write.tables import TABLES

ROOT = Path(__file__).parents[2]
# What a browser would fetch: not the addresses that a page only links to.
RESOURCES = re.compile(
    r"<(?:script|img|iframe|source|link|video|audio|embed|object)\b[^>]*?(?:src|href|data)=[\"']?"
    r"(?:https?:)?//[^>\s]*"
)
STYLED = re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\s]*")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it; a proxy that is not there catches who would fetch."""
    folder = tmp_path_factory.mktemp("site")
    nowhere = "http://127.0.0.1:9"
    environment = {**os.environ, "HTTP_PROXY": nowhere, "HTTPS_PROXY": nowhere}
    environment |= {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def read(site: Path, address: str) -> str:
    return (site / address).read_text(encoding="utf-8")


def test_no_page_fetches_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        assert not RESOURCES.findall(page.read_text(encoding="utf-8")), page.name
    for style in site.rglob("*.css"):
        assert not STYLED.findall(style.read_text(encoding="utf-8")), style.name


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_dictionary_has_every_column(site: Path, lang: str) -> None:
    page = read(site, f"{lang}/dictionary.html")
    for table in TABLES:
        assert f'id="{table.name}"' in page
        for column in table.columns:
            assert f"<code>{column.name}</code>" in page
            assert column.title[lang == "en"] in page
            assert all(f"<code>{code}</code>" in page for code in column.enum)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_rules_are_all_there(site: Path, lang: str) -> None:
    page = read(site, f"{lang}/rules.html")
    for name, text in rule_book().rules.items():
        assert f'<h2 id="{name}">' in page
        assert text.title.get(lang).split("<")[0] in page
    for rule in RULES:
        if rule.__name__ in rule_book().rules:
            assert f"<code>pipeline.reconcile.{rule.__name__}</code>" in page
    assert not re.search(r"\{\w+\}", re.sub("<script.*?</script>", "", page, flags=re.DOTALL))


def test_the_reference_has_what_the_package_offers(site: Path) -> None:
    import pipeline

    page = read(site, "reference/api.html")
    for name in pipeline.__all__:
        assert re.search(rf'id="pipeline\.[\w.]*\b{name}"', page), name
    commands = read(site, "reference/commands.html")
    for option in ("--format table", "--fail-on", "--ocr-engine", "--scheduler", "--dpi"):
        assert f"<code>{option}" in commands


def test_the_changelog_and_the_notebooks_are_pages(site: Path) -> None:
    assert "What works" in read(site, "changelog.html")
    assert "notebook-output" in read(site, "notebooks/year_on_year.html")
    assert list((site / "notebooks").glob("budget-*.png"))


def test_nothing_of_the_tests_is_shown(site: Path) -> None:
    for page in site.rglob("*.html"):
        shown = re.sub(r"<p>.*?</p>", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r'(?:no-run|exit)=(?:"|&quot;)|```', shown), page.name
