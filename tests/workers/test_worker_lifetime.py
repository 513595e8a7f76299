"""Processes come and go; none is left behind, none hears the terminal, and nothing leaks."""

from __future__ import annotations

import gc
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tutor.workers import Pool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")

LONG = 30.0


def ended(watch: int) -> bool:
    """Whether the process behind a pidfd ends within a bound."""
    poll = select.poll()
    poll.register(watch, select.POLLIN)
    return bool(poll.poll(LONG * 1000))


def children(process: int) -> dict[int, str]:
    """The children of a process and their states (`Z` is a zombie)."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == process:
            found[int(entry.parent.name)] = state
    return found


def descriptors(process: int | str = "self") -> int:
    gc.collect()
    return len(os.listdir(f"/proc/{process}/fd"))


def surroundings(pool: Pool) -> dict[str, object]:
    value = pool.run("worker_jobs.surroundings", seconds=LONG).value
    assert isinstance(value, dict)
    return value


def supervisor(pool: Pool) -> int:
    """The process whose children the runners are."""
    parent = surroundings(pool)["parent"]
    assert isinstance(parent, int)
    return parent


def urgent_supervisor(pool: Pool) -> int:
    """The same, while a slow job runs."""
    return int(pool.run("worker_jobs.surroundings", seconds=LONG, urgent=True).value["parent"])


def settle(pool: Pool, quiet: Callable[[], bool]) -> None:
    """Turn the supervisor's loop until what was killed has been buried."""
    for _ in range(2000):
        if quiet():
            return
        pool.run("worker_jobs.echo", seconds=LONG)
    pytest.fail("something was left behind")


@pytest.mark.parametrize("job, seconds", [("kill_itself", LONG), ("forever", 0.0)])
def test_nothing_leaks_over_many_kills(make_pool: Callable[..., Pool], job: str, seconds: float) -> None:
    pool = make_pool()
    process = supervisor(pool)
    pool.run(f"worker_jobs.{job}", seconds=seconds)
    pool.run("worker_jobs.echo", seconds=LONG)
    forked = process != os.getpid()

    def buried() -> bool:
        there = children(process)
        return len(there) == runners and "Z" not in there.values() and descriptors(process) <= before

    runners = 2 if forked else len(children(process))
    settle(pool, lambda: len(children(process)) == runners)
    before, before_here = descriptors(process), descriptors()
    for future in [pool.submit(f"worker_jobs.{job}", seconds=seconds) for _ in range(100 if forked else 10)]:
        assert future.result(LONG).failure
    settle(pool, buried)
    assert descriptors() <= before_here


def test_closing_leaves_no_process_and_no_descriptor(make_pool: Callable[..., Pool]) -> None:
    before, children_before = descriptors(), children(os.getpid())
    for _ in range(3):
        pool = make_pool()
        process = supervisor(pool)
        ours = [child for child in children(process) if child not in children_before]
        watches = [os.pidfd_open(child) for child in ours]
        pool.submit("worker_jobs.spin", seconds=LONG)
        pool.run("worker_jobs.echo", seconds=LONG, urgent=True)
        pool.close()
        for watch in watches:
            assert ended(watch)
            os.close(watch)
    assert children(os.getpid()) == children_before
    assert descriptors() == before


def test_a_runner_is_away_from_the_terminal(pool: Pool) -> None:
    there = surroundings(pool)
    assert there["session"] != os.getsid(0)
    assert there["streams"] == [os.devnull] * 3
    assert pool.run("worker_jobs.print_much", seconds=LONG).value == "printed"


def test_a_runner_holds_its_own_pipes_and_no_other(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(size=3)
    pool.run("worker_jobs.kill_itself", seconds=LONG)
    # The three streams, the pipe to read, the pipe to write, and the folder it lists.
    assert len(surroundings(pool)["descriptors"]) == 6


def test_an_interrupt_from_the_keyboard_ends_nothing(pool: Pool) -> None:
    process = supervisor(pool)
    there = children(process) if process != os.getpid() else {}
    for number in [*there, *([process] if process != os.getpid() else [])]:
        os.kill(number, signal.SIGINT)
    assert pool.run("worker_jobs.echo", 1, seconds=LONG).value == (1,)
    assert process == os.getpid() or supervisor(pool) == process


def test_the_server_may_die_and_every_job_is_answered() -> None:
    with Pool(allowed=("worker_jobs.",), warm_up="worker_jobs.warm_up", forks=True) as pool:
        process = supervisor(pool)
        watches = [os.pidfd_open(child) for child in children(process)]
        stuck = pool.submit("worker_jobs.forever", seconds=1.0)
        waiting = [pool.submit("worker_jobs.echo", number, seconds=LONG) for number in range(5)]
        os.kill(process, signal.SIGKILL)
        assert [future.result(LONG).value for future in waiting] == [(number,) for number in range(5)]
        assert stuck.result(LONG).failure == "timeout"
        assert supervisor(pool) != process
        for watch in watches:
            assert ended(watch)
            os.close(watch)


def test_servers_that_answer_before_they_die_are_replaced_again_and_again() -> None:
    with Pool(allowed=("worker_jobs.",), warm_up="worker_jobs.warm_up", forks=True) as pool:
        future = pool.submit("worker_jobs.forever", seconds=2.0)
        for _ in range(5):
            os.kill(urgent_supervisor(pool), signal.SIGKILL)
        assert future.result(LONG).failure == "timeout"


@pytest.mark.parametrize("forks", [True, False])
@pytest.mark.parametrize("job, seconds", [("echo", LONG), ("spin", 1.0)])
def test_the_processes_end_with_the_program(forks: bool, job: str, seconds: float) -> None:
    script = f"""
import os, signal, sys
from tutor.workers import Pool
pool = Pool(allowed=("worker_jobs.",), warm_up="worker_jobs.warm_up", forks={forks})
pool.start()
there = pool.run("worker_jobs.surroundings", seconds=60).value
pool.submit("worker_jobs.{job}", seconds={seconds})
pool.run("worker_jobs.echo", seconds=60, urgent=True)
print(there["parent"], flush=True)
sys.stdin.read()
"""
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    program = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(folders)},
    )
    with program:
        assert program.stdout
        process = int(program.stdout.readline())
        family = {*children(process), *({process} - {program.pid})}
        assert len(family) == (3 if forks else 2)
        watches = [os.pidfd_open(number) for number in family]
        program.kill()
        for watch in watches:
            assert ended(watch)
            os.close(watch)


@pytest.mark.parametrize("preparation", ["", "del signal.setitimer"])
def test_a_job_nobody_supervises_any_more_ends_by_itself(preparation: str) -> None:
    script = f"""
import os, pickle, signal
{preparation}
from tutor.workers.launch import Settings
from tutor.workers.messages import JOB, Message, encode
from tutor.workers.runner import serve
reading, writing = os.pipe()
os.write(writing, encode(Message(JOB, 1, payload=pickle.dumps(("worker_jobs.echo", ())), seconds=60)))
os.write(writing, encode(Message(JOB, 2, payload=pickle.dumps(("worker_jobs.spin", ())), seconds=-0.9)))
serve(reading, os.open(os.devnull, os.O_WRONLY), Settings(1, 0, "", ("worker_jobs.",)))
"""
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(folders)}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=LONG, env=environment)
    assert done.returncode == (1 if preparation else -signal.SIGALRM), done.stderr


def test_a_runner_that_has_held_much_is_replaced_before_it_fails_a_job(make_pool: Callable[..., Pool]) -> None:
    pool = make_pool(memory=400 << 20, size=1)
    pool.run("worker_jobs.echo", seconds=LONG)

    def runners() -> set[int]:
        """Who does the jobs: the slow ones and the urgent ones."""
        return {pool.run("worker_jobs.process", seconds=LONG).value for _ in range(3)}

    before = runners()
    assert pool.run("worker_jobs.too_much", 50 << 20, seconds=LONG).value == 50 << 20
    assert runners() == before
    assert pool.run("worker_jobs.too_much", 300 << 20, seconds=LONG).value == 300 << 20
    assert not runners() & before
