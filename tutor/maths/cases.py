"""Cases as plain data (the lines of `check --batch`, the arguments of `derive`) become questions and derivations.

These are the contracts of the commands: the field names are those of the JSON, and a text that is not a case
raises `CaseError` with one plain sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from tutor.maths.calculus import Derivation, Task, TooLarge, derive
from tutor.maths.judge import SECONDS, judge, prove
from tutor.maths.reading import Program, ReadingError, read, read_program
from tutor.maths.tree import Matrix, Negative, Node, Number, Quotient, Vector, put_in, symbols
from tutor.maths.verdict import Assumption, DeriveRequest, Names, Question, Verdict

ASKS = ("derivative", "gradient", "jacobian", "hessian", "second", "total", "directional", "taylor2", "value")
_MATRIX_WORDS = {"invertible", "symmetric", "onehot"}
_MOST_VARIABLES = 64


class CaseError(ValueError):
    """The data is not a case; the message is one plain sentence."""


def judge_case(case: Mapping[str, Any], seconds: float = SECONDS) -> Verdict:
    """The verdict on one line of a batch. Raises `CaseError` for what is not a case."""
    return judge(question_of(case), seconds)


def verdict_or_error(case: Mapping[str, Any]) -> Verdict | str:
    """The verdict on a line of a batch, or one plain sentence on why it is not a case.

    Without the tree that was read: its line is enough here, and costs less on the way between processes.
    """
    try:
        return replace(judge_case(case), reading=None)
    except CaseError as error:
        return str(error)


def proved(case: Mapping[str, Any], seconds: float) -> bool | None:
    """Whether the answer is proved right (True), proved wrong (False), or neither (None)."""
    outcome = prove(question_of(case), seconds).outcome
    return {"equal": True, "different": False}.get(outcome)


def derivation_or_error(request: DeriveRequest) -> Derivation | str:
    """The derivation asked for, or one plain sentence on why there is none."""
    try:
        return derive_request(request)
    except CaseError as error:
        return str(error)


def question_of(case: Mapping[str, Any]) -> Question:
    """The question a line of a batch asks. Raises `CaseError`."""
    answer = case.get("answer")
    if not isinstance(answer, str):
        raise CaseError("A case needs an `answer`, a text.")
    if ("expected" in case) == ("function" in case):
        raise CaseError("A case needs either `expected` or `function`.")
    if case.get("shapes"):
        raise CaseError("Matrix expressions (`shapes`) are not understood yet.")
    declared = _texts(case, "variables")
    wrt = _texts(case, "wrt")
    let = _read_let(case)
    let_names = tuple(name for name, _ in let)
    decimals = case.get("decimals")
    if decimals is not None and (
        not isinstance(decimals, int) or isinstance(decimals, bool) or not 0 <= decimals <= 50
    ):
        raise CaseError("`decimals` is a whole number from 0 to 50.")
    function: str | None = None
    if "expected" in case:
        expected = _expected_tree(case["expected"], (*declared, *let_names, *wrt))
        found: tuple[str, ...] = symbols(expected)
        prefixes: tuple[str, ...] = ()
        at = _pairs(case, "at")
        if case.get("ask") == "value" and at:
            expected = put_in(expected, ((name, _read_value(text)) for name, text in at))
    else:
        derivation, program = _derived(_request_of(case, (*declared, *let_names) if declared else ()))
        expected, found, function = derivation.answer, program.inputs, program.name
        prefixes = () if case.get("ask") in ("value", "taylor2", "hessian", "second") else derivation.wrt
    names = _declared(case, declared, (*found, *wrt, *let_names, *(n for _, d in let for n in symbols(d))))
    return Question(
        answer,
        Names(names, prefixes, function),
        expected,
        let=let,
        where=_assumptions(case.get("where") or {}),
        decimals=decimals,
    )


def derive_request(request: DeriveRequest) -> Derivation:
    """The derivation asked for. Raises `CaseError` with a plain sentence."""
    return _derived(request)[0]


def _derived(request: DeriveRequest) -> tuple[Derivation, Program]:
    if request.ask is not None and request.ask not in ASKS:
        raise CaseError(f"`ask` is one of {', '.join(ASKS)}.")
    try:
        program = read_program(request.function, request.variables, request.wrt)
    except ReadingError as error:
        raise CaseError(f"The function cannot be read, at column {error.position + 1}: {error.message}") from error
    wrt = request.wrt or program.inputs
    task = Task(
        function=program.expression,
        definitions=program.definitions,
        name=program.name or "y",
        wrt=wrt,
        ask=request.ask or _usual_ask(program.expression, wrt),
        at={name: _read_value(text) for name, text in request.at} or None,
        direction={name: _read_value(text) for name, text in request.direction} or None,
    )
    try:
        return derive(task), program
    except TooLarge as error:
        raise CaseError(str(error)) from error
    except ValueError as error:
        raise CaseError(str(error)) from error


def _usual_ask(function: Node, wrt: tuple[str, ...]) -> str:
    if isinstance(function, Vector | Matrix):
        return "jacobian"
    return "derivative" if len(wrt) <= 1 else "gradient"


def _request_of(case: Mapping[str, Any], variables: tuple[str, ...]) -> DeriveRequest:
    function = case["function"]
    if isinstance(function, list):
        if not function or not all(isinstance(entry, str) for entry in function):
            raise CaseError("A list of functions is a list of texts.")
    elif not isinstance(function, str):
        raise CaseError("`function` is a text or a list of texts.")
    ask = case.get("ask")
    if ask is not None and not isinstance(ask, str):
        raise CaseError(f"`ask` is one of {', '.join(ASKS)}.")
    return DeriveRequest(function, _texts(case, "wrt"), ask, _pairs(case, "at"), _pairs(case, "direction"), variables)


def _expected_tree(expected: Any, names: tuple[str, ...]) -> Node:
    if isinstance(expected, list):
        rows = [[_expected_tree(entry, names) for entry in row] for row in expected if isinstance(row, list)]
        if rows:
            if len(rows) != len(expected) or len({len(row) for row in rows}) != 1:
                raise CaseError("The rows of `expected` have different lengths.")
            return Matrix(tuple(map(tuple, rows)))
        return Vector(tuple(_expected_tree(entry, names) for entry in expected))
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        expected = str(expected)
    if not isinstance(expected, str):
        raise CaseError("`expected` is a text, a list of texts or a list of rows.")
    try:
        return read(expected, Names(names, invent=True)).tree
    except ReadingError as error:
        raise CaseError(f"`expected` cannot be read, at column {error.position + 1}: {error.message}") from error


def _read_let(case: Mapping[str, Any]) -> tuple[tuple[str, Node], ...]:
    pairs = _pairs(case, "let")
    names = tuple(name for name, _ in pairs)
    read_so_far: dict[str, Node] = {}
    for name, text in pairs:
        try:
            read_so_far[name] = read(text, Names((*_texts(case, "variables"), *names), invent=True)).tree
        except ReadingError as error:
            raise CaseError(f"`let` {name} cannot be read, at column {error.position + 1}: {error.message}") from error
    return tuple(_ordered(read_so_far))


def _ordered(definitions: dict[str, Node]) -> Iterable[tuple[str, Node]]:
    """The definitions in an order such that each uses only earlier ones. Raises `CaseError` if there is none."""
    waiting = dict(definitions)
    while waiting:
        ready = [name for name, tree in waiting.items() if not waiting.keys() & set(symbols(tree))]
        if not ready:
            raise CaseError("The names of `let` are defined in a circle.")
        for name in ready:
            yield name, waiting.pop(name)


def _read_value(text: str) -> Node:
    try:
        return read(text, Names()).tree
    except ReadingError as error:
        raise CaseError(f"The value {text!r} cannot be read: {error.message}") from error


def _declared(case: Mapping[str, Any], declared: tuple[str, ...], found: tuple[str, ...]) -> tuple[str, ...]:
    extra = tuple(name for name, _ in (*_pairs(case, "let"), *_pairs(case, "at"), *_pairs(case, "direction")))
    names = (*declared, *_texts(case, "wrt"), *extra[: len(_pairs(case, "let"))]) if declared else (*found, *extra)
    names = tuple(dict.fromkeys(names))
    if len(names) > _MOST_VARIABLES:
        raise CaseError(f"A case may have at most {_MOST_VARIABLES} variables.")
    return names


def _texts(case: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = case.get(key)
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return tuple(value)
    raise CaseError(f"`{key}` is a name or a list of names.")


def _pairs(case: Mapping[str, Any], key: str) -> tuple[tuple[str, str], ...]:
    value = case.get(key) or {}
    if not isinstance(value, dict):
        raise CaseError(f"`{key}` maps names to texts.")
    pairs: list[tuple[str, str]] = []
    for name, entry in value.items():
        if isinstance(entry, bool) or not isinstance(entry, str | int | float):
            raise CaseError(f"`{key}` maps names to texts.")
        pairs.append((name, str(entry)))
    return tuple(pairs)


def _assumptions(where: Any) -> tuple[tuple[str, Assumption], ...]:
    if not isinstance(where, dict):
        raise CaseError("`where` maps names to what is known of them.")
    found: list[tuple[str, Assumption]] = []
    for name, known in where.items():
        if known == "positive" or known == "nonzero":
            found.append((name, known))
        elif isinstance(known, list) and len(known) == 2:
            low, high = (_exact(bound) for bound in known)
            if low >= high:
                raise CaseError(f"`where` {name}: the interval is empty.")
            found.append((name, (low, high)))
        elif not (isinstance(known, str) and known in _MATRIX_WORDS):
            raise CaseError(f"`where` {name}: use positive, nonzero or [low, high].")
    return tuple(found)


def _exact(bound: Any) -> Fraction:
    """The exact value of a number, or of a text that is a number or a fraction of numbers."""
    if isinstance(bound, bool) or not isinstance(bound, int | float | str):
        raise CaseError("The ends of an interval are numbers.")
    tree = _read_value(str(bound))
    sign = 1
    while isinstance(tree, Negative):
        tree, sign = tree.operand, -sign
    if isinstance(tree, Number):
        return sign * tree.value
    if isinstance(tree, Quotient) and isinstance(tree.numerator, Number) and isinstance(tree.denominator, Number):
        bottom = tree.denominator.value
        if bottom != 0:
            return sign * tree.numerator.value / bottom
    raise CaseError("The ends of an interval are rational numbers.")
