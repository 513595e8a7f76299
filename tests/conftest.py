"""Where the shared case files are, for the tests that use them."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the case files; tests that need it are skipped plainly where it is not there."""
    if not SHARED.is_dir():
        pytest.skip("the shared case files are not beside this checkout")
    return SHARED
