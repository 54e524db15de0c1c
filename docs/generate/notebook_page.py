"""A kept notebook as a page of the site: its text, its code and what it said."""

import base64
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

import nbformat


def notebook_page(path: Path) -> tuple[str, dict[str, bytes]]:
    """The page as Markdown, and its pictures by the names under which it shows them."""
    notebook = nbformat.read(path, as_version=4)
    parts: list[str] = []
    pictures: dict[str, bytes] = {}
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            parts.append(cell.source)
            continue
        parts.append(f'```python no-run="run with its notebook"\n{cell.source}\n```')
        for output in cell.outputs:
            parts += list(_output(output, f"{path.stem}-{cell.id}", pictures))
    download = f"[{path.name}]({path.name}) · [plans/](plans/2564.txt)"
    parts.insert(1, f"ไฟล์โน้ตบุ๊กและข้อมูล · The notebook and a plan: {download}")
    return "\n\n".join(parts) + "\n", pictures


def _output(output: Any, name: str, pictures: dict[str, bytes]) -> Iterator[str]:
    data: Mapping[str, str] = output.get("data", {})
    if output.output_type == "stream":
        yield _text(output.text)
    elif "image/png" in data:
        pictures[f"{name}.png"] = base64.b64decode(data["image/png"])
        yield f"![{name}]({name}.png)"
    elif "text/html" in data:
        lines = (line.strip() for line in data["text/html"].splitlines())
        html = "".join(line for line in lines if line)
        yield f'<div class="notebook-output">{html}</div>'
    elif "text/plain" in data:
        yield _text(data["text/plain"])


def _text(text: str) -> str:
    return f'<div class="notebook-output"><pre>{escape(text)}</pre></div>'
