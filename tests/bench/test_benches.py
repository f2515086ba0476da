"""Every bench runs and says what it has measured; how fast it was is asserted nowhere."""

import json
from pathlib import Path

import pytest

from bench.__main__ import BENCHES, measured
from bench.measured import Report, Series, ratio
from bench.rounds import Options, interleaved


@pytest.mark.parametrize("name", BENCHES)
def test_a_quick_run_gives_whole_figures(name: str, tmp_path: Path) -> None:
    report = measured(name, Options(rounds=1, is_quick=True, directory=tmp_path))
    assert report.ratios
    for series in (*report.ratios, *report.figures):
        assert len(series.rounds) == 1, series
        assert all(value > 0 for value in series.rounds), series
        assert f"| {series.name} | " in report.as_markdown()
    assert json.loads(json.dumps(report.as_json()))["name"] == name


def test_each_round_begins_with_another_one_and_takes_all() -> None:
    taken: list[str] = []

    def measure(name: str) -> float:
        taken.append(name)
        return float(len(taken))

    found = interleaved(2, "x", {"a": lambda: measure("a"), "b": lambda: measure("b")})
    assert taken == ["a", "b", "b", "a"]
    assert found["a"].rounds == (1.0, 4.0)


def test_a_ratio_compares_within_rounds_and_is_told_with_its_spread() -> None:
    fast, slow = Series("fast", "/s", (8.0, 30.0, 9.0)), Series("slow", "/s", (4.0, 10.0, 3.0))
    found = ratio("fast : slow", fast, slow)
    assert found.rounds == (2.0, 3.0, 3.0)
    assert found.as_row() == ("fast : slow", "3.00 ×", "2.00 – 3.00")
    report = Report("example", "An example", [found], [fast, slow], {"people": 3})
    assert "An example (people 3)" in report.as_markdown()
