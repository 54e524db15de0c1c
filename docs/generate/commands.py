"""The command line: every command, argument and option, from the functions that define them."""

import inspect
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, get_args, get_type_hints

from typer.models import ArgumentInfo

from pipeline.app.cli import app

HEADER = ("| | |", "| --- | --- |")


def commands_page() -> str:
    """The page, in both languages as the help is, as Markdown."""
    parts = ["# คำสั่ง · Commands", _prose(str(app.info.help))]
    for command in app.registered_commands:
        if command.callback is not None:
            parts += list(_command(command.callback))
    return "\n\n".join(parts) + "\n"


def _command(function: Callable[..., Any]) -> Iterator[str]:
    hints = get_type_hints(function, include_extras=True)
    rows = [
        (parameter, get_args(hints[parameter.name]))
        for parameter in inspect.signature(function).parameters.values()
    ]
    arguments = [_name(one, *hint) for one, hint in rows if isinstance(hint[1], ArgumentInfo)]
    yield f"## thaiplan {function.__name__} {{ #{function.__name__} }}"
    yield f"`{' '.join(('thaiplan', function.__name__, *arguments))} [--…]`"
    yield from map(_prose, (inspect.getdoc(function) or "").split("\n\n"))
    yield "\n".join((*HEADER, *(_row(one, *hint) for one, hint in rows)))


def _row(parameter: inspect.Parameter, hint: Any, info: Any) -> str:
    name = _name(parameter, hint, info).replace("|", "&#124;")
    meaning = _prose(info.help or "").replace("|", "&#124;")
    default = parameter.default
    shown = default.value if isinstance(default, Enum) else default
    if shown not in (None, "", False, inspect.Parameter.empty) and info.show_default is not False:
        meaning += f" (`{shown}`)"
    return f"| <code>{name}</code> | {meaning} |"


def _name(parameter: inspect.Parameter, hint: Any, info: Any) -> str:
    """`FILE` of an argument, `--lang th|en` of an option."""
    if isinstance(info, ArgumentInfo):
        return str(info.metavar or parameter.name.upper())
    # With Annotated, typer takes the first name given for a default until the command is built.
    said = [one for one in (info.default, *(info.param_decls or ())) if isinstance(one, str)]
    flag = next(iter(said), f"--{parameter.name.replace('_', '-')}")
    kinds = [kind for kind in (get_args(hint) or (hint,)) if kind is not type(None)]
    if kinds == [bool]:
        return flag
    choices = "|".join(one.value for one in kinds[0]) if issubclass(kinds[0], Enum) else ""
    return f"{flag} {info.metavar or choices or kinds[0].__name__.upper()}"


def _prose(text: str) -> str:
    return " ".join(text.split()).replace("<", "&lt;")
