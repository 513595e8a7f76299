"""Is this the same function? Exact, then rigorous sampling, then proof; witnesses."""
