"""Line by line: from the first line to the last, each line equal to the one before or following by a named rule."""

from tutor.exercises.lines.machine import LinesExercise
from tutor.exercises.lines.spec import LinesSpec, ModelLine

__all__ = ["LinesExercise", "LinesSpec", "ModelLine"]
