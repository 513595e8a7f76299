"""Textual widgets, one class a file."""
