"""The value of an expression tree at a point, as balls or as floats."""
