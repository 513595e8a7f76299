"""How much may be typed. Everything here is checked before any algebra, and most of it before any parsing."""

from __future__ import annotations

CHARACTERS = 4000
TOKENS = 2500
NODES = 2000
# Brackets, functions, roots and exponents inside one another: some six Python frames each while reading.
NESTING = 64
# The depth of the finished tree; `a/b/c/...` grows it without nesting. Others walk trees by recursion.
DEPTH = 100
SIGNS = 20
WORD = 120
DIGITS = 400
DECIMAL_EXPONENT = 400
ENTRIES = 400
# Other readings looked for, and found.
RE_READINGS = 12
OTHER_READINGS = 8
