"""Whatever a job does, it gets a result, and so does every other."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Future
from fractions import Fraction
from pathlib import Path

import pytest

from tutor.maths.verdict import Verdict, Witness
from tutor.workers import Pool, Result

LONG = 30.0  # seconds no test ever waits: a bound, should something hang


def value(result: Result) -> object:
    assert result.failure is None, result
    return result.value


def test_a_value_comes_back_as_it_was(pool: Pool) -> None:
    verdict = Verdict("incorrect", witness=Witness({"x": "-1"}, "1", "-1"), mistakes=("sign",))
    values = (1, "ü", None, Fraction(1, 3), {"a": [1.5, (2,)]}, b"x" * 200_000)
    assert value(pool.run("worker_jobs.echo", *values, seconds=LONG)) == values
    # A verdict is a class of the mathematics, which this pool does not allow to come back.
    assert pool.run("worker_jobs.echo", verdict, seconds=LONG).failure == "error"


def test_classes_of_the_mathematics_come_back_where_they_are_allowed(make_pool: Callable[..., Pool]) -> None:
    verdict = Verdict("incorrect", witness=Witness({"x": "-1"}, "1", "-1"), mistakes=("sign",))
    pool = make_pool(allowed=("tutor.maths.", "worker_jobs."))
    assert value(pool.run("worker_jobs.echo", verdict, seconds=LONG)) == (verdict,)


@pytest.mark.parametrize(
    "job, arguments, failure",
    [
        ("forever", (), "timeout"),
        ("spin", (), "timeout"),
        ("too_much", (), "memory"),
        ("ever_more", (), "memory"),
        ("abort", (), "died"),
        ("leave", (0,), "died"),
        ("leave", (3,), "died"),
        ("kill_itself", (), "died"),
        ("fail", ("no",), "error"),
        ("interrupt", (), "error"),
        ("recurse", (), "error"),
        ("function", (), "error"),
        ("lambda_value", (), "error"),
        ("no_such_job", (), "error"),
        ("no_such_module.job", (), "error"),
    ],
)
def test_every_end_is_a_result_and_the_next_job_is_done(
    pool: Pool, job: str, arguments: tuple[object, ...], failure: str
) -> None:
    seconds = 0.1 if failure == "timeout" else LONG
    bad = pool.submit(f"worker_jobs.{job}", *arguments, seconds=seconds)
    waiting = [pool.submit("worker_jobs.echo", number, seconds=LONG) for number in range(3)]
    result = bad.result(LONG)
    assert (result.value, result.failure) == (None, failure)
    assert "\n" not in result.text
    assert len(result.text) <= 200
    assert [value(future.result(LONG)) for future in waiting] == [(0,), (1,), (2,)]


def test_an_answer_larger_than_a_message_may_be_is_a_failure(pool: Pool) -> None:
    assert pool.run("worker_jobs.much", 17 << 20, seconds=LONG).failure == "error"
    assert value(pool.run("worker_jobs.echo", 1, seconds=LONG)) == (1,)


def test_two_hundred_jobs_are_answered_in_order(pool: Pool) -> None:
    order: list[int] = []
    futures = [pool.submit("worker_jobs.echo", number, seconds=LONG) for number in range(200)]
    for number, future in enumerate(futures):
        future.add_done_callback(lambda _, number=number: order.append(number))
    assert [value(future.result(LONG)) for future in futures] == [(number,) for number in range(200)]
    assert sorted(order) == list(range(200))


def test_more_waits_than_a_pipe_holds(pool: Pool) -> None:
    bulk = b"x" * 50_000
    futures = [pool.submit("worker_jobs.echo", bulk, seconds=LONG) for _ in range(60)]
    assert all(value(future.result(LONG)) == (bulk,) for future in futures)


@pytest.mark.parametrize("seconds", [0.0, -1.0, float("nan")])
def test_no_time_at_all_is_a_timeout(pool: Pool, seconds: float) -> None:
    assert pool.run("worker_jobs.forever", seconds=seconds).failure == "timeout"


def test_endless_time_is_a_long_time(pool: Pool) -> None:
    assert value(pool.run("worker_jobs.echo", seconds=float("inf"))) == ()


@pytest.mark.parametrize("job", ["os.getcwd", "worker_jobs", "worker_jobs.__builtins__", "worker_jobs.a b", ""])
def test_only_named_jobs_of_ours_are_run(pool: Pool, job: str) -> None:
    with pytest.raises(ValueError, match="is no job"):
        pool.submit(job, seconds=LONG)


async def test_a_loop_can_wait_for_it(pool: Pool) -> None:
    result = await asyncio.wrap_future(pool.submit("worker_jobs.echo", "later", seconds=LONG))
    assert value(result) == ("later",)


def test_a_job_nobody_waits_for_is_ended(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=1)
    running = pool.submit("worker_jobs.forever", seconds=LONG)
    waiting = pool.submit("worker_jobs.forever", seconds=LONG)
    assert waiting.cancel()
    assert running.cancel()
    # Only one job that is not urgent runs at a time: this one would wait for ever.
    assert value(pool.submit("worker_jobs.echo", 1, seconds=LONG).result(LONG)) == (1,)
    assert running.cancelled()


class Gate:
    """Holds a runner inside a job until `open` is called."""

    def __init__(self, folder: Path, pool: Pool, learner: str = "") -> None:
        self._entered, self._opened = str(folder / "entered"), str(folder / "opened")
        os.mkfifo(self._entered)
        os.mkfifo(self._opened)
        self.future = pool.submit("worker_jobs.gate", self._entered, self._opened, seconds=LONG, learner=learner)
        with open(self._entered):
            pass

    def open(self) -> None:
        with open(self._opened, "w"):
            pass


def order_of_completion(futures: dict[str, Future[Result]]) -> list[str]:
    order: list[str] = []
    for name, future in futures.items():
        future.add_done_callback(lambda _, name=name: order.append(name))
    for future in futures.values():
        future.result(LONG)
    return order


def test_learners_take_turns(pool: Pool, tmp_path: Path) -> None:
    gate = Gate(tmp_path, pool, learner="many")
    futures = {
        f"{learner} {number}": pool.submit("worker_jobs.echo", seconds=LONG, learner=learner)
        for learner, count in (("many", 4), ("one", 1), ("two", 2))
        for number in range(count)
    }
    pool.run("worker_jobs.echo", seconds=LONG, urgent=True)  # comes after them: all are waiting now
    gate.open()
    assert order_of_completion(futures) == ["many 0", "one 0", "two 0", "many 1", "two 1", "many 2", "many 3"]


def test_a_verdict_waits_neither_for_a_proof_nor_behind_one(pool: Pool, tmp_path: Path) -> None:
    gate = Gate(tmp_path, pool)
    proof = pool.submit("worker_jobs.echo", "proof", seconds=LONG)
    verdicts = [pool.run("worker_jobs.echo", number, seconds=LONG, urgent=True) for number in range(5)]
    assert [value(verdict) for verdict in verdicts] == [(number,) for number in range(5)]
    assert not proof.done()
    assert not gate.future.done()
    gate.open()
    assert value(gate.future.result(LONG)) == "through"
    assert value(proof.result(LONG)) == ("proof",)


def test_closing_answers_what_is_outstanding(pool: Pool) -> None:
    futures = [pool.submit("worker_jobs.forever", seconds=LONG) for _ in range(3)]
    pool.close()
    assert [future.result(LONG).failure for future in futures] == ["died"] * 3
    assert pool.run("worker_jobs.echo", seconds=LONG).failure == "died"
    pool.start()
    pool.warm_up()
    pool.close()


def test_closing_from_a_callback_does_not_hang(pool: Pool) -> None:
    future = pool.submit("worker_jobs.echo", seconds=LONG)
    done: Future[None] = Future()
    future.add_done_callback(lambda _: (pool.close(), done.set_result(None)))
    done.result(LONG)


@pytest.mark.parametrize("warm_up", ["worker_jobs.fail_while_warming", "worker_jobs.no_such_job"])
def test_a_warm_up_that_fails_costs_no_job(make_pool: Callable[..., Pool], warm_up: str) -> None:
    assert value(make_pool(warm_up=warm_up).run("worker_jobs.echo", 1, seconds=LONG)) == (1,)


def test_a_warm_up_that_dies_is_told_and_ends(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(warm_up="worker_jobs.die_while_warming")
    futures = [pool.submit("worker_jobs.echo", seconds=LONG) for _ in range(3)]
    assert [future.result(LONG).failure for future in futures] == ["died"] * 3
    assert pool.run("worker_jobs.echo", seconds=LONG, urgent=True).failure == "died"


def test_no_python_to_start(make_pool: Callable[..., Pool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    pool = make_pool()
    pool.warm_up()
    assert pool.run("worker_jobs.echo", seconds=LONG).failure == "died"


def test_libraries_get_one_thread_and_one_seed(pool: Pool) -> None:
    for name, expected in (("OPENBLAS_NUM_THREADS", "1"), ("OMP_NUM_THREADS", "1"), ("PYTHONHASHSEED", "0")):
        assert value(pool.run("worker_jobs.environment", name, seconds=LONG)) == expected


def run_script(script: str) -> str:
    """Run a Python script beside the jobs, in a process of its own."""
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_parent_imports_nothing_heavy() -> None:
    script = """
import sys
from tutor.workers import Pool
pool = Pool(allowed=("worker_jobs.",), warm_up="worker_jobs.import_mathematics")
pool.start()
light = {"asyncio", "concurrent.futures", "multiprocessing", "subprocess", "typing", "dataclasses", "pickle"}
assert not light & set(sys.modules), light & set(sys.modules)
pool.warm_up()
assert pool.run("worker_jobs.import_mathematics", seconds=60).value == 1
assert pool.run("worker_jobs.imported", "sympy", seconds=60).value is True
pool.close()
heavy = {"sympy", "numpy", "flint", "textual", "multiprocessing"}
assert not heavy & set(sys.modules), heavy & set(sys.modules)
"""
    run_script(script)


def test_the_pool_works_where_there_is_no_fork() -> None:
    script = """
import os, sys
for module in ("resource", "fcntl", "termios"):
    sys.modules[module] = None
del os.fork
from tutor.workers import Pool
with Pool(allowed=("worker_jobs.",), warm_up="worker_jobs.warm_up", memory=100 << 20) as pool:
    parent = pool.run("worker_jobs.surroundings", seconds=60).value["parent"]
    assert parent == os.getpid()
    # No limit of the kernel's: the memory is watched from here.
    assert pool.run("worker_jobs.ever_more", seconds=60).failure == "memory"
    assert pool.run("worker_jobs.forever", seconds=0.1).failure == "timeout"
    assert pool.run("worker_jobs.abort", seconds=60).failure == "died"
    assert pool.run("worker_jobs.echo", 1, seconds=60).value == (1,)
print("done")
"""
    assert run_script(script) == "done\n"
