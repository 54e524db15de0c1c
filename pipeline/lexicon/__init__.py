"""Facts about Thai plans as YAML, and their one loader."""

from pipeline.lexicon.loader import load_facts

__all__ = ["load_facts"]
