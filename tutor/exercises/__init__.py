"""Step machines that ask, take typed answers and carry verdicts; no screen in them."""
