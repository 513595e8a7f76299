"""The guided derivation of a function of one variable: name the pieces, differentiate, combine, put back."""
