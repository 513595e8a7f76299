"""Derivatives, chains of pieces, computation graphs, worked steps."""
