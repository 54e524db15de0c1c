"""Puts what a rule found into words: the one way to a Finding."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from pipeline.contracts.finding import Cause, Finding, Severity
from pipeline.contracts.record import Plan
from pipeline.lexicon.rule_book import RuleText, Text, rule_book, rule_text
from pipeline.reconcile.measure import Measure, years

ALL = "all"


def finding_id(plan: Plan, rule: str, scope: str, year_be: int | None = None) -> str:
    """The id of a rule's first finding in a scope, and of one year where that is all it speaks of;
    `reconcile` adds `:2` … to further ones."""
    of_year = "" if year_be is None else f":{year_be}"
    return f"{plan.doc_id}:{rule}:{scope}{of_year}"


def numbered(ids: Iterable[str]) -> Iterator[str]:
    """Each id but once: the second of the same has `:2` at its end, and so on.

    >>> list(numbered(["d:page_unread:all", "d:page_unread:all"]))
    ['d:page_unread:all', 'd:page_unread:all:2']
    """
    times: Counter[str] = Counter()
    for one in ids:
        times[one] += 1
        yield one if times[one] == 1 else f"{one}:{times[one]}"


def plain(number: Decimal) -> str:
    """A number as findings.csv has it.

    >>> plain(Decimal("30")), plain(Decimal("15220.5"))
    ('30', '15220.50')
    """
    if number == number.to_integral_value():
        return f"{number:.0f}"
    cents = f"{number:.2f}"
    return cents if Decimal(cents) == number else f"{number:f}"


def ranges(numbers: Iterable[int]) -> str:
    """Numbers as `items` has them.

    >>> ranges([1, 2, 3, 5, 7, 8])
    '1-3,5,7-8'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def grouped(text: str) -> str:
    """A number with thousands separators for a sentence; any other text as it is."""
    try:
        return f"{Decimal(text):,}"
    except InvalidOperation:
        return text


def _scope_text(plan: Plan, scope: str, measure: Measure | None) -> Text:
    """The scope as the plan's form calls it, and the year that is spoken of."""
    scopes = rule_book(plan.layout).scopes
    if scope == ALL:
        named = scopes.all
    else:
        is_indicator = "." in scope or any(one.indicator_no == scope for one in plan.indicators)
        named = filled(scopes.indicator if is_indicator else scopes.goal, {"no": scope})
    if measure is None or (measure.year_be is None and not years(plan)):
        return named
    template = scopes.all_years if measure.year_be is None else scopes.year
    return filled(template, {"scope": named, "year": str(measure.year_be)})


def _gap_text(difference: Decimal | None) -> Text:
    if not difference:
        return Text(th="", en="")
    gaps = rule_book().gaps
    template = gaps.short if difference < 0 else gaps.over
    size = grouped(plain(abs(difference)))
    return Text(th=template.th.format(size=size), en=template.en.format(size=size))


def filled(template: Text, values: Mapping[str, str | Text]) -> Text:
    """A template with its words, in both languages."""

    def said(lang: str) -> str:
        words = {k: v.get(lang) if isinstance(v, Text) else v for k, v in values.items()}
        return template.get(lang).format(**words)

    return Text(th=said("th"), en=said("en"))


def joined(parts: Iterable[Text], between: Text) -> Text:
    """The parts as one text, with `between` between them; empty without any."""
    said = tuple(parts)
    return Text(
        th=between.th.join(one.th for one in said), en=between.en.join(one.en for one in said)
    )


def finding(
    plan: Plan,
    rule: str,
    scope: str,
    cause: Cause,
    *,
    message: str = "default",
    wording: RuleText | None = None,
    severity: Severity | None = None,
    items: str = "",
    field: str = "",
    measure: Measure | None = None,
    expected: str = "",
    actual: str = "",
    difference: Decimal | None = None,
    pages: Iterable[int | None] = (),
    project_ids: Iterable[str] = (),
    root: str = "",
    suggestion: str = "",
    further: Text | None = None,
    **values: str | Text,
) -> Finding:
    """A finding of `rule` in words: the rule's own severity unless `severity` says otherwise.

    `message` picks the template's variant, `wording` another rule's words, `suggestion` another
    than that of the cause, to which `further` adds; `values` are further words of the templates.
    `measure`: what is compared, where years are compared one by one; it names the field.
    """
    text = wording or rule_text(rule, plan.layout)
    words: dict[str, str | Text] = {
        **values,
        "scope": _scope_text(plan, scope, measure),
        "gap": _gap_text(difference),
        "expected": grouped(expected),
        "actual": grouped(actual),
        "items": items or "-",
    }
    said = filled(text.messages[message], words)
    advice = text.suggestions.get(suggestion or cause)
    hint = filled(advice, words) if advice else None
    return Finding(
        finding_id=finding_id(plan, rule, scope, measure.year_be if measure else None),
        doc_id=plan.doc_id,
        rule=rule,
        severity=severity or text.severity,
        cause=cause,
        scope=scope,
        items=items,
        field=measure.field if measure else field,
        expected=expected,
        actual=actual,
        difference=difference,
        message_th=said.th,
        message_en=said.en,
        pages=tuple(sorted({page for page in pages if page is not None})),
        project_ids=tuple(project_ids),
        suggestion=_suggested(tuple(one for one in (hint, further) if one)),
        root=root,
    )


def _suggested(hints: Sequence[Text]) -> str:
    """Both languages in one string; empty without a hint."""
    by_language = ("; ".join(one.get(lang) for one in hints) for lang in ("th", "en"))
    return " / ".join(by_language) if hints else ""
