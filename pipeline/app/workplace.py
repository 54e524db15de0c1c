"""Where a batch keeps things: for later runs, for this run, and for the workers' use."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipeline.app.fingerprints import options_code, reading_code
from pipeline.app.mirrored_files import MirroredFiles
from pipeline.app.out import Out
from pipeline.app.store import LocalFiles, Store, StoreFiles
from pipeline.write.publish import CACHE, STAGE

if TYPE_CHECKING:
    from pipeline.run import Settings

KEPT = "documents"


class Workplace(NamedTuple):
    """`kept` outlives the run where it has an OUT; `aside` and `scratch` do not."""

    kept: Store
    aside: Store
    scratch: Path


@contextmanager
def workplace(
    settings: "Settings", cache: Path | None, out: Out | None = None
) -> Iterator[Workplace]:
    """The stores of a run with these settings. `cache`: the folder for what outlives it; `out`:
    where else that lies.

    Raises OSError where nothing can be written there.
    """
    code, options = reading_code(), options_code(settings)
    folder = Path(tempfile.mkdtemp(prefix=STAGE, dir=cache))
    try:
        kept: StoreFiles = LocalFiles(folder / "kept" if cache is None else cache / KEPT)
        if out is not None and out.elsewhere is not None:
            kept = MirroredFiles(out.elsewhere.below(f"{CACHE}/{KEPT}"), folder / "kept")
        scratch = folder / "scratch"
        scratch.mkdir()
        aside = LocalFiles(folder / "aside")
        yield Workplace(Store(kept, code, options), Store(aside, code, options), scratch)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
