"""One indicator's target, wherever the plan states it: do all say the same?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.contracts.finding import Cause, Finding
from pipeline.contracts.record import Indicator, Plan, Source, SummaryLine, Target
from pipeline.lexicon.facts import Headings, load_lexicon
from pipeline.lexicon.rule_book import Text, rule_book
from pipeline.normalize.digits import squeeze, to_arabic
from pipeline.normalize.doubts import PageDoubts
from pipeline.normalize.numbering import parse_dotted
from pipeline.normalize.targets import parse_target
from pipeline.reconcile.prose import Paragraph, paragraphs, speaks_of_other_years
from pipeline.reconcile.wording import filled, finding

STATED: tuple[Source, ...] = ("heading", "chart", "summary")
MIN_TITLE = 20  # letters; a shorter title stands in other sentences by chance

_PERCENT = re.compile(r"ร้อยละ|%")


@dataclass(frozen=True, slots=True)
class Mention:
    """A target and where it is stated: `source` is a key of the rule book's sources."""

    source: str
    target: Target
    page: int | None


def target_mismatch(plan: Plan) -> Iterator[Finding]:
    """Heading, chart, summary or prose state another target than the first of them does."""
    prose = tuple(_stated(plan))
    for indicator in plan.indicators:
        mentions = tuple(_mentions(plan, indicator, prose))
        others = [one for one in mentions[1:] if _differ(mentions[0].target, one.target)]
        if others:
            yield _finding(plan, indicator, mentions[0], others)


def _finding(
    plan: Plan, indicator: Indicator, first: Mention, others: Sequence[Mention]
) -> Finding:
    book = rule_book(plan.layout)
    said = [
        filled(book.stated, {"source": _source(one), "target": one.target.text}) for one in others
    ]
    return finding(
        plan,
        "target_mismatch",
        indicator.indicator_no,
        Cause.READING if _are_doubtful(plan, (first, *others)) else Cause.SOURCE,
        field="target_text",
        expected=first.target.text,
        actual=others[0].target.text,
        pages=[one.page for one in (first, *others)],
        first=_source(first),
        others=Text(th=" ".join(one.th for one in said), en=", ".join(one.en for one in said)),
    )


def _source(mention: Mention) -> Text:
    """Where a target stands, with its page."""
    book, source = rule_book(), rule_book().sources[mention.source]
    if mention.page is None:
        return source
    return filled(book.on_page, {"source": source, "page": str(mention.page)})


def _are_doubtful(plan: Plan, mentions: Sequence[Mention]) -> bool:
    """Whether letters or digits where the targets stand were not read surely."""
    places = (place for one in mentions for place in one.target.places)
    return bool(PageDoubts.of(plan.pages).within(places))


def _differ(one: Target, other: Target) -> bool:
    """A part stated in both is not the same; a part that one leaves out is no contradiction."""
    parts = (
        (one.value, other.value),
        (one.unit, other.unit),
        (one.comparator, other.comparator),
    )
    return any(a is not None and b is not None and a != b for a, b in parts)


# -- where targets are stated --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stated:
    """A paragraph with a word for target: the indicators that it names, and what follows."""

    paragraph: Paragraph
    numbers: frozenset[str]
    bare: str
    target: str

    def speaks_of(self, indicator: Indicator) -> bool:
        """Whether its number is the only one named, or no number is and its title is."""
        if self.numbers:
            return self.numbers == {indicator.indicator_no}
        titles = (squeeze(to_arabic(title)) for title in indicator.titles.values())
        return any(len(title) >= MIN_TITLE and title in self.bare for title in titles)


def _mentions(plan: Plan, indicator: Indicator, prose: Sequence[_Stated]) -> Iterator[Mention]:
    for source in STATED:
        if source in indicator.targets:
            target = indicator.targets[source]
            yield Mention(source, target, _page_of(target))
    headings = load_lexicon().headings
    for line in plan.summary:
        if line.indicator_no == indicator.indicator_no and "summary" not in indicator.targets:
            yield from _in_summary(line, headings)
    for one in prose:
        if one.speaks_of(indicator):
            target = parse_target(one.target, one.paragraph.places)
            yield from _told("prose", target, one.paragraph.page)


def _told(source: str, target: Target, page: int | None) -> Iterator[Mention]:
    """A target told in passing: one that says neither more nor less may be short for either."""
    if target.value is not None:
        is_short = target.comparator == "eq"
        short = target.model_copy(update={"comparator": None}) if is_short else target
        yield Mention(source, short, page)


def _page_of(target: Target) -> int | None:
    return next((place.page for place in target.places if place.page is not None), None)


def _in_summary(line: SummaryLine, headings: Headings) -> Iterator[Mention]:
    """A target in a column of its own, else a percent in the title that is one by its words."""
    names = {squeeze(name) for name in headings.columns["target"]}
    cells = [cell for name, cell in line.extra.items() if squeeze(name) in names]
    for cell in cells:
        yield from _told("summary", parse_target(cell.raw, cell.places), line.page)
    target = parse_target(line.title)
    if not cells and target.unit == "percent" and target.comparator != "eq":
        yield from _told("title", target, line.page)


def _stated(plan: Plan) -> Iterator[_Stated]:
    """The prose that states targets of this plan's year."""
    headings = load_lexicon().headings
    words, named = (
        "|".join(map(re.escape, some)) for some in (headings.target_words, headings.indicator_words)
    )
    target = re.compile(rf"(?:{words})\s*[:：]?\s*(.+)", re.S)
    number = re.compile(rf"(?:{named})\s*(\d+(?:\.\d+)*)")
    for paragraph in paragraphs(plan):
        match = target.search(paragraph.text)
        is_one = match is not None and len(_PERCENT.findall(match[1])) <= 1
        if match and is_one and not speaks_of_other_years(paragraph.text, plan):
            arabic = to_arabic(paragraph.text)
            numbers = frozenset(map(parse_dotted, number.findall(arabic)))
            yield _Stated(paragraph, numbers, squeeze(arabic), match[1])
