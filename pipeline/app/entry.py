"""A finished document as it is kept between runs: its result, and the files made of it alone."""

from hashlib import sha256
from typing import NamedTuple

from pipeline.contracts.place import Frozen
from pipeline.contracts.record import Plan
from pipeline.contracts.result import DocumentResult


class EntryHead(Frozen):
    """What is known without opening the plan. `result` has no plan; digests are of the files.

    `findings_code` and `page_code`: what made them, see fingerprints; `original`: where the page
    links to, a URL relative to OUT.
    """

    result: DocumentResult
    from_folder: bool
    projects: int
    indicators: int
    plan_sha256: str
    page_sha256: str
    findings_code: str
    page_code: str
    original: str


class Entry(NamedTuple):
    """The head, `plans/<doc_id>.json` and `report/<doc_id>.html`; empty where there is none."""

    head: EntryHead
    plan: bytes
    page: bytes

    def read_result(self) -> DocumentResult:
        """The result with its plan. Raises ValueError where the plan is not ours."""
        return with_plan(self.head, self.plan)


class Codes(NamedTuple):
    """What makes the findings, and the page of the report, of this run; see fingerprints."""

    findings: str
    page: str


class Origin(NamedTuple):
    """Where a document comes from: found in a folder or named; the URL that its page links to."""

    from_folder: bool
    original: str


def make_entry(result: DocumentResult, page: str, origin: Origin, codes: Codes) -> Entry:
    """The entry of a result. `page` empty: no report is asked for."""
    plan = b"" if result.plan is None else plan_json(result.plan)
    html = page.encode()
    head = EntryHead(
        result=result.model_copy(update={"plan": None}),
        from_folder=origin.from_folder,
        projects=0 if result.plan is None else len(result.plan.projects),
        indicators=0 if result.plan is None else len(result.plan.indicators),
        plan_sha256=_digest(plan),
        page_sha256=_digest(html),
        findings_code=codes.findings,
        page_code=codes.page if html else "",
        original=origin.original,
    )
    return Entry(head, plan, html)


def with_plan(head: EntryHead, plan: bytes) -> DocumentResult:
    """The result of a head with its plan. Raises ValueError where the plan is not ours."""
    if not plan:
        return head.result
    return head.result.model_copy(update={"plan": Plan.model_validate_json(plan)})


def is_sound(head: EntryHead, plan: bytes, page: bytes) -> bool:
    """Whether these are the files that the head speaks of."""
    return (_digest(plan), _digest(page)) == (head.plan_sha256, head.page_sha256)


def plan_json(plan: Plan) -> bytes:
    """The content of plans/<doc_id>.json."""
    return (plan.model_dump_json(indent=2) + "\n").encode()


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest() if content else ""
