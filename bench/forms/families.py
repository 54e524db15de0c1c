"""The families of forms: each a module whose `invent(seed)` gives its documents."""

from __future__ import annotations

from bench.forms import local, local_faults
from bench.forms.case import Invent

FAMILIES: dict[str, Invent] = {
    "local": local.invent,
    "local_faults": local_faults.invent,
}
READ_BY_RIVALS = ("local",)  # their scripts know the columns of ผด.๐๒
