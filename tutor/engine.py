"""The front door to the mathematics. Exercises, screens and commands import only this.

Reading, printing and differentiating are pure Python on bounded trees and run where they are called. Everything
that may be slow or large (comparing, proving) runs in worker processes with a deadline and a memory limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tutor.maths.calculus import (
    DecompositionProblem,
    Graph,
    Piece,
    Rule,
    TooLarge,
    chain,
    check_structure,
    derivative,
    graph_of_expression,
    is_chain_itself,
    rule_of,
    tidy,
)
from tutor.maths.evaluate.floats import evaluate
from tutor.maths.printing import latex, one_line, unicode_2d, unicode_line
from tutor.maths.reading import Program, Reading, ReadingError, canonical, read, read_program, repaired
from tutor.maths.tree import (
    Call,
    Constant,
    Matrix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Vector,
    plus,
    put_in,
    substituted,
    symbols,
    times,
    transformed,
    walk,
)
from tutor.maths.verdict import DeriveRequest, Names, Question, Verdict, Witness

if TYPE_CHECKING:
    from tutor.maths.calculus import Derivation
    from tutor.workers import Pool

__all__ = [
    "Call",
    "Constant",
    "DecompositionProblem",
    "DeriveRequest",
    "Engine",
    "Graph",
    "Matrix",
    "Names",
    "Negative",
    "Node",
    "Number",
    "Piece",
    "Power",
    "Product",
    "Program",
    "Question",
    "Quotient",
    "Reading",
    "ReadingError",
    "Rule",
    "Sum",
    "Symbol",
    "TooLarge",
    "Vector",
    "Verdict",
    "Witness",
    "canonical",
    "chain",
    "check_now",
    "check_structure",
    "derivative",
    "evaluate",
    "graph_of_expression",
    "is_chain_itself",
    "latex",
    "one_line",
    "plus",
    "put_in",
    "question_from",
    "read",
    "read_program",
    "repaired",
    "rule_of",
    "substituted",
    "symbols",
    "tidy",
    "times",
    "transformed",
    "unicode_2d",
    "unicode_line",
    "walk",
    "wants_proof",
    "with_proof",
]

# The judge stops by itself well before the worker is ended from outside.
CHECK_SECONDS = 2.0
PROOF_SECONDS = 2.0
DERIVE_SECONDS = 10.0

_LATE = "I could not decide this in time. It costs you nothing."


def question_from(case: Mapping[str, Any]) -> Question:
    """The question that plain data poses (the fields are those of `check --batch`); pure calculus, worked out here.

    Raises ValueError with one plain sentence for what is not a case.
    """
    from tutor.maths.cases import question_of

    return question_of(case)


def check_now(question: Question) -> Verdict:
    """The verdict on one answer, worked out in this process (for tests and for jobs inside a worker)."""
    from tutor.maths.judge import judge

    return judge(question)


def wants_proof(verdict: Verdict) -> bool:
    """Whether a proof could still add something: to an answer that agrees, or one that could not be decided."""
    if verdict.outcome == "undecided":
        return verdict.reason is None
    return verdict.outcome == "correct" and verdict.certainty != "proved"


def with_proof(verdict: Verdict, proved: bool | None) -> Verdict:
    """The verdict after an attempt to prove it; the learner is told when it disagrees with the sampling."""
    if proved:
        return replace(verdict, outcome="correct", certainty="proved", feedback="That is right.")
    if proved is False and verdict.outcome == "correct":
        sentence = "A closer look does not agree with my first check. It costs you nothing."
        return replace(verdict, outcome="undecided", certainty=None, feedback=sentence)
    return verdict


class Engine:
    """The mathematics behind a worker pool.

    `start` is cheap and comes before anything heavy is imported; `warm_up` tells the workers to get ready and
    returns at once. Every answer comes as a future and never as an exception: a worker that ran out of time
    or memory, or died, gives the verdict "undecided".
    """

    def __init__(self, pool: Pool | None = None, *, size: int = 1) -> None:
        self._pool = pool
        self._size = size

    def start(self) -> None:
        """Start the worker processes, with nothing imported yet."""
        if self._pool is None:
            from tutor.workers import Pool

            self._pool = Pool(size=self._size)
            self._pool.start()

    def warm_up(self) -> None:
        """Tell the workers to import the mathematics now; returns at once."""
        self._running().warm_up()

    def check(self, question: Question, learner: str = "") -> Future[Verdict]:
        """The verdict on one answer, to come."""
        return self._asked("tutor.maths.judge.judge", (question,), CHECK_SECONDS, learner, True, _late_verdict)

    def prove(self, question: Question, learner: str = "", seconds: float = PROOF_SECONDS) -> Future[bool | None]:
        """Whether the answer is proved right (True), proved wrong (False) or neither (None), to come."""
        arguments = (question, seconds)
        return self._asked("tutor.maths.judge.prove", arguments, seconds, learner, False, _proved)

    def run(self, job: str, *arguments: Any, seconds: float) -> Any:
        """The result of a job of `tutor.maths`, waited for; None where it did not come to an end in time."""
        future = self._asked(job, arguments, seconds, "", True, lambda result: result.value)
        return future.result()

    def close(self) -> None:
        """End the worker processes."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def __enter__(self) -> Engine:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _running(self) -> Pool:
        if self._pool is None:
            self.start()
        assert self._pool is not None
        return self._pool

    def _asked(
        self, job: str, arguments: tuple[Any, ...], seconds: float, learner: str, urgent: bool, convert: Any
    ) -> Future[Any]:
        answer: Future[Any] = Future()
        asked = self._running().submit(job, *arguments, seconds=seconds, learner=learner, urgent=urgent)

        def pass_on(done: Future[Any]) -> None:
            if answer.set_running_or_notify_cancel():
                answer.set_result(convert(done.result()))

        asked.add_done_callback(pass_on)
        return answer


def _late_verdict(result: Any) -> Verdict:
    return result.value if isinstance(result.value, Verdict) else Verdict("undecided", feedback=_LATE)


def _proved(result: Any) -> bool | None:
    outcome = getattr(result.value, "outcome", "open")
    return {"equal": True, "different": False}.get(outcome)


def check_case(engine: Engine, case: Mapping[str, Any]) -> Verdict | str:
    """The verdict on a case given as plain data, waited for; or one sentence on why it is not a case."""
    result = engine.run("tutor.maths.cases.verdict_or_error", dict(case), seconds=CHECK_SECONDS)
    return result if isinstance(result, Verdict | str) else Verdict("undecided", feedback=_LATE)


def prove_case(engine: Engine, case: Mapping[str, Any], seconds: float) -> bool | None:
    """Whether the answer of a case is proved right (True), proved wrong (False) or neither, waited for."""
    proof: bool | None = engine.run("tutor.maths.cases.proved", dict(case), seconds, seconds=seconds)
    return proof


def derive_case(engine: Engine, request: DeriveRequest) -> Derivation | str | None:
    """The derivation asked for, waited for; one sentence where it cannot be; None where it took too long."""
    found: Derivation | str | None = engine.run(
        "tutor.maths.cases.derivation_or_error", request, seconds=DERIVE_SECONDS
    )
    return found


def warm_batch(engine: Engine) -> None:
    """Wait until the workers have imported the mathematics, so that the first line is judged as fast as the rest."""
    engine.run("tutor.maths.judge.warm_up", seconds=30.0)
