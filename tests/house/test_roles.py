"""Who may do what is decided in one place, and told on one page."""

import ast

from tests.house.source import lines, modules

WHERE = "participation/roles.py"
EXCUSED = {
    "participation/people.py": "says what the roles are",
    "storage/people.py": "keeps who holds which",
    "bot/cli.py": "names them for the command line",
    "dialogs/calendar/proposals.py": "looks for everybody who is to be told, not what one may",
}


def test_roles_are_looked_at_in_one_place() -> None:
    found = [
        f"{module.path}:{node.lineno} {ast.unparse(node)}"
        for module in modules("participation", "dialogs", "cards", "storage", "bot")
        if str(module.path) not in (WHERE, *EXCUSED)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and _is_a_look(node)
    ]
    assert not found, lines(found)


def _is_a_look(node: ast.Attribute) -> bool:
    shown = ast.unparse(node)
    return shown.startswith("Role.") or shown.endswith(("person.has", "person.part"))
