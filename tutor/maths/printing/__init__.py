"""An expression tree becomes text: one line, LaTeX, Unicode in two dimensions."""

from tutor.maths.printing.latex import latex
from tutor.maths.printing.one_line import one_line
from tutor.maths.printing.unicode import unicode_2d, unicode_line

__all__ = ["latex", "one_line", "unicode_2d", "unicode_line"]
