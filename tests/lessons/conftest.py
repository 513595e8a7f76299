import pytest

from tutor.engine import Engine


@pytest.fixture(scope="session")
def engine():
    with Engine() as engine:
        yield engine
