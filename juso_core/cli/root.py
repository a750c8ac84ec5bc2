"""The top of the command line."""

import click

from juso_core import __version__
from juso_core.cli.lazy import LazyGroup
from juso_core.cli.table import TOP
from juso_core.language.messages import _

__all__ = ["juso"]

juso = LazyGroup(
    "juso",
    table=TOP,
    help=_(
        "juso helps a municipality run multi-agency support for people whose troubles no single window can solve.\n\n"
        "Start with: juso demo"
    ),
    params=[
        click.Option(["--lang"], type=click.Choice(["ja", "en"]), expose_value=False, help=_("Language.")),
        click.Option(
            ["--instance"],
            type=click.Path(file_okay=False),
            envvar="JUSO_INSTANCE",
            help=_("The instance's folder; otherwise this one or one above it, with juso.toml."),
            callback=lambda ctx, _param, value: ctx.meta.__setitem__("juso.instance", value),
            expose_value=False,
        ),
    ],
)
click.version_option(__version__, prog_name="juso", message="%(prog)s %(version)s", help=_("Show the version."))(juso)
