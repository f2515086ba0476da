"""Where the reference data is that tests read and that is not part of the project."""

import os

import pytest

REFERENCE = os.environ.get("THEMENBLOCK_REFERENCE_DATA", "")
needs_reference = pytest.mark.skipif(
    not REFERENCE, reason="THEMENBLOCK_REFERENCE_DATA names no folder"
)
