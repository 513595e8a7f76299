"""Typed text -> expression tree: plain text, Unicode and pasted LaTeX, by a grammar of our own.

Nothing typed is executed, and nothing but ReadingError is raised for a text. `read` reads an answer or an
expression, `read_program` a function given as named lines, `repaired` what is still being typed.
"""

from tutor.maths.reading.errors import ReadingError
from tutor.maths.reading.programs import Program, read_program
from tutor.maths.reading.reader import Reading, read
from tutor.maths.reading.repair import repaired
from tutor.maths.reading.words import canonical

__all__ = ["Program", "Reading", "ReadingError", "canonical", "read", "read_program", "repaired"]
