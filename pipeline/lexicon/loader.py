"""Reads the YAML files beside this module into frozen, typed models."""

from functools import cache
from importlib.resources import files
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict

M = TypeVar("M", bound=BaseModel)


class Facts(BaseModel):
    """Base of every lexicon model: immutable, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def __hash__(self) -> int:
        """By identity: facts are loaded once and serve as keys of caches."""
        return id(self)


@cache
def load_facts(name: str, model: type[M]) -> M:
    """The facts in `<name>.yml` as `model`; parsed once a process.

    Raises pydantic.ValidationError where the file does not fit the model (a bug of ours).
    """
    text = files("pipeline.lexicon").joinpath(f"{name}.yml").read_text(encoding="utf-8")
    return model.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
