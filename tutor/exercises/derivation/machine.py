"""The step machine of the guided derivation. Marks are worked out from texts and known verdicts, never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from tutor.engine import Graph, Names, Node, Question, ReadingError, Verdict, one_line, plus, read, symbols
from tutor.exercises.base import Mark, Section, StepView
from tutor.exercises.derivation import help as helping
from tutor.exercises.derivation import questions
from tutor.exercises.derivation.answers import Answers, answers_from, piece_index
from tutor.exercises.derivation.paths import path_fault, path_products, used_paths
from tutor.exercises.derivation.pieces import Decomposition, Line, decomposition, known_parts
from tutor.exercises.derivation.problem import Problem, problem
from tutor.exercises.judged import OPEN, WAITING, Judged, answered, told
from tutor.exercises.record import Recorded


class Derivation(Recorded[Answers]):
    """A guided derivation: name the pieces, differentiate each, multiply along the paths, put back.

    A wrong answer does not block: the same text again leaves it for later, and what follows is judged on what
    stands there. See `tutor.exercises.base` for how a driver uses it.
    """

    kind = "derivation"

    def __init__(self, posed: Problem) -> None:
        given = tuple(helping.line(piece) for piece in posed.given)
        # A piece that the problem comes with, or that "show me" gives, is never asked to be split.
        super().__init__(Answers(given, kept=frozenset(given)))
        self.problem = posed
        self._parts = known_parts(posed.function)
        self._decomposed: tuple[Answers, Decomposition] | None = None

    @classmethod
    def start(
        cls,
        function: str,
        wrt: str | Sequence[str] | None = None,
        at: Mapping[str, str] | None = None,
        variables: Sequence[str] = (),
    ) -> Derivation:
        """A derivation of a typed function or program, by default with respect to all its variables.

        `variables` are further names that pieces may use.

        Raises `ReadingError` and `NotForTheSteps`.
        """
        asked = (wrt,) if isinstance(wrt, str) else tuple(wrt or ())
        return cls(problem(function, asked, at, tuple(variables)))

    @property
    def function(self) -> Node:
        """The function to derive."""
        return self.problem.function

    @property
    def variable(self) -> str:
        """The variable to differentiate with respect to, the first of several."""
        return self.problem.variable

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables whose derivatives are asked for."""
        return self.problem.wrt

    @property
    def name(self) -> str:
        """The name of the function's value."""
        return self.problem.name

    # What a screen shows

    def sections(self) -> tuple[Section, ...]:
        """The four parts of the derivation."""
        third = "Multiply along each path, add up the paths" if self._several_paths() else "Multiply along the path"
        last = "Put the numbers in" if self.problem.at else "Put back"
        titles = ("Name the pieces", "Differentiate each piece", third, last)
        return tuple(Section(number, title) for number, title in enumerate(titles, 1))

    def steps(self) -> tuple[StepView, ...]:
        """Every step that was answered or can be, in order."""
        views = list(self._piece_steps())
        graph = self.graph()
        if graph is None:
            return tuple(views)
        for piece, argument in self._edges(graph):
            step = f"local:{piece}:{argument}"
            views.append(self._view(step, 2, _label(graph, piece, argument), self._local(graph, piece, argument)))
        earlier = [view.label or view.text for view in views if view.mark == "incorrect"]
        ends: list[StepView] = []
        for variable in self.variables:
            whole = self._whole_label(variable)
            combined = self._view(f"combine:{variable}", 3, whole, self._combine(graph, variable, earlier))
            views.append(combined)
            before = [*earlier, f"step 3, {whole}"] if combined.mark in ("incorrect", "follows") else earlier
            ends.append(self._view(f"answer:{variable}", 4, whole, self._end(graph, variable, before)))
        return (*views, *ends)

    def current(self) -> str | None:
        """The step where the cursor belongs; None when there is nothing left to do."""
        views = self.steps()
        for view in views:
            put_off = (view.id, view.text) in self._typed.left
            if view.mark in ("open", "asks", "waiting") or (view.mark == "incorrect" and not put_off):
                return view.id
        return next((view.id for view in views if view.mark in ("incorrect", "follows")), None)

    def done(self) -> bool:
        """Whether every step is right (or could not be decided)."""
        views = self.steps()
        return self.graph() is not None and all(
            view.mark in ("correct", "undecided") or (view.section == 1 and view.mark == "noted") for view in views
        )

    def graph(self) -> Graph | None:
        """The computation graph of the learner's own pieces, once the function is among them."""
        return self._decomposition().graph

    def edge_mark(self, piece: str, argument: str) -> Mark:
        """The mark of the derivative of a piece with respect to one of its arguments."""
        wanted = f"local:{piece}:{argument}"
        return next((view.mark for view in self.steps() if view.id == wanted), "open")

    def paths(self, variable: str | None = None) -> tuple[tuple[str, ...], ...]:
        """Every path from a variable to the function, on the learner's own pieces."""
        graph = self.graph()
        return () if graph is None else graph.paths(variable or self.variable, self.name)

    def lit_paths(self, variable: str, text: str) -> tuple[tuple[str, ...], ...]:
        """The paths that a text typed for the sum over all paths has in it so far."""
        graph = self.graph()
        if graph is None:
            return ()
        try:
            answer = read(text, questions.whole_names(self.problem, graph, variable)).tree
        except ReadingError:
            return ()
        return used_paths(self.problem, graph, answer, self._products(graph, variable))

    def names(self, step: str) -> Names:
        """What may be named in a step, to read its text while it is typed."""
        kind, _, rest = step.partition(":")
        graph = self.graph()
        if kind == "local" and graph is not None:
            piece, _, argument = rest.partition(":")
            return questions.local_names(self.problem, graph, piece, argument)
        if kind in ("combine", "answer") and graph is not None:
            return questions.whole_names(self.problem, graph, rest)
        lines = self._decomposition().lines
        return Names((*self.problem.inputs, *(line.name for line in lines if line.usable)), invent=True)

    def summary(self) -> list[str]:
        """A few sentences for the end."""
        graph = self.graph()
        return [] if graph is None else helping.summary(self.problem, graph)

    # What a driver does

    def submit(self, step: str, text: str) -> None:
        """Take an answer. The same wrong answer again is left for later; a big piece again is kept whole."""
        text = text.strip()
        before = self.view(step)
        answers = self._typed
        if text and text == before.text:
            if before.mark in ("incorrect", "follows"):
                answers = replace(answers, left=answers.left | {(step, text)})
            elif before.mark == "asks" and before.suggestion:
                answers = answers.with_text(step, before.suggestion)
            elif before.mark == "asks" and step.startswith("piece:") and self._line(step).big:
                answers = replace(answers, kept=answers.kept | {text})
        else:
            answers = answers.with_text(step, text)
        self._change(answers, "answered", step, text)

    def remove(self, step: str) -> None:
        """Delete a piece."""
        self._change(self._typed.with_text(step, ""), "removed", step, "")

    def ask_hint(self, step: str) -> str:
        """One hint for a step."""
        return self._hint(step, helping.hint(self.problem, self._decomposition(), step))

    def show_me(self, step: str) -> None:
        """Fill a step in with what is right there; always possible, and always a step forward."""
        answers = self._typed
        if step.startswith("piece"):
            lines = helping.pieces_to_show(self.problem, self._decomposition(), piece_index(step))
            shown = {(f"piece:{i}", line) for i, line in enumerate(lines) if line not in answers.pieces}
            answers = replace(answers, pieces=lines, kept=answers.kept.union(lines))
        else:
            right = self._composed_right()
            text = helping.answer_to_show(self.problem, self._decomposition(), step, right)
            answers = answers.with_text(step, text)
            shown = {(step, text)}
        self._change(replace(answers, shown=answers.shown | shown), "shown", step, "")

    def save(self) -> dict[str, Any]:
        """The whole exercise as plain data."""
        return self._saved(
            function=self.problem.text,
            wrt=list(self.variables),
            variables=list(self.problem.inputs),
            at={name: one_line(value) for name, value in self.problem.at.items()},
            answers=self._typed.plain(),
        )

    @classmethod
    def load(cls, data: dict[str, Any]) -> Derivation:
        """The exercise that `save` made data of; its answers are judged anew. Raises ValueError for other data."""
        cls._checked(data)
        exercise = cls.start(data["function"], data["wrt"], data["at"], data["variables"])
        exercise._restore(answers_from(data["answers"]), data)
        return exercise

    # How marks come about

    def _decomposition(self) -> Decomposition:
        known = self._decomposed
        if known is None or known[0].pieces != self._typed.pieces or known[0].kept != self._typed.kept:
            found = decomposition(self.problem, self._typed.pieces, self._typed.kept)
            known = self._decomposed = (self._typed, found)
        return known[1]

    def _line(self, step: str) -> Line:
        lines = self._decomposition().lines
        index = piece_index(step)
        return lines[index] if index < len(lines) else Line("")

    def _view(self, step: str, section: int, label: str, judged: Judged) -> StepView:
        text = self._typed.text(step)
        return judged.view(
            step,
            section,
            label,
            text,
            shown=(step, text) in self._typed.shown,
            hint=self._hints.get(step, ""),
            removable=section == 1 and bool(text),
        )

    def _piece_steps(self) -> list[StepView]:
        found = self._decomposition()
        whole = self._composed()
        views: list[StepView] = []
        for index, line in enumerate(found.lines):
            views.append(self._view(f"piece:{index}", 1, "", self._piece(line, found, whole)))
            views[-1] = replace(views[-1], reading=line.definition)
        if found.graph is None and all(view.mark != "asks" for view in views):
            step = f"piece:{len(views)}"
            missing = f"Still to define: {', '.join(found.missing)}." if found.missing and views else ""
            views.append(self._view(step, 1, "", Judged("open", sentence=found.sentence or missing)))
        return views

    def _composed(self) -> Verdict | None:
        """The verdict on all pieces put together; asks for it where it is not known."""
        found = self._decomposition()
        if found.graph is None:
            return None
        line = next(line for line in found.lines if line.usable and line.name == self.name)
        return self._verdict(questions.composition(self.problem, line, found.graph))

    def _composed_right(self) -> bool:
        whole = self._composed()
        return whole is not None and whole.outcome == "correct"

    def _piece(self, line: Line, found: Decomposition, whole: Verdict | None) -> Judged:
        if not line.usable or line.definition is None:
            return Judged("asks", sentence=line.sentence, caret=line.caret)
        if line.name in found.unused:
            return Judged("noted", sentence=f"{self.name} does not use this piece. You can delete it.")
        if found.graph is None:
            return Judged("correct" if self._belongs(line, found) else "noted")
        if whole is None:
            return Judged("waiting" if line.name == self.name else "noted")
        if whole.outcome == "correct":
            note = (whole.note or "") if line.name == self.name else ""
            return Judged("correct", whole, note=note)
        if line.name != self.name:
            return Judged("correct" if self._belongs(line, found) else "noted")
        if whole.outcome == "undecided":
            return Judged("undecided", whole, whole.feedback)
        if whole.outcome == "unreadable":
            return Judged("asks", whole, whole.feedback, caret=line.offset + (whole.position or 0))
        return Judged("incorrect", whole, self._why_not_composed(found, whole))

    def _belongs(self, line: Line, found: Decomposition) -> bool:
        """Whether the piece, put back, is a part of the function as written."""
        return helping.put_back_so_far(line.name, found.lines, self.problem) in self._parts

    def _why_not_composed(self, found: Decomposition, whole: Verdict) -> str:
        doubtful = [
            line.name
            for line in found.lines
            if line.usable and line.name != self.name and line.name not in found.unused
            and not self._belongs(line, found)
        ]  # fmt: skip
        where = f" Look at {' and '.join(doubtful)} again." if doubtful else ""
        return f"Put together, your pieces do not give the function. {whole.feedback}{where}"

    def _several_paths(self) -> bool:
        return any(len(self.paths(variable)) > 1 for variable in self.variables)

    def _edges(self, graph: Graph) -> list[tuple[str, str]]:
        """The derivatives that are needed: every piece by every argument that a variable asked for reaches."""
        reached = set(self.variables)
        edges: list[tuple[str, str]] = []
        for piece in graph.pieces:
            used = [argument for argument in graph.arguments(piece.name) if argument in reached]
            edges += [(piece.name, argument) for argument in used]
            if used:
                reached.add(piece.name)
        return edges

    def _whole_label(self, variable: str) -> str:
        sign = "d" if len(self.problem.inputs) == 1 or (self.problem.parameters and len(self.variables) == 1) else "∂"
        return f"{sign}{self.name}/{sign}{variable}"

    def _products(self, graph: Graph, variable: str) -> dict[tuple[str, ...], Node]:
        """The product along each path, of the learner's own derivatives where there are any, of the right ones else."""
        right = {(p, a): graph.local_partial(p, a) for p, a in self._edges(graph)}
        written = questions.written_partials(self.problem, graph, dict(self._typed.rest))
        return path_products(self.problem, graph, variable, {**right, **written})

    def _local(self, graph: Graph, piece: str, argument: str) -> Judged:
        text = self._typed.text(f"local:{piece}:{argument}")
        if not text:
            return OPEN
        return answered(self._verdict(questions.local(self.problem, graph, piece, argument, text)))

    def _combine(self, graph: Graph, variable: str, earlier: list[str]) -> Judged:
        text = self._typed.text(f"combine:{variable}")
        if not text:
            return OPEN
        slope = self.problem.slopes[variable]
        verdict = self._verdict(questions.whole(self.problem, graph, variable, text, slope))
        if verdict is None or verdict.outcome != "incorrect" or verdict.other_reading is not None:
            return answered(verdict)
        products = self._products(graph, variable)
        if earlier:
            carried = plus(list(products.values()))
            judged = self._carried(verdict, questions.whole(self.problem, graph, variable, text, carried), earlier)
            if judged.mark != "incorrect":
                return judged
        fault = None if verdict.reading is None else path_fault(self.problem, graph, verdict.reading, products)
        if fault is None:
            return told(verdict)
        confirmed = self._verdict(questions.whole(self.problem, graph, variable, text, fault.value))
        if confirmed is None:
            return WAITING
        if confirmed.outcome != "correct":
            return told(verdict)
        return Judged("incorrect", verdict, f"{fault.sentence()} {verdict.feedback}")

    def _end(self, graph: Graph, variable: str, earlier: list[str]) -> Judged:
        text = self._typed.text(f"answer:{variable}")
        if not text:
            return OPEN
        slope = self.problem.slopes[variable]
        if self.problem.at:
            verdict = self._verdict(questions.value(self.problem, graph, variable, text))
        else:
            verdict = self._verdict(questions.whole(self.problem, graph, variable, text, slope))
        allowed = set() if self.problem.at else set(self.problem.inputs)
        if verdict is not None and verdict.reading is not None and verdict.outcome != "unreadable":
            left = [name for name in symbols(verdict.reading) if name not in allowed]
            if left:
                return Judged("asks", verdict, helping.names_left(self.problem, left))
        if verdict is None or verdict.outcome != "incorrect" or verdict.other_reading is not None or not earlier:
            return answered(verdict)
        carried = helping.read_back(self.problem, graph, variable, self._typed.text(f"combine:{variable}"))
        if carried is None:
            return told(verdict)
        return self._carried(verdict, questions.whole(self.problem, graph, variable, text, carried), earlier)

    def _carried(self, verdict: Verdict, once_more: Question, earlier: list[str]) -> Judged:
        """A wrong answer once more, judged on what stands in the steps before it."""
        if once_more.expected.size > helping.LARGEST:
            return told(verdict)
        followed = self._verdict(once_more)
        if followed is None:
            return WAITING
        if followed.outcome != "correct":
            return told(verdict)
        return Judged("follows", verdict, f"Right for what you have in {earlier[0]}. Mend that, then this one.")


def _label(graph: Graph, piece: str, argument: str) -> str:
    sign = "∂" if len(graph.arguments(piece)) > 1 else "d"
    return f"{sign}{piece}/{sign}{argument}"
