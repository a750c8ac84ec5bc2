"""Errors that are told to people: what is wrong, and what to do, in the language that is chosen when they are shown."""

from juso_core.language.messages import _

__all__ = ["ToldError"]


class ToldError(Exception):
    """What went wrong and how to mend it, as messages (marked with ``N_``) and the values that belong into them."""

    def __init__(self, what: str, mend: str, **values: object) -> None:
        """Keep the message's parts, so that they can be shown in either language."""
        self.what, self.mend, self.values = what, mend, values
        super().__init__(what)

    def __str__(self) -> str:
        return _(self.what, **self.values)

    def how_to_mend(self) -> str:
        """What to do about it, in the current language."""
        return _(self.mend, **self.values)
