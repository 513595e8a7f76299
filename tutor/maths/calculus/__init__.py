"""Derivatives, pieces and computation graphs, worked steps: pure Python on our own trees, bounded and quick."""

from tutor.maths.calculus.at_point import NotDefined
from tutor.maths.calculus.decomposition import chain, graph_of_expression
from tutor.maths.calculus.derivation import Derivation, Step, Task, derive
from tutor.maths.calculus.derivative import derivative
from tutor.maths.calculus.graph import Graph, Piece
from tutor.maths.calculus.layers import is_chain_itself, is_one_layer
from tutor.maths.calculus.program import graph_of_program
from tutor.maths.calculus.rules import CHAIN_RULE, RULES, Rule, rule_of
from tutor.maths.calculus.size import TooLarge
from tutor.maths.calculus.structure import DecompositionProblem, check_structure
from tutor.maths.calculus.tidy import tidy

__all__ = [
    "CHAIN_RULE",
    "RULES",
    "DecompositionProblem",
    "Derivation",
    "Graph",
    "NotDefined",
    "Piece",
    "Rule",
    "Step",
    "Task",
    "TooLarge",
    "chain",
    "check_structure",
    "derivative",
    "derive",
    "graph_of_expression",
    "graph_of_program",
    "is_chain_itself",
    "is_one_layer",
    "rule_of",
    "tidy",
]
