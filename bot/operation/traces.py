"""Traces of turns by OpenTelemetry, for an office that has a collector; else nothing is loaded.

A span says what kind of activity was worked off, how it went and how long it took. A dialog in
which all went well leaves none: answers come that way, and their time belongs to people.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.operation.measures import count_turn
from bot.telemetry import log

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

EXPORT_TIMEOUT_S = 3

_tracers: list["Tracer"] = []


@dataclass(slots=True)
class Watch:
    """How a turn went: done, refused or failed."""

    outcome: str = "done"


def start_traces(endpoint: str) -> Callable[[], None]:
    """Send traces to a collector from now on; return what ends that, having sent the last.

    Without an endpoint, or without the packages of the extra `otel`, nothing is sent.
    """
    if not endpoint:
        return _nothing
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
            OTLPSpanExporter,
        )
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415
    except ImportError:
        log("traces_not_installed")
        return _nothing
    exporter = OTLPSpanExporter(f"{endpoint.rstrip('/')}/v1/traces", timeout=EXPORT_TIMEOUT_S)
    provider = TracerProvider(resource=Resource.create({"service.name": "themenblock"}))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    _tracers.append(provider.get_tracer("themenblock"))

    def stop() -> None:
        _tracers.clear()
        provider.shutdown()

    return stop


@contextmanager
def watched(kind: str) -> Iterator[Watch]:
    """Count a turn and trace it; who runs it says how it went."""
    watch = Watch()
    began_at = time.time_ns()
    try:
        yield watch
    except BaseException:
        watch.outcome = "failed"
        raise
    finally:
        ended_at = time.time_ns()
        count_turn(kind, watch.outcome, (ended_at - began_at) / 1e9)
        if kind != "dialog" or watch.outcome == "failed":
            _trace(kind, watch.outcome, began_at, ended_at)


def _trace(kind: str, outcome: str, began_at: int, ended_at: int) -> None:
    for tracer in _tracers:
        attributes = {"themenblock.kind": kind, "themenblock.outcome": outcome}
        span = tracer.start_span("turn", start_time=began_at, attributes=attributes)
        span.end(ended_at)


def _nothing() -> None:
    """Nothing was begun."""
