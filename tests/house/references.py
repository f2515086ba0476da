"""The command `python -m tests.house.references`: writes docs/reference/ from the program.

With `--check` it writes nothing and exits 1 if a page no longer tells what the program does.
"""

import argparse
import sys
from collections.abc import Callable, Mapping

from tests.house import command_page, layout_page, program_pages, roles_page, template_page
from tests.house.source import ROOT

FOLDER = ROOT / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "data-inventory.md": program_pages.data_inventory,
    "cli.md": command_page.command_line,
    "json-layouts.md": layout_page.layouts,
    "settings.md": program_pages.settings,
    "refusals.md": program_pages.refusals,
    "roles.md": roles_page.who_may_what,
    "card-verbs.md": program_pages.card_verbs,
    "process-template.md": template_page.template,
    "process-template.schema.json": template_page.schema,
}


def stale() -> list[str]:
    """Return the pages that differ from what would be written now, and strays beside them."""
    differing = [name for name, page in PAGES.items() if _written(name) != page()]
    strays = [path.name for path in FOLDER.glob("*") if path.name not in PAGES]
    return sorted(differing + strays)


def write() -> None:
    """Write every page."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), "utf-8")


def main() -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.house.references", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say which pages are stale")
    if not parser.parse_args().check:
        write()
        return 0
    found = stale()
    for name in found:
        sys.stderr.write(f"docs/reference/{name} is stale: run `make docs`\n")
    return 1 if found else 0


def _written(name: str) -> str:
    file = FOLDER / name
    return file.read_text("utf-8") if file.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
