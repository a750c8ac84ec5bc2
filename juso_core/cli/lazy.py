"""A group of commands that are imported when they are called, and whose help needs none of them."""

import importlib
from collections.abc import Mapping
from typing import Any

import click

from juso_core.language.help import Command, Group
from juso_core.language.messages import _

__all__ = ["LazyGroup"]


class LazyGroup(Group):
    """A group over a table ``name -> (target, short help)``; a target is ``module:attribute``."""

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        """Keep the table."""
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command; while only help or completion asks, stand in for it with its short help."""
        if cmd_name not in self.table:
            return None
        target, short = self.table[cmd_name]
        if not getattr(ctx, "_juso_invoked", False):
            return Command(cmd_name, short_help=_(short), help=_(short))
        module, _colon, name = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        if ctx.resilient_parsing:
            # A shell asks what can stand where.
            from juso_core.cli.completing import teach

            teach(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is really called."""
        ctx._juso_invoked = True  # type: ignore[attr-defined]
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from juso_core.municipality.problems import did_you_mean

            raise click.UsageError(
                _("no such command: {name}", name=args[0])
                + "; "
                + did_you_mean(args[0], self.table, otherwise=_("see: {path} --help", path=ctx.command_path)),
                ctx,
            ) from None
