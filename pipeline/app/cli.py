"""`thaiplan`: the commands and their options. What they do is imported when they are called."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.app.consoles import make_streams_safe, trouble_told
from pipeline.app.memory import look_for_cycles_rarely
from pipeline.app.words import FindingFormat, Lang, LeastBad, Ocr

app = typer.Typer(
    name="thaiplan",
    help="แผนปฏิบัติการเป็นตารางที่กระทบยอดแล้ว · Action plans of Thai agencies as reconciled tables",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a bug shows a plain traceback
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT...",
        help="ไฟล์ โฟลเดอร์ หรือแบบชื่อ · Files, folders or patterns: pdf, png, jpg, tif, txt, md, html",
        show_default=False,
    ),
]
LexiconOption = Annotated[
    Path | None, typer.Option(help="ไฟล์คำศัพท์เพิ่มเติม · A further lexicon (YAML)")
]
EngineOption = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="ตัวอ่านภาพเสริม เช่น tesseract, vision (docs/ocr-engines.md) · "
        "A further engine for images, such as tesseract or vision (default: our own nets)",
        show_default=False,
    ),
]
LangOption = Annotated[Lang, typer.Option(help="ภาษาของข้อความ · Language of the messages")]


def _print_version(asked: bool) -> None:
    if asked:
        from pipeline.app.version import version

        print(f"thaiplan {version()}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="รุ่นของโปรแกรม · The version"
        ),
    ] = False,
) -> None:
    """แผนปฏิบัติการเป็นตารางที่กระทบยอดแล้ว · Action plans of Thai agencies as reconciled tables"""


@app.command()
def convert(
    inputs: Inputs = None,
    out: Annotated[
        str | None,
        typer.Option(
            metavar="PATH|URL",
            help="โฟลเดอร์ผลลัพธ์ (จำเป็น) · Folder of the results, such as s3://… (required)",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="จำนวนตัวอ่านพร้อมกัน · Worker processes (default: all cores)"),
    ] = None,
    fresh: Annotated[
        bool,
        typer.Option(
            "--fresh",
            help="อ่านใหม่ทั้งหมด ไม่ใช้ผลที่เก็บไว้จากครั้งก่อน · "
            "Read everything anew, not what is kept from earlier runs",
        ),
    ] = False,
    formats: Annotated[
        str,
        typer.Option(
            help="รูปแบบไฟล์ผลลัพธ์ · "
            "Any of csv,json,html,xlsx,parquet,jsonl,sqlite,duckdb (the last: thaiplan[duckdb])"
        ),
    ] = "csv,json,html,xlsx",
    lang: LangOption = Lang.TH,
    lexicon: LexiconOption = None,
    ocr: Annotated[
        Ocr,
        typer.Option(
            help="อ่านหน้าจากภาพเมื่อใด: เมื่อไม่มีข้อความที่ใช้ได้ ทุกหน้า หรือไม่อ่านเลย · "
            "When to read a page from its picture: where its text is of no use, always, never"
        ),
    ] = Ocr.AUTO,
    ocr_engine: EngineOption = "",
    raw_csv: Annotated[
        bool,
        typer.Option(
            "--raw-csv",
            help="ไม่ใส่ ' หน้าข้อความใน CSV ที่โปรแกรมตารางจะถือเป็นสูตร · "
            "Leave text in CSV that a spreadsheet would run as a formula without its apostrophe",
        ),
    ] = False,
    scheduler: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS|dask",
            help="อ่านบนคลัสเตอร์ Dask เช่น tcp://host:8786 หรือ dask = คลัสเตอร์ในเครื่องนี้ · "
            "Read on a Dask cluster, such as tcp://host:8786; dask: one of this machine",
            show_default=False,
        ),
    ] = "",
    quiet: Annotated[
        bool, typer.Option("--quiet", help="แสดงเฉพาะไฟล์ที่อ่านไม่ได้ · Tell only of failures")
    ] = False,
) -> None:
    """อ่านแผนเป็นตาราง · Read plans into tables

    ผลลัพธ์ 0 อ่านได้ทุกไฟล์, 1 บางไฟล์อ่านไม่ได้, 2 คำสั่งไม่ถูกต้อง ·
    Exits 0 when every input was read, 1 when some could not be, 2 on wrong usage.
    """
    with trouble_told(lang, resumes=True):
        from pipeline.app.convert import Request
        from pipeline.app.convert import convert as convert_inputs
        from pipeline.contracts.errors import UsageError

        if out is None:
            raise UsageError(
                ("ไม่ได้ระบุโฟลเดอร์ผลลัพธ์", "no folder for the results"),
                ("ระบุ --out โฟลเดอร์", "give one with --out FOLDER"),
            )
        request = Request(
            tuple(inputs or ()), lang, jobs, ocr, lexicon, quiet, ocr_engine, raw_csv, scheduler
        )
        raise typer.Exit(convert_inputs(request, out, formats, fresh))


@app.command()
def reconcile(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="OUT|INPUT...",
            help="โฟลเดอร์ผลลัพธ์ของ convert หรือไฟล์แผน · A folder of results, or plans",
            show_default=False,
        ),
    ] = None,
    wanted: Annotated[
        FindingFormat | None,
        typer.Option(
            "--format",
            help="รูปแบบ (csv ไม่มี BOM; ไม่ระบุ = ตารางบนจอ บรรทัดละข้อในไพป์) · "
            "How to print (csv without a BOM) (default: a table at a terminal, lines in a pipe)",
            show_default=False,
        ),
    ] = None,
    fail_on: Annotated[
        LeastBad,
        typer.Option(help="ระดับที่ทำให้ผลลัพธ์เป็น 1 · From which severity on the exit code is 1"),
    ] = LeastBad.ERROR,
    lang: LangOption = Lang.TH,
    lexicon: LexiconOption = None,
    ocr_engine: EngineOption = "",
) -> None:
    """แสดงผลกระทบยอด · Print the findings

    โฟลเดอร์ผลลัพธ์ใช้ได้โดยไม่ต้องมีไฟล์แผน · A folder of results needs the plans no more.
    ผลลัพธ์ 0 ไม่มีข้อผิดพลาด, 1 มี (ระดับตาม --fail-on) หรือมีไฟล์อ่านไม่ได้, 2 คำสั่งไม่ถูกต้อง ·
    Exits 0 without errors (--fail-on: or warnings), 1 with some or an unread input, 2 on usage.
    """
    with trouble_told(lang):
        from pipeline.app.convert import Request, check
        from pipeline.app.findings_formats import show_findings
        from pipeline.app.verdict import any_as_bad
        from pipeline.contracts.finding import Severity

        documents = check(
            Request(tuple(inputs or ()), lang, lexicon=lexicon, ocr_engine=ocr_engine)
        )
        show_findings(documents, sys.stdout, lang, wanted)
        raise typer.Exit(int(any_as_bad(documents, Severity(fail_on))))


@app.command()
def report(
    out: Annotated[
        Path,
        typer.Argument(
            metavar="OUT",
            help="โฟลเดอร์ผลลัพธ์ของ convert · A folder of results",
            show_default=False,
        ),
    ],
    jobs: Annotated[
        int | None,
        typer.Option(min=1, help="จำนวนตัววาดพร้อมกัน · Worker processes (default: by plans)"),
    ] = None,
    lang: LangOption = Lang.TH,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="ไม่แสดงความคืบหน้า · Neither progress nor remarks")
    ] = False,
) -> None:
    """เขียนรายงาน HTML ใหม่จากผลลัพธ์ · Write the HTML report of a run anew

    ไม่อ่านแผนซ้ำ วาดเฉพาะหน้าของต้นฉบับที่ยังอยู่และไม่เปลี่ยน ·
    Reads no plan again; draws the pages of originals that are still there, and the same.
    ผลลัพธ์ 0 สำเร็จ, 2 คำสั่งไม่ถูกต้อง · Exits 0 on success, 2 on wrong usage.
    """
    with trouble_told(lang):
        from pipeline.app.report import Asked
        from pipeline.app.report import report as write_report

        write_report(Asked(out, lang, jobs, quiet))


@app.command()
def inspect(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="ไฟล์ PDF หรือภาพ · PDF or picture", show_default=False),
    ],
    page: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="หน้าที่ (นับจากหน้าแรกของไฟล์) ไม่ระบุ = หน้าแรกที่มีตารางโครงการ · "
            "Page, counted from the file's first (default: the first with projects)",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="ไฟล์ภาพ .png หรือโฟลเดอร์ · Picture or folder (default: FILE-pN.png)"),
    ] = None,
    dpi: Annotated[
        int, typer.Option(min=50, max=400, help="จุดต่อนิ้วของหน้า · Dots an inch of the page")
    ] = 170,
    lang: LangOption = Lang.TH,
    lexicon: LexiconOption = None,
    ocr_engine: EngineOption = "",
) -> None:
    """วาดสิ่งที่อ่านได้ลงบนภาพหน้า · Draw what was seen on a picture of the page

    ตาราง หัวคอลัมน์ แถว เครื่องหมายไตรมาส หัวข้อ อักษรที่ซ่อมหรือไม่รู้ ·
    Grid, columns, rows, marks, headings, letters mended or unknown.
    ผลลัพธ์ 0 สำเร็จ, 1 อ่านไฟล์ไม่ได้, 2 คำสั่งไม่ถูกต้อง ·
    Exits 0 on success, 1 when the file could not be read, 2 on wrong usage.
    """
    with trouble_told(lang):
        from pipeline.app.inspect_page import Look
        from pipeline.app.inspect_page import inspect as inspect_page

        inspect_page(Look(file, page, out, dpi, lang, lexicon, ocr_engine))


@app.command()
def explain(
    rule: Annotated[
        str | None,
        typer.Argument(
            metavar="RULE",
            help="รหัสกฎ (ไม่ระบุ = ทุกกฎ) · The rule's code (default: list all)",
            show_default=False,
        ),
    ] = None,
    lang: LangOption = Lang.TH,
) -> None:
    """อธิบายกฎของผลตรวจ · Say what a rule of the findings means"""
    with trouble_told(lang):
        if rule is None:
            from pipeline.app.rules_view import show_rules

            show_rules(sys.stdout, lang)
            return
        from pipeline.reconcile import explain as explain_rule

        print(explain_rule(rule, lang).rstrip())


@app.command()
def schema(
    out: Annotated[
        Path | None,
        typer.Option(help="โฟลเดอร์ (ไม่ระบุ = พิมพ์ออก) · Folder (default: print)"),
    ] = None,
    lang: LangOption = Lang.TH,
) -> None:
    """สคีมาของไฟล์ผลลัพธ์ · The published schemas: JSON Schema and Table Schema"""
    with trouble_told(lang):
        from pipeline.app.schemas import print_schemas, write_schemas

        if out is None:
            print_schemas()
        else:
            for path in write_schemas(out):
                print(path)


def main() -> None:
    """The console script."""
    look_for_cycles_rarely()
    make_streams_safe()  # before typer prints its help
    app()


if __name__ == "__main__":
    main()
