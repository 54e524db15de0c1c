"""How a process of ours uses memory and cores. A program's choice, so not the library's."""

import gc
import os

# Python looks for reference cycles after every 700 new objects. Glyphs, cells and values are a
# thousand a page and hold no cycles: a sixth of the time went into looking at them for nothing.
NEW_OBJECTS = 50_000
YOUNG_LOOKS, OLD_LOOKS = 20, 50  # looks at the newer generation before one at the older


def look_for_cycles_rarely() -> None:
    """Lets the garbage collector run once in some fifty pages; memory stays flat over pages."""
    gc.set_threshold(NEW_OBJECTS, YOUNG_LOOKS, OLD_LOOKS)


def use_one_core() -> None:
    """Keeps libraries that are loaded later to one thread: there is a worker for every core."""
    for name in ("OPENCV_FOR_THREADS_NUM", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(name, "1")
