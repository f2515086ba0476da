"""Worked values of the literature, every one of the reference file."""

import json
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from analysis.statistics.consensing import group_resistance
from analysis.statistics.ordinal import (
    agreement,
    consensus,
    dispersion,
    pattern_agreement,
    polarisation,
)
from analysis.statistics.raters import Level, fleiss_kappa, kendall_w, krippendorff_alpha
from tests.reference import REFERENCE, needs_reference

pytestmark = needs_reference


@cache
def oracle(name: str) -> dict[str, Any]:
    """Return the worked values under a name."""
    read = json.loads(Path(REFERENCE, "oracles/statistics.json").read_text())
    return dict(read[name])


def whole(values: list[float]) -> list[int]:
    """Return shares in percent with one decimal as whole counts."""
    return [round(10 * value) for value in values]


def test_agreement() -> None:
    told = oracle("van_der_eijk_A")
    for case in told["cases"]:
        assert float(agreement(whole(case["V"]))) == pytest.approx(case["A"], abs=case["tol"])
    for layer in told["layers"]:
        found = pattern_agreement([bool(one) for one in layer["P"]])
        assert float(found) == pytest.approx(layer["A"], abs=5e-4)
    limits = told["limits"]
    assert agreement([0, 9, 0, 0]) == limits["all_in_one"]
    assert agreement([4, 4, 4, 4]) == limits["uniform"]
    assert agreement([5, 0, 0, 5]) == limits["half_half_extremes"]


def test_polarisation() -> None:
    for case in oracle("polarization")["cases"]:
        assert float(polarisation(whole(case["V"]))) == pytest.approx(case["value"], abs=1e-6)


def test_consensus_and_dispersion() -> None:
    (case,) = oracle("tastle_wierman_consensus")["cases"]
    assert consensus(case["V"]) == pytest.approx(case["value"], abs=1e-6)
    (case,) = oracle("leik")["cases"]
    assert dispersion(case["V"]) == pytest.approx(case["value"], abs=case["tol"])


def test_kendall() -> None:
    told = oracle("kendall_W")
    by_rater = list(zip(*told["subjects_x_raters"], strict=True))
    assert kendall_w(by_rater) == pytest.approx(told["W_tie_corrected"], abs=1e-6)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_krippendorff(level: Level) -> None:
    told = oracle("krippendorff_alpha")
    found = krippendorff_alpha(told["raters_x_units"], level)
    assert found == pytest.approx(told[level], abs=1e-6)


def test_fleiss() -> None:
    told = oracle("fleiss_kappa")
    assert fleiss_kappa(told["subjects_x_raters"]) == pytest.approx(told["value"], abs=1e-6)


def test_systemic_consensing() -> None:
    for case in oracle("systemic_consensing")["cases"]:
        found = group_resistance("option", case["ratings"])
        assert found.resistance_sum == case["resistance_sum"]
        assert found.percent == Fraction(case["resistance_pct"])
        assert found.acceptance_percent == Fraction(case["acceptance_pct"])
