"""Checking one template file."""

from participation.templates.template import ProcessTemplate
from participation.templates.validation.meaning import meaning_findings
from participation.templates.validation.mistake import WARNINGS, Finding, Mistake, Path, written
from participation.templates.validation.shape import shape_findings
from participation.templates.validation.syntax import read

DEEPEST_PATH = 12
"""Deeper than any field of a template; what lies below it is somebody's nonsense."""


def check_template(file: str, source: str) -> tuple[ProcessTemplate | None, tuple[Mistake, ...]]:
    """Return the template in `source`, None if it cannot be used, and every mistake in the text.

    Mistakes come in the order of the file; warnings among them do not keep the template from being
    used. `file` is only repeated in the mistakes.
    """
    found = read(source)
    if found.data is None:
        return None, _mistakes(file, found.findings)
    template, ordered = check_data(found.data, found.skipped)
    findings = (*found.findings, *ordered)
    is_usable = all(one.code in WARNINGS for one in findings)
    return template if is_usable else None, _mistakes(file, findings)


def check_data(
    data: object, skipped: frozenset[str] = frozenset()
) -> tuple[ProcessTemplate | None, tuple[Finding, ...]]:
    """Return the template that the data of a file makes, if it has the right shape, and every
    finding in the order of the file.

    `skipped` are names on lines that could not be read: they are not missing.
    """
    template, misshapen = shape_findings(data)
    known = tuple(
        one for one in misshapen if not (one.code.endswith("_missing") and one.path[-1] in skipped)
    )
    return template, tuple(_in_order((*known, *meaning_findings(data)), data))


def _mistakes(file: str, findings: tuple[Finding, ...]) -> tuple[Mistake, ...]:
    return tuple(
        Mistake(file=file, path=written(one.path), code=one.code, values=one.values)
        for one in findings
    )


def _in_order(findings: tuple[Finding, ...], data: object) -> list[Finding]:
    places = {path: place for place, path in enumerate(_paths((), data))}

    def place(one: Finding) -> int:
        path = one.path
        while path not in places:
            path = path[:-1]
        return places[path]

    return sorted(findings, key=place)


def _paths(path: Path, value: object) -> list[Path]:
    paths = [path]
    if len(path) >= DEEPEST_PATH:
        return paths
    if isinstance(value, dict):
        paths += [inner for name, below in value.items() for inner in _paths((*path, name), below)]
    if isinstance(value, list):
        paths += [
            inner for index, below in enumerate(value) for inner in _paths((*path, index), below)
        ]
    return paths
