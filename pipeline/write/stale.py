"""What an earlier run left in OUT. Only files that are provably ours are ever removed."""

import json
import re
from pathlib import Path

from pipeline.write.columns import DOC_ID_PATTERN
from pipeline.write.json_plans import PLANS
from pipeline.write.moves import remove_empty_folders
from pipeline.write.parquet_parts import PROVINCE, YEAR
from pipeline.write.run_record import FILE_NAME
from pipeline.write.tables import TABLES

_NAMES = "|".join(table.name for table in TABLES)
OUR_NAMES = re.compile(
    rf"(?:{_NAMES})\.(?:csv|parquet|jsonl)|plans\.(?:xlsx|sqlite|duckdb)|datapackage\.json"
    rf"|(?:{_NAMES})\.parquet/{YEAR}=[^/]+/{PROVINCE}=[^/]+/part-[0-9]+\.parquet"
    rf"|{PLANS}/{DOC_ID_PATTERN}\.json|report/(?:index|{DOC_ID_PATTERN})\.html"
)
PLAN_HEAD_BYTES = 200  # doc_id is the first field of a plan


def earlier_outputs(out: Path) -> frozenset[str]:
    """The files that the run.json in OUT names as its own, and the plans that name themselves.

    The first covers every format; the second what a killed run left behind. A name that no run
    of ours would give a file is never among them, whatever run.json says.
    """
    return _recorded(out) | _plans(out)


def remove_stale(out: Path, earlier: frozenset[str], current: frozenset[str]) -> None:
    """Removes the `earlier` files that this run does not describe, and folders left empty."""
    stale = [out / name for name in earlier - current]
    for path in stale:
        if path.is_file():  # not a folder that took its place
            path.unlink()
    remove_empty_folders(out, stale)


def _recorded(out: Path) -> frozenset[str]:
    try:
        record = json.loads((out / FILE_NAME).read_text(encoding="utf-8"))
        names = [output["path"] for output in record["outputs"]]
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()  # no run.json of ours
    return frozenset(name for name in names if OUR_NAMES.fullmatch(str(name)))


def _plans(out: Path) -> frozenset[str]:
    return frozenset(
        f"{PLANS}/{path.name}" for path in (out / PLANS).glob("*.json") if _is_plan(path)
    )


def _is_plan(path: Path) -> bool:
    """A file named by a doc_id that says the same doc_id inside."""
    if not re.fullmatch(DOC_ID_PATTERN, path.stem) or not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(PLAN_HEAD_BYTES)
    return re.match(rb'\s*\{\s*"doc_id"\s*:\s*"' + path.stem.encode() + b'"', head) is not None
