"""plans/<doc_id>.json: everything that was read of a plan; the schema is plan.schema.json."""

from pathlib import Path

from pipeline.write.finished_run import FinishedRun

PLANS = "plans"


def write(folder: Path, run: FinishedRun) -> None:
    """Writes one file a plan into `folder/plans`. Raises OSError where it cannot."""
    plans = folder / PLANS
    plans.mkdir()
    for result in run.results:
        if result.plan is not None:
            text = result.plan.model_dump_json(indent=2)
            (plans / f"{result.doc_id}.json").write_text(text + "\n", encoding="utf-8", newline="")
