"""thaiplan: Thai government plans as data that can be trusted.

>>> from pipeline import load_outputs, read_plan, read_plans, reconcile_plan
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.api.plan import Plan
    from pipeline.api.plans import read_plan, read_plans
    from pipeline.api.where import Where
    from pipeline.run import Settings, reconcile_plan
    from pipeline.write.frames import Frames, load_outputs

__all__ = [
    "Frames",
    "Plan",
    "Settings",
    "Where",
    "load_outputs",
    "read_plan",
    "read_plans",
    "reconcile_plan",
]

_MODULES: Final = {
    "Frames": "pipeline.write.frames",
    "Plan": "pipeline.api.plan",
    "Settings": "pipeline.run",
    "Where": "pipeline.api.where",
    "load_outputs": "pipeline.write.frames",
    "read_plan": "pipeline.api.plans",
    "read_plans": "pipeline.api.plans",
    "reconcile_plan": "pipeline.run",
}


def __getattr__(name: str) -> object:
    """Loads the public names on first use: `import pipeline` stays cheap."""
    if name not in _MODULES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
