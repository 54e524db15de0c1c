"""Templates to pages: one self-contained file each, styles and script inside."""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.write.report.document import ReportRun
from pipeline.write.report.overview import Overview
from pipeline.write.report.phrases import Phrases
from pipeline.write.report.plan_page import PlanPage


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("pipeline.write.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _asset(name: str) -> str:
    path = files("pipeline.write.report").joinpath("assets", name)
    return path.read_text(encoding="utf-8")


def plan_html(page: PlanPage, run: ReportRun, words: Phrases) -> str:
    """The page of one plan."""
    return _rendered("plan", words, run, page=page)


def overview_html(overview: Overview, run: ReportRun, words: Phrases) -> str:
    """The page of all plans."""
    data = Markup(overview.data)  # escaped for a script element where it was made
    return _rendered("index", words, run, overview=overview, data=data)


def _rendered(name: str, words: Phrases, run: ReportRun, **values: object) -> str:
    script = _asset(f"{name}.js")
    return (
        _environment()
        .get_template(f"{name}.html")
        .render(
            words=words,
            say=words.say,
            run=run,
            css=Markup(_asset("report.css") + _asset(f"{name}.css")),
            script=Markup(script),
            policy=content_policy(script),
            is_new=_first_time(),
            **values,
        )
    )


def _first_time() -> Callable[[str], bool]:
    """Says of a key whether it was not asked about before: on this page, in its order."""
    known: set[str] = set()

    def is_new(key: str) -> bool:
        before = len(known)
        known.add(key)
        return len(known) > before

    return is_new


def content_policy(script: str) -> str:
    """What the page may do: show pictures that it holds, and run this script of its own."""
    digest = b64encode(sha256(script.encode()).digest()).decode("ascii")
    return (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
