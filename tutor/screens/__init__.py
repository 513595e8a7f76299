"""Textual screens, one class a file."""
