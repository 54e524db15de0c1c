"""The typed shapes of the YAML files, and all of them together as one immutable Lexicon."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BeforeValidator, Field, ValidationError

from pipeline.contracts.errors import UsageError
from pipeline.lexicon.loader import Facts, load_facts


class Headings(Facts):
    """Column headings, heading words, totals, section names (headings.yml)."""

    columns: dict[str, tuple[str, ...]]
    other_columns: tuple[str, ...] = ()
    scaled_units: tuple[str, ...] = ()
    percent_words: tuple[str, ...] = ()
    goal_words: tuple[str, ...] = ()
    theme_words: tuple[str, ...] = ()
    strategy_words: tuple[str, ...] = ()
    programme_words: tuple[str, ...] = ()
    equipment_words: tuple[str, ...] = ()
    field_words: tuple[str, ...] = ()
    ordinal_words: tuple[str, ...] = ()
    outer_strategies: tuple[str, ...] = ()
    continued_words: tuple[str, ...] = ()
    indicator_words: tuple[str, ...] = ()
    target_words: tuple[str, ...] = ()
    item_words: tuple[str, ...] = ()
    goal_total: tuple[str, ...] = ()
    total_units: tuple[str, ...] = ()
    no_project: tuple[str, ...] = ()
    grand_total: tuple[str, ...] = ()
    part_words: tuple[str, ...] = ()
    named_sections: tuple[str, ...] = ()
    remark_words: tuple[str, ...] = ()
    plan_words: tuple[str, ...] = ()


class Months(Facts):
    """Month names and the words around them (months.yml)."""

    months: dict[int, tuple[str, ...]]
    range_words: tuple[str, ...]
    by_words: tuple[str, ...]
    from_words: tuple[str, ...]
    whole_year: tuple[str, ...]
    quarter_words: tuple[str, ...]
    year_words: tuple[str, ...]


class Budget(Facts):
    """No-budget phrases, dashes, units, of counts too, how funds are called (budget.yml)."""

    none: tuple[str, ...]
    dash: tuple[str, ...]
    units: tuple[str, ...]
    count_units: tuple[str, ...]
    count_joiners: tuple[str, ...]
    fund_words: tuple[str, ...] = ()


class Organizations(Facts):
    """How names of publishing bodies begin (organizations.yml)."""

    organization_words: tuple[str, ...]
    province_words: tuple[str, ...]
    provinces_without_word: tuple[str, ...]


class Signs(Facts):
    """Arrow glyphs, ticks and bullets (signs.yml)."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    double: tuple[str, ...]
    shaft: tuple[str, ...]
    tick: tuple[str, ...]
    bullets: tuple[str, ...]


class Spacing(Facts):
    """Words and signs beside which a space stands even where the page shows none (spacing.yml)."""

    before_number: tuple[str, ...]
    always: tuple[str, ...]
    joined_after: tuple[str, ...]
    signs: tuple[str, ...]
    alone: tuple[str, ...]
    line_heads: tuple[str, ...]
    list_openers: tuple[str, ...]
    bodies: tuple[str, ...]
    connectors: tuple[str, ...]
    binders: tuple[str, ...]
    counters: tuple[str, ...]
    after_count: tuple[str, ...]
    measures: tuple[str, ...]


class Narratives(Facts):
    """How a sheet about one project calls its parts and speaks of its budget (narratives.yml)."""

    titles: tuple[str, ...]
    colon_titles: tuple[str, ...]
    budgets: tuple[str, ...]
    parts: tuple[str, ...]
    yearly: tuple[str, ...]
    whole: tuple[str, ...]
    totals: tuple[str, ...]
    throughout: tuple[str, ...]


class Layout(Facts):
    """What tells a form: its marks, sets of columns that only it has, what its plans are called.

    `months`: its projects have a column for each month. `taught`: what the user's own lexicon
    says names it, which decides.
    """

    th: str
    en: str
    forms: tuple[str, ...] = ()
    columns: tuple[tuple[str, ...], ...] = ()
    months: bool = False
    titles: tuple[str, ...] = ()
    taught: tuple[str, ...] = ()


class Layouts(Facts):
    """The forms that plans follow, by their codes (layouts.yml)."""

    layouts: dict[str, Layout]


class Lexicon(Facts):
    """Every fact the readers and normalisers use."""

    headings: Headings
    months: Months
    budget: Budget
    organizations: Organizations
    signs: Signs
    narratives: Narratives
    layouts: Layouts


def _as_words(value: object) -> object:
    """A word alone as a list of one."""
    return (value,) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_as_words)]

# What a user's YAML calls the levels of headings, and which words of `Headings` these are.
LEVELS = {
    "goal": "goal_words",
    "indicator": "indicator_words",
    "strategy": "strategy_words",
    "plan": "programme_words",
}


class UserLexicon(Facts):
    """What a user's own YAML may add: names for columns, words that open headings, phrases for no
    budget, and what names a form."""

    columns: dict[str, Words] = Field(default_factory=dict)
    headings: dict[str, Words] = Field(default_factory=dict)
    layouts: dict[str, Words] = Field(default_factory=dict)
    no_budget: Words = ()


def load_lexicon(user_file: Path | None = None) -> Lexicon:
    """All facts of the package, widened by `user_file` where given.

    Raises UsageError where the user's file is missing, no YAML, or has unknown keys.
    """
    lexicon = Lexicon(
        headings=load_facts("headings", Headings),
        months=load_facts("months", Months),
        budget=load_facts("budget", Budget),
        organizations=load_facts("organizations", Organizations),
        signs=load_facts("signs", Signs),
        narratives=load_facts("narratives", Narratives),
        layouts=load_facts("layouts", Layouts),
    )
    return lexicon if user_file is None else _widen(lexicon, _read_user(user_file, lexicon))


def _read_user(path: Path, lexicon: Lexicon) -> UserLexicon:
    try:
        user = UserLexicon.model_validate(
            yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
        )
    except ValidationError as error:
        raise _bad_lexicon(path, _first_fault(error)) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _bad_lexicon(path, str(error).splitlines()[0]) from error
    for kind, given, known in (
        ("column", user.columns, lexicon.headings.columns),
        ("level", user.headings, LEVELS),
    ):
        if unknown := sorted(set(given) - set(known)):
            raise _bad_lexicon(path, f"unknown {kind} {', '.join(unknown)}")
    return user


def _first_fault(error: ValidationError) -> str:
    """Where in the file, and what."""
    first = error.errors()[0]
    return ": ".join(part for part in (".".join(map(str, first["loc"])), first["msg"]) if part)


def _bad_lexicon(path: Path, detail: str) -> UsageError:
    return UsageError(
        (f"อ่านไฟล์คำศัพท์ {path} ไม่ได้ ({detail})", f"cannot use the lexicon {path} ({detail})"),
        (
            "แก้ไฟล์ให้มีรูปแบบ columns: {budget: [คำ]} และ headings: {strategy: [คำ]}",
            "write it as columns: {budget: [word]} and headings: {strategy: [word]}",
        ),
    )


def _widen(lexicon: Lexicon, user: UserLexicon) -> Lexicon:
    headings = lexicon.headings
    columns = {role: words + user.columns.get(role, ()) for role, words in headings.columns.items()}
    openers = {
        LEVELS[level]: getattr(headings, LEVELS[level]) + words
        for level, words in user.headings.items()
    }
    none = lexicon.budget.none + user.no_budget
    return lexicon.model_copy(
        update={
            "headings": headings.model_copy(update={"columns": columns, **openers}),
            "budget": lexicon.budget.model_copy(update={"none": none}),
            "layouts": Layouts(layouts=_taught(lexicon.layouts.layouts, user.layouts)),
        }
    )


def _taught(known: dict[str, Layout], user: dict[str, Words]) -> dict[str, Layout]:
    """The forms with what the user says of them; a name that no form has is a form of its own."""
    own = {name: Layout(th=name, en=name) for name in user}
    return {
        name: layout.model_copy(update={"taught": user.get(name, ())})
        for name, layout in {**own, **known}.items()
    }
