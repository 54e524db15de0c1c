"""Makes the sample PDFs again; `--variants DIR` typesets the other styles as well."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from bench.typeset import chromium, writer
from bench.typeset.plan import SAMPLES, TypesetPlan, load_plan
from bench.typeset.producer import ProducerError
from bench.typeset.style import STANDARD, VARIANTS, Style

WRITERS: dict[str, Callable[[TypesetPlan, Path, Style], None]] = {
    "writer": writer.write_pdf,
    "chromium": chromium.write_pdf,
}


def main() -> int:
    """Exit 0 when every PDF was made, 1 when a producer is missing or failed."""
    parser = argparse.ArgumentParser(prog="python -m bench.typeset", description=__doc__)
    parser.add_argument("--out", type=Path, default=SAMPLES, help="where the sample PDFs go")
    parser.add_argument("--variants", type=Path, help="also typeset the other styles to here")
    options = parser.parse_args()
    plan = load_plan()
    jobs = [
        (write, options.out / f"tuayang_2566_{name}.pdf", STANDARD)
        for name, write in WRITERS.items()
    ]
    if options.variants is not None:
        options.variants.mkdir(parents=True, exist_ok=True)
        jobs += [
            (write, options.variants / f"tuayang_2566_{style_name}_{name}.pdf", style)
            for style_name, style in VARIANTS.items()
            for name, write in WRITERS.items()
        ]
    try:
        for write, pdf, style in jobs:
            write(plan, pdf, style)
            print(pdf, file=sys.stderr)
    except ProducerError as error:
        print(
            f"{error}; Debian: apt install libreoffice-writer-nogui chromium fonts-thai-tlwg",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
