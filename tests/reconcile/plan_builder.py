"""Makes a Plan from a few words of YAML, so that a rule's case is a case and not a program.

summary:   [[no, projects, baht], …]: no "1.2" an indicator, "=1" the รวม of goal 1, "=" the ภาพรวม
rows:      {"1.2": {items: "1-7,9", money: {3: 28200}}, "?1": …}; "?" any, "?1" goal 1: unassigned
unheaded:  indicators without a heading
set:       {"1.2:5": {budget: …, name: …, flags: […], …}}: one row's cells (`1.2:5#2` its double)
drop:      ["1.2:5", …]: rows taken out
renumber:  {"1.2:5": 4}: another number on a row
declare:   {"1.2": {projects: 31, budget: 5, title: …, extra: {ร้อยละ: …}}}: other cells of the
           summary (also "=1", "=")
years:     [2566, 2567]: a plan over these; then `summary` has its totals over all years ("sum":
           not printed, but the sum of its years)
by_year:   {"1.2": [[projects, baht], …], "=1": …}: a line's cells year by year
           rows then have `yearly: {3: [28200, "-"]}`, `each: ["-", "-"]` for those not in it;
           in `set` a row has `year: {2567: 5}`, in `declare` a line `year: {2567: {budget: 5}}`
sheets:    [{project: "1.2:5" or null, budget: …, basis: year, years: {2562: …}, page: 9}, …]
titles, targets, pages, sections, notes, kind, fiscal_year: as in the models, in short

A cell: a number; "-" dash; "" blank; "?text" unreadable; null absent; "none" no budget in words.
A cell may also be {value: …, flags: […], confidence: …, page: 3, may_be: {amount: "๕๐,๐๐๐", …}}:
where it stands, and what each reader of a picture made of it.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from pipeline.contracts.attempt import Attempt
from pipeline.contracts.page import Candidate
from pipeline.contracts.parsed import CountField, Doubt, MoneyField, Status, TextField
from pipeline.contracts.place import Place
from pipeline.contracts.record import (
    DeclaredYear,
    Indicator,
    Level,
    Narrative,
    Note,
    PageRecord,
    Plan,
    Project,
    Quarters,
    Schedule,
    Section,
    SummaryLine,
    Target,
    YearBudget,
)

HERE = Path(__file__).parent
DOC = "0123456789ab"
Spec = Mapping[str, Any]


def load(name: str) -> Any:
    """A YAML file beside this module."""
    return yaml.safe_load((HERE / name).read_text(encoding="utf-8"))


def merged(base: Spec, change: Spec) -> dict[str, Any]:
    """`base` with `change` over it, key by key; lists are added, what is declared is replaced."""
    both: dict[str, Any] = deepcopy(dict(base))
    for key, value in change.items():
        if key in ("summary", "by_year"):
            both[key] = value
        elif isinstance(value, dict) and isinstance(both.get(key), dict):
            both[key] = merged(both[key], value)
        elif isinstance(value, list) and isinstance(both.get(key), list):
            both[key] = [*both[key], *value]
        else:
            both[key] = value
    return both


def build(spec: Spec) -> Plan:
    """The plan that the words describe."""
    summary = _summary(spec)
    return Plan(
        doc_id=DOC,
        source_file="plan.pdf",
        kind=spec.get("kind", "pdf"),
        layout=spec.get("layout", ""),
        title="",
        organization="",
        province="",
        fiscal_year_be=spec.get("fiscal_year", 2566),
        pages=tuple(_page(number, page) for number, page in enumerate(spec.get("pages", ()), 1)),
        summary=summary,
        indicators=_indicators(spec, summary),
        projects=_projects(spec),
        sections=tuple(_section(words) for words in spec.get("sections", ())),
        notes=tuple(_note(note) for note in spec.get("notes", ())),
        fiscal_year_end_be=max(spec.get("years", [spec.get("fiscal_year", 2566)])),
        narratives=tuple(_sheet(sheet) for sheet in spec.get("sheets", ())),
    )


def numbers_of(items: Any) -> list[int]:
    """`1-3,5` as numbers."""
    spans = [part.split("-") for part in str(items).split(",") if part]
    return [n for span in spans for n in range(int(span[0]), int(span[-1]) + 1)]


def _parts(cell: Any, plain: Status) -> dict[str, Any]:
    """Raw text, value, status and the rest of a field from a cell's few words."""
    rest: dict[str, Any] = {}
    if isinstance(cell, dict):
        rest = {key: cell[key] for key in ("flags", "confidence") if key in cell}
        if "page" in cell:
            rest["places"] = (Place(reader="builder", page=cell["page"]),)
        if "may_be" in cell:
            rest["doubts"] = (_doubt(cell["value"].removeprefix("?"), cell["may_be"]),)
        cell = cell["value"]
    known = {None: Status.ABSENT, "": Status.BLANK, "-": Status.DASH, "none": Status.NONE}
    if cell in known:
        return {"raw": cell or "", "value": None, "status": known[cell], **rest}
    if isinstance(cell, str) and cell.startswith("?"):
        return {"raw": cell[1:], "value": None, "status": Status.UNREADABLE, **rest}
    return {"raw": str(cell), "value": cell, "status": plain, **rest}


def _doubt(raw: str, may_be: Spec) -> Doubt:
    candidates = tuple(Candidate(text, reader, 0.5) for reader, text in may_be.items())
    return Doubt(kind="number", text=raw, candidates=candidates, place=Place(reader="ocr", page=1))


def _text(cell: Any) -> TextField:
    parts = _parts(cell, Status.OK)
    return TextField(**{**parts, "value": None if parts["value"] is None else parts["raw"]})


def _money(cell: Any) -> MoneyField:
    parts = _parts(cell, Status.AMOUNT)
    value = parts["value"]
    return MoneyField(**{**parts, "value": None if value is None else Decimal(str(value))})


def _summary(spec: Spec) -> tuple[SummaryLine, ...]:
    declare = spec.get("declare", {})
    lines = []
    for index, (no, projects, budget) in enumerate(spec.get("summary", ()), 1):
        change = declare.get(no, {})
        level, goal, indicator = Level.INDICATOR, no.split(".")[0], no
        if no.startswith("="):
            level = Level.GOAL_TOTAL if no[1:] else Level.GRAND_TOTAL
            goal, indicator = no[1:] or None, None
        elif projects == "group":
            level, projects, budget = Level.GROUP, "", ""
        years = _declared_years(spec, no)
        lines.append(
            SummaryLine(
                line_no=index,
                level=level,
                goal_no=goal,
                indicator_no=indicator,
                title=change.get("title", ""),
                projects=CountField(**_parts(change.get("projects", projects), Status.OK)),
                budget=_total(change.get("budget", budget), [one.budget for one in years]),
                years=years,
                page=spec.get("summary_page", 1),
                extra={name: _text(text) for name, text in change.get("extra", {}).items()},
            )
        )
    return tuple(lines)


def _declared_years(spec: Spec, no: str) -> tuple[DeclaredYear, ...]:
    cells = spec.get("by_year", {}).get(no, ())
    change = spec.get("declare", {}).get(no, {}).get("year", {})
    return tuple(
        DeclaredYear(
            fiscal_year_be=year,
            projects=CountField(**_parts(change.get(year, {}).get("projects", count), Status.OK)),
            budget=_money(change.get(year, {}).get("budget", budget)),
        )
        for year, (count, budget) in zip(spec.get("years", ()), cells, strict=False)
    )


def _total(cell: Any, years: Sequence[MoneyField]) -> MoneyField:
    """The money over all years; for "sum" as the record has it where none is printed."""
    if cell != "sum":
        return _money(cell)
    statuses = [one.status for one in years]
    amounts = [one.value for one in years if one.value is not None]
    if Status.UNREADABLE in statuses:
        return MoneyField(raw="", value=None, status=Status.UNREADABLE)
    if not amounts:
        status = min([*statuses, Status.ABSENT], key=list(Status).index)
        return MoneyField(raw="", value=None, status=status)
    return MoneyField(raw="", value=sum(amounts, Decimal(0)), status=Status.AMOUNT)


def _target(words: Any) -> Target:
    """`[text, value, unit, comparator]`, or with the page as the fifth."""
    text, value, unit, comparator, *page = words
    number = None if value is None else Decimal(str(value))
    places = tuple(Place(reader="builder", page=one) for one in page)
    return Target(
        raw=text, text=text, value=number, unit=unit, comparator=comparator, places=places
    )


def _indicators(spec: Spec, summary: tuple[SummaryLine, ...]) -> tuple[Indicator, ...]:
    lines = {line.indicator_no: line for line in summary if line.level is Level.INDICATOR}
    numbers = dict.fromkeys([*lines, *(no for no in spec.get("rows", {}) if no[0] != "?")])
    return tuple(
        Indicator(
            goal_no=no.split(".")[0],
            goal_title="",
            indicator_no=no,
            indicator_title="",
            titles=spec.get("titles", {}).get(no, {}),
            target=None,
            targets={k: _target(v) for k, v in spec.get("targets", {}).get(no, {}).items()},
            declared_projects=lines[no].projects
            if no in lines
            else CountField(**_parts(None, Status.OK)),
            declared_budget=lines[no].budget if no in lines else _money(None),
            headed=no not in spec.get("unheaded", ()),
            page=None,
            declared_years=lines[no].years if no in lines else (),
        )
        for no in numbers
        if no is not None
    )


def _projects(spec: Spec) -> tuple[Project, ...]:
    dropped = set(spec.get("drop", ()))
    projects = []
    seen: dict[str, int] = {}
    for no, block in spec.get("rows", {}).items():
        for item in numbers_of(block["items"]):
            key = f"{no}:{item}"
            seen[key] = seen.get(key, 0) + 1
            key += f"#{seen[key]}" if seen[key] > 1 else ""
            if key not in dropped:
                budget = block.get("money", {}).get(item, block.get("budget", "none"))
                change = {"budget": budget, **spec.get("set", {}).get(key, {})}
                item_no = spec.get("renumber", {}).get(key, item)
                years = _budgets(spec, block, item, change)
                if len(years) > 1:
                    change["budget"] = "sum"
                projects.append(_project(no, key, item_no, block, change, years))
    return tuple(projects)


def _budgets(spec: Spec, block: Spec, item: int, change: Spec) -> tuple[YearBudget, ...]:
    if "years" not in spec:
        return (YearBudget(fiscal_year_be=None, budget=_money(change["budget"])),)
    cells = block.get("yearly", {}).get(item, block.get("each", ()))
    of_year = dict(zip(spec.get("years", ()), cells, strict=False)) | change.get("year", {})
    return _years(of_year)


def _project(
    no: str, key: str, item: Any, block: Spec, change: Spec, years: tuple[YearBudget, ...] = ()
) -> Project:
    unassigned = no.startswith("?")
    page = change.get("page", block.get("page"))
    return Project(
        project_id=f"{DOC}:{key}",
        goal_no=(no[1:] or None) if unassigned else no.split(".", maxsplit=1)[0],
        indicator_no=None if unassigned else no,
        item_no=_text(change.get("item", item)),
        project_name=_text(change.get("name", f"โครงการ {key}")),
        method=_text(change.get("method", "อบรม")),
        kpi=_text(change.get("kpi", "ร้อยละ")),
        budget=_total(change["budget"], [one.budget for one in years]),
        budgets=years,
        schedule=_schedule(change.get("schedule", {})),
        agency=_text(change.get("agency", "สำนักงานตัวอย่าง")),
        extra={name: _text(text) for name, text in change.get("extra", {}).items()},
        page_first=page,
        page_last=page,
        extractor="builder",
        confidence=1.0,
        flags=tuple(change.get("flags", ())),
    )


def _years(cells: Mapping[int, Any]) -> tuple[YearBudget, ...]:
    """`{2561: 10000, 2562: "-"}`."""
    return tuple(
        YearBudget(fiscal_year_be=year, budget=_money(cell)) for year, cell in cells.items()
    )


def _sheet(words: Spec) -> Narrative:
    """`{project: "1.2:5", budget: 10000, basis: year, page: 9}`."""
    project = words["project"]
    return Narrative(
        title=_text(words.get("title", f"โครงการ {project}")),
        project_id=project and f"{DOC}:{project}",
        budget=_money(words["budget"]),
        page=words.get("page"),
        basis=words.get("basis", ""),
        years=_years(words.get("years", {})),
    )


def _schedule(words: Spec) -> Schedule:
    """`{marks: "1", words: "2-3", text: …, conflict: true, outside: [2023-11]}`."""

    def quarters(name: str) -> Quarters | None:
        if name not in words:
            return None
        on = numbers_of(words[name])
        return (1 in on, 2 in on, 3 in on, 4 in on)

    return Schedule(
        quarters=quarters("words"),
        source=None,
        mark_quarters=quarters("marks"),
        word_quarters=quarters("words"),
        text=_text(words.get("text", "")),
        start_month=None,
        end_month=words.get("end"),
        outside_fiscal_year=tuple(words.get("outside", ())),
        conflict=words.get("conflict", False),
    )


def _page(number: int, words: Any) -> PageRecord:
    """`12` a read page with that printed number, `unread`, null, or a mapping: how it was read."""
    how = words.get("read", "text") if isinstance(words, dict) else "text"
    tried = words.get("attempts", ()) if isinstance(words, dict) else ()
    reader = words.get("reader", "pdfium") if isinstance(words, dict) else "builder"
    return PageRecord(
        number=number,
        status="unread" if words == "unread" else how,
        reader=reader,
        reason="scan" if words == "unread" else "",
        printed_number=words if isinstance(words, int) else None,
        attempts=tuple(Attempt(name, score, tuple(failed)) for name, score, failed in tried),
    )


def _section(words: Spec) -> Section:
    """`{title: …, text: …, page: 3}`: every line stands on the page."""
    page, text = words.get("page"), words.get("text", "")
    place = Place(reader="builder", page=page)
    return Section(
        section_no="",
        title=words.get("title", ""),
        text=text,
        page_first=page,
        page_last=page,
        places=(place,) * (len(text.split("\n")) + 1),
    )


def _note(words: Spec) -> Note:
    places = tuple(Place(reader="builder", page=page) for page in words.get("pages", ()))
    return Note(
        code=words["code"],
        text=words.get("text", ""),
        field=words.get("field", ""),
        scope=words.get("scope", "all"),
        project_ids=tuple(words.get("project_ids", ())),
        places=places,
    )
