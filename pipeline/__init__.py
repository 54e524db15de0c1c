"""thaiplan: Thai government plans as data that can be trusted.

>>> from pipeline import load_outputs, read_plan, reconcile_plan
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.compare import Comparison, compare_plans
    from pipeline.run import read_plan, reconcile_plan
    from pipeline.write.frames import Frames, load_outputs

__all__ = ["Comparison", "Frames", "compare_plans", "load_outputs", "read_plan", "reconcile_plan"]


def __getattr__(name: str) -> object:
    """Loads the public functions on first use: `import pipeline` stays cheap."""
    if name in ("read_plan", "reconcile_plan"):
        from pipeline import run

        return getattr(run, name)
    if name in ("Frames", "load_outputs"):
        from pipeline.write import frames

        return getattr(frames, name)
    if name in ("Comparison", "compare_plans"):
        from pipeline import compare

        return getattr(compare, name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
