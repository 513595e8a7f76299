"""`python -m tutor` is `calc-tutor`."""

from tutor.cli import main

main()
