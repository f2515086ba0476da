"""The page that says who may do what, made by asking the functions that decide it."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace

from participation import roles
from participation.people import Affiliation, Person, Role
from participation.process import Process
from tests.cards.examples import PROCESS
from tests.house.markdown import code, page, table

STAFF = Person(tenant_id=PROCESS.tenant_id, object_id="somebody")
WHO: Mapping[str, Person] = {
    "staff": STAFF,
    "guest, partner": replace(STAFF, affiliation=Affiliation.GUEST),
    "outsider": replace(STAFF, affiliation=Affiliation.OUTSIDER),
    "its lead": replace(STAFF, part="lead"),
    "its deputy": replace(STAFF, part="deputy"),
    **{role.value: replace(STAFF, roles=frozenset({role})) for role in Role},
}
INCLUDING = replace(PROCESS, template=PROCESS.template.model_copy(update={"guests": "include"}))
YES, IF_INCLUDED, OWN = "yes", "if included", "own"


def who_may_what() -> str:
    """Every act, and who may do it."""
    rows = [
        (code(name), _meaning(may), *(_cell(may, person) for person in WHO.values()))
        for name, may in acts().items()
    ]
    about = (
        "The columns are people who are nothing else beside. *Its lead* and *its deputy* run the "
        "process that is spoken of; `process_lead` and the columns after it are roles that "
        "`themenblock roles grant` gives in the whole organisation. *If included* is the process's "
        "rule for guests, *own* means one's own writing only. In another organisation nobody may "
        "do anything, whatever they are in theirs."
    )
    return page("Roles", about, table(("act", "meaning", *WHO), rows))


def acts() -> Mapping[str, Callable[..., bool]]:
    """All functions that say what somebody may do, in the order in which they are written."""
    found = inspect.getmembers(roles, inspect.isfunction)
    named = [(name, may) for name, may in found if name.startswith("may_")]
    return dict(sorted(named, key=lambda one: one[1].__code__.co_firstlineno))


def _meaning(may: Callable[..., bool]) -> str:
    return (may.__doc__ or "").strip().rstrip(".")


def _cell(may: Callable[..., bool], person: Person) -> str:
    if _asked(may, person, PROCESS, "another"):
        return YES
    if _asked(may, person, INCLUDING, "another"):
        return IF_INCLUDED
    return OWN if _asked(may, person, PROCESS, person.object_id) else ""


def _asked(may: Callable[..., bool], person: Person, process: Process, author: str) -> bool:
    given = {"person": person, "process": process, "author": author}
    return may(**{name: given[name] for name in inspect.signature(may).parameters})
