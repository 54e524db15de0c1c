"""One content under two names: what was made already is linked, not made again."""

import os
import shutil
from pathlib import Path


def link_or_copy(source: Path, target: Path) -> None:
    """Gives the file `source` the name `target`, too. Raises OSError where it cannot."""
    target.unlink(missing_ok=True)  # never through an old link into what it leads to
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links, or another one, or a folder
        shutil.copy2(source, target)
