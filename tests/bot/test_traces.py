"""OpenTelemetry when configured: spans of turns reach a collector, and answers leave none."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from tests.journeys.story import Story


class Collector(ThreadingHTTPServer):
    """Keeps what is exported to it, and where it was posted."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, bytes]] = []

    @property
    def spans(self) -> list[dict[str, str]]:
        """The attributes of all spans."""
        requests = [ExportTraceServiceRequest.FromString(body) for _, body in self.got]
        return [
            {one.key: one.value.string_value for one in span.attributes}
            for request in requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        """Take one export."""
        assert isinstance(self.server, Collector)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((self.path, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def collecting() -> Iterator[Collector]:
    """Run a collector."""
    with Collector() as collector:
        thread = threading.Thread(target=collector.serve_forever)
        thread.start()
        yield collector
        collector.shutdown()
        thread.join()


def test_turns_are_traced_but_no_answer_is(story: Story) -> None:
    card = story.open_block()
    with collecting() as collector:
        address = f"http://127.0.0.1:{collector.server_port}"
        story.bot.environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = address
        story.bot.restart()
        story.office.say(story.staff[0], story.staff[0].chat, "hilfe")
        story.answer(story.staff[1], card)
        story.bot.stop()
        story.bot.environment.pop("OTEL_EXPORTER_OTLP_ENDPOINT")
        story.bot.start()
    assert {path for path, _ in collector.got} == {"/v1/traces"}
    assert {"themenblock.kind": "message", "themenblock.outcome": "done"} in collector.spans
    assert {span["themenblock.kind"] for span in collector.spans} <= {"message", "event"}
    sent = b"".join(body for _, body in collector.got)
    for person in (story.staff[0], story.staff[1]):
        for said in (person.oid, person.name, person.chat):
            assert said.encode() not in sent


def test_a_collector_that_is_away_holds_up_nothing(story: Story) -> None:
    story.bot.environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1"
    story.bot.restart()
    story.set_up()
    story.bot.stop()
    assert story.bot.log.count('"stopping"') == 1
    story.bot.start()


def test_without_a_collector_nothing_is_loaded() -> None:
    look = "import sys, bot.app, bot.cli; print([m for m in sys.modules if m[:6] == 'opente'])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_without_the_packages_the_bot_says_so_and_runs() -> None:
    without = (
        "import sys; sys.modules['opentelemetry'] = None\n"
        "from bot.telemetry import start_logging; start_logging()\n"
        "from bot.operation.traces import start_traces, watched\n"
        "start_traces('http://127.0.0.1:1')\n"
        "with watched('message'): pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", without], capture_output=True, text=True, check=True
    )
    assert '"traces_not_installed"' in done.stderr
