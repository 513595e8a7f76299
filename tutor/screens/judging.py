"""The way of an answer to its verdict and back, without ever holding up the screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.screen import Screen

from tutor.engine import Engine, Question, Verdict, wants_proof, with_proof
from tutor.exercises.base import Exercise

UNAVAILABLE = "I could not check this just now. It costs you nothing; try it again."


class Judging:
    """Asks the engine for every verdict an exercise waits for, hands each one over, then asks for proofs.

    `settled` is called after a verdict (with True) or a proof (with False) has changed the exercise.
    Verdicts may come late: the exercise keeps them by their question, so a stale one does no harm.
    """

    def __init__(self, screen: Screen[None], engine: Engine, exercise: Exercise, settled: Callable[[bool], None]):
        self._screen = screen
        self._engine = engine
        self._exercise = exercise
        self._settled = settled
        self._asked: set[Question] = set()
        self._proving: set[Question] = set()

    @property
    def busy(self) -> bool:
        """Whether a verdict is on its way."""
        return bool(self._asked)

    def ask(self) -> None:
        """Ask for the verdicts the exercise waits for and that are not on their way yet."""
        for question in self._exercise.waiting():
            if question not in self._asked:
                self._asked.add(question)
                self._screen.run_worker(self._check(question), group="verdicts", exit_on_error=False)

    async def _check(self, question: Question) -> None:
        try:
            verdict = await asyncio.wrap_future(self._engine.check(question))
        except Exception:  # whatever happened to the worker, the learner's screen goes on
            verdict = Verdict("undecided", feedback=UNAVAILABLE)
        finally:
            self._asked.discard(question)
        self._exercise.settle(question, verdict)
        self._settled(True)
        self.ask()
        if wants_proof(verdict) and question not in self._proving and verdict.feedback != UNAVAILABLE:
            self._proving.add(question)
            await self._prove(question, verdict)

    async def _prove(self, question: Question, verdict: Verdict) -> None:
        proved = await asyncio.wrap_future(self._engine.prove(question))
        better = with_proof(verdict, proved)
        if better != verdict:
            self._exercise.settle(question, better)
            self._settled(False)
