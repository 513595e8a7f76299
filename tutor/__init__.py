"""calc-tutor: learn the calculus behind machine learning in a terminal."""

__version__ = "0.1.0"
