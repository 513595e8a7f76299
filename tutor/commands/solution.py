"""A worked derivation as text for the terminal, as LaTeX and as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tutor.engine import Matrix, Node, Vector, latex, one_line, unicode_2d

if TYPE_CHECKING:
    from tutor.maths.calculus import Derivation

_ASKED = {
    "derivative": "the derivative",
    "gradient": "the gradient",
    "jacobian": "the Jacobian (rows are functions, columns are variables)",
    "hessian": "the Hessian",
    "second": "the second derivative",
    "total": "the total derivative",
    "directional": "the directional derivative",
    "taylor2": "the second-order Taylor polynomial",
    "value": "the value",
}
_WIDTH = 72


def as_text(derivation: Derivation) -> str:
    """The derivation for a terminal: pieces, their derivatives, the product, the answer, and a rule for each."""
    rows = [_heading(derivation), "", *_indented(derivation.function), ""]
    rows += ["1  Name the pieces"]
    rows += [f"     {piece.name} = {one_line(piece.definition)}" for piece in derivation.pieces.pieces]
    rows += ["", "2  Differentiate each piece"]
    for step in derivation.steps:
        rows += [f"     {step.before} = {step.after}", f"       {step.rule}: {step.why}"]
    if derivation.combined is not None:
        rows += ["", "3  Multiply along each path, add up the paths", *_indented(derivation.combined)]
        rows += ["", "4  Put the pieces back"]
    else:
        rows += ["", "3  Together"]
    rows += _indented(derivation.answer)
    return "\n".join(rows)


def as_latex(derivation: Derivation) -> str:
    """The derivation as a LaTeX fragment (needs amsmath)."""
    rows = [f"% {_heading(derivation)}", r"\begin{align*}"]
    graph = derivation.pieces
    lines = [f"{_symbol(piece.name)} &= {latex(piece.definition)}" for piece in graph.pieces]
    for piece in graph.pieces:
        for argument in graph.arguments(piece.name):
            partial = graph.local_partial(piece.name, argument)
            left = rf"\frac{{\partial {_symbol(piece.name)}}}{{\partial {_symbol(argument)}}}"
            lines.append(f"{left} &= {latex(partial)}")
    if derivation.combined is not None:
        lines.append(rf"\text{{combined}} &= {latex(derivation.combined)}")
    lines.append(rf"\text{{answer}} &= {latex(derivation.answer)}")
    rows.append(" \\\\\n".join(lines))
    rows.append(r"\end{align*}")
    return "\n".join(rows)


def as_markdown(derivation: Derivation) -> str:
    """The derivation as Markdown with LaTeX mathematics."""
    rows = [f"# {_heading(derivation)}", "", f"$$ {latex(derivation.function)} $$", ""]
    graph = derivation.pieces
    rows += ["## Name the pieces", ""]
    rows += [f"- ${_symbol(piece.name)} = {latex(piece.definition)}$" for piece in graph.pieces]
    rows += ["", "## Differentiate each piece", ""]
    rows += [f"- `{step.before} = {step.after}`: {step.rule}. {step.why}" for step in derivation.steps]
    if derivation.combined is not None:
        rows += ["", "## Multiply along each path, add up the paths", "", f"$$ {latex(derivation.combined)} $$"]
    rows += ["", "## Answer", "", f"$$ {latex(derivation.answer)} $$"]
    return "\n".join(rows)


def _heading(derivation: Derivation) -> str:
    wrt = ", ".join(derivation.wrt)
    asked = _ASKED[derivation.ask]
    return f"{asked[0].upper()}{asked[1:]} with respect to {wrt}" if wrt else f"{asked[0].upper()}{asked[1:]}"


def _indented(tree: Node) -> list[str]:
    rows = unicode_2d(tree, _WIDTH)
    if len(rows) > 20 and isinstance(tree, Vector | Matrix):
        rows = [one_line(tree)]
    return ["     " + row for row in rows]


def _symbol(name: str) -> str:
    from tutor.engine import Symbol

    return latex(Symbol(name))
