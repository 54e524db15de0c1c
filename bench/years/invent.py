"""Several years of one agency from chance; which project is which is known before any is read."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from bench.born_digital.invent import invent_plan, invention_words, to_thai
from bench.reconcile.invent import Invented, amount, baht_of, invented, row_of, summary_of
from bench.typeset.plan import DetailSection, ProjectRow, TypesetPlan

# Shares of the projects, by year.
DROPPED, ADDED, RENAMED, MOVED, NEW_AGENCY = 0.10, 0.12, 0.15, 0.05, 0.05
NEW_MONEY, NEW_TIME, NEW_METHOD, NO_MONEY = 0.45, 0.12, 0.30, 0.05
GETS_MONEY = 0.2  # of those without that are looked at
TWINS, TWICE_RENAMED = 0.4, 0.3  # of the added, of the renamed
# Words that stand for each other where a project is given another name.
VERBS = {
    "ส่งเสริม": "เสริมสร้าง",
    "เสริมสร้าง": "ส่งเสริม",
    "พัฒนา": "ยกระดับ",
    "ยกระดับ": "พัฒนา",
    "จัดทำ": "ทบทวน",
    "ทบทวน": "จัดทำ",
    "ประชาสัมพันธ์": "รณรงค์",
    "รณรงค์": "ประชาสัมพันธ์",
}
TAILS = (" อย่างต่อเนื่อง", "และเครือข่าย", "เชิงรุก", " แบบบูรณาการ", "ของหน่วยงาน")
DISTRICTS = (
    "สมมติ", "ทุ่งสมมติ", "ดอนสมมติ", "หนองสมมติ", "ท่าสมมติ",
    "ห้วยสมมติ", "โคกสมมติ", "บางสมมติ", "เขาสมมติ", "บึงสมมติ",
)  # fmt: skip
NOBODY = "ตัวอย่าง"  # the province of invented plans that are kept


@dataclass(frozen=True)
class Row:
    """A printed row with the project that it is, the same number in every year."""

    project: int
    row: ProjectRow


@dataclass(frozen=True)
class Year:
    """One year's plan; `projects`: indicator and item number → the project."""

    plan: TypesetPlan
    projects: Mapping[tuple[str, str], int]


@dataclass
class _Agency:
    chance: random.Random
    base: Invented
    year_be: int
    sections: list[tuple[DetailSection, list[Row]]] = field(default_factory=list)
    known: int = 0

    def new(self, row: ProjectRow) -> Row:
        self.known += 1
        return Row(self.known, row)


def invented_years(seed: int, at: int, first_year: int, count: int) -> tuple[Year, ...]:
    """`count` plans of one agency, each made from the one before."""
    chance = random.Random(f"years {seed} {at}")
    base = invented(seed, at * 5, is_clean=True)  # items are numbered within the indicator
    agency = _Agency(chance, base, base.plan.fiscal_year_be)
    agency.sections = [
        (section, [agency.new(row) for row in section.rows]) for section in base.plan.sections
    ]
    _speak_of(agency, first_year)
    years = [_printed(agency)]
    for year in range(first_year + 1, first_year + count):
        _next_year(agency)
        _speak_of(agency, year)
        years.append(_printed(agency))
    return tuple(years)


def of_nobody(plan: TypesetPlan) -> TypesetPlan:
    """The plan with made-up names of province and districts, for files that are kept."""
    known = invention_words()["district"]
    swaps = dict(zip(known, DISTRICTS, strict=True))
    district = re.compile(rf"(?<=อำเภอ)({'|'.join(known)})")

    def said(text: str) -> str:
        return district.sub(lambda found: swaps[found[0]], text.replace(plan.province, NOBODY))

    sections = tuple(
        replace(
            section,
            rows=tuple(
                replace(
                    row,
                    project_name=said(row.project_name),
                    method=said(row.method),
                    kpi=said(row.kpi),
                    agency=said(row.agency),
                )
                for row in section.rows
            ),
        )
        for section in plan.sections
    )
    return replace(
        plan,
        province=NOBODY,
        organization=said(plan.organization),
        title=tuple(map(said, plan.title)),
        summary_title=tuple(map(said, plan.summary_title)),
        sections=sections,
    )


def _next_year(agency: _Agency) -> None:
    moved: list[Row] = []
    for at, (section, rows) in enumerate(agency.sections):
        stayed = [row for row in rows if agency.chance.random() >= DROPPED]
        leaving = [row for row in stayed if agency.chance.random() < MOVED]
        moved += leaving
        kept = [_changed(agency, row) for row in stayed if row not in leaving]
        added = [row for row in rows if agency.chance.random() < ADDED]
        twins = [row for row in added if agency.chance.random() < TWINS]
        for row in (*_new_rows(agency, len(added) - len(twins)), *_twins(agency, twins)):
            kept.insert(agency.chance.randint(0, len(kept)), row)
        agency.sections[at] = (section, kept or rows[:1])
    for row in moved:
        agency.chance.choice(agency.sections)[1].append(_changed(agency, row))


def _new_rows(agency: _Agency, count: int) -> Iterator[Row]:
    if not count:
        return
    plan = invent_plan(agency.chance, count)
    for project in [one for section in plan.sections for one in section.projects][:count]:
        row = row_of(agency.chance, project, 0)
        here, there = agency.base.plan.province, plan.province
        year, another = to_thai(str(agency.year_be)), to_thai(str(plan.year_be))
        yield agency.new(
            replace(
                row,
                project_name=row.project_name.replace(there, here).replace(another, year),
                agency=row.agency.replace(there, here),
            )
        )


def _twins(agency: _Agency, rows: list[Row]) -> Iterator[Row]:
    """New projects that differ from one there is, or was, in whom, where or what they are about."""
    for row in rows:
        name = row.row.project_name
        for slot in ("people", "district", "topic", "motto", "place"):
            said = [word for word in invention_words()[slot] if word in name]
            if said:
                word = max(said, key=len)
                others = [one for one in invention_words()[slot] if one not in word]
                other = name.replace(word, agency.chance.choice(others), 1)
                yield agency.new(replace(row.row, project_name=other))
                break


def _changed(agency: _Agency, row: Row) -> Row:
    chance, printed = agency.chance, row.row
    if chance.random() < RENAMED:
        for _ in range(2 if chance.random() < TWICE_RENAMED else 1):
            printed = replace(printed, project_name=_renamed(chance, printed.project_name))
    if chance.random() < NEW_MONEY:
        printed = replace(printed, budget=_money(chance, printed))
    if chance.random() < NEW_METHOD and "• " in printed.method:
        items = printed.method.split(" • ")
        printed = replace(printed, method=" • ".join((*items, "สรุปผลเสนอผู้บริหาร")))
    others = [one.row for _, rows in agency.sections for one in rows]
    if chance.random() < NEW_AGENCY and others:
        printed = replace(printed, agency=chance.choice(others).agency)
    if chance.random() < NEW_TIME:
        like = chance.choice(others or [printed])
        printed = replace(printed, quarters=like.quarters, schedule_text=like.schedule_text)
    return Row(row.project, printed)


def _renamed(chance: random.Random, name: str) -> str:
    verb = next((verb for verb in VERBS if verb in name), "")
    way = chance.choice(("verb", "tail", "opener", "shorter", "slip"))
    if way == "verb" and verb:
        return name.replace(verb, VERBS[verb], 1)
    if way == "opener" and name.startswith("โครงการ"):
        return name.replace("โครงการ", "กิจกรรม", 1)
    if way == "shorter" and " " in name.strip():
        return name.rsplit(" ", 1)[0]
    if way == "slip" and (marks := [at for at, char in enumerate(name) if char in "่้ิัุ็"]):
        at = chance.choice(marks)
        return name[:at] + name[at + 1 :]
    return name + chance.choice(TAILS)


def _money(chance: random.Random, row: ProjectRow) -> str:
    baht = baht_of(row)
    if chance.random() < NO_MONEY:
        return "ไม่ใช้งบประมาณ"
    if not baht and chance.random() < GETS_MONEY:
        return amount(Decimal(chance.randint(5, 300) * 1000))
    if not baht:
        return row.budget
    return amount(max(Decimal(100), (baht * chance.randint(60, 150) / 100 // 100) * 100))


def _speak_of(agency: _Agency, year_be: int) -> None:
    """Every year in a name becomes this one."""
    old, new = to_thai(str(agency.year_be)), to_thai(str(year_be))
    for _, rows in agency.sections:
        for at, row in enumerate(rows):
            name = row.row.project_name.replace(old, new)
            rows[at] = Row(row.project, replace(row.row, project_name=name))
    agency.year_be = year_be


def _printed(agency: _Agency) -> Year:
    plan, traits = agency.base.plan, agency.base.traits
    projects: dict[tuple[str, str], int] = {}
    sections = []
    for section, rows in agency.sections:
        numbered = []
        for number, row in enumerate(rows, start=1):
            projects[section.indicator.indicator_no, str(number)] = row.project
            printed = f"{to_thai(str(number))}."
            numbered.append(replace(row.row, item_no=str(number), printed_number=printed))
        sections.append(replace(section, rows=tuple(numbered)))
    old, new = to_thai(str(plan.fiscal_year_be)), to_thai(str(agency.year_be))
    told = replace(traits, has_summary=True)
    return Year(
        replace(
            plan,
            title=tuple(text.replace(old, new) for text in plan.title),
            summary_title=tuple(text.replace(old, new) for text in plan.summary_title),
            fiscal_year_be=agency.year_be,
            prose=plan.prose if traits.has_group else plan.prose[:1],  # the chart needs a group
            sections=tuple(sections),
            summary=summary_of(tuple(sections), plan.indicators, plan.group, told),
        ),
        projects,
    )
