"""The hint of a question and its template, made from the function and from what is asked of it."""

from __future__ import annotations

from tutor.engine import (
    Call,
    Matrix,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    TooLarge,
    Vector,
    derivative,
    one_line,
    plus,
    substituted,
    symbols,
    tidy,
    times,
)
from tutor.exercises.question.key import Key
from tutor.exercises.question.rules import BLANK, partial_hint, with_blanks
from tutor.exercises.question.spec import QuestionSpec

_SLOPES = ("derivative", "partial", "total", "gradient", "jacobian")
_GENERAL = "Read the question once more, and begin with the part you are sure of."


def hint(spec: QuestionSpec, key: Key) -> str:
    """The author's hint, or one made from the outermost layer of the function and its rule."""
    if spec.hint:
        return spec.hint
    if not key.functions or not key.wrt or (spec.expected is not None and spec.ask is None and not spec.wrt):
        return _GENERAL
    function, first = key.functions[0], key.wrt[0]
    ask = _ask(spec, key)
    values = ", ".join(f"{name} = {text}" for name, text in spec.at)
    last = f" Then put in {values}." if values else ""
    rule = partial_hint(function, first, key.inputs)
    match ask:
        case "derivative" | "partial" | "total":
            return rule + last
        case "gradient":
            return f"One variable at a time, first {first}. {rule}{last}"
        case "jacobian":
            return f"One row for each function, one column for each variable. First by {first}: {rule}{last}"
        case "second":
            return f"Differentiate once, then once more. {rule}"
        case "hessian":
            return f"Begin with the slope by {first}; its slopes are the first row. {rule}"
        case "directional":
            return f"Find the gradient first, then its dot product with the direction of length 1.{last}"
        case "taylor2":
            return "You need the value, the slopes and the second slopes at the point. Halve each term with a square."
        case "value":
            return f"Put in {values} and work from the inside out." if values else _GENERAL
    return _GENERAL


def template(spec: QuestionSpec, key: Key) -> str:
    """The answer with blanks: the rule with the parts of this function put in; empty where there is none."""
    if spec.template:
        return spec.template
    if not key.functions or not key.wrt or spec.expected is not None:
        return ""
    names, function = key.wrt, key.functions[0]
    ask = _ask(spec, key)
    try:
        if ask in _SLOPES:
            rows = [tuple(with_blanks(entry, name) for name in names) for entry in key.functions]
            return _line(key, rows[0][0] if len(rows) * len(names) == 1 else _shaped(rows))
        match ask:
            case "second":
                return f"d/d{names[-1]} [{one_line(derivative(function, names[0]))}] = …"
            case "hessian":
                slopes = [derivative(function, name) for name in names]
                return _line(key, Matrix(tuple(tuple(with_blanks(slope, by) for by in names) for slope in slopes)))
            case "directional":
                return _line(key, _along(key))
            case "taylor2":
                return _line(key, _quadratic(key))
            case "value":
                return _line(key, substituted(function, dict(key.at)))
    except TooLarge:
        return ""
    return ""


def _ask(spec: QuestionSpec, key: Key) -> str:
    if spec.ask is not None and not (spec.ask == "derivative" and len(key.wrt) > 1):
        return spec.ask
    if len(key.functions) > 1:
        return "jacobian"
    return "derivative" if len(key.wrt) == 1 else "gradient"


def _shaped(rows: list[tuple[Node, ...]]) -> Node:
    return Vector(rows[0]) if len(rows) == 1 else Matrix(tuple(rows))


def _line(key: Key, tree: Node) -> str:
    written = one_line(tree)
    return f"{key.label} = {written}" if key.label else written


def _along(key: Key) -> Node:
    """…*3/5 + …*4/5: the slopes times the direction, over its length where that is not 1."""
    total = plus([Product((BLANK, part)) for _, part in key.direction])
    length = tidy(Call("sqrt", (plus([Power(part, Number(2)) for _, part in key.direction]),)))
    return total if length == Number(1) else Quotient(total, length)


def _quadratic(key: Key) -> Node:
    """… + …*(x - 1) + …*(x - 1)^2, over all variables of the point."""
    away = [_away(name, value) for name, value in key.at if name in key.wrt and name in symbols(key.functions[0])]
    terms: list[Node] = [BLANK, *(Product((BLANK, one)) for one in away)]
    for place, one in enumerate(away):
        for other in away[place:]:
            terms.append(times((BLANK, Power(one, Number(2)))) if one == other else Product((BLANK, one, other)))
    return Sum(tuple(terms)) if len(terms) > 1 else BLANK


def _away(name: str, value: Node) -> Node:
    if value == Number(0):
        return Symbol(name)
    if isinstance(value, Negative):
        return Sum((Symbol(name), value.operand))
    return Sum((Symbol(name), Negative(value)))
