"""The page about the command line, made from the parser itself."""

import argparse
from collections.abc import Iterator

from bot.cli import parser
from tests.house.markdown import code, page, table

Parser = argparse.ArgumentParser


def command_line() -> str:
    """Every command with all its options."""
    top = parser()
    about = (
        f"{top.description} Exit codes: 0 done, 1 something is wrong with what was given, "
        "2 the command was not understood. `python -m bot` is the same program."
    )
    shared = table(("option", "meaning"), [_described(one) for one in _own(top)])
    parts = [_command(*leaf) for leaf in leaves(top, top.prog)]
    return page("Command line", about, "## For every command", shared, *parts)


def leaves(parent: Parser, name: str, about: str = "") -> Iterator[tuple[str, str, Parser]]:
    """Return every command that does something: its whole name, what it does, its parser."""
    below = [one for one in parent._actions if isinstance(one, argparse._SubParsersAction)]
    if not below:
        yield name, about, parent
    for action in below:
        helps = {one.dest: one.help or "" for one in action._choices_actions}
        for word, child in action.choices.items():
            yield from leaves(child, f"{name} {word}", helps.get(word, ""))


def _command(name: str, about: str, own: Parser) -> str:
    usage = " ".join([name, *(_usage(one) for one in _own(own))])
    rows = [_described(one) for one in _own(own)]
    options = [table(("argument", "meaning"), rows)] if rows else []
    sentence = f"{about[:1].upper()}{about[1:]}."
    return "\n\n".join([f"## {code(name)}", sentence, f"```\n{usage}\n```", *options])


def _own(one: Parser) -> list[argparse.Action]:
    kinds = (argparse._SubParsersAction, argparse._HelpAction)
    return [action for action in one._actions if not isinstance(action, kinds)]


def _usage(action: argparse.Action) -> str:
    value = str(action.metavar or action.dest.upper())
    text = " ".join([*action.option_strings[-1:], *([value] if action.nargs != 0 else [])])
    text = f"{text}…" if action.nargs == "+" else text
    return text if action.required else f"[{text}]"


def _described(action: argparse.Action) -> tuple[str, str]:
    choices = ", ".join(code(choice) for choice in action.choices or ())
    one_of = f"one of {choices}" if choices else ""
    default = f"default {code(action.default)}" if action.default else ""
    told = [part for part in (action.help or "", one_of, default) if part]
    return code(_usage(action).strip("[]")), "; ".join(told)
