"""plans/<doc_id>.json: everything that was read of a plan; the schema is plan.schema.json."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.contracts.record import Plan
from pipeline.write.finished_run import FinishedRun, RunDocument
from pipeline.write.formats import AddDocument
from pipeline.write.links import link_or_copy

PLANS = "plans"


@contextmanager
def writing(folder: Path, _run: FinishedRun) -> Iterator[AddDocument]:
    """One file a plan in `folder/plans`. Raises OSError where it cannot."""
    plans = folder / PLANS
    plans.mkdir()

    def add(document: RunDocument) -> None:
        plan = document.result.plan
        if plan is None:
            return
        path = plans / f"{document.result.doc_id}.json"
        if document.plan_file is not None:
            link_or_copy(document.plan_file, path)
        else:
            path.write_text(plan_json(plan), encoding="utf-8", newline="")

    yield add


def plan_json(plan: Plan) -> str:
    """The content of a plan's file."""
    return plan.model_dump_json(indent=2) + "\n"
