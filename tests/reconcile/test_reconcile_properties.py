"""Promises on any plan that the builder can make: no rule raises, reconcile is a function."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from plan_builder import build

from pipeline.contracts.finding import Severity
from pipeline.reconcile import RULES, reconcile

COUNTS = st.sampled_from([0, 1, 2, 5, 30, "-", "", "?๓o", None])
BAHT = st.sampled_from([0, 100, 28200, "15220.50", "-", "", "none", "?๒๘,๒๐", "?ไม้", None])
NUMBERS = st.sampled_from(["1.1", "1.2", "2.1", "2.2.1", "3"])
TEXTS = st.sampled_from(["", "ก", "โครงการอบรม {0}", "๑๒", None, "?x"])
QUARTERS = st.sampled_from(["", "1", "2-3", "1-4"])
FLAGS = st.lists(st.sampled_from(["indicator_inferred", "span_unknown", "x"]), max_size=2)


def lines() -> st.SearchStrategy[Any]:
    number = NUMBERS | st.sampled_from(["=", "=1", "=2"])
    group = st.tuples(st.just("2.2"), st.just("group"), st.just(""))
    return st.lists(st.tuples(number, COUNTS, BAHT) | group, max_size=8)


def blocks() -> st.SearchStrategy[Any]:
    items = st.lists(st.integers(0, 12), min_size=1, max_size=8)
    return st.fixed_dictionaries(
        {"items": items.map(lambda numbers: ",".join(map(str, numbers)))},
        optional={"budget": BAHT, "page": st.integers(1, 5)},
    )


def rows() -> st.SearchStrategy[Any]:
    schedule = st.fixed_dictionaries(
        {},
        optional={
            "marks": QUARTERS,
            "words": QUARTERS,
            "text": TEXTS,
            "conflict": st.booleans(),
            "outside": st.just(["2023-11"]),
        },
    )
    return st.fixed_dictionaries(
        {"budget": BAHT, "flags": FLAGS},
        optional={
            "item": TEXTS,
            "name": TEXTS,
            "method": TEXTS,
            "kpi": TEXTS,
            "agency": TEXTS,
            "schedule": schedule,
            "extra": st.just({"หมายเหตุ": "ก"}) | st.fixed_dictionaries({"ร้อยละ": PERCENTS}),
        },
    )


TARGETS = st.tuples(
    st.just("ร้อยละ"),
    st.sampled_from([None, 10, 84]),
    st.sampled_from([None, "percent"]),
    st.sampled_from([None, "ge", "decrease"]),
)
SOURCES = st.sampled_from(["summary", "heading", "chart"])
PERCENTS = st.sampled_from(["-", "", "๕๐", "50.0%", "33.33", "100", "200"])
PROSE = st.sampled_from(
    [
        "แผนปฏิบัติการฉบับนี้มี ๓๐ โครงการ งบประมาณทั้งสิ้น ๑,๐๐๐ บาท",
        "ตัวชี้วัดที่ ๑.๑ ค่าเป้าหมาย ร้อยละ ๘๐",
        "",
        "ก | ข",
    ]
)
CODES = st.sampled_from(["total_row", "indicator_count", "page_unread", "novelty {0}"])
SPECS = st.fixed_dictionaries(
    {
        "summary": lines(),
        "rows": st.dictionaries(NUMBERS | st.sampled_from(["?", "?1"]), blocks(), max_size=5),
        "unheaded": st.lists(NUMBERS, max_size=3),
        "set": st.dictionaries(
            st.tuples(NUMBERS, st.integers(0, 12)).map(lambda key: f"{key[0]}:{key[1]}"),
            rows(),
            max_size=5,
        ),
        "titles": st.dictionaries(
            NUMBERS, st.dictionaries(SOURCES, st.sampled_from(["", "ก ๑", "ก ๒", "คดีทุจริต"]))
        ),
        "targets": st.dictionaries(NUMBERS, st.dictionaries(SOURCES, TARGETS)),
        "declare": st.dictionaries(
            NUMBERS | st.just("="),
            st.fixed_dictionaries({"extra": st.fixed_dictionaries({"ร้อยละ": PERCENTS})}),
        ),
        "sections": st.lists(
            st.fixed_dictionaries({"title": PROSE, "text": PROSE}, optional={"page": st.just(1)}),
            max_size=3,
        ),
        "pages": st.lists(st.sampled_from([None, "unread", 1, 2, 3, 9, 2566]), max_size=6),
        "notes": st.lists(st.fixed_dictionaries({"code": CODES, "text": st.text()}), max_size=3),
        "kind": st.sampled_from(["pdf", "image", "transcript"]),
        "fiscal_year": st.sampled_from([None, 2566]),
        "summary_page": st.sampled_from([None, 1]),
    }
)


YEARS = (2566, 2567, 2568)
CELLS = st.lists(st.tuples(COUNTS, BAHT), max_size=3)
ROW_YEARS = st.lists(BAHT, max_size=3)
YEAR_SPECS = st.fixed_dictionaries(
    {
        "years": st.sampled_from([YEARS, YEARS[:1]]),
        "layout": st.sampled_from(["", "development_plan", "anticorruption_plan"]),
        "summary": st.lists(
            st.tuples(NUMBERS | st.sampled_from(["=", "=1", "=2"]), COUNTS, BAHT | st.just("sum")),
            max_size=8,
        ),
        "by_year": st.dictionaries(NUMBERS | st.sampled_from(["=", "=1", "=2"]), CELLS),
        "rows": st.dictionaries(
            NUMBERS | st.sampled_from(["?", "?1"]),
            st.fixed_dictionaries(
                {"items": st.sampled_from(["1", "1-2", "1-4", "1,3", "2,2"])},
                optional={
                    "each": ROW_YEARS,
                    "yearly": st.dictionaries(st.integers(1, 4), ROW_YEARS, max_size=2),
                    "page": st.integers(1, 3),
                },
            ),
            max_size=5,
        ),
        "unheaded": st.lists(NUMBERS, max_size=1),
        "set": st.dictionaries(
            NUMBERS.map(lambda number: f"{number}:1"),
            st.fixed_dictionaries({"flags": st.just(["number_given"])}),
            max_size=2,
        ),
        "pages": st.lists(st.sampled_from([None, 1, "unread"]), max_size=4),
    }
)


@settings(max_examples=300, deadline=None)
@given(SPECS | YEAR_SPECS)
def test_no_rule_raises_and_all_agrees_with_itself(spec: dict[str, Any]) -> None:
    plan = build(spec)
    findings = reconcile(plan)
    assert findings == reconcile(build(spec))
    ids = [one.finding_id for one in findings]
    assert len(ids) == len(set(ids))
    assert {one.root for one in findings if one.root} <= {
        one.finding_id for one in findings if not one.root
    }
    for one in findings:
        if one.difference is not None:
            assert one.difference != 0
        assert one.root != one.finding_id
        if one.severity is Severity.INFO and one.rule.startswith(("goal_", "grand_")):
            assert one.root


@settings(max_examples=50, deadline=None)
@given(SPECS | YEAR_SPECS)
def test_rules_leave_the_plan_alone(spec: dict[str, Any]) -> None:
    plan = build(spec)
    before = plan.model_dump_json()
    for rule in RULES:
        tuple(rule(plan))
    assert plan.model_dump_json() == before
