"""Engines for the screens' tests: the real judge in this process, at once or when the test lets it answer."""

from __future__ import annotations

from concurrent.futures import Future

from tutor.engine import Question, Verdict, check_now


class ImmediateEngine:
    """Judges in this process. `proof` is what every proof comes to."""

    def __init__(self, proof: bool | None = None) -> None:
        self.proof = proof
        self.asked: list[Question] = []

    def warm_up(self) -> None:
        """Nothing to do."""

    def check(self, question: Question, learner: str = "") -> Future[Verdict]:
        self.asked.append(question)
        answer: Future[Verdict] = Future()
        answer.set_result(self.verdict(question))
        return answer

    def verdict(self, question: Question) -> Verdict:
        return check_now(question)

    def prove(self, question: Question, learner: str = "", seconds: float = 2.0) -> Future[bool | None]:
        answer: Future[bool | None] = Future()
        answer.set_result(self.proof)
        return answer


class HeldEngine(ImmediateEngine):
    """Keeps every verdict back until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[Question, Future[Verdict]]] = []

    def check(self, question: Question, learner: str = "") -> Future[Verdict]:
        answer: Future[Verdict] = Future()
        self.held.append((question, answer))
        return answer

    def release(self) -> None:
        """Answer what was asked so far."""
        held, self.held = self.held, []
        for question, answer in held:
            answer.set_result(self.verdict(question))


class BrokenEngine(ImmediateEngine):
    """An engine whose worker is gone."""

    def check(self, question: Question, learner: str = "") -> Future[Verdict]:
        answer: Future[Verdict] = Future()
        answer.set_exception(RuntimeError("the worker is gone"))
        return answer
