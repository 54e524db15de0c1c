"""The rule book: the words of every rule, from the lexicon."""

from functools import cache
from typing import Any

from pydantic import Field

from pipeline.contracts.errors import UsageError
from pipeline.contracts.finding import Severity
from pipeline.contracts.parsed import AmountFault
from pipeline.lexicon.loader import Facts, load_facts


class Text(Facts):
    """One text in both languages."""

    th: str
    en: str

    def get(self, lang: str) -> str:
        """English for `en`, Thai for anything else."""
        return self.en if lang == "en" else self.th


class RuleText(Facts):
    """A rule's meaning, an example, and the templates of its findings."""

    severity: Severity
    title: Text
    explanation: Text
    example: Text
    messages: dict[str, Text]
    suggestions: dict[str, Text] = Field(default_factory=dict)


class FormWord(Text):
    """What a form calls a level of its plan; `several` of them in English."""

    several: str


class FormWords(Facts):
    """What a form calls its goals and indicators."""

    goal: FormWord
    indicator: FormWord

    def put_into(self, node: Any, lang: str = "th") -> Any:
        """Text, or lists and mappings of it, with these words where it names a level.

        >>> rule_book("development_plan").form_words.put_into("a {goal_word}", "en")
        'a strategy'
        """
        if isinstance(node, str):
            for name, word in (("goal", self.goal), ("indicator", self.indicator)):
                for mark, text in _marks(name, word, lang):
                    node = node.replace(mark, text)
            return node
        if isinstance(node, list):
            return [self.put_into(one, lang) for one in node]
        if isinstance(node, dict):
            return {
                key: self.put_into(one, key if key in LANGUAGES else lang)
                for key, one in node.items()
            }
        return node


LANGUAGES = ("th", "en")


def _marks(name: str, word: FormWord, lang: str) -> tuple[tuple[str, str], ...]:
    """What stands for a level in a text, and the words for it."""
    one = word.get(lang)
    several = word.several if lang == "en" else one
    return (
        (f"{{{name}_word}}", one),
        (f"{{{name}_words}}", several),
        (f"{{{name.capitalize()}_word}}", one.capitalize()),
        (f"{{{name.capitalize()}_words}}", several.capitalize()),
    )


class ScopeText(Facts):
    """How a sentence names its scope, and the year that it speaks of."""

    indicator: Text
    goal: Text
    all: Text
    year: Text
    all_years: Text


class GapText(Facts):
    """How a sentence names a difference."""

    short: Text
    over: Text


class StatedTotals(Facts):
    """How prose speaks of a whole plan's projects and budget."""

    this_plan: tuple[str, ...]
    narrowing: tuple[str, ...]
    whole: tuple[str, ...]
    budget: tuple[str, ...]
    projects: tuple[str, ...]


class LackingText(Facts):
    """How a sentence names what was never seen."""

    unread: Text
    skipped: Text
    table: Text
    heading: Text
    items: Text


class RuleBook(Facts):
    """rules.yml."""

    scopes: ScopeText
    form_words: FormWords
    form_words_of_layouts: dict[str, FormWords]
    columns_not_of_layouts: dict[str, frozenset[str]]
    gaps: GapText
    fields: dict[str, Text]
    sources: dict[str, Text]
    on_page: Text
    stated: Text
    lacking: LackingText
    amount_faults: dict[AmountFault, Text]
    harmless_flags: frozenset[str]
    stated_totals: StatedTotals
    percent_words: tuple[str, ...]
    distinguishing_words: tuple[str, ...]
    example: Text
    rules: dict[str, RuleText]
    unlisted_note: RuleText


@cache
def rule_book(layout: str = "") -> RuleBook:
    """The rule book in the words of a layout's form; made once a process and form."""
    facts: RuleBook = load_facts("rules", RuleBook)
    words = facts.form_words_of_layouts.get(layout, facts.form_words)
    return RuleBook.model_validate(
        words.put_into(facts.model_dump(mode="json")) | {"form_words": words}
    )


def rule_text(rule: str, layout: str = "") -> RuleText:
    """The words of a rule for a plan of that form; those of a plain note where the book has no
    such rule."""
    book = rule_book(layout)
    return book.rules.get(rule, book.unlisted_note)


def explain(rule: str, lang: str) -> str:
    """What `thaiplan explain RULE` prints: name, severity, title, meaning and an example.

    Raises UsageError, which lists the rules, where there is no such rule.
    """
    text = rule_book().rules.get(rule)
    if text is None:
        known = ", ".join(rule_book().rules)
        raise UsageError(
            (f"ไม่มีกฎชื่อ {rule}", f"there is no rule {rule}"),
            (f"เลือกจาก: {known}", f"choose one of: {known}"),
        )
    parts = [
        f"{rule} ({text.severity}): {text.title.get(lang)}",
        text.explanation.get(lang),
        f"{rule_book().example.get(lang)}: {text.example.get(lang)}",
    ]
    return "\n\n".join(parts) + "\n"
