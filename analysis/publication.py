"""A summary as it is kept and handed on once it is published: JSON that is read back the same."""

import json

from pydantic import TypeAdapter, ValidationError

from analysis.summary import Summary

KIND = "themenblock publication"
VERSION = 1

_SUMMARIES = TypeAdapter(Summary)


class NotAPublicationError(ValueError):
    """A text is no publication, or one of another version."""


def publication_of(summary: Summary) -> str:
    """Return the JSON of what is shown; it carries what a reader sees and nothing else."""
    shown = _SUMMARIES.dump_python(summary, mode="json")
    return json.dumps({"kind": KIND, "version": VERSION, "summary": shown}, ensure_ascii=False)


def read_publication(text: str) -> Summary:
    """Return the summary that a publication shows; raises NotAPublicationError."""
    try:
        read = json.loads(text)
        if not isinstance(read, dict) or (read.get("kind"), read.get("version")) != (KIND, VERSION):
            raise NotAPublicationError("not a publication of this version")
        return _SUMMARIES.validate_python(read.get("summary"))
    except (ValidationError, json.JSONDecodeError, RecursionError) as fault:
        raise NotAPublicationError("not a publication") from fault
