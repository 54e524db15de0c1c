"""plans/<doc_id>.json: everything that was read of a plan; the schema is plan.schema.json."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.contracts.result import DocumentResult

PLANS = "plans"


def write(folder: Path, results: Sequence[DocumentResult]) -> None:
    """Writes one file a plan into `folder/plans`. Raises OSError where it cannot."""
    plans = folder / PLANS
    plans.mkdir()
    for result in results:
        if result.plan is not None:
            text = result.plan.model_dump_json(indent=2)
            (plans / f"{result.doc_id}.json").write_text(text + "\n", encoding="utf-8", newline="")
