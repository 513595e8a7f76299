"""Lessons as Markdown files: what they hold, how they are loaded, and the proof that they are right."""
