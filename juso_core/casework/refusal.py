"""A command that is not possible where the case stands."""

from juso_core.language.told import ToldError

__all__ = ["RefusedByFlow"]


class RefusedByFlow(ToldError):
    """A command that is not possible now: what is wrong, and what to do."""
