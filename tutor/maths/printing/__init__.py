"""An expression tree becomes text: one line, LaTeX, Unicode in two dimensions."""
