"""The two groups of commands below the top; their commands are imported when called."""

from juso_core.cli.lazy import LazyGroup
from juso_core.cli.table import CASE, PLUGINS
from juso_core.language.messages import _

__all__ = ["case", "plugins"]

case = LazyGroup(
    "case",
    table=CASE,
    help=_(
        "Receive, walk and close cases.\n\n"
        "Whoever acts is named with --by (or JUSO_BY): an agency's id, as juso show lists them. "
        "What is left out is taken from the advice or asked for; --on sets the day."
    ),
)
plugins = LazyGroup("plugins", table=PLUGINS, help=_("List, enable and disable municipalities."))
