"""The subcommands of calc-tutor, one a file; each imports what it needs when it runs."""
