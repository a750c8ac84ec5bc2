"""A command that is not possible where the case stands."""

from juso_core.language.messages import _

__all__ = ["RefusedByFlow"]


class RefusedByFlow(Exception):
    """A command that is not possible now: what is wrong, and what to do."""

    def __init__(self, what: str, mend: str, **values: str) -> None:
        """Keep the message's parts so that they can be shown in either language."""
        self.what, self.mend, self.values = what, mend, values
        super().__init__(what)

    def __str__(self) -> str:
        return _(self.what, **self.values)

    def how_to_mend(self) -> str:
        """What to do about it, in the current language."""
        return _(self.mend, **self.values)
