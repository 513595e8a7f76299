"""Is this the same function? Exact where it can be, else by enclosures at many points; with witnesses."""

from tutor.maths.equality.compare import compare
from tutor.maths.equality.decimals import close_enough
from tutor.maths.equality.outcome import Comparison
from tutor.maths.equality.values import evaluate_exactly, value_at

__all__ = ["Comparison", "close_enough", "compare", "evaluate_exactly", "value_at"]
