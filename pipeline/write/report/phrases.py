"""The words of the report in one language, from the lexicon."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from pipeline.contracts.finding import Cause, Severity
from pipeline.contracts.parsed import Status
from pipeline.contracts.result import DocumentStatus
from pipeline.lexicon.facts import Months
from pipeline.lexicon.loader import Facts, load_facts
from pipeline.lexicon.rule_book import Text, rule_book, rule_text
from pipeline.write.code_words import code_word

_YEAR = re.compile(r"(\w+)_(\d{4})")  # the name of a column for one fiscal year
BE_OFFSET = 543  # years from the Common to the Buddhist Era


class CauseText(Facts):
    """Whom a difference comes from: in a table, in the verdict, and what to do."""

    name: Text
    short: Text
    advice: Text


class ReportText(Facts):
    """report.yml."""

    causes: dict[Cause, CauseText]
    unread_reasons: dict[str, Text]
    fields: dict[str, Text]
    flags: dict[str, Text]
    phrases: dict[str, Text]


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the report says, in `lang`."""

    lang: str
    text: ReportText
    form: str = ""  # the layout whose words for goals and indicators it uses

    def say(self, key: str, **values: object) -> str:
        """The phrase `key` with its values put in. KeyError where there is none: a bug of ours."""
        return self.text.phrases[key].get(self.lang).format(**values)

    def severity(self, severity: Severity) -> str:
        """The word for a severity."""
        return code_word("severity", severity, self.lang)

    def cause(self, cause: Cause) -> str:
        """The name of a cause."""
        return self.text.causes[cause].name.get(self.lang)

    def cause_in_short(self, cause: Cause) -> str:
        """The name of a cause in a table's cell."""
        return self.text.causes[cause].short.get(self.lang)

    def advice(self, cause: Cause) -> str:
        """Who has to act, and how."""
        return self.text.causes[cause].advice.get(self.lang)

    def document_status(self, status: DocumentStatus) -> str:
        """The word for what became of a document."""
        return code_word("status", status, self.lang)

    def layout(self, code: str) -> str:
        """What the form of a plan is called."""
        return code_word("layout", code, self.lang)

    def value_status(self, status: Status) -> str:
        """The word for why a value is not there."""
        return code_word("budget_status", status, self.lang)

    def unread_reason(self, reason: str) -> str:
        """Why a page is unread."""
        return self.text.unread_reasons[reason].get(self.lang)

    def field(self, name: str) -> str:
        """A column's heading, that of one year too; the name itself where it is no column of ours.

        >>> phrases("th").field("budget_baht_2566")
        'งบประมาณ (บาท) ปี 2566'
        """
        year = _YEAR.fullmatch(name)
        text = self.text.fields.get(year[1] if year else name)
        if text is None:
            return name
        said = text.get(self.lang)
        return self.say("of_year", what=said, year=year[2]) if year else said

    def goal(self, number: str) -> str:
        """A goal by its number, as the form calls it.

        >>> phrases("th").goal("1"), phrases("th", "development_plan").goal("1")
        ('เป้าหมายที่ 1', 'ยุทธศาสตร์ที่ 1')
        """
        return rule_book(self.form).scopes.goal.get(self.lang).format(no=number)

    def indicator(self, number: str) -> str:
        """An indicator by its number, as the form calls it."""
        return rule_book(self.form).scopes.indicator.get(self.lang).format(no=number)

    def flag(self, code: str) -> str:
        """A flag in words; the code itself where it has none yet."""
        text = self.text.flags.get(code)
        return code if text is None else text.get(self.lang)

    def rule_title(self, rule: str) -> str:
        """What a rule finds; for a reader's note without a rule, its code."""
        known = rule_book(self.form).rules.get(rule)
        return rule if known is None else known.title.get(self.lang)

    def rule_meaning(self, rule: str) -> str:
        """What a rule means and what to do."""
        return rule_text(rule, self.form).explanation.get(self.lang)

    def date(self, moment: datetime) -> str:
        """A moment as a person writes it: in Thai by the Buddhist Era.

        >>> from datetime import timezone
        >>> phrases("th").date(datetime(2026, 11, 29, 17, 5, tzinfo=timezone.utc))
        '29 พฤศจิกายน 2569 17:05 UTC'
        """
        zone = moment.strftime("%H:%M %Z").strip()
        if self.lang == "en":
            return f"{moment:%Y-%m-%d} {zone}"
        return f"{moment.day} {_thai_month(moment.month, '')} {moment.year + BE_OFFSET} {zone}"

    def month(self, month: str) -> str:
        """A month (YYYY-MM, C.E.) in short: in Thai by the Buddhist Era.

        >>> phrases("th").month("2023-06")
        'มิ.ย. 2566'
        """
        if self.lang == "en":
            return month
        year, number = map(int, month.split("-"))
        return f"{_thai_month(number, '.')} {year + BE_OFFSET}"


def _thai_month(number: int, end: str) -> str:
    """The name of a month, the first of the lexicon that ends so: `.` for the short one."""
    facts: Months = load_facts("months", Months)
    return next(name for name in facts.months[number] if name.endswith(end))


def phrases(lang: str, layout: str = "") -> Phrases:
    """The words in `lang`: English for `en`, Thai for anything else; of a plan in the words of its
    form."""
    return Phrases("en" if lang == "en" else "th", _report_text(layout), layout)


@cache
def _report_text(layout: str) -> ReportText:
    facts: ReportText = load_facts("report", ReportText)
    said = rule_book(layout).form_words.put_into(facts.model_dump(mode="json"))
    return ReportText.model_validate(said)
