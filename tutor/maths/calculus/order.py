"""One spelling for expressions that differ only in the order of terms and factors."""

from __future__ import annotations

from functools import lru_cache

from tutor.maths.tree import Node, Product, Sum, transformed


@lru_cache(maxsize=1024)
def canonical(tree: Node) -> Node:
    """The tree with the operands of sums and products in one fixed order (fixed within this process)."""

    def ordered(node: Node) -> Node:
        if isinstance(node, Sum | Product):
            return type(node)(tuple(sorted(node.operands, key=hash)))
        return node

    return transformed(tree, ordered)
