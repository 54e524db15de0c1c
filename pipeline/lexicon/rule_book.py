"""The rule book: the words of every rule, from the lexicon."""

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


class FormWords(Facts):
    """What a form calls its indicators and goals."""

    indicator: Text
    goal: Text


class ScopeText(FormWords):
    """How a sentence names its scope, and the year that it speaks of."""

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
    scopes_of_layouts: dict[str, FormWords]
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


def rule_book() -> RuleBook:
    """The rule book; parsed once a process."""
    book: RuleBook = load_facts("rules", RuleBook)
    return book


def rule_text(rule: str) -> RuleText:
    """The words of a rule; those of a plain note where the book has no such rule."""
    book = rule_book()
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
