"""Numbers become plotext figures in theme colours."""
