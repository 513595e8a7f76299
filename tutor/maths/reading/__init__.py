"""Typed text becomes an expression tree, or one sentence and a column."""
