"""All rules of the findings in one list, worst first."""

from typing import Final, TextIO

from pipeline.app.consoles import print_table
from pipeline.app.words import SEVERITY, Words, say
from pipeline.lexicon.rule_book import rule_book
from pipeline.write.folding import ORDER

HEADINGS: Final[tuple[Words, ...]] = (
    ("กฎ", "rule"),
    ("ระดับ", "severity"),
    ("ความหมาย", "meaning"),
)


def show_rules(stream: TextIO, lang: str) -> None:
    """Code, severity and title of every rule: a table at a terminal, lines in a pipe."""
    rules = rule_book().rules
    rows = [
        (name, say(SEVERITY[text.severity.value], lang), text.title.get(lang))
        for severity in ORDER
        for name, text in rules.items()
        if text.severity is severity
    ]
    title = say((f"{len(rows)} กฎ", f"{len(rows)} rules"), lang)
    print_table(stream, title, [say(heading, lang) for heading in HEADINGS], rows)
