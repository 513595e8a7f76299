"""Worker processes with a deadline and a memory limit, fair between learners.

A `Pool` runs named jobs of the mathematics in processes of their own; whatever becomes of such a process,
every job gets its `Result`. Nothing heavy is imported here: the pool starts before the screen is drawn.
"""

from tutor.workers.pool import Pool
from tutor.workers.result import Failure, Result

__all__ = ["Failure", "Pool", "Result"]
