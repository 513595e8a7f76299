"""What is right for a question and what is known to be wrong: the author's texts read once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tutor.engine import (
    Matrix,
    Names,
    Node,
    Question,
    ReadingError,
    Vector,
    one_line,
    put_in,
    question_from,
    read_program,
    symbols,
)
from tutor.exercises.question.spec import QuestionSpec, Stated

Let = tuple[tuple[str, Node], ...]


@dataclass(frozen=True)
class Key:
    """The question without an answer, other right answers, known wrong ones with their sentences.

    `functions` are the trees of the function or of its entries, `inputs` their variables and `wrt` those asked
    for; `at` is the point, `direction` the direction. `shown` is the text of a right answer, `label` what stands
    left of it.
    """

    blank: Question
    accepted: tuple[Node, ...]
    mistakes: tuple[tuple[Node, str], ...]
    functions: tuple[Node, ...]
    inputs: tuple[str, ...]
    wrt: tuple[str, ...]
    at: Let
    direction: Let
    shown: str
    label: str

    @property
    def names(self) -> Names:
        """What may be named in the answer."""
        return self.blank.names

    @property
    def expected(self) -> Node:
        """The right answer."""
        return self.blank.expected

    def asked(self, text: str) -> Question:
        """Is this the right answer?"""
        return replace(self.blank, answer=text)

    def others(self, text: str) -> tuple[Question, ...]:
        """Is this one of the other right answers?"""
        return tuple(replace(self.blank, answer=text, expected=tree) for tree in self.accepted)

    def known_mistakes(self, text: str) -> tuple[Question, ...]:
        """Is this one of the wrong answers the author knows?"""
        return tuple(replace(self.blank, answer=text, expected=tree) for tree, _ in self.mistakes)

    def with_numbers(self, text: str) -> Question:
        """Is this right once the numbers of the point are put in?"""
        return replace(self.blank, answer=text, let=(*self.at, *self.blank.let))


def key(spec: QuestionSpec) -> Key:
    """The key of a question. Raises ValueError, with one plain sentence, for what cannot be asked."""
    blank = question_from(spec.case())
    if spec.layout == "denominator" and spec.expected is None and isinstance(blank.expected, Matrix):
        blank = replace(blank, expected=Matrix(tuple(zip(*blank.expected.rows, strict=True))))
    at = tuple((name, _tree(value, spec)) for name, value in spec.at)
    functions, name, inputs = _functions(spec)
    found = () if spec.variables else (*symbols(blank.expected), *inputs, *(name for name, _ in at), *spec.names)
    variables = tuple(dict.fromkeys((*blank.names.variables, *found)))
    blank = replace(blank, names=replace(blank.names, variables=variables))
    wrt = spec.wrt or inputs
    return Key(
        blank=blank,
        accepted=tuple(_tree(text, spec) for text in spec.accept),
        mistakes=tuple((_tree(text, spec, variables), sentence) for text, sentence in spec.mistakes),
        functions=functions,
        inputs=inputs,
        wrt=wrt,
        at=at,
        direction=tuple((name, _tree(part, spec)) for name, part in spec.direction),
        shown=spec.answer or one_line(blank.expected),
        label=spec.label or _label(spec, name, inputs, wrt, len(functions)),
    )


def _tree(stated: Stated, spec: QuestionSpec, variables: tuple[str, ...] = ()) -> Node:
    known = tuple(dict.fromkeys((*variables, *spec.variables, *spec.names, *(name for name, _ in spec.let))))
    return question_from({"answer": "", "expected": _plain(stated), "variables": list(known)}).expected


def _plain(stated: Stated) -> str | list[object]:
    return stated if isinstance(stated, str) else [_plain(entry) for entry in stated]


def _functions(spec: QuestionSpec) -> tuple[tuple[Node, ...], str, tuple[str, ...]]:
    """The function as written, in its inputs, as one or more entries; its name; its inputs."""
    if spec.function is None:
        return (), "", ()
    text = spec.function if isinstance(spec.function, str) else list(spec.function)
    try:
        program = read_program(text, spec.variables, spec.wrt)
    except ReadingError as error:
        raise ValueError(f"The function cannot be read: {error.message}") from error
    written = put_in(program.expression, program.definitions)
    entries = written.children if isinstance(written, Vector | Matrix) else (written,)
    return entries, program.name or "", program.inputs


def _label(spec: QuestionSpec, name: str, inputs: tuple[str, ...], wrt: tuple[str, ...], many: int) -> str:
    """What is asked for, in short: dy/dx, ∂f/∂x, ∇f, J, H."""
    if not inputs or spec.expected is not None:
        return ""
    output = name or ("y" if len(inputs) == 1 and "y" not in inputs else "f")
    ask = spec.ask or ("jacobian" if many > 1 else "gradient" if len(wrt) > 1 else "derivative")
    sign = "∂" if len(inputs) > 1 and ask != "total" else "d"
    match ask:
        case "derivative" | "partial" | "total" if len(wrt) == 1 and many == 1:
            return f"{sign}{output}/{sign}{wrt[0]}"
        case "second":
            below = f"{sign}{wrt[0]}²" if len(set(wrt)) == 1 else "".join(f"{sign}{by}" for by in reversed(wrt))
            return f"{sign}²{output}/{below}"
        case "derivative" | "partial" | "gradient" if many == 1:
            return f"∇{output}"
        case "hessian":
            return "H"
        case "taylor2":
            return "T₂"
        case "value":
            return output
        case "directional":
            return f"D{output}"
    return "J"
