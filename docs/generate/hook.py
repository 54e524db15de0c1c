"""What MkDocs is told when it builds the site: the pages that are made, and fences as shown."""

import sys
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # MkDocs loads hooks by their path

from docs.generate.commands import commands_page  # noqa: E402
from docs.generate.dictionary import dictionary_page  # noqa: E402
from docs.generate.fences import without_options  # noqa: E402
from docs.generate.notebook_page import notebook_page  # noqa: E402
from docs.generate.notebooks import notebooks  # noqa: E402
from docs.generate.rules import rules_page  # noqa: E402


def generated_pages() -> dict[str, str | bytes]:
    """Every page that no file in docs/ holds, by its address in the site."""
    pages: dict[str, str | bytes] = {
        "reference/commands.md": commands_page(),
        "changelog.md": changelog_page(),
    }
    for lang in ("th", "en"):
        pages[f"{lang}/dictionary.md"] = dictionary_page(lang)
        pages[f"{lang}/rules.md"] = rules_page(lang)
    for path in notebooks():
        page, pictures = notebook_page(path)
        pages[f"notebooks/{path.stem}.md"] = page
        pages |= {f"notebooks/{name}": picture for name, picture in pictures.items()}
    return pages


def changelog_page() -> str:
    """CHANGELOG.md with its links as they are from within the site."""
    return (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").replace("](docs/", "](")


def on_files(files: Files, *, config: Any) -> Files:
    """Adds the pages that are made."""
    for address, content in generated_pages().items():
        files.append(File.generated(config, address, content=content))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Leaves out of the fences what only the tests read."""
    return without_options(markdown)
