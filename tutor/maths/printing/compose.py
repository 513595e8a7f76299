"""The parts of a tree as boxes, flat (one row) or in two dimensions, bracketed by how tightly they hold."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from tutor.maths.functions import CIRCULAR, HYPERBOLIC
from tutor.maths.printing.boxes import Box, beside, fenced, grid, line, marked, over, raised, rooted
from tutor.maths.printing.conventions import Level, exponent_inside, signed_number
from tutor.maths.printing.juxtaposition import LIKE_FUNCTIONS, Edge, runs_together, separator
from tutor.maths.printing.names import subscript, superscript, unicode_name
from tutor.maths.printing.numerals import digits, is_fraction, unsigned
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
    symbols,
    walk,
)

# Functions that may stand before a name without brackets: sin u.
_BARE = {*CIRCULAR, *HYPERBOLIC, "ln", "arcsin", "arccos", "arctan"}
_HOOKS = {2: "√", 3: "∛", 4: "∜"}
_LONGEST_RAISED = 4  # characters of an exponent in raised letters
_LONGEST_SCRIPT = 12  # characters of an exponent in one raised row


@dataclass(frozen=True, slots=True)
class Piece:
    """A part as a box, with how tightly it holds and what it begins and ends with.

    `letters` are the plain letters it consists of, if it is such a name; `positive` is a signed part
    without its minus.
    """

    box: Box
    level: Level
    head: Edge = Edge.BRACKET
    tail: Edge = Edge.BRACKET
    letters: str = ""
    positive: Box | None = None


class Composer:
    """Composes one tree of bounded size and depth."""

    def __init__(self, tree: Node) -> None:
        self._tree = tree
        self._names = frozenset(name for name in symbols(tree) if len(name) > 1)
        # The nodes are kept beside their pieces: some are made on the way, and the id of one that is gone
        # may be given to another.
        self._done: dict[tuple[int, bool, bool], tuple[Node, Piece]] = {}

    def picture(self) -> Box:
        """The tree in two dimensions."""
        return self._piece(self._tree, False, False).box

    def line(self) -> str:
        """The tree in one row."""
        return self._piece(self._tree, True, False).box.rows[0]

    def _piece(self, node: Node, flat: bool, tight: bool) -> Piece:
        """`tight`: something follows at once, so a function's argument needs its brackets."""
        key = (id(node), flat, tight)
        if key not in self._done:
            self._done[key] = node, self._composed(node, flat, tight)
        return self._done[key][1]

    def _composed(self, node: Node, flat: bool, tight: bool) -> Piece:
        match node:
            case Number():
                return _number(node, flat)
            case Constant():
                name = "π" if node.name == "pi" else node.name
                edges = (Edge.LETTER, Edge.LETTER) if name == "π" else (Edge.CONSTANT_E, Edge.CONSTANT_E)
                return Piece(line(name), Level.ATOM, *edges)
            case Symbol():
                return _symbol(node.name)
            case Sum():
                return self._sum(node, flat)
            case Product():
                return self._product(node, flat, tight)
            case Negative():
                return _signed(_at_least(self._piece(node.operand, flat, tight), Level.QUOTIENT))
            case Quotient():
                return self._quotient(node, flat)
            case Power():
                return self._power(node, flat)
            case Call():
                return self._call(node, flat, tight)
            case Vector():
                inside = self._listed(node.operands, flat)
                return Piece(fenced(inside, "[", "]"), Level.ATOM, Edge.MATRIX, Edge.MATRIX)
            case Matrix():
                return self._matrix(node, flat)
        raise TypeError(f"not an expression: {type(node).__name__}")

    def _sum(self, node: Sum, flat: bool) -> Piece:
        boxes: list[Box] = []
        for term in _spread(node, Sum):
            piece = self._piece(term, flat, False)
            if not boxes:
                boxes.append(piece.box)
            elif piece.positive is not None:
                boxes += [line(" - "), piece.positive]
            else:
                boxes += [line(" + "), piece.box]
        return Piece(beside(*boxes) if boxes else line("0"), Level.SUM)

    def _product(self, node: Product, flat: bool, tight: bool) -> Piece:
        factors = _spread(node, Product)
        if not factors:
            return Piece(line("1"), Level.ATOM, Edge.DIGIT, Edge.DIGIT)
        if signed_number(factors[0]):
            rest = Product((_without_sign(factors[0]), *factors[1:]))
            return _signed(self._product(rest, flat, tight))
        calls = sum(isinstance(factor, Call) for factor in factors)
        pieces = []
        for index, factor in enumerate(factors):
            alone = index == len(factors) - 1 and calls == 1 and not tight
            pieces.append(_at_least(self._piece(factor, flat, not alone), Level.PRODUCT))
        boxes, letters = [pieces[0].box], pieces[0].letters
        for left, right in pairwise(pieces):
            between = separator(left.tail, right.head)
            letters = letters + right.letters if between == "" and right.letters else right.letters
            if between == "" and runs_together(letters, self._names):
                between, letters = "·", right.letters
            if between == "·" and not flat and max(left.box.height, right.box.height) > 1:
                between = " · "
            boxes += [line(between), right.box] if between else [right.box]
        return Piece(beside(*boxes), Level.PRODUCT, pieces[0].head, pieces[-1].tail)

    def _quotient(self, node: Quotient, flat: bool) -> Piece:
        if signed_number(node.numerator):
            return _signed(self._quotient(Quotient(_without_sign(node.numerator), node.denominator), flat))
        top = self._piece(node.numerator, flat, flat)
        bottom = self._piece(node.denominator, flat, flat)
        if not flat:
            nested = Edge.FRACTION in (top.head, top.tail, bottom.head, bottom.tail)
            return _fraction(top.box, bottom.box, longer=nested)
        boxes = (_at_least(top, Level.PRODUCT).box, line("/"), _at_least(bottom, Level.POWER).box)
        return Piece(beside(*boxes), Level.QUOTIENT)

    def _power(self, node: Power, flat: bool) -> Piece:
        base = _at_least(self._piece(node.base, flat, True), Level.ATOM)
        if base.tail is Edge.FRACTION:
            base = _bracketed(base)
        head = Edge.EXPONENTIAL if base.head is Edge.CONSTANT_E else base.head
        tail = base.tail if base.tail in (Edge.WORD, Edge.FUNCTION_LIKE) else Edge.INDEX
        if (small := self._raised_letters(node.exponent)) is not None:
            if isinstance(node.base, Call) and exponent_inside(node):
                inside = fenced(self._listed(node.base.arguments, flat), "(", ")")
                box = beside(line(node.base.function + small), inside)
                return Piece(box, Level.POWER, Edge.CALL, Edge.CALL)
            return Piece(marked(base.box, small), Level.POWER, head, tail)
        script = self._piece(node.exponent, True, False)
        if flat:
            bare = script.level is Level.ATOM and isinstance(node.exponent, Number | Symbol | Constant)
            exponent = script if bare else _bracketed(script)
            return Piece(beside(base.box, line("^"), exponent.box), Level.POWER, head, Edge.OPEN)
        text = script.box.rows[0].replace(" + ", "+").replace(" - ", "-")
        simple = len(text) <= _LONGEST_SCRIPT and "^" not in text
        exponent_box = line(text) if simple else self._piece(node.exponent, False, False).box
        return Piece(raised(base.box, exponent_box), Level.POWER, head, tail)

    def _raised_letters(self, exponent: Node) -> str | None:
        """The exponent in raised characters, where it is short and made of numbers and letters alone."""
        if exponent.size > 2 * _LONGEST_RAISED or any(isinstance(part, Call) for part in walk(exponent)):
            return None
        text = self._piece(exponent, True, False).box.rows[0].replace(" + ", "+").replace(" - ", "-")
        return superscript(text) if len(text) <= _LONGEST_RAISED and "(" not in text else None

    def _call(self, node: Call, flat: bool, tight: bool) -> Piece:
        function, arguments = node.function, node.arguments
        first = self._piece(arguments[0], flat, False)
        if function == "abs":
            inside = first.box
            if inside.height == 1 and "|" in inside.rows[0]:
                inside = line(f" {inside.rows[0]} ")
            return Piece(fenced(inside, "|", "|"), Level.ATOM, Edge.BAR, Edge.BAR)
        if function == "sqrt":
            return _root(first, 2)
        if function == "root" and isinstance(arguments[1], Number) and arguments[1].value in (2, 3, 4):
            return _root(first, int(arguments[1].value))
        name = function
        if function == "log" and isinstance(arguments[1], Number):
            lowered = subscript(unsigned(arguments[1])) if arguments[1].value > 0 else None
            if lowered:
                name, arguments = f"log{lowered}", arguments[:1]
        if function in _BARE and not tight and _glyph(arguments[0]):
            return Piece(beside(line(f"{name} "), first.box), Level.ATOM, Edge.CALL, Edge.CALL)
        box = beside(line(name), fenced(self._listed(arguments, flat), "(", ")"))
        return Piece(box, Level.ATOM, Edge.CALL, Edge.CALL)

    def _listed(self, nodes: tuple[Node, ...], flat: bool) -> Box:
        boxes = [box for node in nodes for box in (line(", "), self._piece(node, flat, False).box)]
        return beside(*boxes[1:]) if boxes else line("")

    def _matrix(self, node: Matrix, flat: bool) -> Piece:
        if flat:
            rows = [fenced(self._listed(row, True), "[", "]") for row in node.rows]
            box = beside(*[part for row in rows for part in (line(", "), row)][1:])
        else:
            box = grid([[self._piece(entry, False, False).box for entry in row] for row in node.rows])
        return Piece(fenced(box, "[", "]"), Level.ATOM, Edge.MATRIX, Edge.MATRIX)


def _glyph(node: Node) -> bool:
    """Whether a function may stand before the node without brackets: sin u, ln 2."""
    whole = isinstance(node, Number) and node.value.denominator == 1 and node.value >= 0
    return whole or isinstance(node, Symbol | Constant)


def _spread(node: Sum | Product, kind: type[Node]) -> list[Node]:
    """The operands, with those of nested nodes of the same kind in their place."""
    operands: list[Node] = []
    for operand in node.operands:
        operands += _spread(operand, kind) if isinstance(operand, kind) else [operand]  # type: ignore[arg-type]
    return operands


def _without_sign(node: Node) -> Node:
    if isinstance(node, Negative):
        return node.operand
    assert isinstance(node, Number)
    return Number(-node.value, node.text.removeprefix("-"))


def _signed(piece: Piece) -> Piece:
    minus = "- " if piece.head is Edge.FRACTION else "-"
    return Piece(beside(line(minus), piece.box), Level.SIGNED, tail=piece.tail, positive=piece.box)


def _bracketed(piece: Piece) -> Piece:
    head = Edge.SIGNED if piece.level is Level.SIGNED else Edge.BRACKET
    return Piece(fenced(piece.box, "(", ")"), Level.ATOM, head)


def _at_least(piece: Piece, level: Level) -> Piece:
    return piece if piece.level >= level else _bracketed(piece)


def _fraction(top: Box, bottom: Box, longer: bool) -> Piece:
    return Piece(over(top, bottom, longer), Level.PRODUCT, Edge.FRACTION, Edge.FRACTION)


def _number(node: Number, flat: bool) -> Piece:
    if is_fraction(node) and not flat:
        top, bottom = digits(abs(node.value.numerator)), digits(node.value.denominator)
        piece = _fraction(line(top), line(bottom), longer=False)
    else:
        text = unsigned(node)
        level = Level.QUOTIENT if is_fraction(node) else Level.PRODUCT if "e" in text else Level.ATOM
        tail = Edge.WORD if "e" in text else Edge.DIGIT
        piece = Piece(line(text), level, Edge.DIGIT, tail)
    return _signed(piece) if node.value < 0 else piece


def _symbol(name: str) -> Piece:
    shown = unicode_name(name)
    if len(shown) == 1:
        tail = Edge.FUNCTION_LIKE if shown in LIKE_FUNCTIONS else Edge.LETTER
        return Piece(line(shown), Level.ATOM, Edge.LETTER, tail, letters=shown)
    indexed = len(shown) == 2 and not shown[1].isalpha()
    edges = (Edge.LETTER, Edge.INDEX) if indexed else (Edge.WORD, Edge.WORD)
    return Piece(line(shown), Level.ATOM, *edges)


def _root(inside: Piece, order: int) -> Piece:
    if inside.box.height > 1:
        box = rooted(inside.box, "" if order == 2 else str(order))
        return Piece(box, Level.POWER, Edge.ORDER if order > 2 else Edge.ROOT, Edge.FRACTION)
    bare = inside.level is Level.ATOM and inside.head in (Edge.LETTER, Edge.DIGIT, Edge.CONSTANT_E)
    inner = inside if bare else _bracketed(inside)
    tail = Edge.OPEN if bare else Edge.BRACKET
    return Piece(beside(line(_HOOKS[order]), inner.box), Level.POWER, Edge.ROOT, tail)
