"""How results look: derivatives as a textbook writes them, exact values, pieces, rules and steps."""

from __future__ import annotations

import pytest

from tutor.maths.calculus import (
    RULES,
    NotDefined,
    Task,
    TooLarge,
    chain,
    derivative,
    derive,
    graph_of_expression,
    is_chain_itself,
    is_one_layer,
    rule_of,
    tidy,
)
from tutor.maths.functions import FUNCTIONS
from tutor.maths.printing import one_line
from tutor.maths.reading import read, read_program
from tutor.maths.tree import Call, Node, Number, Power, Product, Quotient, Sum, Symbol, Vector, symbols, walk
from tutor.maths.verdict import Names


def tree(text: str) -> Node:
    return read(text, Names(invent=True)).tree


def derived(
    text: str,
    ask: str = "derivative",
    wrt: tuple[str, ...] = (),
    at: dict[str, str] | None = None,
    direction: dict[str, str] | None = None,
) -> str:
    program = read_program(text)
    values = {name: tree(value) for name, value in (at or {}).items()}
    towards = {name: tree(value) for name, value in (direction or {}).items()}
    task = Task(
        program.expression, program.definitions, program.name or "y", wrt or program.inputs, ask, values, towards
    )
    return one_line(derive(task).answer)


@pytest.mark.parametrize(
    "function, slope",
    [
        ("ln(sin(x^3)^2)", "6*x^2*cos(x^3)/sin(x^3)"),
        ("exp(-x^2/2)", "-x*exp(-x^2/2)"),
        ("sqrt(1+x^2)", "x/sqrt(1+x^2)"),
        ("x/(1+x)", "1/(1+x)^2"),
        ("sin(x^2)", "2*x*cos(x^2)"),
        ("(3x+1)^5", "15*(3*x+1)^4"),
        ("1/(1+exp(-x))", "exp(-x)/(1+exp(-x))^2"),
        ("x^x", "x^x*(ln(x)+1)"),
        ("x ln x - x", "ln(x)"),
        ("x^2/(1+x)^2", "2*x/(1+x)^3"),
        ("(x-1)^2(x+2)^3", "(x-1)*(x+2)^2*(5*x+1)"),
        ("x/sqrt(1-x^2)", "1/sqrt(1-x^2)^3"),
        ("ln(x+sqrt(x^2+1))", "1/sqrt(x^2+1)"),
        ("arctan(1/x)", "-1/(x^2+1)"),
        ("arctan(sqrt(x))", "1/(2*sqrt(x)*(1+x))"),
        ("ln|sin x|", "cos(x)/sin(x)"),
        ("(e^x-e^-x)/(e^x+e^-x)", "4/(e^x+e^(-x))^2"),
        ("x exp(-x^2)", "exp(-x^2)*(1-2*x^2)"),
        ("tanh(x)^2", "2*tanh(x)*(1-tanh(x)^2)"),
        ("sigmoid(2x-1)", "2*sigmoid(2*x-1)*(1-sigmoid(2*x-1))"),
        ("x + tanh(w x)", "1+w*(1-tanh(w*x)^2)"),
        ("relu(1-x)", "-step(1-x)"),
        ("max(0, x)", "step(x)"),
        ("(x-m)^2/(2s^2)", "(x-m)/s^2"),
        ("exp(x)/(exp(x)+exp(y))", "exp(x)*exp(y)/(exp(x)+exp(y))^2"),
        ("x^(3/2)", "3*x^(1/2)/2"),
        ("a", "0"),
    ],
)
def test_derivatives_look_like_those_of_a_textbook(function: str, slope: str) -> None:
    assert one_line(derivative(tree(function), "x")) == slope


@pytest.mark.parametrize(
    "text, tidied",
    [
        ("cos(x^3)*3*x^2*2", "6*x^2*cos(x^3)"),
        ("v^2/v", "v"),
        ("x*x", "x^2"),
        ("a/b*c/d", "a*c/(b*d)"),
        ("--x", "x"),
        ("x+y+x-2y", "2*x-y"),
        ("-(x-y)", "y-x"),
        ("(x+1)(x-1)", "(x+1)*(x-1)"),
        ("(2x+4)/6", "(x+2)/3"),
        ("x^(1/3)*x^(2/3)", "x"),
        # What follows would be defined where it was not before, or have another sign.
        ("sqrt(x^2)", "sqrt(x^2)"),
        ("(x^2)^(1/2)", "(x^2)^(1/2)"),
        ("sqrt(x)*sqrt(x)", "sqrt(x)^2"),
        ("0*ln(x)", "0*ln(x)"),
        ("ln(x)-ln(x)", "0*ln(x)"),
        ("1/(x-x)", "1/0"),
        ("(|x|-x)/(|x|-x)", "(abs(x)-x)/(abs(x)-x)"),
        ("x^(y-y+2)", "x^(y-y+2)"),
    ],
)
def test_tidying(text: str, tidied: str) -> None:
    assert one_line(tidy(tree(text))) == tidied


@pytest.mark.parametrize(
    "text, value",
    [
        ("exp(ln(2))", "2"),
        ("exp(-2ln(3))", "1/9"),
        ("ln(1)", "0"),
        ("e^0", "1"),
        ("sqrt(9/4)", "3/2"),
        ("cbrt(-8)", "-2"),
        ("(-8)^(2/3)", "4"),
        ("sin(pi/6)+cos(pi)", "-1/2"),
        ("tan(-pi/4)", "-1"),
        ("sqrt(2)*sqrt(2)", "2"),
        ("log(8, 2)", "3"),
        ("max(1, 1/2, -3)", "1"),
        ("1/sqrt(5)", "1/sqrt(5)"),
    ],
)
def test_exact_values(text: str, value: str) -> None:
    assert one_line(tidy(tree(text))) == value


def test_tidying_leaves_huge_numbers_alone() -> None:
    tower = Power(Power(Power(Number(9), Number(99)), Number(99)), Number(99))
    numbers = [node.value for node in walk(tidy(tower)) if isinstance(node, Number)]
    assert numbers
    assert all(number.numerator.bit_length() < 5000 for number in numbers)


@pytest.mark.parametrize(
    "function, pieces",
    [
        ("ln(sin(x^3)^2)", ["u=x^3", "v=sin(u)", "w=v^2", "y=ln(w)"]),
        ("1/(1+exp(-x))", ["u=-x", "v=exp(u)", "w=1+v", "y=1/w"]),
        ("3sin(x^2)", ["u=x^2", "y=3*sin(u)"]),
        ("x sin(x)", ["u=sin(x)", "y=x*u"]),
        ("x+x^2", ["u=x^2", "y=x+u"]),
        ("sin(x+x^2)", ["u=x+x^2", "y=sin(u)"]),
        ("x^x", ["u=ln(x)", "v=x*u", "y=exp(v)"]),
        ("exp(x)/(exp(x)+1)", ["u=exp(x)", "v=u+1", "y=u/v"]),
        ("u*sin(x^2) + y", ["v=x^2", "w=sin(v)", "f=u*w+y"]),
        ("x", ["y=x"]),
        ("5", ["y=5"]),
    ],
)
def test_the_usual_pieces(function: str, pieces: list[str]) -> None:
    graph = chain(tree(function), "x")
    assert [f"{piece.name}={one_line(piece.definition)}" for piece in graph.pieces] == pieces


def test_many_pieces_have_names_of_their_own() -> None:
    function: Node = Symbol("x")
    for _ in range(12):
        function = Call("sin", (function,))
    names = [piece.name for piece in chain(function, "x").pieces]
    assert names == ["u", "v", "w", "p", "q", "r", "s", "u1", "u2", "u3", "u4", "y"]


def test_several_inputs_and_outputs() -> None:
    graph = graph_of_expression(Vector((tree("x*y"), tree("sin(x*y)"))), "f")
    assert graph.inputs == ("x", "y")
    assert graph.outputs == ("f1", "f2")
    assert [one_line(graph.total(name, "f2")) for name in graph.inputs] == ["y*cos(x*y)", "x*cos(x*y)"]


def test_layers() -> None:
    small = ("u^5", "1/w", "3*sin(u)", "u*v", "3*x+1", "-x^2/2", "exp(u)", "x^2*ln(x)", "1+v")
    assert all(is_one_layer(tree(text)) and not is_chain_itself(tree(text)) for text in small)
    chains = ("sin(x^3)", "(3x+1)^5", "ln(sin(x))", "sqrt(1+x^2)", "1/(1+exp(x))", "sigmoid(2x-1)", "x*exp(-x^2)")
    assert all(is_chain_itself(tree(text)) and not is_one_layer(tree(text)) for text in chains)
    # A name times or plus a constant inside is taken in one go.
    assert not any(is_chain_itself(tree(text)) for text in ("exp(-u)", "tanh(w*x)", "(y-t)^2", "sin(3x)"))


def test_every_function_has_one_rule() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
    for name, function in FUNCTIONS.items():
        arguments = (Symbol("x"), *(Number(3),) * (function.least - 1))
        assert rule_of(Call(name, arguments)).key == name


@pytest.mark.parametrize(
    "text, key",
    [
        ("5", "constant"),
        ("x", "variable"),
        ("-3x/2", "multiple"),
        ("3x+1", "sum"),
        ("x*u", "product"),
        ("u/v", "quotient"),
        ("2/w", "reciprocal"),
        ("-v^2/2", "power"),
        ("e^u", "exponential"),
        ("2^u", "exponential_base"),
        ("u^v", "general_power"),
        ("3sin(u)", "sin"),
    ],
)
def test_the_rule_of_the_outermost_layer(text: str, key: str) -> None:
    assert rule_of(tree(text)).key == key


def test_a_rule_looks_at_the_names_that_vary() -> None:
    assert rule_of(tree("a*x^n"), ("x",)).key == "power"
    assert rule_of(tree("x/(a+b)"), ("x",)).key == "multiple"


def test_a_derivation_of_one_variable() -> None:
    done = derive(Task(tree("ln(sin(x^3)^2)"), wrt=("x",)))
    assert done.combined is not None
    assert one_line(done.combined) == "(1/w)*2*v*cos(u)*3*x^2"
    assert one_line(done.answer) == "6*x^2*cos(x^3)/sin(x^3)"
    assert [(step.rule, step.before, step.after) for step in done.steps] == [
        ("power rule", "d(x^3)/dx", "3*x^2"),
        ("sine rule", "d(sin(u))/du", "cos(u)"),
        ("power rule", "d(v^2)/dv", "2*v"),
        ("logarithm rule", "d(ln(w))/dw", "1/w"),
    ]


def test_what_can_be_asked() -> None:
    assert derived("x^2*y", "gradient") == "[2*x*y, x^2]"
    assert derived("[x*y, x+y]", "jacobian") == "[[y, x], [1, 1]]"
    assert derived("x*y", "jacobian") == "[[y, x]]"
    assert derived("x^3+y^3-3x*y", "hessian") == "[[6*x, -3], [-3, 6*y]]"
    assert derived("sin(x)", "second") == "-sin(x)"
    assert derived("x^2*y", "second", ("x", "y")) == "2*x"
    assert derived("y = x + u; u = x^2", "total") == "1+2*x"
    assert derived("x^2*y", "directional", at={"x": "1", "y": "2"}, direction={"x": "3", "y": "4"}) == "16/5"
    assert derived("x^2+y", "value", at={"x": "2", "y": "1/3"}) == "13/3"
    assert derived("x^2*y", "taylor2", at={"x": "1", "y": "2"}) == "2+4*(x-1)+y-2+2*(x-1)^2+2*(x-1)*(y-2)"
    assert derived("log(exp(x)+exp(y))", "gradient", at={"x": "0", "y": "ln(2)"}) == "[1/3, 2/3]"
    assert derived("f = u*v; u = x^2; v = u + y", wrt=("u",)) == "2*x^2+y"
    assert derived("a*x^2", wrt=("x",)) == "2*a*x"


@pytest.mark.parametrize(
    "text, at",
    [
        ("ln(x)", "-1"),
        ("x^2/x", "0"),
        ("tan(x)", "pi/2"),
        ("cot(x)", "pi"),
        ("x*|x|", "0"),
        ("|x|", "0"),
        ("sqrt(x)", "0"),
        ("sign(x)", "0"),
        ("max(x, -x)", "0"),
        ("arcsin(x)", "2"),
    ],
)
def test_no_derivative_is_claimed_where_there_is_none(text: str, at: str) -> None:
    with pytest.raises(NotDefined, match=r"^The (function is not defined|rules give no derivative) at x = .*\.$"):
        derived(text, at={"x": at})


def test_a_value_too_large_for_a_float_is_still_a_value() -> None:
    assert derived("exp(x)", at={"x": "1000"}) == "exp(1000)"
    assert derived("relu(x)", at={"x": "0"}) == "0"


@pytest.mark.parametrize(
    "text, ask, sentence",
    [
        ("x*y", "directional", "direction"),
        ("[x, y]", "gradient", "Jacobian"),
        ("[x, y]", "hessian", "Jacobian"),
        ("x*y", "taylor2", "point"),
        ("x*y*z", "second", "second derivative"),
        ("x*y", "curl", "curl"),
    ],
)
def test_what_cannot_be_asked_is_said_in_a_sentence(text: str, ask: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        derived(text, ask)


def test_a_direction_of_no_length() -> None:
    with pytest.raises(ValueError, match="length"):
        derived("x*y", "directional", direction={"x": "0"})


def test_what_gets_too_long_is_given_up_in_a_sentence() -> None:
    x: Node = Symbol("x")
    factors = tuple(Call("sin", (Sum((x, Number(k))),)) for k in range(80))
    with pytest.raises(TooLarge, match="too long"):
        derivative(Product(factors), "x")
    fraction = x
    for _ in range(60):
        fraction = Sum((Number(1), Quotient(Number(1), fraction)))
    with pytest.raises(TooLarge):
        derivative(fraction, "x")
    nested = x
    for _ in range(900):
        nested = Call("sin", (nested,))
    with pytest.raises(TooLarge, match="deep"):
        derivative(nested, "x")
    assert tidy(nested) is nested


def test_a_long_polynomial_is_no_trouble() -> None:
    terms = tuple(Product((Number(k + 1), Power(Symbol("x"), Number(k)))) for k in range(400))
    slope = derivative(Sum(terms), "x")
    assert isinstance(slope, Sum)
    assert len(slope.operands) == 399
    assert symbols(slope) == ("x",)
