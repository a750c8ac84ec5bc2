"""Who is spoken of in which conference: the groups that consent makes of a household."""

from juso_core.casework.case import Case

__all__ = ["conference_groups"]


def conference_groups(case: Case) -> tuple[tuple[str, ...], ...]:
    """Return the groups of members for which a conference is advised, the person's own group first.

    Where the person has consented and others have not, those who consented form one group and the rest another.
    Where the person has not, one 支援会議 covers everyone (casebook ６).

    A member whose data is not held separately, such as a small child, is grouped by their own consent all the same.
    """
    consented = tuple(m.ref for m in case.members if m.consent.full)
    if not case.person.consent.full or len(consented) == len(case.members):
        return (case.refs,)
    rest = tuple(ref for ref in case.refs if ref not in consented)
    return (consented, rest)
