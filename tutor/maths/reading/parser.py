"""Tokens -> tree, by precedence climbing. The binding rules of the language are here.

From loose to tight: a sum; a term, in which `*`, `/` and juxtaposition bind alike, from the left; a factor
with its exponent, from the right; an operand. Each place where people also read otherwise asks `_otherwise`.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import NoReturn

from tutor.maths.reading import arrays, causes, complaints, limits
from tutor.maths.reading.applying import applied, is_inverse, rooted
from tutor.maths.reading.arrays import Misfit
from tutor.maths.reading.characters import END_SUPERSCRIPT, SUPERSCRIPT
from tutor.maths.reading.errors import ReadingError, shown
from tutor.maths.reading.habits import Habit
from tutor.maths.reading.tokens import Token
from tutor.maths.tree import Node, Number, Vector

_CLOSERS = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "<": ">", SUPERSCRIPT: END_SUPERSCRIPT}
_BARS = {"|": "|", "‖": "‖", "bar(": "bar)", "norm(": "norm)"}
_BRACKETS = frozenset("([{⟨")
_STARTS = frozenset(("number", "name", "function", "root", "frac", "sqrt", "begin", "bar(", "norm(")) | _BRACKETS
_POWERS = frozenset(("^", SUPERSCRIPT))

Entry = tuple[Node, bool]


class Parser:
    """Reads one expression, vector or matrix from tokens. `touched` are the habits that would change it."""

    def __init__(self, tokens: list[Token], column: Callable[[int], int], habits: frozenset[Habit]) -> None:
        self.touched: dict[Habit, None] = {}
        self._tokens = list(tokens)
        self._column = column
        self._habits = habits
        self._place = 0
        self._token = tokens[0]
        self._nesting = 0
        # How many bars of each kind stand open in the innermost bracket.
        self._open = {"|": 0, "‖": 0}
        # The first and last token of the bracket read last, to tell `[a]` from `[a] + b`.
        self._group = (-1, -1)

    def read(self) -> Node:
        """The tree of the whole text; a ReadingError names the likely cause and the column."""
        if self._token.kind == "end":
            before = max(self._token.start - 1, 0)
            raise ReadingError("there is nothing here yet: type your answer", self._column(before))
        try:
            tree = self._sum()
        except Misfit as misfit:
            self._fail(str(misfit), self._tokens[max(self._place - 1, 0)])
        if self._token.kind != "end":
            self._unexpected()
        return tree

    # -- moving on

    def _advance(self) -> Token:
        token = self._token
        self._place += 1
        self._token = self._tokens[self._place]
        return token

    def _fail(self, message: str, token: Token) -> NoReturn:
        raise ReadingError(message, self._column(token.start))

    def _unexpected(self) -> NoReturn:
        raise complaints.unexpected(self._tokens, self._place, self._column)

    def _otherwise(self, habit: Habit) -> bool:
        """Note that this place is also read otherwise; whether it is to be so this time."""
        self.touched[habit] = None
        return habit in self._habits

    def _deeper(self) -> None:
        self._nesting += 1
        if self._nesting > limits.NESTING:
            self._fail("this is nested too deeply to read: type something simpler", self._token)

    def _starts(self) -> bool:
        """Whether the next token, right after an operand, begins another factor."""
        kind = self._token.kind
        return kind in _STARTS or (kind in self._open and not self._open[kind])

    # -- sums, terms, factors

    def _sum(self) -> Node:
        terms = [self._term()]
        while self._token.kind == "+" or self._token.kind == "-":
            minus = self._advance().kind == "-"
            term = self._term()
            terms.append(arrays.negative(term) if minus else term)
        return arrays.plus(terms)

    def _signs(self) -> int:
        """How many minus signs stand here; signs are passed."""
        signs = minus = 0
        while self._token.kind == "-" or self._token.kind == "+":
            minus += self._advance().kind == "-"
            signs += 1
            if signs > limits.SIGNS:
                self._fail("there are too many signs in a row here", self._token)
        return minus

    def _signed_factor(self) -> Node:
        minus = self._signs()
        factor = self._factor()
        return arrays.negative(factor, minus) if minus else factor

    def _term(self) -> Node:
        minus = self._signs()
        term = self._continued([self._factor()])
        return arrays.negative(term, minus) if minus else term

    def _continued(self, factors: list[Node]) -> Node:
        """The product and quotients that go on after these factors."""
        while True:
            if self._token.kind == "*":
                self._advance()
                factors.append(self._signed_factor())
            elif self._token.kind == "/":
                self._advance()
                divisor = [self._signed_factor()]
                if self._starts() and self._otherwise(Habit.DENOMINATOR):
                    while self._starts():
                        self._juxtapose(divisor)
                factors = [arrays.over(arrays.times(factors), arrays.times(divisor))]
            elif self._starts():
                self._juxtapose(factors)
            else:
                return arrays.times(factors)

    def _juxtapose(self, factors: list[Node]) -> None:
        """Read one more factor of an implicit product."""
        before = self._tokens[self._place - 1]
        if self._token.kind == "number":
            if before.kind == "number":
                pair = f"{shown(before.text)} and {shown(self._token.text)}"
                self._fail(f"two numbers in a row: put a sign between {pair}", self._token)
            if self._token.text.startswith(".") and not self._token.spaced:
                self._fail(causes.character("."), self._token)
            if self._otherwise(Habit.LATE_NUMBER):
                factors[-1] = arrays.power(factors[-1], self._operand())
                return
        attached = before.kind == "name" and self._token.kind == "(" and not self._token.spaced
        factor = self._factor()
        if attached and isinstance(factor, Vector):
            self._fail(f"`{before.text}` is not a function here: write * before a list of entries", before)
        factors.append(factor)

    def _factor(self) -> Node:
        return self._raised(self._operand())

    def _raised(self, base: Node, within: bool = False) -> Node:
        """The operand with its exponents; `within` an exponent, only the outer one may reach further."""
        while self._token.kind in _POWERS:
            if self._token.kind == SUPERSCRIPT:
                base = arrays.power(base, self._superscript())
            else:
                base = arrays.power(base, self._exponent(within))
        return base

    def _superscript(self) -> Node:
        exponent = self._bracket()
        if self._token.kind in _POWERS:
            self._fail("there are two exponents here: put brackets around the first power", self._token)
        return exponent

    def _exponent(self, within: bool) -> Node:
        """What stands after `^`: one operand with its own exponent, and signs before it."""
        self._advance()
        self._deeper()
        minus = self._signs()
        bare = not within and self._token.kind in {"number", "name"}
        exponent = self._operand()
        if self._token.kind in _POWERS and not self._otherwise(Habit.TOWER):
            exponent = self._raised(exponent, within=True)
        if bare and self._starts() and self._token.kind != "function" and self._otherwise(Habit.EXPONENT):
            factors = [exponent]
            while self._starts() and self._token.kind != "function":
                self._juxtapose(factors)
            exponent = arrays.times(factors)
        if bare and self._token.kind == "/" and self._otherwise(Habit.EXPONENT_QUOTIENT):
            self._advance()
            exponent = arrays.over(exponent, self._signed_factor())
        self._nesting -= 1
        return arrays.negative(exponent, minus) if minus else exponent

    # -- operands

    def _operand(self) -> Node:
        token = self._token
        kind = token.kind
        if kind == "number" or kind == "name":
            self._advance()
            assert token.node is not None
            return token.node
        self._deeper()
        if kind in _BRACKETS or kind == "<":
            node = self._bracket()
        elif kind == "function":
            node = self._call()
        elif kind in _BARS:
            node = self._bars()
        elif kind == "root":
            node = self._root()
        elif kind == "sqrt":
            node = self._latex_root()
        elif kind == "frac":
            self._advance()
            numerator = self._latex_argument(token)
            node = arrays.over(numerator, self._latex_argument(token))
        elif kind == "begin":
            node = self._latex_matrix()
        else:
            self._unexpected()
        self._nesting -= 1
        return node

    def _bracket(self) -> Node:
        """A bracket of any kind: one expression, a vector or a matrix."""
        first, kind = self._place, self._token.kind
        rows = self._rows()
        node = arrays.assembled(rows, kind == "[")
        self._group = (first, self._place - 1)
        return node

    def _rows(self) -> list[list[Entry]]:
        """The entries of a bracket, by rows; each with whether it is a square bracket by itself."""
        opening = self._advance()
        closer = _CLOSERS[opening.kind]
        outer, self._open = self._open, {"|": 0, "‖": 0}
        rows: list[list[Entry]] = [[]]
        count = 0
        while True:
            first = self._place
            entry = self._sum()
            bracketed = self._tokens[first].kind == "[" and self._group == (first, self._place - 1)
            rows[-1].append((entry, bracketed))
            count += 1
            if count > limits.ENTRIES:
                self._fail("this list is too long to read", opening)
            if self._token.kind == ";":
                rows.append([])
            elif self._token.kind != ",":
                break
            self._advance()
        if self._token.kind != closer:
            raise complaints.unclosed(self._tokens, opening, closer, self._place, self._column)
        self._advance()
        self._open = outer
        return rows

    def _bars(self) -> Node:
        """`|x|` and `‖v‖`: a bar right after an operand closes, any other opens."""
        opening = self._advance()
        closer = _BARS[opening.kind]
        if closer in self._open:
            self._open[closer] += 1
            inner = self._sum()
            self._open[closer] -= 1
        else:
            outer, self._open = self._open, {"|": 0, "‖": 0}
            inner = self._sum()
            self._open = outer
        if self._token.kind != closer:
            raise complaints.unclosed(self._tokens, opening, closer, self._place, self._column)
        self._advance()
        return arrays.norm(inner)

    def _root(self) -> Node:
        """`√x`: the next factor with its exponent only."""
        token = self._advance()
        minus = self._signs()
        radicand = self._operand()
        if self._token.kind in _POWERS and not self._otherwise(Habit.ROOT_POWER):
            radicand = self._raised(radicand)
        if self._starts() and self._token.kind != "function" and self._otherwise(Habit.ROOT):
            factors = [radicand]
            while self._starts() and self._token.kind != "function":
                self._juxtapose(factors)
            radicand = arrays.times(factors)
        if self._token.kind == "/" and self._otherwise(Habit.ROOT):
            radicand = self._continued([radicand])
        assert token.node is not None
        return rooted(arrays.negative(radicand, minus), token.node)

    # -- functions

    def _call(self) -> Node:
        token = self._advance()
        function = token.word
        base = self._logarithm_base() if function == "log" and self._token.kind == "_" else None
        exponent = self._function_exponent(token) if self._token.kind in _POWERS else None
        if function == "log" and base is None and self._token.kind == "_":
            base = self._logarithm_base()
        try:
            inverse = is_inverse(function, exponent) and not self._otherwise(Habit.INVERSE)
        except Misfit as misfit:
            self._fail(str(misfit), token)
        if function == "sqrt" and self._token.kind == "[":
            return self._indexed_root(token, exponent)
        if self._token.kind in _BRACKETS and not (self._token.spaced and self._otherwise(Habit.FUNCTION_BRACKET)):
            arguments = self._arguments(token)
        elif self._token.kind in _BARS and not self._otherwise(Habit.FUNCTION_BARS):
            arguments = (self._operand(),)
        else:
            arguments = (self._argument(token),)
        try:
            return applied(function, arguments, base, exponent, inverse)
        except Misfit as misfit:
            self._fail(str(misfit), token)

    def _logarithm_base(self) -> Node:
        self._advance()
        if self._token.kind not in {"number", "name", "{", "("}:
            self._fail("the base of the logarithm is missing after _", self._tokens[self._place - 1])
        return self._operand()

    def _function_exponent(self, function: Token) -> Node:
        """The exponent in `sin^2 x`: one number, name or bracket, and signs before it."""
        if self._token.kind == SUPERSCRIPT:
            return self._superscript()
        self._advance()
        minus = self._signs()
        if self._token.kind not in {"number", "name"} and self._token.kind not in _BRACKETS:
            self._unexpected()
        exponent = self._operand()
        if self._token.kind == "end":
            self._fail(causes.needs_argument(function.text), function)
        return arrays.negative(exponent, minus) if minus else exponent

    def _arguments(self, function: Token) -> tuple[Node, ...]:
        """The entries of the bracket right after a function."""
        if self._tokens[self._place + 1].kind == _CLOSERS[self._token.kind]:
            self._fail(causes.needs_argument(function.text), function)
        rows = self._rows()
        if len(rows) > 1:
            self._fail("put commas, not semicolons, between the things a function acts on", function)
        return tuple(entry for entry, _ in rows[0])

    def _argument(self, function: Token) -> Node:
        """The implicit product after a function without brackets; it ends at an operator and a function."""
        if (
            function.word == "log"
            and self._token.kind == "number"
            and not self._token.spaced
            and Habit.LOG_DIGITS not in self._habits
        ):
            n = self._token.text
            self._fail(f"`log{n}` can be read in two ways: write log({n}...) or log_{n}(...)", function)
        minus = 0
        # `sin -x`, but neither `sin - x` nor `sin-x`, where the argument was forgotten.
        if self._token.kind == "-" and self._token.spaced and not self._tokens[self._place + 1].spaced:
            minus = self._signs()
        if not self._starts():
            if self._token.kind == "bad":
                self._unexpected()
            self._fail(causes.needs_argument(function.text), function)
        factors: list[Node] = []
        self._argument_factor(factors)
        leading_number = isinstance(factors[0], Number)
        while self._starts() and not self._argument_ends(len(factors), leading_number):
            self._argument_factor(factors)
        argument = arrays.times(factors)
        if self._token.kind in {"*", "/"} and self._otherwise(Habit.FUNCTION_TERM):
            argument = self._continued([argument])
        return arrays.negative(argument, minus) if minus else argument

    def _argument_ends(self, count: int, leading_number: bool) -> bool:
        """Whether the implicit product after a function ends before the factor that comes next."""
        if self._token.kind == "function" and not self._otherwise(Habit.FUNCTION_THROUGH):
            return True
        return (
            (count == 1 and self._otherwise(Habit.FUNCTION_FIRST))
            or (count == 1 + leading_number and self._otherwise(Habit.FUNCTION_SHORT))
            or (self._token.spaced and count > 1 + leading_number and self._otherwise(Habit.FUNCTION_WORD))
        )

    def _argument_factor(self, factors: list[Node]) -> None:
        if self._token.kind == "function" or (factors and self._token.kind == "number"):
            self._juxtapose(factors)
            return
        factor = self._operand()
        if self._token.kind in _POWERS and not self._otherwise(Habit.FUNCTION_POWER):
            factor = self._raised(factor)
        factors.append(factor)

    def _indexed_root(self, token: Token, exponent: Node | None) -> Node:
        """`sqrt[3]{x}`, where the square bracket may also be the plain argument, as in `sqrt[x + 1]`."""
        inner = self._arguments(token)
        if self._token.kind == "{" and not self._token.spaced:
            (index,) = inner if len(inner) == 1 else (Vector(inner),)
            root = rooted(self._bracket(), index)
            return root if exponent is None else arrays.power(root, exponent)
        if self._token.kind == "(" and not self._token.spaced and isinstance(inner[0], Number):
            self._fail("for a root write root(x, 3), or sqrt(3)*(x) for a product", token)
        return applied("sqrt", inner, None, exponent, False)

    # -- LaTeX

    def _latex_root(self) -> Node:
        token = self._advance()
        index: Node = Number(2)
        if self._token.kind == "[":
            index = self._bracket()
        return rooted(self._latex_argument(token), index)

    def _latex_argument(self, command: Token) -> Node:
        """A group in braces, or the one digit, letter or command that comes next."""
        token = self._token
        if token.kind == "number" and len(token.text) > 1 and token.text.isdigit():
            # What follows the digit is a factor of its own: `\sqrt23` is (√2) 3.
            digit, rest, middle = token.text[0], token.text[1:], token.start + 1
            token = Token("number", digit, token.start, middle, node=Number(Fraction(digit)))
            after = Token("number", rest, middle, middle + len(rest), node=Number(Fraction(rest)))
            self._tokens[self._place : self._place + 1] = [token, after]
            self._token = token
        if token.kind in {"{", "(", "number", "name", "frac", "sqrt"}:
            return self._operand()
        if token.kind in {"end", "}", ")"}:
            self._fail(f"there is something missing after {command.text}", command)
        self._unexpected()

    def _latex_matrix(self) -> Node:
        opening = self._advance()
        outer, self._open = self._open, {"|": 0, "‖": 0}
        grid: list[list[Node]] = [[]]
        while True:
            grid[-1].append(self._sum())
            if self._token.kind == "\\\\":
                self._advance()
                if self._token.kind == "close":
                    break
                grid.append([])
            elif self._token.text == "&":
                self._advance()
            elif self._token.kind == "close":
                break
            else:
                raise complaints.unclosed(self._tokens, opening, "\\end", self._place, self._column)
        self._advance()
        self._open = outer
        return arrays.from_rows(grid)
