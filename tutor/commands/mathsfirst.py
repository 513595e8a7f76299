"""Arguments that begin with `-` and are no known option are mathematics: `check -2x --expected -2x` works."""

from __future__ import annotations

import click


class MathsCommand(click.Command):
    """A command whose positional arguments and option values may begin with a minus sign."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, _sorted_out(args, self.params))


def _sorted_out(args: list[str], params: list[click.Parameter]) -> list[str]:
    """Options and their values first, then `--` and everything else as mathematics."""
    takes_value: dict[str, bool] = {"--help": False, "-h": False}
    for param in params:
        if isinstance(param, click.Option):
            takes_value.update(dict.fromkeys((*param.opts, *param.secondary_opts), not param.is_flag))
    options: list[str] = []
    maths: list[str] = []
    waiting = iter(args)
    for arg in waiting:
        name, equals, _ = arg.partition("=")
        if arg == "--":
            maths.extend(waiting)
        elif takes_value.get(arg):
            value = next(waiting, None)
            # `--expected=-2x` keeps the minus with its option, whatever it looks like.
            options.extend([arg] if value is None else [f"{arg}={value}"] if arg.startswith("--") else [arg, value])
        elif arg in takes_value or (equals and name in takes_value and name.startswith("--")):
            options.append(arg)
        elif name.startswith("--") and len(name) > 4 and name[2:].replace("-", "").isalpha():
            options.append(arg)  # a misspelt option: click says so
        else:
            maths.append(arg)
    return [*options, "--", *maths]
