"""The course, and the code that loads it."""
