"""Where a finding or a project stands in the report: the ids of its elements, and links to them."""

from urllib.parse import quote

REPORT = "report"  # the folder of the pages
UNESCAPED = ":"  # a colon may stand in a fragment as it is


def finding_anchor(finding_id: str) -> str:
    """The id of a finding's element: its own id, `finding` in place of the document.

    >>> finding_anchor("0123456789ab:indicator_count:1.2:2")
    'finding:indicator_count:1.2:2'
    """
    return _anchor("finding", finding_id)


def project_anchor(project_id: str) -> str:
    """The id of a project's element, made in the same way.

    >>> project_anchor("0123456789ab:1.2:7")
    'project:1.2:7'
    """
    return _anchor("project", project_id)


def page_link(doc_id: str, anchor: str = "") -> str:
    """The page of a document in the report, relative to OUT, and in it the element `anchor`.

    >>> page_link("0123456789ab", "project:1.2:7ก")
    'report/0123456789ab.html#project:1.2:7%E0%B8%81'
    """
    fragment = f"#{quote(anchor, safe=UNESCAPED)}" if anchor else ""
    return f"{REPORT}/{doc_id}.html{fragment}"


def _anchor(kind: str, identity: str) -> str:
    """An element's id holds no white space."""
    own = identity.partition(":")[2] or identity
    return "_".join(f"{kind}:{own}".split())
