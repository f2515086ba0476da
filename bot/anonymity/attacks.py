"""The attacks; each tells what it tried and what it found.

None of them knows how the product protects people: they take what an attacker would have, and look.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from analysis.disclosure.audit import Audit, audit
from analysis.disclosure.whole_numbers import TooHardError
from bot.anonymity.findings import Attack, Find
from bot.anonymity.scene import BlockScene, Scene, files_in
from bot.anonymity.staff_list import Employee
from participation.people import Person
from participation.secrecy import BlockKeys
from storage.inspection.key_traces import find_keys
from storage.inspection.row_traces import count_row_traces
from storage.inspection.spellings import readable, spellings
from storage.inspection.unpacked import unpacked

BY_CHANCE = 7
"""Of two lists in random order, seven people or more stand at the same place once in 12,000."""

Held = Mapping[Path, frozenset[bytes]]
"""Files, and the keys that were found in each."""


def staff_in_answers(scene: Scene) -> Attack:
    """Look for accounts and names in every table of answers."""
    if scene.staff is None:
        return Attack(name="staff_in_answers", not_tried="no_staff_list")
    values = [value for one in scene.staff for value in one.values]
    held = set(scene.inspector.values_found(values))
    finds = tuple(
        Find(name="staff_in_table", values={"table": one.table, "column": one.column})
        for one in sorted(held)
    )
    return Attack(name="staff_in_answers", tried=len(scene.staff), finds=finds)


def staff_in_files(scene: Scene) -> Attack:
    """Look for accounts and names in logs, papers and whatever else was given."""
    files = tuple(files_in((*scene.searched, *scene.published)))
    if scene.staff is None or not files:
        reason = "no_files" if scene.staff is not None else "no_staff_list"
        return Attack(name="staff_in_files", not_tried=reason)
    finds = tuple(find for file in files for find in _named_in(file, scene.staff))
    return Attack(name="staff_in_files", tried=len(files), finds=finds)


def keys(one: BlockScene, held: Held) -> Attack:
    """Tell of the block's keys where none may be: beside the others, in database, logs, copies."""
    block = one.block
    if not one.key_marks:
        return Attack(name="keys", block_key=block.key, not_tried="no_fingerprint")
    finds = tuple(
        Find(name="key_in_file", values={"file": str(file)})
        for file, found in held.items()
        if found
    )
    return Attack(name="keys", block_key=block.key, tried=len(held), finds=finds)


def ballots(scene: Scene, one: BlockScene, held: Held) -> Attack:
    """Work out ballots from the staff list, with every key that was found."""
    block = one.block
    if scene.staff is None:
        return Attack(name="ballots", block_key=block.key, not_tried="no_staff_list")
    if not one.is_sealed:
        return Attack(name="ballots", block_key=block.key, not_tried="still_open")
    found = frozenset[bytes]().union(*held.values())
    contents = [unpacked(file.read_bytes()) for file in held] if found else []
    finds = []
    for key in found:
        known = [_ballot(key, scene, employee) for employee in scene.staff]
        hits = sum(any(ballot in content for content in contents) for ballot in known)
        if hits:
            finds.append(Find(name="ballot_of_person", values={"count": hits}))
    return Attack(name="ballots", block_key=block.key, tried=len(scene.staff), finds=tuple(finds))


def rows_left(scene: Scene, one: BlockScene) -> Attack:
    """Look for rows that hang on a pseudonym after the block was sealed."""
    if not one.is_sealed:
        return Attack(name="rows_left", block_key=one.block.key, not_tried="still_open")
    left = scene.inspector.rows_left(one.block.block_id)
    finds = tuple(
        Find(name="row_left", values={"table": table, "count": count})
        for table, count in left.items()
    )
    return Attack(name="rows_left", block_key=one.block.key, tried=5, finds=finds)


def row_traces(scene: Scene, one: BlockScene) -> Attack:
    """Look for deleted rows in the pages of the file and of its log."""
    files = scene.inspector.files
    if not one.is_sealed or not files:
        reason = "still_open" if files else "on_a_server"
        return Attack(name="row_traces", block_key=one.block.key, not_tried=reason)
    counts = {file: count_row_traces(file.read_bytes(), one.block.block_id) for file in files}
    finds = [
        Find(name="row_trace", values={"file": str(file), "count": count})
        for file, count in counts.items()
        if count
    ]
    return Attack(name="row_traces", block_key=one.block.key, tried=len(files), finds=tuple(finds))


def order(scene: Scene) -> Attack:
    """Look whether place, row number or transaction tell in which order rows were written."""
    if scene.is_touched:
        return Attack(name="order", not_tried="decided_this_hour")
    with_open = not scene.is_fresh
    told = scene.inspector.out_of_order(with_open=with_open)
    finds = tuple(Find(name="order_told", values={"table": table}) for table in told)
    facts = {} if with_open else {"note": "answers_of_this_hour"}
    return Attack(name="order", tried=7 if with_open else 3, finds=finds, facts=facts)


def columns(scene: Scene) -> Attack:
    """Look for columns beside answers that the program knows nothing of."""
    finds = tuple(
        Find(name="strange_column", values={"table": one.table, "column": one.column})
        for one in scene.inspector.strange_columns()
    )
    return Attack(name="columns", tried=scene.inspector.table_count, finds=finds)


def join(scene: Scene, one: BlockScene) -> Attack:
    """Join receipts and answers by the order in which they lie, where that can be checked.

    Only while the block is open anybody knows whose they are: with its keys and the staff list.
    """
    block = one.block
    if scene.staff is None or one.keys is None:
        reason = "no_staff_list" if scene.staff is None else "nothing_to_compare"
        return Attack(name="join", block_key=block.key, not_tried=reason)
    owners = _owners(one.keys, scene)
    answered = [owners.get(name) for name in scene.inspector.ballots(block.block_id)]
    receipts = [owners.get(name) for name in scene.inspector.receipts(block.block_id)]
    hits = sum(
        left is not None and left == right for left, right in zip(answered, receipts, strict=False)
    )
    values = {"count": hits, "of": len(answered)}
    finds = (Find(name="joined", values=values),) if hits >= BY_CHANCE else ()
    return Attack(name="join", block_key=block.key, tried=len(answered), finds=finds, facts=values)


def narrowing(scene: Scene, one: BlockScene) -> Attack:
    """Work out what everything published of the block leaves possible."""
    if not one.published:
        return Attack(name="narrowing", block_key=one.block.key, not_tried="nothing_published")
    try:
        found = audit(scene.process, one.block, one.published)
    except (TooHardError, ValueError) as fault:
        unaudited = Find(name="unaudited", values={"reason": str(fault) or type(fault).__name__})
        return Attack(name="narrowing", block_key=one.block.key, finds=(unaudited,))
    facts = {"publications": len(one.published)}
    if found.fewest is not None:
        facts["fewest"] = found.fewest
    if found.fewest_inside is not None:
        facts["fewest_inside"] = found.fewest_inside
    return Attack(
        name="narrowing",
        block_key=one.block.key,
        tried=found.tried,
        finds=tuple(_finds_of(found)),
        facts=facts,
    )


def all_attacks(scene: Scene) -> Iterator[Attack]:
    """Try everything, and yield what came of it."""
    yield staff_in_answers(scene)
    yield staff_in_files(scene)
    yield order(scene)
    yield columns(scene)
    found = _keys_everywhere(scene)
    for one in scene.blocks:
        held = _held(scene, one, found)
        yield keys(one, held)
        yield ballots(scene, one, held)
        for attack in (rows_left, row_traces, join, narrowing):
            yield attack(scene, one)


def _keys_everywhere(scene: Scene) -> Held:
    """Look once through every file there is for the keys of all blocks."""
    marks = frozenset[bytes]().union(*(one.key_marks for one in scene.blocks))
    if not marks:
        return {}
    places = (*scene.inspector.files, *files_in((*scene.searched, scene.key_directory)))
    return {file: find_keys(unpacked(file.read_bytes()), marks) for file in places}


def _held(scene: Scene, one: BlockScene, found: Held) -> Held:
    """Return the keys of one block by file; beside the others once it may have none any more."""
    beside = frozenset() if one.is_sealed else frozenset(files_in((scene.key_directory,)))
    return {
        file: frozenset(key for key in keys if sha256(key).digest() in one.key_marks)
        for file, keys in found.items()
        if file not in beside
    }


def _finds_of(found: Audit) -> Iterator[Find]:
    for small in found.small:
        values = {**_cell(small.item, small.department, small.option), "count": small.number}
        yield Find(name="small_count", values=values)
    for one in found.narrowed:
        cell = _cell(one.item, one.department, one.option)
        name = "narrowed_by_insider" if one.is_insider else "narrowed"
        yield Find(name=name, values={**cell, "least": one.least, "greatest": one.greatest})
    for item in found.contradictory:
        yield Find(name="contradictory", values=_cell(item, "", ""))


def _cell(item: str, department: str, option: str) -> dict[str, str | int]:
    return {"item": item, "department": department, "option": option}


def _named_in(file: Path, staff: tuple[Employee, ...]) -> Iterator[Find]:
    content = readable(unpacked(file.read_bytes()))
    count = sum(any(spelt in content for spelt in spellings(one.values)) for one in staff)
    if count:
        yield Find(name="staff_in_file", values={"file": str(file), "count": count})


def _person(scene: Scene, employee: Employee) -> Person:
    return Person(tenant_id=scene.process.tenant_id, object_id=employee.account)


def _ballot(key: bytes, scene: Scene, employee: Employee) -> bytes:
    keyed = BlockKeys(ballot=key, receipt=key, delivery=key)
    return keyed.ballot_of(_person(scene, employee))


def _owners(block_keys: BlockKeys, scene: Scene) -> dict[bytes, str]:
    owners: dict[bytes, str] = {}
    for employee in scene.staff or ():
        person = _person(scene, employee)
        owners[block_keys.ballot_of(person)] = employee.account
        owners[block_keys.receipt_of(person)] = employee.account
    return owners
