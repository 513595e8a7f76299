"""The rules of supervision, on runners that are no processes and a clock that is set by hand."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.workers.messages import (
    ANSWER,
    CANCEL,
    DIED,
    FAREWELL,
    JOB,
    MEMORY,
    READY,
    TIMEOUT,
    VALUE,
    Decoder,
    Message,
    encode,
)
from tutor.workers.supervisor import MOST_LOSSES, WATCH_INTERVAL, Runner, Supervisor
from tutor.workers.waiting import FairQueue, Job


class Puppet(Runner):
    """A runner that only remembers what was done to it."""

    def __init__(self, *, ready: bool = True) -> None:
        super().__init__(ready=ready, process=0)
        self.sent: list[Message] = []
        self.killed = False
        self.holds = 0

    def send(self, message: Message) -> None:
        assert not self.killed
        self.sent.append(message)

    def kill(self) -> None:
        assert not self.killed
        self.killed = True

    def resident(self) -> int:
        return self.holds


class Asker:
    """A connection that keeps the answers."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, int]] = []

    def answer(self, message: Message) -> None:
        assert message.kind == ANSWER
        self.answers.append((message.number, message.flag))


class Stage:
    """A supervisor with its puppets."""

    def __init__(self, *, size: int = 1, watched: int | None = None, ready: bool = True, broken: bool = False) -> None:
        self.now = 0.0
        self.ready = ready
        self.broken = broken
        self.hatched: list[Puppet] = []
        self.asker = Asker()
        self.numbers = itertools.count(1)
        self.supervisor = Supervisor(self.hatch, size=size, watched=watched, clock=lambda: self.now)

    def hatch(self) -> Puppet:
        if self.broken:
            raise OSError("no more processes")
        self.hatched.append(Puppet(ready=self.ready))
        return self.hatched[-1]

    def ask(
        self, *, urgent: bool = False, seconds: float = 1.0, learner: bytes = b"", asker: Asker | None = None
    ) -> int:
        number = next(self.numbers)
        message = Message(JOB, number, int(urgent), seconds=seconds, learner=learner)
        self.supervisor.accept(asker or self.asker, message)
        return number

    def doing(self) -> dict[int, Puppet]:
        """The jobs that run, by number, and who does them."""
        return {runner.job.message.number: runner for runner in self.hatched if runner.job and not runner.killed}

    def answer(self, number: int, kind: int = ANSWER) -> None:
        self.supervisor.heard(self.doing()[number], Message(kind, number, VALUE))


def test_slow_jobs_leave_one_runner_to_urgent_ones() -> None:
    stage = Stage(size=2)
    slow = [stage.ask() for _ in range(4)]
    assert list(stage.doing()) == slow[:2]
    verdict = stage.ask(urgent=True)
    assert verdict in stage.doing()
    stage.answer(slow[0])
    assert set(stage.doing()) == {slow[1], slow[2], verdict}


def test_urgent_jobs_go_first_and_use_every_runner() -> None:
    stage = Stage(size=1)
    first, second = stage.ask(), stage.ask()
    verdicts = [stage.ask(urgent=True) for _ in range(3)]
    stage.answer(first)
    assert set(stage.doing()) == set(verdicts[:2])
    stage.answer(verdicts[0])
    stage.answer(verdicts[1])
    assert set(stage.doing()) == {verdicts[2], second}


def test_a_deadline_counts_from_the_start_of_the_job() -> None:
    stage = Stage(size=1)
    first, second = stage.ask(seconds=2.0), stage.ask(seconds=2.0)
    assert stage.supervisor.patience() == 2.0
    stage.now = 1.5
    stage.supervisor.tick()
    assert stage.asker.answers == []
    stage.now = 2.0
    stage.supervisor.tick()
    assert stage.asker.answers == [(first, TIMEOUT)]
    assert stage.hatched[0].killed
    assert list(stage.doing()) == [second]
    assert stage.supervisor.patience() == 2.0


def test_what_a_killed_runner_still_says_is_not_heard() -> None:
    stage = Stage()
    number = stage.ask(seconds=1.0)
    late = stage.doing()[number]
    stage.now = 1.0
    stage.supervisor.tick()
    stage.supervisor.heard(late, Message(ANSWER, number, VALUE))
    stage.supervisor.lost(late, "the process ended by SIGKILL")
    assert stage.asker.answers == [(number, TIMEOUT)]
    assert len(stage.hatched) == 3


def test_a_runner_that_ends_is_replaced() -> None:
    stage = Stage()
    first, second = stage.ask(), stage.ask()
    stage.supervisor.lost(stage.doing()[first], "the process ended by SIGABRT")
    assert stage.asker.answers == [(first, DIED)]
    assert list(stage.doing()) == [second]


def test_a_farewell_is_an_answer_and_no_loss() -> None:
    stage = Stage()
    number = stage.ask()
    leaving = stage.doing()[number]
    stage.answer(number, FAREWELL)
    assert stage.asker.answers == [(number, VALUE)]
    assert leaving not in stage.supervisor.runners
    assert not leaving.killed
    assert len(stage.supervisor.runners) == 2


def test_jobs_wait_for_runners_that_are_not_ready() -> None:
    stage = Stage(ready=False)
    slow, urgent = stage.ask(), stage.ask(urgent=True)
    assert not stage.doing()
    assert stage.supervisor.patience() is None
    stage.supervisor.heard(stage.hatched[0], Message(READY, 11))
    assert list(stage.doing()) == [urgent]
    stage.answer(urgent)
    assert not stage.doing()  # the only runner that is ready is kept for urgent jobs
    stage.supervisor.heard(stage.hatched[1], Message(READY, 12))
    assert list(stage.doing()) == [slow]


def test_it_gives_up_when_no_runner_lives_and_tries_again_with_the_next_job() -> None:
    stage = Stage(ready=False)
    numbers = [stage.ask(), stage.ask(urgent=True)]
    while stage.supervisor.runners:
        assert len(stage.hatched) <= 2 * MOST_LOSSES
        stage.supervisor.lost(stage.supervisor.runners[0], "it cannot live")
    assert stage.asker.answers == [(number, DIED) for number in numbers]
    stage.ready = True
    number = stage.ask()
    assert list(stage.doing()) == [number]


def test_it_gives_up_when_no_process_can_be_started() -> None:
    stage = Stage(broken=True)
    numbers = [stage.ask(), stage.ask()]
    assert stage.asker.answers == [(number, DIED) for number in numbers]
    stage.broken = False
    number = stage.ask()
    assert list(stage.doing()) == [number]


def test_slow_jobs_are_done_by_the_last_runner_when_there_will_be_no_other() -> None:
    stage = Stage(size=1)
    first = stage.ask()
    stage.broken = True
    second = stage.ask()
    stage.supervisor.lost(stage.doing()[first], "the process ended by SIGKILL")
    assert list(stage.doing()) == [second]


def test_cancelling_drops_what_waits_and_ends_what_runs() -> None:
    stage = Stage(size=1)
    running, waiting, last = stage.ask(), stage.ask(), stage.ask()
    for number in (waiting, running, running, 99):
        stage.supervisor.accept(stage.asker, Message(CANCEL, number))
    assert stage.hatched[0].killed
    assert list(stage.doing()) == [last]
    assert stage.asker.answers == []


def test_connections_are_apart() -> None:
    stage = Stage(size=2)
    other = Asker()
    mine = stage.ask()
    stage.numbers = itertools.count(mine)
    theirs = stage.ask(asker=other)
    assert mine == theirs
    stage.supervisor.accept(other, Message(CANCEL, theirs))
    stage.answer(mine)
    assert stage.asker.answers == [(mine, VALUE)]
    assert other.answers == []


def test_watched_memory_counts_from_what_the_runner_holds_at_rest() -> None:
    stage = Stage(watched=100, ready=False)
    number = stage.ask(seconds=60.0)
    for runner in stage.hatched:
        runner.holds = 1000
        stage.supervisor.heard(runner, Message(READY, 1))
    runner = stage.doing()[number]
    assert stage.supervisor.patience() == WATCH_INTERVAL
    runner.holds = 1100
    stage.supervisor.tick()
    assert not runner.killed
    runner.holds = 1101
    stage.supervisor.tick()
    assert runner.killed
    assert stage.asker.answers == [(number, MEMORY)]


def test_a_watched_runner_that_keeps_too_much_is_replaced_between_jobs() -> None:
    stage = Stage(watched=100)
    number = stage.ask(urgent=True)
    runner = stage.doing()[number]
    runner.holds = 60
    stage.answer(number)
    assert stage.asker.answers == [(number, VALUE)]
    assert runner.killed
    assert len(stage.supervisor.runners) == 2


@given(st.lists(st.sampled_from([b"a", b"b", b"c"]), max_size=30))
@settings(max_examples=60, deadline=None)
def test_in_a_fair_queue_nobody_is_passed_twice(learners: list[bytes]) -> None:
    queue = FairQueue()
    jobs = [Job(Asker(), Message(JOB, number, learner=learner)) for number, learner in enumerate(learners)]
    for job in jobs:
        queue.put(job)
    taken = list(iter(queue.take, None))
    assert sorted(job.message.number for job in taken) == list(range(len(jobs)))
    for learner in set(learners):
        mine = [job.message.number for job in taken if job.message.learner == learner]
        assert mine == sorted(mine)
    # Between two turns of one learner everybody else who waits has exactly one.
    order = [job.message.learner for job in taken]
    for index, learner in enumerate(order):
        if learner in order[index + 1 :]:
            between = order[index + 1 : order.index(learner, index + 1)]
            assert sorted(between) == sorted(set(order[index + 1 :]) - {learner})


@given(st.lists(st.binary(max_size=300), max_size=8), st.integers(1, 64))
@settings(max_examples=60, deadline=None)
def test_messages_arrive_as_they_were_sent_however_they_are_cut(payloads: list[bytes], piece: int) -> None:
    sent = [Message(JOB, number, 1, payload, 0.25 * number, payload[:200]) for number, payload in enumerate(payloads)]
    stream = b"".join(map(encode, sent))
    decoder = Decoder()
    arrived = [
        message for start in range(0, len(stream), piece) for message in decoder.feed(stream[start : start + piece])
    ]
    assert [encode(message) for message in arrived] == [encode(message) for message in sent]


def test_nonsense_is_no_message() -> None:
    with pytest.raises(ValueError, match="not a message"):
        Decoder().feed(b"Traceback (most recent call last):\n")
