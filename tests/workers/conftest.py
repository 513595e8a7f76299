"""A pool of each kind, with jobs of the tests' own."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import pytest

from tutor.workers import Pool

ALLOWED = ("worker_jobs.",)


@pytest.fixture(params=["forked", "spawned"])
def make_pool(request: pytest.FixtureRequest) -> Iterator[Callable[..., Pool]]:
    """Makes pools of one kind, closed when the test is over."""
    pools = []

    def make(**options: object) -> Pool:
        options = {"allowed": ALLOWED, "warm_up": "worker_jobs.warm_up", "memory": 200 << 20, **options}
        pool = Pool(forks=request.param == "forked", **options)
        pools.append(pool)
        pool.start()
        return pool

    yield functools.partial(make)
    for pool in pools:
        pool.close()


@pytest.fixture
def pool(make_pool: Callable[..., Pool]) -> Pool:
    """A pool of each kind, started."""
    return make_pool()
