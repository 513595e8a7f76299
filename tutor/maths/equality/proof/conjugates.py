"""Expressions u + v*g with a square root g, their conjugates u - v*g, and their square roots without nesting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flint.utils.flint_exceptions import DomainError

from tutor.maths.equality.proof.field import Polynomial

if TYPE_CHECKING:
    from tutor.maths.equality.proof.tower import Tower

_MOST_TERMS = 40


@dataclass(frozen=True, eq=False)
class Split:
    """`rest + slope*root`, with the square of the root and the norm `rest**2 - slope**2 * square`, reduced."""

    rest: Polynomial
    slope: Polynomial
    root: Polynomial
    square: Polynomial
    norm: Polynomial

    @property
    def conjugate(self) -> Polynomial:
        """`rest - slope*root`."""
        return self.rest - self.slope * self.root


def split_at_root(tower: Tower, polynomial: Polynomial) -> Split | None:
    """The split at the last square root in the polynomial, if it is of the first degree in it and short."""
    if len(polynomial) > _MOST_TERMS or len(polynomial) < 2:
        return None
    degrees = polynomial.degrees()
    for number in range(len(tower.generators) - 1, -1, -1):
        generator = tower.generators[number]
        if degrees[number] == 1 and generator.kind == "root" and generator.power == 2:
            slope = polynomial.derivative(number)
            root = tower.field.generators[number]
            rest = polynomial - slope * root
            if rest.is_zero() or len(generator.replacement) > _MOST_TERMS:
                return None
            square = generator.replacement
            product = tower.field.multiplied(tower.field.multiplied(slope, slope), square)
            norm = tower.reduced(tower.field.multiplied(rest, rest) - product)
            return None if norm.is_zero() else Split(rest, slope, root, square, norm)
    return None


def square_root(tower: Tower, polynomial: Polynomial) -> Polynomial | None:
    """w with w**2 = polynomial, where w = p + q*g is as simple as the split: sqrt(3 + 2 sqrt 2) is 1 + sqrt 2."""
    split = split_at_root(tower, polynomial)
    if split is None:
        return None
    norm_root = _exact_root(split.norm)
    if norm_root is None:
        return None
    for twice in (split.rest + norm_root, split.rest - norm_root):
        if twice.is_zero() or any(int(c) % 2 for c in twice.coeffs()):
            continue
        part = _exact_root(twice / 2)
        if part is None or part.is_zero():
            continue
        quotient, remainder = divmod(split.slope, 2 * part)
        if not remainder.is_zero():
            continue
        root: Polynomial = part + quotient * split.root
        if (tower.reduced(root * root) - polynomial).is_zero():
            return root
    return None


def _exact_root(polynomial: Polynomial) -> Polynomial | None:
    if polynomial.leading_coefficient() < 0:
        return None
    try:
        root = polynomial.sqrt()
    except DomainError:
        return None
    return root if (root * root - polynomial).is_zero() else None
